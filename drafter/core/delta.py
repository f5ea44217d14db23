"""What a second reading of the notes changes on a fact sheet. It adds and corrects; it never removes."""

from pydantic import Field

from drafter.core.fact import Certainty, Fact, FactKind
from drafter.core.noun import Noun


class Refusal(Noun):
    """A fact the model gave that was not taken, or not taken as given: the rule and why."""

    rule: str
    line: int
    quote: str
    why: str


class FactDelta(Noun):
    """What the model's reading changes: facts it alone found, and what it says about known ones.

    `confirmed` are ids of facts both found; `lowered` maps an id to a lower certainty; `also` maps an id to
    a further kind.
    """

    added: tuple[Fact, ...] = ()
    confirmed: tuple[str, ...] = ()
    lowered: dict[str, Certainty] = Field(default_factory=dict)
    also: dict[str, FactKind] = Field(default_factory=dict)
    refused: tuple[Refusal, ...] = ()
