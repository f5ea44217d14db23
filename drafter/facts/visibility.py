"""Whether the content of a clause would be of use outside, put in plain words and without names."""

from drafter.core.fact import Certainty, FactKind, Visibility
from drafter.facts.acts import act_of

# Users notice these themselves, or are owed them: our own harm, harm to data, that it works, that it is over.
_ALWAYS: frozenset[FactKind] = frozenset(
    ("symptom", "scope", "side_effect", "workaround", "restored", "resolved", "data_impact")
)
_NEVER: frozenset[FactKind] = frozenset(("hypothesis", "coordination", "internal_estimate"))
_UNSURE: frozenset[Certainty] = frozenset(("suspected", "withdrawn", "conflicting"))


def visibility_of(kind: FactKind, certainty: Certainty, text: str, *, public: bool) -> Visibility:
    """Return whether a clause may be said outside at all; `public` is what the classifier leans to.

    An act of a class that has words of every day may, whoever the note was written for.
    """
    act = act_of(text) if kind == "action" else None
    told = act is not None and act.sort != "look"
    if certainty in _UNSURE or kind in _NEVER:
        return "internal"
    return "public" if kind in _ALWAYS or public or told else "internal"
