"""What a reader expects at this stage and no usable fact covers: subtraction, never filling in."""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from drafter.core.fact import Fact, FactKind, Stage, Topic, Unknown
from drafter.facts.language import DATA
from drafter.facts.phrases import PhraseTable, read_rows, words
from drafter.facts.reading import Reading

_TOLD = ("confirmed", "reported")
# The chance that one of the notes tells a topic, from which on it is neither told nor called unknown.
_HINTED_FROM: dict[Topic, float] = {"cause": 0.3, "scope": 0.3, "workaround": 0.3}
_MOST_HINTS = 2
_RECENT = 5  # notes that may say how it stands now
_SURE = ("confirmed", "reported", "attributed")
_CHANGES = ("change", "repair_act", "repair_done", "fault")
_SIGNS: tuple[FactKind, ...] = ("symptom", "detected", "scope")
_DONE: tuple[FactKind, ...] = ("action", "observation", "data_impact")
_COVERED_BY: dict[Topic, tuple[FactKind, ...]] = {
    "symptom": ("symptom",),
    "scope": ("scope",),
    "start": ("start",),
    "cause": ("cause",),
    "fix": ("action", "decision"),
    "workaround": ("workaround",),
    "unaffected": ("unaffected",),
    "data": ("data_impact",),
    "end": ("restored", "verified", "resolved"),
    "verified": ("verified", "resolved"),
    "security": ("security",),
}
_EXPECTED: dict[Stage, tuple[Topic, ...]] = {
    "investigating": ("symptom", "scope", "start", "cause", "workaround"),
    "identified": ("symptom", "scope", "start", "cause", "fix", "workaround"),
    "fixing": ("symptom", "scope", "start", "cause", "fix", "workaround"),
    "monitoring": ("symptom", "scope", "start", "cause", "fix", "end", "verified"),
    "resolved": ("symptom", "scope", "start", "cause", "fix", "end"),
}
# Only asked for when a note raises it: most incidents touch neither.
_WHEN_RAISED: tuple[Topic, ...] = ("data", "security", "verified", "end")
_ORDER: tuple[Topic, ...] = (
    "security", "data", "verified", "scope", "start", "end", "workaround", "fix", "cause", "symptom",
    "unaffected",
)  # fmt: skip


@cache
def _topics() -> PhraseTable:
    return PhraseTable((row[0], [row[1]]) for row in read_rows(DATA / "en" / "topics.tsv"))


def topic_of(text: str) -> Topic | None:
    """Return what a clause that says "we do not know" is about, None when its words do not tell."""
    found = {hit.label for hit in _topics().find(words(text))}
    return next((topic for topic in _ORDER if topic in found), None)


def hinted(readings: Iterable[Reading], *, may_be_over: bool = False) -> dict[Topic, tuple[int, ...]]:
    """Return the topics that some note may tell, though no clause was surely read so, and those notes.

    The chances that single clauses tell it add up: one of five likely ones probably does. Where none does,
    what was changed before the first sign may have been the cause. That it works again is hinted at when the
    notes as a whole say so.
    """
    told = [reading for reading in readings if reading.certainty in _TOLD]
    hints: dict[Topic, tuple[int, ...]] = {}
    for topic, enough in _HINTED_FROM.items():
        kind = _COVERED_BY[topic][0]
        chances = [(reading.chance(kind), reading) for reading in told]
        none = math.prod(1 - chance for chance, _ in chances)
        if 1 - none >= enough or any(one.unsure and one.kind == kind for one in told):
            hints[topic] = _likeliest(chances)
    changed = _changed_before(told)
    if changed and "cause" not in hints:
        hints["cause"] = changed
    if may_be_over:
        last = max((reading.note.line for reading in told), default=0)
        late = [reading for reading in told if reading.note.line > last - _RECENT]
        back = [(sum(map(reading.chance, _COVERED_BY["end"])), reading) for reading in late]
        hints["verified"] = _likeliest(back)
    return hints


def _changed_before(told: Sequence[Reading]) -> tuple[int, ...]:
    """Return the last notes of something done or changed before the first sign of trouble."""
    first = next((place for place, reading in enumerate(told) if reading.kind in _SIGNS), 0)
    changed = [one.note.line for one in told[:first] if one.has(*_CHANGES) and one.kind in _DONE]
    return tuple(dict.fromkeys(changed))[-_MOST_HINTS:]


def _likeliest(chances: Sequence[tuple[float, Reading]]) -> tuple[int, ...]:
    ranked = sorted(chances, key=lambda one: one[0], reverse=True)[:_MOST_HINTS]
    return tuple(dict.fromkeys(reading.note.line for _, reading in ranked))


def find_unknowns(
    facts: Sequence[Fact], stage: Stage, hints: Mapping[Topic, tuple[int, ...]]
) -> tuple[Unknown, ...]:
    """Return the topics no sure fact covers: those expected at `stage`, and those a note says are not known.

    A note that says so counts until a later fact covers the topic. `hints`: notes that may tell a topic.
    """
    said: dict[Topic, list[int]] = {}
    for fact in facts:
        topic = topic_of(fact.text) if fact.usable and fact.kind == "unknown" else None
        if topic is not None and not _covered(topic, facts, after=max(fact.lines, default=0)):
            said.setdefault(topic, []).extend(fact.lines)
    expected = [topic for topic in _EXPECTED[stage] if not _covered(topic, facts)]
    open_now = said.keys() | hints.keys()
    raised = [topic for topic in _WHEN_RAISED if topic in open_now and topic not in expected]
    return tuple(
        Unknown(topic=topic, lines=tuple(dict.fromkeys(said.get(topic, ()))), hints=hints.get(topic, ()))
        for topic in [*expected, *raised]
    )


def _covered(topic: Topic, facts: Sequence[Fact], *, after: int = 0) -> bool:
    return any(
        fact.usable
        and not fact.unsure
        and (
            fact.is_a(*_COVERED_BY[topic])
            or (topic == "start" and any(t.role == "start" for t in fact.times))
        )
        and (fact.certainty in _SURE or (topic == "fix" and fact.certainty == "planned"))
        and (not fact.lines or max(fact.lines) > after)
        for fact in facts
    )
