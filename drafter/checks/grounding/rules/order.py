"""GRD008 time-of-another-event: a time of the notes, told of something else that has its own time there."""

from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence, Line
from drafter.checks.grounding.patterns import word_list
from drafter.checks.grounding.rule import Hit, Rule, cite
from drafter.checks.grounding.rules.times import clock_times, is_next_update, supporting
from drafter.checks.grounding.statements import Statement
from drafter.core.audience import Audience

_BOUNDS = frozenset(word_list("time_bounds"))
_COMPARED = frozenset(word_list("comparatives"))  # "a bigger machine" tells of no growing
_WORKS = frozenset({"restored", "fixed", "resolved"})  # of the part that is named, not of any other
_AT_WORK = frozenset({"restored", "fixed", "partial"})  # "back" may be said of "works for everybody"
_NO_EVENTS = frozenset({"detect", "contact", "partial", "whole", "watching", "investigating"})
_EVENTS = ("acts", "states", "troubles", "detect")


def check(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield times whose note line tells of something else, when the event told stands under another time."""
    for time in clock_times(statement):
        if (
            statement.origin == "template"
            or is_next_update(statement, time)
            or _bounds_only(statement, time.start)
        ):
            continue
        moments = supporting(time, evidence)
        if any(
            not m.stamp and m.at != evidence.lines[m.line].at for m in moments if m.line in evidence.lines
        ):
            continue  # told inside a line, of whatever that line has it
        own = [evidence.lines[m.line] for m in moments if m.line in evidence.lines]
        if not own:
            continue
        start, end = _reach(statement, time.start)
        told = [
            m
            for m in statement.reading.of(*_EVENTS)
            if start <= m.term.start < end
            and not m.doubted
            and not m.conditional
            and m.concept not in _NO_EVENTS
            and not statement.in_name(m.term.start, m.term.end)
        ]
        events = {m.concept for m in told if statement.reading.words[m.term.first].lower not in _COMPARED}
        if not events:
            continue
        here = _strength({m.concept for m in told}, own, evidence)
        if here > 0:
            continue
        others = [
            line
            for line in evidence.lines.values()
            if line.at is not None
            and line.own_time
            and line not in own
            and _exact(events, line)
            and not _after_same(line, own, evidence)
        ]
        named = frozenset(n.owner for n in statement.names if n.owner in statement.components)
        if events <= _WORKS and any(named & line.components for line in own):
            others = [line for line in others if named & line.components]
        if not others:
            continue
        lines = tuple(sorted(line.number for line in others))
        yield Hit(
            time.start,
            time.end,
            f"'{time.written}' is the time of something else ({cite([line.number for line in own])}); "
            "what is told here is in "
            f"{cite(lines)}. Use its time.",
            lines,
        )


def _reach(statement: Statement, offset: int) -> tuple[int, int]:
    """Return the words a time belongs to: from the time, comma, "and" or clause break before it up to it."""
    start, _ = statement.reading.segment_of(offset)
    comma = max(statement.text.rfind(sign, start, offset) for sign in ",:") + 1
    joined = statement.text.rfind(" and ", start, offset) + 1
    before = [t.end for t in statement.times if t.end <= offset]
    return max([start, comma, joined, *before]), offset


def _bounds_only(statement: Statement, offset: int) -> bool:
    """Say whether the time closes a span or bounds another event ("to 16:35", "after 10:00")."""
    before = statement.text[max(0, offset - 14) : offset].lower().split()
    return bool(before) and before[-1].strip("~") in _BOUNDS


def _strength(events: set[str], lines: list[Line], evidence: Evidence) -> int:
    """Return how many of the events the lines, or untimed lines right after them, tell of."""
    wanted = frozenset().union(*(evidence.lexicon.supports(e) for e in events)) | events
    if events <= _AT_WORK:
        wanted |= _AT_WORK | {"everyone"}
    count = 0
    ordered = list(evidence.lines.values())
    for line in lines:
        index = ordered.index(line)
        block = [line]
        for following in ordered[index + 1 :]:
            if following.own_time:
                break
            block.append(following)
        count += sum(bool(one.reading.concepts & wanted) for one in block)
    return count


def _exact(events: set[str], line: Line) -> bool:
    return any(m.concept in events and m.group in _EVENTS and not m.planned for m in line.reading.mentions)


def _after_same(line: Line, own: list[Line], evidence: Evidence) -> bool:
    return any(line.at == one.at for one in own)


RULES = (
    Rule("GRD008", "time-of-another-event", "warn", "A time of the notes, told of something else.",
         "Order is how readers judge cause and response.", check),
)  # fmt: skip
