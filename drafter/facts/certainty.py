"""How sure a clause is. Certainty only falls: a question is a suspicion, a plan is not an act."""

from drafter.core.fact import Certainty, FactKind
from drafter.core.note import Note

_SURE_KINDS = ("unknown", "coordination")


def certainty_of(kind: FactKind, groups: frozenset[str], note: Note) -> Certainty:
    """Return the certainty of a clause of this kind with these cue groups."""
    if kind == "hypothesis":
        return "suspected"
    if kind == "internal_estimate":
        return "suspected"
    if "question_mark" in groups and kind != "coordination":
        return "suspected"
    if kind == "decision":
        return "planned"
    if kind == "third_party":
        return "attributed"
    if "hedge" in groups and kind not in _SURE_KINDS:
        return "suspected"
    if kind in ("symptom", "scope", "start", "detected", "restored", "verified", "unaffected") and (
        "reported" in groups or note.role == "customer_report"
    ):
        return "reported"
    if kind == "coordination" and "plan" in groups:
        return "planned"
    return "confirmed"
