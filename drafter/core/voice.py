"""How an organisation wants to sound: settings that a model is given and that a check enforces."""

from typing import Literal

from pydantic import Field

from drafter.core.noun import Noun

ApologyPolicy = Literal["never", "once_over", "once", "free"]


class HouseVoice(Noun):
    """The house style of one organisation.

    `tone` is a sentence or two in their own words. `instead` maps a word or phrase to the one they want;
    `avoid` are words they never want. `apology`: never; once per update and only when it is over
    (`once_over`); once per update (`once`); no limit (`free`). `samples` are updates of their own that
    show the tone; nothing in them is a fact.
    """

    organisation: str = ""
    tone: str = ""
    instead: dict[str, str] = Field(default_factory=dict)
    avoid: tuple[str, ...] = ()
    apology: ApologyPolicy = "once_over"
    samples: tuple[str, ...] = Field(default=(), max_length=3)
