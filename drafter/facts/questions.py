"""What the liaison should ask, yes or no where that is enough: at most three, none already answered."""

from collections.abc import Iterator, Sequence
from functools import cache

from drafter.core.fact import Conflict, Fact, FactKind, Question, Stage, Unknown
from drafter.core.system_map import SystemMap
from drafter.facts.language import DATA, of_group
from drafter.facts.phrases import read_rows

MOST = 3
_SURE = ("confirmed", "reported", "attributed")
_QUOTED = 70


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
    symptoms = [fact for fact in usable if fact.kind == "symptom" and fact.certainty in _SURE]
    unmapped = next((fact for fact in reversed(symptoms) if not fact.components), None)
    if system_map.components and symptoms and unmapped and not any(f.components for f in symptoms):
        yield _ask("component", unmapped)
    if "symptom" in missing:
        yield _ask("symptom")
    if stage == "fixing":
        done = next((f for f in reversed(usable) if f.kind == "action" and f.visibility == "public"), None)
        if done is not None:
            yield _ask("works", done)
    if stage == "monitoring":
        seen = next((f for f in reversed(usable) if f.is_a("restored", "verified")), None)
        if seen is not None:
            yield _ask("checked" if "verified" in missing else "over", seen)
    if "scope" in missing and stage != "resolved":
        yield _ask("scope")
    guess = next((f for f in reversed(usable) if f.kind == "hypothesis"), None)
    if "cause" in missing and guess is not None:
        yield _ask("cause", guess)
    if "start" in missing:
        yield _ask("start")
    if "fix" in missing:
        yield _ask("fix")


def _harm(facts: Sequence[Fact]) -> Iterator[Question]:
    """Ask about customers' data and safety when a note raises it and no sure fact settles it."""
    kinds: tuple[tuple[str, FactKind], ...] = (("security", "security"), ("data", "data_impact"))
    for topic, kind in kinds:
        raised = [f for f in facts if f.is_a(kind) or (topic == "security" and of_group(f.text, "security"))]
        if raised and not any(fact.certainty in _SURE and fact.visibility == "public" for fact in raised):
            yield _ask(topic, raised[-1])


def _ask(name: str, fact: Fact | None = None) -> Question:
    topic, yes_no, text = _templates()[name]
    words, line = "", 0
    if fact is not None:
        words, line = _short(fact.text), fact.lines[0]
    return Question(
        id=f"q-{name}-{fact.id}" if fact else f"q-{name}",
        text=text.format(words=words, line=line),
        topic=topic,
        yes_no=yes_no,
        lines=fact.lines if fact else (),
    )


def _short(text: str) -> str:
    plain = text.strip(" ,.;:/?!")
    return plain if len(plain) <= _QUOTED else plain[:_QUOTED].rsplit(" ", 1)[0] + " ..."
