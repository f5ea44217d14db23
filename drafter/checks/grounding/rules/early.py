"""GRD044 plan-told-as-done: a verb told as done that the notes have only as a plan, a wish or under way.

Whatever the verb is ("refunded", "repainted"): it is matched by its stem, for what no lexicon knows.
"""

from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence, Line
from drafter.checks.grounding.patterns import word_list
from drafter.checks.grounding.rule import Hit, Rule, cite
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.stemming import stem
from drafter.core.audience import Audience
from drafter.facts.phrases import Word

_PERFECT = frozenset(word_list("perfect"))
_PASSIVE = frozenset(word_list("passive"))
_WE = frozenset({"we", "we've"})
_TO_COME = frozenset(word_list("to_come"))
_UNSAID = frozenset({"no", "plan", "guess", "condition", "doubt"})
_JUDGED = frozenset({"verified", "identified"})  # by rules of their own
_IRREGULAR = dict(pair.split("=") for pair in word_list("irregular"))
_REACH = 3  # words between "have", "were" or "we" and the verb
_SHORTEST = 5  # letters of a stem that is told from others


def check(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield verbs told as done whose every note has them still to come."""
    if statement.origin == "template" or statement.next_update_from is not None:
        return
    known = {
        at
        for m in statement.reading.of("acts", "states")
        if m.group == "acts" or m.concept in _JUDGED
        for at in range(m.term.first, m.term.stop)
    }
    for at, word in enumerate(statement.reading.words):
        if at in known or not _told_as_done(statement, at):
            continue
        base = _IRREGULAR.get(word.lower, "")
        verb = base or stem(word.lower)
        if not base and len(verb) < _SHORTEST:
            continue
        told = [(line, n) for line in evidence.lines.values() for n in _places(line, verb)]
        if told and all(_to_come(line, n) and not _is_due(line, evidence) for line, n in told):
            numbers = tuple(sorted({line.number for line, _ in told if line.number > 0}))
            yield Hit(
                word.start,
                word.end,
                f"'{statement.text[word.start : word.end]}' is told as done; {cite(numbers)} has it still "
                "to come. Say that it is planned, or being done.",
                numbers,
            )


def _told_as_done(statement: Statement, at: int) -> bool:
    """Say whether the word is a verb in the past told outright: "have refunded", "was repainted"."""
    words = statement.reading.words
    word = words[at]
    if not word.lower.endswith("ed") and word.lower not in _IRREGULAR:
        return False
    start, end = statement.reading.segment_of(word.start)
    moods = [m for m in statement.reading.moods if start <= m.start < end]
    if any(m.concept in _UNSAID or m.concept == "running" for m in moods):
        return False
    before = [w.lower for w in words[max(0, at - _REACH) : at] if w.start >= start]
    return bool((_PERFECT | _PASSIVE | _WE) & set(before))


def _places(line: Line, verb: str) -> list[int]:
    return [
        n
        for n, w in enumerate(line.reading.words)
        if stem(w.lower) == verb or _IRREGULAR.get(w.lower) == verb or w.lower == verb
    ]


def _is_due(line: Line, evidence: Evidence) -> bool:
    """Say whether the time a line plans for has passed, and notes have come in since."""
    last = max(evidence.lines)
    return line.number < last and any(
        line.at is not None and line.at < at <= evidence.as_of for at in line.instants
    )


def _to_come(line: Line, at: int) -> bool:
    """Say whether a note has the verb as a plan, a need, a wish or in progress."""
    words: tuple[Word, ...] = line.reading.words
    word = words[at]
    start, end = line.reading.segment_of(word.start)
    if word.lower.endswith("ing"):
        return True
    if any(
        m.concept in ("plan", "condition")
        and start <= m.start < word.start
        and not any(n.start <= m.start < n.end for n in line.names)
        for m in line.reading.moods
    ):
        return True
    before = [
        w.lower
        for w in words[max(0, at - _REACH) : at]
        if w.start >= start and not any(n.start <= w.start < n.end for n in line.names)
    ]
    return bool(_TO_COME & set(before)) and start < end


RULES = (
    Rule("GRD044", "plan-told-as-done", "warn", "A verb told as done that the notes have still to come.",
         "People count on what is not there yet.", check),
)  # fmt: skip
