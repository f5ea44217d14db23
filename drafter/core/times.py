"""A strict grammar of times in notes and prose. Standard library only.

What is written is read; what is ambiguous is said to be ambiguous, in `problem`, and has no instant. Nothing
here looks at a clock: the day, the zone and the moment to count from are passed in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from datetime import date as Date
from typing import Literal

from drafter.core.durations import Duration, find_durations
from drafter.core.zones import Zone, read_zone, settle, zone_at

__all__ = [
    "Duration", "Kind", "TimeContext", "TimeMention", "Zone", "find_durations", "find_times", "read_zone",
]  # fmt: skip

Kind = Literal["clock", "datetime", "date", "span", "offset"]


@dataclass(frozen=True, slots=True)
class TimeContext:
    """What a reader of the text knows without being told.

    `date` is the day of clock times without one; `near` (aware) picks the day instead, so that the moment is
    the nearest one, which is right for prose written around midnight. `zone` is the zone of times without
    one. `origin` (aware) is T+0. `twelve_hour`: the text belongs to a log that writes am and pm, so that
    "12:30" alone is ambiguous. `day_first` settles dates such as 3/4/2026: True is 3 April.
    """

    date: Date | None = None
    zone: Zone | None = None
    near: datetime | None = None
    origin: datetime | None = None
    twelve_hour: bool = False
    day_first: bool | None = None


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


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",),
            ("june", "jun"), ("july", "jul"), ("august", "aug"), ("september", "sep", "sept"),
            ("october", "oct"), ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? )?"
_MERIDIEM = r"(?:[ \u00a0\u202f]?(?P<{0}>[AaPp]\.?[Mm]\.?)(?![A-Za-z])|(?P<{1}>[AaPp])(?![A-Za-z0-9.]))"

# One alternative per way to write a time; the digit or word it starts with decides fast.
_ATOM = re.compile(
    r"(?=[\d+JFMASONDTWtnmYy])(?:(?<![\w.:/#$€£\u2212])(?<!\d,)(?<![A-Za-z]-)|(?<=\dT))(?:"
    # dates
    r"(?P<iso>(?P<iy>(?:19|20)\d\d)(?P<isep>[-/.])(?P<im>0?[1-9]|1[0-2])(?P=isep)(?P<id>0?[1-9]|[12]\d|3[01]))"
    r"(?=T\d\d:?\d\d|(?![\w-]))"
    r"|(?P<num>(?P<n1>\d{1,2})(?P<nsep>[/.])(?P<n2>\d{1,2})(?P=nsep)(?P<ny>(?:19|20)?\d\d))(?![\w/]|\.\d)"
    rf"|(?P<dmy>{_WEEKDAY}(?P<dd>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?[ -](?:of )?(?P<dm>{_MONTH})"
    r"(?:,?[ -](?P<dy>(?:19|20)\d\d))?)(?![\w])"
    rf"|(?P<mdy>{_WEEKDAY}(?P<mm>{_MONTH}) (?P<md>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?:,? (?P<my>(?:19|20)\d\d)(?!:\d))?)"
    r"(?![\w:]|\.\d)"
    # offsets
    r"|(?P<tee>[Tt] ?(?P<ts>[+\u2212-]) ?(?P<tn>\d{1,4})(?::(?P<tm>[0-5]\d)|(?P<tu> ?(?:h(?:ours?|rs?)?|m(?:in(?:ute)?s?)?"
    r"|s(?:ec(?:ond)?s?)?))(?:(?P<tm2>[0-5]?\d)(?:m(?:in)?)?)?)?)(?![\w:])"
    r"|(?P<plus>\+(?P<pn>\d{1,4})(?: ?(?P<pu>h(?:ours?|rs?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)"
    r"(?P<pm2>[0-5]?\d(?:m(?:in)?)?)?|:(?P<pmm>[0-5]\d)))(?![\w:%])"
    # clocks
    r"|(?P<clock>(?P<ch>[01]?\d|2[0-4]):(?P<cm>[0-5]\d)(?::(?P<cs>[0-5]\d|60)(?:[.,]\d{1,9})?)?"
    rf"(?!\d|:\d|\.\d){_MERIDIEM.format('ca1', 'ca2')}?)"
    r"|(?P<qm>(?P<qh>[01]\d|2[0-3]):(?:\?\?|xx|XX))"
    rf"|(?P<ampm>(?P<ah>1[0-2]|0?\d)(?:\.(?P<am>[0-5]\d))?[ \u00a0\u202f]?(?P<aa>[AaPp]\.?[Mm]\.?)(?![A-Za-z]))"
    r"|(?P<hh>(?P<hhh>[01]?\d|2[0-3])h(?P<hhm>[0-5]\d)?(?=[ ,;.)]|$)(?! \d{1,2} ?m))"
    r"|(?P<mil>(?P<mh>[01]\d|2[0-3])[.]?(?P<mm2>[0-5]\d)(?=Z\b| ?(?:UTC|GMT|Zulu|hrs|hours?\b(?! of))\b))(?: ?hrs\b)?"
    r"|(?P<word>(?:12 )?(?:noon|midday|midnight))\b"
    r"|(?P<rel>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow)\b"
    r")",
    re.UNICODE,
)
_MAY_HOLD_TIME = re.compile(r"\d|noon|midday|midnight|day\b|night\b|tomorrow")
_APPROXIMATE = re.compile(
    r"(?:~|\u2248|\bca?\.?|\bcirca|\b(?:at |from |since )?(?:around|about|approx(?:imately|\.)?|roughly|nearly|almost)"
    r"|\b(?:just|shortly|soon|right|a (?:little|bit|few minutes)) (?:before|after)|\bestimated(?: at)?)\s?$",
    re.IGNORECASE,
)
_SOFT_AFTER = re.compile(r"(?:-?ish\b| or so\b| approx(?:\.|imately)?\b)", re.IGNORECASE)
_DATE_THEN_CLOCK = re.compile(r"^(?:T|,? (?:at |around |about |approx\.? |ca?\.? ?|~ ?)?~?|,|  +| - )$")
_CLOCK_THEN_DATE = re.compile(r"^(?:,? (?:on )?(?:the )?\(?|\()$")
_SPAN_GAP = re.compile(r"^ ?(?:-|\u2013|\u2014|to|until|till|through|and| - to) ?~?$")


@dataclass(slots=True)
class _Atom:
    """A date, clock or offset as matched, before neighbours are joined."""

    start: int
    end: int
    kind: Kind
    approximate: bool = False
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    marked: bool = False
    hour_written: int | None = None
    meridiem: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    day_shift: int | None = None
    zone: Zone | None = None
    offset_s: int | None = None
    problem: str = ""


def find_times(text: str, *, context: TimeContext = TimeContext()) -> list[TimeMention]:
    """Return every time in `text`, in order, without overlaps."""
    if not _MAY_HOLD_TIME.search(text):
        return []
    return list(_join(text, list(_atoms(text, context)), context))


def _atoms(text: str, context: TimeContext) -> Iterator[_Atom]:
    position = 0
    while match := _ATOM.search(text, position):
        atom = _read(match, context)
        position = max(match.end(), match.start() + 1)
        if atom is None:
            continue
        if atom.kind == "clock":
            zone = zone_at(text, atom.end) or _own_zone(text, atom.end, context)
            if zone:
                atom.zone, atom.end = zone
                position = atom.end
        before = text[max(0, atom.start - 24) : atom.start]
        soft = _APPROXIMATE.search(before)
        after = _SOFT_AFTER.match(text, atom.end)
        atom.approximate = atom.approximate or bool(soft) or bool(after)
        if after:
            atom.end = after.end()
            position = atom.end
        yield atom


def _own_zone(text: str, end: int, context: TimeContext) -> tuple[Zone, int] | None:
    """Return the context's own zone when it is written out after a clock time ("16:37 Denver")."""
    zone = context.zone
    if zone and zone.written and text.startswith(f" {zone.written}", end):
        stop = end + 1 + len(zone.written)
        if not text[stop : stop + 1].isalnum():
            return zone, stop
    return None


def _read(match: re.Match[str], context: TimeContext) -> _Atom | None:
    kind = match.lastgroup
    got = match.groupdict()
    atom = _Atom(match.start(), match.end(), "clock")
    if got["iso"]:
        return _dated(atom, int(got["iy"]), int(got["im"]), int(got["id"]))
    if got["num"]:
        return _numeric_date(atom, got, context)
    if got["dmy"]:
        month = _MONTHS[got["dm"].rstrip(".").lower()]
        return _dated(atom, int(got["dy"]) if got["dy"] else None, month, int(got["dd"]))
    if got["mdy"]:
        month = _MONTHS[got["mm"].rstrip(".").lower()]
        return _dated(atom, int(got["my"]) if got["my"] else None, month, int(got["md"]))
    if got["rel"]:
        atom.kind = "date"
        atom.day_shift = {"yesterday": -1, "tomorrow": 1}.get(got["rel"].lower(), 0)
        return atom
    if got["tee"]:
        return _offset(atom, got["ts"], got["tn"], got["tu"], got["tm"], got["tm2"])
    if got["plus"]:
        return _offset(atom, "+", got["pn"], got["pu"], got["pmm"], got["pm2"])
    if got["clock"]:
        return _clock(atom, got["ch"], got["cm"], got["cs"], got["ca1"] or got["ca2"] or "", context)
    if got["qm"]:
        atom.hour, atom.approximate = int(got["qh"]), True
        return atom
    if got["ampm"]:
        return _clock(atom, got["ah"], got["am"] or "0", None, got["aa"], context)
    if got["hh"]:
        return _clock(atom, got["hhh"], got["hhm"] or "0", None, "24", context)
    if got["mil"]:
        return _clock(atom, got["mh"], got["mm2"], None, "24", context)
    if kind and got["word"]:
        atom.hour = 0 if "midnight" in got["word"] else 12
        atom.minute = 0
        return atom
    return None


def _dated(atom: _Atom, year: int | None, month: int, day: int) -> _Atom:
    atom.kind, atom.year, atom.month, atom.day = "date", year, month, day
    try:
        Date(year or 2000, month, day)
    except ValueError:
        atom.problem = f"there is no day {day} in month {month}" + (f" of {year}" if year else "")
    return atom


def _numeric_date(atom: _Atom, got: dict[str, str], context: TimeContext) -> _Atom | None:
    first, second, year = int(got["n1"]), int(got["n2"]), int(got["ny"])
    if len(got["ny"]) == 2:
        if got["nsep"] == ".":
            return None  # 10.2.14 is a version far more often than a day
        year += 2000
    day_first = context.day_first
    if got["nsep"] == ".":
        day_first = True  # the dotted form is day first everywhere it is used
    elif first > 12 or second > 12:
        day_first = first > 12
    elif first == second:
        day_first = True
    if day_first is None and context.date:
        # The day of the incident settles it when only one reading lies beside it.
        readings = [_safe_date(year, second, first), _safe_date(year, first, second)]
        beside = [bool(one) and abs((one - context.date).days) <= 3 for one in readings if one]
        if beside.count(True) == 1:
            day_first = beside[0]
    if day_first is None:
        atom = _dated(atom, year, second, first)
        names = [name.capitalize() for name in _MONTHS if len(name) > 3 or name == "may"]
        atom.problem = (
            f"{got['num']} could be {first} {names[second - 1]} or {second} {names[first - 1]} {year}"
        )
        atom.month = None
        return atom
    day, month = (first, second) if day_first else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _dated(atom, year, month, day)


def _offset(
    atom: _Atom, sign: str, number: str, unit: str | None, minutes: str | None, rest: str | None
) -> _Atom:
    letter = (unit or "m").strip()[:1].lower()
    seconds = int(number) * {"h": 3600, "m": 60, "s": 1}[letter]
    if minutes:  # T+01:20 counts hours and minutes
        seconds = int(number) * 3600 + int(minutes) * 60
    elif rest:
        seconds += int(rest.rstrip("min")) * 60
    atom.kind = "offset"
    atom.offset_s = seconds if sign == "+" else -seconds
    return atom


def _clock(
    atom: _Atom, hour: str, minute: str, second: str | None, meridiem: str, context: TimeContext
) -> _Atom | None:
    number = int(hour)
    atom.minute, atom.second = int(minute), None if second is None else min(int(second), 59)
    atom.hour_written = number
    if meridiem and meridiem != "24":
        if number > 12:
            meridiem = ""  # "14:05 PM": the hour says it all
        atom.marked = True
    if meridiem and meridiem != "24":
        atom.meridiem = meridiem[0].lower()
        atom.hour = number % 12 + (12 if atom.meridiem == "p" else 0)
        return atom
    if number == 24:
        if atom.minute or atom.second:
            return None
        number = 24
    atom.hour = number
    if context.twelve_hour and not atom.marked and meridiem != "24" and 1 <= number <= 12:
        atom.problem = f"{hour}:{minute} has no am or pm, and this log writes both"
    return atom


def _join(text: str, atoms: list[_Atom], context: TimeContext) -> Iterator[TimeMention]:
    i = 0
    while i < len(atoms):
        first, used = _moment(text, atoms, i)
        last, until = first, None
        if first.clock is not None and i + used < len(atoms):
            second, more = _moment(text, atoms, i + used)
            gap = text[first.end : second.start]
            between = gap.strip() == "and" and re.search(
                r"\b[Bb]etween (?:about |around |~)?$", text[: first.start]
            )
            if second.clock is not None and _SPAN_GAP.match(gap) and (gap.strip() != "and" or between):
                _share(first, second)
                until, last = second, second
                used += more
        mention = _mention(text, first, context)
        if until is not None:
            mention = _spanned(text, mention, until, last, context)
        yield mention
        i += used


@dataclass(slots=True)
class _Moment:
    start: int
    end: int
    clock: _Atom | None = None
    day: _Atom | None = None
    offset: _Atom | None = None


def _moment(text: str, atoms: list[_Atom], i: int) -> tuple[_Moment, int]:
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


def _same_day(one: _Atom, other: _Atom) -> bool:
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


def _day(day: _Atom | None, context: TimeContext) -> Date | None:
    """Return the calendar day an atom names; without a year, the one nearest to the context."""
    base = context.date or (_local_day(context) if context.near else None)
    if day is None:
        return None
    if day.day_shift is not None:
        return base + timedelta(days=day.day_shift) if base else None
    if day.month is None or day.day is None:
        return None
    if day.year is not None:
        return _safe_date(day.year, day.month, day.day)
    if base is None:
        return None
    around = [_safe_date(year, day.month, day.day) for year in (base.year - 1, base.year, base.year + 1)]
    return min((found for found in around if found), key=lambda found: abs((found - base).days), default=None)


def _local_day(context: TimeContext) -> Date | None:
    if context.near is None:
        return None
    zone = context.zone.tz if context.zone else None
    return context.near.astimezone(zone or UTC).date()


def _safe_date(year: int, month: int, day: int) -> Date | None:
    try:
        return Date(year, month, day)
    except ValueError:
        return None


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
        days = [local_day + timedelta(days=shift) for shift in (-1, 0, 1)]
    elif context.date is not None:
        days = [context.date]
    else:
        return mention
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


def _spanned(
    text: str, first: TimeMention, until: _Moment, last: _Moment, context: TimeContext
) -> TimeMention:
    second = _mention(text, until, context)
    if second.instant is None and until.day is None and first.date and not second.problem:
        second = _placed(replace(second, date=first.date), True, context)
    elif until.day is None and first.date and not second.problem:
        second = _placed(replace(second, instant=None, date=first.date), True, context)
    if first.instant and second.instant and until.day is None and second.instant < first.instant:
        # 23:50-00:20 ends on the next day.
        second = replace(second, instant=second.instant + timedelta(days=1))
    return replace(
        first,
        end=last.end,
        written=text[first.start : last.end],
        kind="span",
        approximate=first.approximate or second.approximate,
        until=second,
        problem=first.problem or second.problem,
    )
