"""GRD008 time-of-another-event: a time of the notes, told of something else that has its own time there."""

import re
from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence, Line
from drafter.checks.grounding.patterns import word_list
from drafter.checks.grounding.progress import first_act, improvements
from drafter.checks.grounding.reading import Mention
from drafter.checks.grounding.rule import Hit, Rule, cite
from drafter.checks.grounding.rules.times import clock_times, is_next_update, supporting
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.stemming import stems
from drafter.core.audience import Audience

_BOUNDS = frozenset(word_list("time_bounds"))
_COMPARED = frozenset(word_list("comparatives"))  # "a bigger machine" tells of no growing
_WORKS = frozenset({"restored", "fixed", "resolved"})  # of the part that is named, not of any other
_AT_WORK = frozenset({"restored", "fixed", "partial"})  # "back" may be said of "works for everybody"
_RELATIVE = re.compile(r"\b(?:whose|who)\b", re.IGNORECASE)  # "those whose code was refused"
_SEQUENCE = re.compile(
    r"\b(?P<link>before|after)\b(?= (?:we|our|it|they|the|this|that|these|a|an|one)\b)", re.IGNORECASE
)
_BACK = frozenset({"back"})  # said of very different things: "came back", "brought back"
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
            and not _RELATIVE.search(statement.text, start, m.term.start)
        ]
        events = {m.concept for m in told if statement.reading.words[m.term.first].lower not in _COMPARED}
        if not events:
            continue
        here = _strength({m.concept for m in told}, own, evidence)
        if here > 0 or not _tells(own) or _since(statement, time.start, own):
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
        if _same_kind(told, own):
            others = [line for line in others if _in_common(statement, start, end, line)]
        nearest = max((_in_common(statement, start, end, line) for line in own), default=0)
        farther = max((_in_common(statement, start, end, line) for line in others), default=0)
        unlike = not farther and "resolved" not in events
        if not others or unlike or (nearest and (nearest >= farther or _all_trouble(told, own))):
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


def _tells(own: list[Line]) -> bool:
    """Say whether the lines of a time tell of any event the checker knows."""
    return any(line.reading.of(*_EVENTS) for line in own)


def _since(statement: Statement, offset: int, own: list[Line]) -> bool:
    """Say whether what goes well is told since things were put right: "sent correctly since 14:00"."""
    since = statement.text[max(0, offset - 14) : offset].lower().split()[-1:] in (["since"], ["of"], ["from"])
    return since and any(m.plain and m.concept in _AT_WORK for line in own for m in line.reading.of("states"))


def _all_trouble(told: list[Mention], own: list[Line]) -> bool:
    """Say whether a trouble is told, and the line of that time has one, maybe in other words."""
    return all(m.group == "troubles" for m in told) and any(
        not m.negated for line in own for m in line.reading.of("troubles")
    )


def _same_kind(told: list[Mention], own: list[Line]) -> bool:
    """Say whether an act is told, and the line of that time has one too, maybe in other words."""
    return all(m.group == "acts" for m in told) and any(
        m.plain and m.form != "noun" for line in own for m in line.reading.of("acts")
    )


def _in_common(statement: Statement, start: int, end: int, line: Line) -> int:
    """Return how many words and parts of what is told between two offsets a line has."""
    named = {n.owner for n in statement.names if start <= n.start < end}
    told = stems(statement.reading, start, end) - _BACK
    return len(named & line.components) + len(told & stems(line.reading, 0, len(line.text)))


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


def check_sequence(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield "it recovered before we moved it" where the notes have the two the other way round."""
    if statement.origin == "template":
        return
    for match in _SEQUENCE.finditer(statement.text):
        stop = statement.text.find(",", match.end())
        stop = stop if stop >= 0 else len(statement.text)
        start = max(statement.text.rfind(sign, 0, match.start()) for sign in ",;:") + 1
        if not statement.text[start : match.start()].strip() and start > 0:
            start, stop_first = 0, match.start()  # "it recovered, after we moved it"
        elif not statement.text[start : match.start()].strip():
            start, stop_first = stop, len(statement.text)  # "after we moved it, it recovered"
        else:
            stop_first = match.start()
        first = _lines_on(statement, start, stop_first, evidence)
        second = _lines_on(statement, match.end(), stop, evidence)
        if match["link"].lower() == "after":
            first, second = second, first
        if first and second and min(first) > max(second):
            yield Hit(
                match.start(),
                match.end(),
                f"'{match['link']}': {cite((*second, *first))} have it the other way round. "
                "Tell it in the order of the notes.",
                (*second, *first),
            )


def _lines_on(statement: Statement, start: int, end: int, evidence: Evidence) -> tuple[int, ...]:
    """Return the lines that tell of what is told outright between two offsets."""
    told = {
        m.concept
        for m in statement.reading.of("acts", "states", "troubles")
        if start <= m.term.start < end and m.plain and m.form != "noun" and m.concept not in _NO_EVENTS
    }
    numbers = {p.line.number for concept in told for p in evidence.placed.get(concept, ()) if p.mention.plain}
    if told & _AT_WORK:  # a part found in order before anything was done did not begin to work then
        begun = first_act(evidence) or 0
        numbers = {n for n in numbers if n >= begun} | set(improvements(evidence))
    return tuple(sorted(n for n in numbers if n > 0))


def check_order(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield times and sequences that the notes have otherwise."""
    yield from check(statement, evidence, audience)
    yield from check_sequence(statement, evidence, audience)


RULES = (
    Rule("GRD008", "time-of-another-event", "warn", "A time of the notes, told of something else.",
         "Order is how readers judge cause and response.", check_order),
)  # fmt: skip
