"""What the liaison should ask, yes or no where that is enough: at most three, none already answered."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from drafter.core.fact import Conflict, Fact, FactKind, Question, Stage, Unknown
from drafter.core.system_map import SystemMap
from drafter.facts.language import DATA, of_group
from drafter.facts.phrases import read_rows

MOST = 3
_SURE = ("confirmed", "reported", "attributed")
_QUOTED = 70
_STEM = 6
_EMPTY = frozenset({"this", "that", "been", "have", "were", "with", "from", "confirmed", "issue", "problem"})


@cache
def _templates() -> dict[str, tuple[str, bool, str]]:
    return {row[0]: (row[1], row[2] == "yes", row[3]) for row in read_rows(DATA / "en" / "questions.tsv")}


def find_questions(
    facts: Sequence[Fact],
    unknowns: Sequence[Unknown],
    conflicts: Sequence[Conflict],
    stage: Stage,
    system_map: SystemMap,
) -> tuple[Question, ...]:
    """Return the questions, most pressing first."""
    asked: dict[str, Question] = {}
    for question in _all(facts, unknowns, conflicts, stage, system_map):
        asked.setdefault(question.topic, question)
    return tuple(asked.values())[:MOST]


def _all(
    facts: Sequence[Fact],
    unknowns: Sequence[Unknown],
    conflicts: Sequence[Conflict],
    stage: Stage,
    system_map: SystemMap,
) -> Iterator[Question]:
    usable = [fact for fact in facts if fact.usable and fact.lines]
    missing = {unknown.topic for unknown in unknowns}
    yield from _harm(usable)
    for conflict in conflicts:
        yield Question(
            id=f"q-{conflict.id}",
            text=conflict.question,
            topic="conflict",
            yes_no=False,
            lines=conflict.lines,
        )
    yield from _two_causes(usable)
    symptoms = [fact for fact in usable if fact.kind == "symptom" and fact.certainty in _SURE]
    unmapped = next((fact for fact in reversed(symptoms) if not fact.components), None)
    if system_map.components and symptoms and unmapped and not any(f.components for f in symptoms):
        yield ask("component", unmapped)
    if "symptom" in missing:
        yield ask("symptom")
    hinted = {unknown.topic for unknown in unknowns if unknown.hints}
    if "verified" in hinted:
        yield from _hints(usable, [unknown for unknown in unknowns if unknown.topic == "verified"])
    elif stage == "fixing":
        done = next((f for f in reversed(usable) if f.kind == "action" and f.visibility == "public"), None)
        if done is not None:
            yield ask("works", done)
    if stage == "monitoring":
        seen = next((f for f in reversed(usable) if f.is_a("restored", "verified")), None)
        if seen is not None:
            yield ask("checked" if "verified" in missing else "over", seen)
    if "scope" in missing - hinted and stage != "resolved":
        yield ask("scope")
    yield from _hints(usable, unknowns)
    guess = next((f for f in reversed(usable) if f.kind == "hypothesis"), None)
    if "cause" in missing and guess is not None:
        yield ask("cause", guess)
    if "start" in missing:
        yield ask("start")
    if "fix" in missing:
        yield ask("fix")


def _harm(facts: Sequence[Fact]) -> Iterator[Question]:
    """Ask about customers' data and safety when a note raises it and no sure fact settles it."""
    kinds: tuple[tuple[str, FactKind], ...] = (("security", "security"), ("data", "data_impact"))
    for topic, kind in kinds:
        raised = [f for f in facts if f.is_a(kind) or (topic == "security" and of_group(f.text, "security"))]
        if raised and not any(fact.certainty in _SURE and fact.visibility == "public" for fact in raised):
            yield ask(topic, raised[-1])


def _hints(facts: Sequence[Fact], unknowns: Sequence[Unknown]) -> Iterator[Question]:
    """Ask whether the likeliest note tells what the reader was not sure of: nothing outside says it yet."""
    for unknown in unknowns:
        near = [fact for fact in facts if unknown.hints and unknown.hints[0] in fact.lines]
        likely = [fact for fact in near if fact.unsure and fact.kind == unknown.topic] or near
        if likely:
            yield ask(f"{unknown.topic}_hint", likely[0])


def _two_causes(facts: Sequence[Fact]) -> Iterator[Question]:
    """Ask when the last two clauses that name a cause outright, both sure of it, share no word."""
    named = [
        f
        for f in facts
        if f.kind == "cause" and f.certainty == "confirmed" and of_group(f.text, "cause_found")
    ]
    for one, other in pairwise(named[-2:]):
        if one.lines != other.lines and not _own_words(one) & _own_words(other):
            yield ask("causes", one, other)


def _own_words(fact: Fact) -> set[str]:
    """Return the stems of what it was, without the words that only say that it is the cause."""
    said = [(cue.start, cue.end) for cue in of_group(fact.text, "cause_found", "cause_link")]
    words = re.finditer(r"[A-Za-z][\w-]{3,}", fact.text)
    return {
        word[0].lower()[:_STEM]
        for word in words
        if not any(start <= word.start() < end for start, end in said) and word[0].lower() not in _EMPTY
    }


def ask(name: str, *facts: Fact) -> Question:
    """Return the question of that name about these facts."""
    topic, yes_no, text = _templates()[name]
    quoted: dict[str, object] = {}
    for fact, words, line in zip(facts, ("words", "others"), ("line", "other"), strict=False):
        quoted |= {words: _short(fact.text), line: fact.lines[0]}
    return Question(
        id="-".join(("q", name, *(fact.id for fact in facts))),
        text=text.format(**quoted),
        topic=topic,
        yes_no=yes_no,
        lines=tuple(line for fact in facts for line in fact.lines),
    )


def _short(text: str) -> str:
    plain = text.strip(" ,.;:/?!")
    return plain if len(plain) <= _QUOTED else plain[:_QUOTED].rsplit(" ", 1)[0] + " ..."
