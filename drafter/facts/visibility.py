"""Whether the content of a clause would be of use outside, put in plain words and without names."""

from drafter.core.fact import Certainty, FactKind, Visibility

_PUBLIC_KINDS: frozenset[FactKind] = frozenset(
    (
        "symptom", "scope", "start", "side_effect", "workaround", "restored", "verified", "resolved", "cause",
        "data_impact", "action",
    )
)  # fmt: skip


def visibility_of(kind: FactKind, certainty: Certainty, phase: str) -> Visibility:
    """Return whether a clause of this kind and certainty may be said outside at all."""
    if certainty in ("suspected", "withdrawn", "conflicting"):
        return "internal"
    if kind == "action" and phase == "quiet":
        return "internal"
    if kind == "decision":
        return "internal"
    return "public" if kind in _PUBLIC_KINDS else "internal"
