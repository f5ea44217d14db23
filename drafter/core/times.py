"""A strict grammar of times in notes and prose. Standard library only.

What is written is read; what is ambiguous is said to be ambiguous, in `problem`, and has no instant. Nothing
here looks at a clock: the day, the zone and the moment to count from are passed in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from datetime import date as Date

from drafter.core.durations import Duration, find_durations
from drafter.core.memory import remembered
from drafter.core.time_atoms import MAY_HOLD_TIME, Atom, Kind, TimeContext, day_or_none, find_atoms
from drafter.core.zones import Zone, read_zone, settle

__all__ = [
    "Duration", "Kind", "TimeContext", "TimeMention", "Zone", "find_durations", "find_times", "read_zone",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class TimeMention:
    """One time in a text, at the half-open code point span `start`, `end`.

    `hour` is on the 24-hour clock; `date` is the day if the text names one; `zone` is the zone as written or
    None. `instant` is UTC, None when it cannot be known: then `problem` says why, unless the context simply
    lacked day or zone. `until` is the second time of a span. `offset_s` is set for T+15 and +20m.
    `marked` says that am or pm was written.
    """

    start: int
    end: int
    written: str
    kind: Kind
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    date: Date | None = None
    zone: Zone | None = None
    approximate: bool = False
    marked: bool = False
    offset_s: int | None = None
    instant: datetime | None = None
    until: "TimeMention | None" = None
    problem: str = ""


_DATE_THEN_CLOCK = re.compile(r"^(?:T|,? (?:at |around |about |approx\.? |ca?\.? ?|~ ?)?~?|,|  +| - )$")
_CLOCK_THEN_DATE = re.compile(r"^(?:,? (?:on )?(?:the )?\(?|\()$")
_SPAN_GAP = re.compile(r"^ ?(?:-|\u2013|\u2014|to|until|till|through|and| - to) ?~?$")


_NO_CONTEXT = TimeContext()


def find_times(text: str, *, context: TimeContext = _NO_CONTEXT) -> list[TimeMention]:
    """Return every time in `text`, in order, without overlaps."""
    return list(_found(text, context)) if MAY_HOLD_TIME.search(text) else []


@remembered
def _found(text: str, context: TimeContext) -> tuple[TimeMention, ...]:
    written = replace(context, near=None, day_near=None, origin=None)
    found = []
    for first, until in _moments(text, written):
        mention = _mention(text, first, context)
        found.append(mention if until is None else _spanned(text, mention, until, context))
    return tuple(found)


@remembered
def _moments(text: str, written: TimeContext) -> "tuple[tuple[_Moment, _Moment | None], ...]":
    """Return the times of a text as written there, each with its end when it is a span.

    They stay the same while the moment moves from which they are read, so nobody may change them.
    """
    return tuple(_join(text, list(find_atoms(text, written))))


def _join(text: str, atoms: list[Atom]) -> "Iterator[tuple[_Moment, _Moment | None]]":
    i = 0
    while i < len(atoms):
        first, used = _moment(text, atoms, i)
        until = None
        if first.clock is not None and i + used < len(atoms):
            second, more = _moment(text, atoms, i + used)
            gap = text[first.end : second.start]
            between = gap.strip() == "and" and re.search(
                r"\b[Bb]etween (?:about |around |~)?$", text[: first.start]
            )
            if second.clock is not None and _SPAN_GAP.match(gap) and (gap.strip() != "and" or between):
                _share(first, second)
                if first.day is None and second.day is not None:
                    first.day = second.day  # "from 09:36 to 10:40 UTC on 18 March": one day for both ends
                until = second
                used += more
        yield first, until
        i += used


@dataclass(slots=True)
class _Moment:
    start: int
    end: int
    clock: Atom | None = None
    day: Atom | None = None
    offset: Atom | None = None


def _moment(text: str, atoms: list[Atom], i: int) -> tuple[_Moment, int]:
    """Join the atom at `i` with a date or clock right beside it; return it and how many atoms it took."""
    atom = atoms[i]
    following = atoms[i + 1] if i + 1 < len(atoms) else None
    gap = text[atom.end : following.start] if following else ""
    if atom.kind == "offset":
        return _Moment(atom.start, atom.end, offset=atom), 1
    if atom.kind == "date":
        if following and following.kind == "clock" and _DATE_THEN_CLOCK.match(gap):
            return _Moment(atom.start, following.end, clock=following, day=atom), 2
        repeated = following and following.kind == "date" and gap.strip() in ("", "~")
        if following and repeated and _same_day(atom, following):  # "2025-03-03 ~2025-03-03 19:30"
            moment, used = _moment(text, atoms, i + 1)
            moment.start = atom.start
            return moment, used + 1
        return _Moment(atom.start, atom.end, day=atom), 1
    if following and following.kind == "date" and following.day_shift != 0 and _CLOCK_THEN_DATE.match(gap):
        # A date that itself begins the next time ("14:05, 2026-03-04 15:00") belongs to that one.
        third = atoms[i + 2] if i + 2 < len(atoms) else None
        taken = third and third.kind == "clock" and _DATE_THEN_CLOCK.match(text[following.end : third.start])
        if not taken:
            end = following.end
            if "(" in gap and text[end : end + 1] == ")":
                end += 1
            return _Moment(atom.start, end, clock=atom, day=following), 2
    return _Moment(atom.start, atom.end, clock=atom), 1


def _same_day(one: Atom, other: Atom) -> bool:
    return (one.year, one.month, one.day) == (other.year, other.month, other.day)


def _share(first: _Moment, second: _Moment) -> None:
    """Let the two ends of a span share zone and am or pm: "10:00 - 11:15 AM PST"."""
    one, two = first.clock, second.clock
    if one is None or two is None:
        return
    one.zone = one.zone or two.zone
    two.zone = two.zone or one.zone
    if two.meridiem and not one.marked and one.hour_written is not None and one.hour_written <= 12:
        end = (two.hour or 0) * 60 + (two.minute or 0)
        for meridiem in (two.meridiem, "a" if two.meridiem == "p" else "p"):
            hour = one.hour_written % 12 + (12 if meridiem == "p" else 0)
            if hour * 60 + (one.minute or 0) <= end:
                one.hour, one.meridiem, one.marked, one.problem = hour, meridiem, True, ""
                break
    elif one.meridiem and not two.marked and two.hour_written is not None and two.hour_written <= 12:
        two.problem = two.problem or "the end of the span has no am or pm"


def _mention(text: str, moment: _Moment, context: TimeContext) -> TimeMention:
    written = text[moment.start : moment.end]
    approximate = any(atom.approximate for atom in (moment.clock, moment.day, moment.offset) if atom)
    if moment.offset:
        seconds = moment.offset.offset_s or 0
        instant = context.origin + timedelta(seconds=seconds) if context.origin else None
        problem = "" if instant else f"{written} counts from a moment the text does not give"
        return TimeMention(
            moment.start, moment.end, written, "offset", approximate=approximate, offset_s=seconds,
            instant=instant.astimezone(UTC) if instant else None, problem=problem,
        )  # fmt: skip
    clock, day = moment.clock, moment.day
    problem = next((atom.problem for atom in (day, clock) if atom and atom.problem), "")
    written_day = None if problem and day and day.problem else _day(day, context)
    kind: Kind = "date" if clock is None else "datetime" if day else "clock"
    mention = TimeMention(
        moment.start, moment.end, written, kind, date=written_day, approximate=approximate, problem=problem
    )
    if clock is None:
        return mention
    mention = replace(
        mention,
        hour=clock.hour,
        minute=clock.minute,
        second=clock.second,
        zone=clock.zone,
        marked=clock.marked,
    )
    if problem:
        return mention
    return _placed(mention, day is not None, context)


def _day(day: Atom | None, context: TimeContext) -> Date | None:
    """Return the calendar day an atom names; without a year, the one nearest to the context."""
    base = context.date or (_local_day(context) if context.near else None)
    if day is None:
        return None
    if day.day_shift is not None:
        return base + timedelta(days=day.day_shift) if base else None
    if day.month is None or day.day is None:
        return None
    if day.year is not None:
        return day_or_none(day.year, day.month, day.day)
    close = context.day_near or base
    if close is None:
        return None
    around = [day_or_none(year, day.month, day.day) for year in (close.year - 1, close.year, close.year + 1)]
    return min(
        (found for found in around if found), key=lambda found: abs((found - close).days), default=None
    )


EARLIEST, LATEST = 1, 9999  # years beside which no day can be added or zone applied


def _local_day(context: TimeContext) -> Date | None:
    if context.near is None:
        return None
    zone = context.zone.tz if context.zone else None
    return context.near.astimezone(zone or UTC).date()


def _placed(mention: TimeMention, has_day: bool, context: TimeContext) -> TimeMention:
    """Give the mention its instant, as far as day and zone are known."""
    zone = mention.zone or context.zone
    if zone is None or mention.hour is None:
        return mention
    days: list[Date]
    if has_day:
        if mention.date is None:
            return mention
        days = [mention.date]
    elif context.near is not None:
        local_day = context.near.astimezone(zone.tz or UTC).date()
        days = [local_day]
        if EARLIEST < local_day.year < LATEST:
            days = [local_day + timedelta(days=shift) for shift in (-1, 0, 1)]
    elif context.date is not None:
        days = [context.date]
    else:
        return mention
    if not all(EARLIEST < day.year < LATEST for day in days):
        return replace(mention, problem=f"{mention.written} is outside the calendar")
    wall = time(mention.hour % 24, mention.minute or 0, mention.second or 0)
    best: datetime | None = None
    problem = ""
    for day in days:
        local = datetime.combine(day, wall) + timedelta(days=mention.hour // 24)
        instant, why = settle(zone, context.zone, local).to_utc(local)
        if instant is None:
            problem = problem or why
        elif best is None or (context.near and abs(instant - context.near) < abs(best - context.near)):
            best = instant
    if best is None:
        return replace(mention, problem=problem)
    return replace(mention, instant=best)


def _spanned(text: str, first: TimeMention, until: _Moment, context: TimeContext) -> TimeMention:
    second = _mention(text, until, context)
    if second.instant is None and until.day is None and first.date and not second.problem:
        second = _placed(replace(second, date=first.date), True, context)
    elif until.day is None and first.date and not second.problem:
        second = _placed(replace(second, instant=None, date=first.date), True, context)
    if first.instant and second.instant and until.day is None and second.instant < first.instant:
        # 23:50-00:20 ends on the next day.
        second = replace(second, instant=second.instant + timedelta(days=1))
    if first.instant and second.instant and until.day is not None and first.instant > second.instant:
        first = replace(first, instant=first.instant - timedelta(days=1))
    return replace(
        first,
        end=until.end,
        written=text[first.start : until.end],
        kind="span",
        approximate=first.approximate or second.approximate,
        until=second,
        problem=first.problem or second.problem,
    )
