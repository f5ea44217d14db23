"""Which note lines a cause of the draft can rest on, and whether they state it or guess at it."""

import re

from drafter.checks.grounding.evidence import Evidence, Line
from drafter.checks.grounding.progress import unsure
from drafter.checks.grounding.reading import Mention
from drafter.checks.grounding.rules.times import clock_times, supporting
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.stemming import stems
from drafter.core.fact import Fact

_GENERIC = frozenset({"fail", "error"})  # said of anything that breaks: the part it happened to decides
SPECIFIC = frozenset(
    {"crash", "expire", "spike", "full", "leak", "loop", "data_loss", "mismatch", "delete", "buy"}
)
_HARMFUL = frozenset({"delete", "disable"})
_AFTER = re.compile(r"\b(?:after|following)\b", re.IGNORECASE)
_SAID_OF_MUCH = frozenset({"change", "job", "page", "log"})
_FAULTS = frozenset({"bug", "mistake", "attack"})  # said of nothing but what went wrong
_VENDORS = ("vendor", "vendor_kind")
_CAUSES = frozenset({"cause", "reason", "culprit"})
_MANNER = frozenset({"mistake", "age", "change"})  # how or what kind: no thing of its own beside an act


def best_lines(
    content: list[Mention], words: frozenset[str], names: frozenset[str], evidence: Evidence
) -> list[tuple[Line, bool]]:
    """Return the lines that name the cause, each with whether it does so outright."""
    events = [m for m in content if m.group != "things"]
    things = [m for m in content if m.group == "things" and not (events and m.concept in _MANNER)]
    generic = things or names
    bare = bool(events) and not generic and all(m.concept in _GENERIC for m in events)
    broke = bool(events)
    events = [m for m in events if not (generic and m.concept in _GENERIC)]
    told = {m.concept for m in things}
    found: list[tuple[Line, bool]] = []
    previous: Line | None = None
    for line in evidence.lines.values():
        concepts = line.reading.concepts
        widened = concepts | (previous.reading.concepts if previous and not line.own_time else frozenset())
        thing_hits = [m for m in things if widened & evidence.lexicon.supports(m.concept)]
        event_hits = [m for m in events if concepts & kin_of(m.concept, evidence)]
        shared = words & _line_stems(line)
        named = bool(names & (line.components | {n.owner for n in line.names if n.kind in _VENDORS}))
        none_there = any(m.negated and m.concept in told for m in line.reading.of("things"))
        enough_events = not events or bool(event_hits) or none_there
        enough_things = not things or named or _enough(thing_hits, things, bool(events))
        head = bool(things) and things[0] in thing_hits and things[0].concept not in _SAID_OF_MUCH
        fails = head and any(m.plain for m in line.reading.of("troubles"))
        trouble_there = fails or (broke and line.reading.of("troubles"))
        if not events and not trouble_there and not none_there and not _is_causal(line, evidence):
            previous = line
            continue
        wordy = len(shared) >= 2 and len(shared) * 2 >= len(words)
        if (
            ((events or things) and enough_events and enough_things)
            or wordy
            or (not events and not things and (named or shared) and _is_causal(line, evidence))
        ):
            hits = [*event_hits, *thing_hits]
            found.append((line, _is_sure(line, hits, shared, evidence)))
        previous = line
    guesses = [line for line in evidence.lines.values() if _guesses(line) and words & _line_stems(line)]
    return [(line, False) for line in guesses] if bare and guesses else found


def _guesses(line: Line) -> bool:
    return any(mood.concept == "guess" for mood in line.reading.moods)


def _enough(hits: list[Mention], things: list[Mention], with_events: bool) -> bool:
    """Say whether a line names enough of the things: half, or the first and nearly half without events."""
    if with_events:
        return 2 * len(hits) >= len(things)
    return things[0] in hits and 2 * len(hits) >= len(things) - 1


def lines_of_figure(
    statement: Statement, start: int, end: int, evidence: Evidence
) -> list[tuple[Line, bool]]:
    """Return the lines on causes that have the day, the clock time or the figure told with the cause."""
    times = [t for t in clock_times(statement) if start <= t.start < end]
    found = [m for t in times for m in supporting(t, evidence)]
    then = {m.line for m in found if not m.stamp or _shares_word(statement, start, end, m.line, evidence)}
    days = {t.date for t in statement.times if start <= t.start < end and t.date and t.hour is None}
    figures = {a.low for a in statement.amounts if start <= a.start < end and a.low > 1}
    return [
        (line, _is_asserted(line) if line.number in then else _is_sure(line, [], frozenset(), evidence))
        for line in evidence.lines.values()
        if line.number in then
        or (
            (_is_causal(line, evidence) or _shares_word(statement, start, end, line.number, evidence))
            and (any(t.date in days for t in line.times) or any(a.low in figures for a in line.amounts))
        )
    ]


def _shares_word(statement: Statement, start: int, end: int, number: int, evidence: Evidence) -> bool:
    """Say whether the line of a time has a word of a cause too: "emptied by the 12:20 run"."""
    line = evidence.lines.get(number)
    if line is None:
        return False
    names = {n.owner for n in statement.names if start <= n.start < end}
    return bool(names & line.components or stems(statement.reading, start, end) & _line_stems(line))


def _is_asserted(line: Line) -> bool:
    """Say whether a line neither asks nor guesses anywhere."""
    return "?" not in line.text and not unsure(line)


def kin_of(concept: str, evidence: Evidence) -> frozenset[str]:
    """Return what supports a concept as a cause: a named kind of failure only by itself."""
    if concept == "spike":
        return frozenset({"spike", "slow"})
    return (
        frozenset({concept, "disable"} if concept == "delete" else {concept})
        if concept in SPECIFIC
        else (evidence.lexicon.supports(concept))
    )


def _is_causal(line: Line, evidence: Evidence) -> bool:
    """Say whether a line speaks of causes at all: a link, a guess, a cause fact."""
    if any(f.is_a("cause", "hypothesis") for f in evidence.facts_by_line.get(line.number, [])):
        return True
    if line.reading.concepts & _FAULTS or _CAUSES & {w.lower for w in line.reading.words}:
        return True
    return bool(line.reading.of("links")) or any(m.concept == "guess" for m in line.reading.moods)


def _line_stems(line: Line) -> frozenset[str]:
    return stems(line.reading, 0, len(line.text))


def _is_guess(fact: Fact, line: Line) -> bool:
    """Say whether a fact is a guess or a supplier's, and its line puts it no more surely."""
    if fact.is_a("third_party"):
        return True
    guess = fact.is_a("hypothesis") or fact.certainty in ("suspected", "planned")
    return guess and (unsure(line) or "?" in line.text)


def _is_sure(line: Line, hits: list[Mention], shared: frozenset[str], evidence: Evidence) -> bool:
    """Say whether the line states it: the segment that holds the matching words is neither guess nor "
    "question."""
    facts = [f for f in evidence.facts_by_line.get(line.number, []) if f.usable]
    wanted = frozenset().union(*(evidence.lexicon.supports(m.concept) for m in hits)) if hits else frozenset()
    matching = [m for m in line.reading.mentions if m.concept in wanted]
    events = [m for m in matching if m.group in ("acts", "troubles")] or matching
    if any(f.is_a("cause") and f.certainty in ("confirmed", "attributed", "reported") for f in facts):
        return True
    guessing = any(m.concept in ("guess", "doubt") for m in line.reading.moods)
    if facts and all(_is_guess(f, line) for f in facts):
        return False
    linked = bool(_CAUSES & {w.lower for w in line.reading.words} and not guessing) or any(
        not (m.guessed or m.doubted or m.conditional) for m in line.reading.of("links")
    )
    sure = not events or any(not (m.guessed or m.doubted or m.conditional) for m in events)
    if guessing:
        return linked and sure
    broken = any(
        m.group == "troubles" or m.concept in _FAULTS or m.concept in _HARMFUL for m in line.reading.mentions
    )
    if not linked and events and _only_after(line, events):
        return False
    missing = any(m.negated for m in line.reading.of("things"))  # "two have no network"
    return sure and (linked or broken or missing)


def _only_after(line: Line, events: list[Mention]) -> bool:
    """Say whether a line has the trouble come after what is told as its cause, and no more."""
    after = _AFTER.search(line.text)
    return after is not None and all(m.term.start >= after.end() for m in events)
