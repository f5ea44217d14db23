"""Who reads an update, and what that reader may see."""

from typing import Literal

from pydantic import Field

from drafter.core.noun import Noun

View = Literal["public", "internal", "restricted"]
Slot = Literal[
    "subject", "symptom", "scope", "since", "side_effect", "advice", "unaffected", "known", "doing",
    "not_known", "correction", "data", "apology", "watch", "remains", "postmortem", "no_news", "holding",
    "next_update", "say", "do_not_say", "faq", "escalate", "decision", "risk", "technical", "follow_up",
    "contact",
]  # fmt: skip
LintClass = Literal["C", "S", "X", "E", "P"]


class Audience(Noun):
    """A kind of reader.

    `view`: public readers get no internal name; internal readers get names; restricted readers get names
    but no person, customer or secret. `required` slots are filled by a cited fact or a stated unknown.
    `max_units` counts as the channel does (`unit`); 0 is no limit. `lint_class` is how the lint rules
    speak of it: customer, support, executive, engineer, postmortem reader.
    """

    id: str
    title: str
    reader: str
    view: View
    lint_class: LintClass
    slots: tuple[Slot, ...]
    required: tuple[Slot, ...] = ()
    max_units: int = 0
    unit: Literal["words", "characters", "weighted", "gsm7"] = "words"
    forbids: tuple[str, ...] = ()
    second_approver: tuple[str, ...] = ()
    cadence_min: int = Field(default=30, ge=0)
    allows_estimate: bool = False
