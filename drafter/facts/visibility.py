"""Whether the content of a clause would be of use outside, put in plain words and without names."""

from drafter.core.fact import Certainty, FactKind, Visibility

# Users notice these themselves, or are owed them: our own harm, harm to data, that it works, that it is over.
_ALWAYS: frozenset[FactKind] = frozenset(
    ("symptom", "scope", "side_effect", "workaround", "restored", "resolved", "data_impact")
)
_NEVER: frozenset[FactKind] = frozenset(("hypothesis", "coordination", "internal_estimate"))
_UNSURE: frozenset[Certainty] = frozenset(("suspected", "withdrawn", "conflicting"))


def visibility_of(kind: FactKind, certainty: Certainty, *, public: bool) -> Visibility:
    """Return whether a clause may be said outside at all; `public` is what the classifier leans to."""
    if certainty in _UNSURE or kind in _NEVER:
        return "internal"
    return "public" if kind in _ALWAYS or public else "internal"
