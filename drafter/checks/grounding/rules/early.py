"""GRD044 plan-told-as-done: a verb told as done that the notes have only as a plan, a wish or under way.

Whatever the verb is ("refunded", "repainted"): it is matched by its stem, for what no lexicon knows.
"""

import re
from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence, Line
from drafter.checks.grounding.patterns import expression, word_list
from drafter.checks.grounding.progress import FOR_LATER
from drafter.checks.grounding.rule import Hit, Rule, cite
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.stemming import stems
from drafter.checks.grounding.support import content_words
from drafter.core.audience import Audience
from drafter.core.stemming import stem
from drafter.facts.phrases import Word

_PERFECT = frozenset(word_list("perfect"))
_PASSIVE = frozenset(word_list("passive"))
_IS = frozenset({"is", "are"})  # "you are paid at the better price" is what will be done
_WE = frozenset({"we", "we've"})
_TO_COME = frozenset(word_list("to_come"))
_UNSAID = frozenset({"no", "plan", "guess", "condition", "doubt"})
_JUDGED = frozenset({"verified", "identified"})  # by rules of their own
_IRREGULAR = dict(pair.split("=") for pair in word_list("irregular"))
_PERFECT_DONE = expression("perfect_done")
_TELLS = expression("tells")
_NOT_YET = expression("not_yet")
_UNDER_WAY = expression("under_way")
_WOULD = frozenset({"would", "wanted"})  # told of what did not come about
_PRONOUNS = frozenset({"it", "them"})  # "we have put them back" tells of what was named before
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
            yield _too_early(statement, (word.start, word.end), numbers)


def check_object(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield clauses told as done whose things the notes only have among what is left to do."""
    if statement.origin == "template" or statement.next_update_from is not None:
        return
    for start, end in statement.reading.segments:
        done = _PERFECT_DONE.search(statement.text, start, end)
        if done is None or not _is_outright(statement, start, end, done, evidence):
            continue
        verb = done["verb"] or done["state"]
        own = {stem(word) for word in verb.lower().split()}
        after = [w.lower for w in statement.reading.words if w.start >= done.end()][:1]
        whole = not _PRONOUNS.isdisjoint(after)
        reach = (0, len(statement.text)) if whole else (start, end)
        told = frozenset(stem(w.lower) for w in content_words(statement, *reach)) - own
        things = {m.concept for m in statement.reading.of("things", "detect") if start <= m.term.start < end}
        things |= {n.owner for n in statement.names if start <= n.start < end}
        left, noted, numbers = 0, 0, set()
        for line in evidence.lines.values():
            for s, e in line.reading.segments:
                shared = len(told & stems(line.reading, s, e)) + len(things & _things_in(line, s, e))
                if shared and _is_left_to_do(line, s, e):
                    left = max(left, shared)
                    numbers.add(line.number)
                else:
                    noted = max(noted, shared)
        if left > noted:
            yield _too_early(statement, done.span(), tuple(sorted(n for n in numbers if n > 0)))


def _is_outright(statement: Statement, start: int, end: int, done: re.Match[str], evidence: Evidence) -> bool:
    """Say whether a clause tells outright of an act that no note has as done: no trouble, no telling."""
    moods = {m.concept for m in statement.reading.moods if start <= m.start < end}
    if not moods.isdisjoint({*_UNSAID, "running"}) or _TELLS.match((done["verb"] or "").lower()):
        return False
    if any(done.start() <= m.term.start < done.end() for m in statement.reading.of("troubles")):
        return False
    acts = [
        m for m in statement.reading.of("acts") if m.term.start < done.end() and done.start() < m.term.end
    ]
    told = stems(statement.reading, start, end)
    return not any(
        p.mention.plain
        and p.mention.form != "running"
        and told & stems(p.line.reading, 0, len(p.line.text))
        and not _is_left_to_do(p.line, *p.line.reading.segment_of(p.mention.term.start))
        for act in acts
        for p in evidence.mentions_of(act.concept)
    )


def _things_in(line: Line, start: int, end: int) -> frozenset[str]:
    """Return the things and parts a line names between two offsets."""
    return frozenset(m.concept for m in line.reading.mentions if start <= m.term.start < end) | frozenset(
        n.owner for n in line.names if start <= n.start < end
    )


def _is_left_to_do(line: Line, start: int, end: int) -> bool:
    """Say whether a clause of a note plans, or says that it is not done yet."""
    moods = {
        m.concept
        for m in line.reading.moods
        if start <= m.start < end and line.text[m.start : m.end].lower() not in _WOULD
    }
    return (
        FOR_LATER.search(line.text) is not None
        or "plan" in moods
        or _UNDER_WAY.search(line.text, start, end) is not None
        or ("no" in moods and _NOT_YET.search(line.text, start, end) is not None)
    )


def _too_early(statement: Statement, span: tuple[int, int], numbers: tuple[int, ...]) -> Hit:
    return Hit(
        *span,
        f"'{statement.text[slice(*span)]}' is told as done; {cite(numbers)} has it still to come. "
        "Say that it is planned, or being done.",
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
    return bool((_PERFECT | _PASSIVE - _IS | _WE) & set(before))


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


def check_early(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield what is told as done too early, by its verb or by what it is done to."""
    yield from check(statement, evidence, audience)
    yield from check_object(statement, evidence, audience)


RULES = (
    Rule("GRD044", "plan-told-as-done", "warn", "A verb told as done that the notes have still to come.",
         "People count on what is not there yet.", check_early),
)  # fmt: skip
