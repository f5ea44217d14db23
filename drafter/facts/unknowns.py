"""What a reader expects at this stage and no usable fact covers: subtraction, never filling in."""

from collections.abc import Sequence

from drafter.core.fact import Fact, FactKind, Stage, Topic, Unknown

_COVERED_BY: dict[Topic, tuple[FactKind, ...]] = {
    "symptom": ("symptom", "scope"),
    "scope": ("scope",),
    "start": ("start", "symptom", "detected"),
    "cause": ("cause",),
    "fix": ("action", "decision"),
    "workaround": ("workaround",),
    "unaffected": ("unaffected",),
    "data": ("data_impact",),
    "end": ("restored", "resolved"),
    "verified": ("verified",),
    "security": ("security",),
}
_EXPECTED: dict[Stage, tuple[Topic, ...]] = {
    "investigating": ("symptom", "scope", "start", "cause", "workaround"),
    "identified": ("symptom", "scope", "start", "cause", "fix", "workaround"),
    "fixing": ("symptom", "scope", "start", "cause", "fix", "workaround"),
    "monitoring": ("symptom", "start", "cause", "fix", "end", "verified"),
    "resolved": ("symptom", "start", "cause", "fix", "end", "verified"),
}


def find_unknowns(facts: Sequence[Fact], stage: Stage) -> tuple[Unknown, ...]:
    """Return the topics expected at `stage` that no sure fact covers."""
    sure = [
        f for f in facts if f.usable and f.certainty in ("confirmed", "reported", "attributed", "planned")
    ]
    return tuple(
        Unknown(topic=topic)
        for topic in _EXPECTED[stage]
        if not any(fact.is_a(*_COVERED_BY[topic]) for fact in sure)
    )
