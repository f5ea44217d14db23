"""The single times in a text: dates, clock times, offsets from T+0, before neighbours are joined.

Standard library only. `times.py` joins them; nothing else should need this module.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from functools import lru_cache
from typing import Literal

from drafter.core.zones import Zone, zone_at

Kind = Literal["clock", "datetime", "date", "span", "offset"]


@dataclass(frozen=True, slots=True)
class TimeContext:
    """What a reader of the text knows without being told.

    `date` is the day of clock times without one; `near` (aware) picks the day instead, so that the moment is
    the nearest one, which is right for prose written around midnight. A day without a year is the one nearest
    to `day_near`, or else to these. `zone` is the zone of times without
    one. `origin` (aware) is T+0. `twelve_hour`: the text belongs to a log that writes am and pm, so that
    "12:30" alone is ambiguous. `day_first` settles dates such as 3/4/2026: True is 3 April.
    """

    date: Date | None = None
    zone: Zone | None = None
    near: datetime | None = None
    day_near: Date | None = None
    origin: datetime | None = None
    twelve_hour: bool = False
    day_first: bool | None = None


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
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_HMS = r"(?:h(?:ours?|rs?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? )?"
_MERIDIEM = (
    r"(?:[ \u00a0\u202f]?(?P<{0}>[AaPp]\.[Mm]\.|[AaPp][Mm])(?![A-Za-z])|(?P<{1}>[AaPp])(?![A-Za-z0-9.]))"
)

# One alternative per way to write a time; the digit or word it starts with decides fast.
_ATOM = (
    r"(?=[\d+JFMASONDTWtnmYy])(?:(?<![\w.:/#$€£\u2212])(?<!\d,)(?<![A-Za-z]-)|(?<=\dT))(?:"
    # dates
    rf"(?P<iso>(?P<iy>{_YEAR})(?P<isep>[-/.])(?P<im>0?[1-9]|1[0-2])(?P=isep)(?P<id>{_DAY}))"
    r"(?=T\d\d:?\d\d|(?![\w-]))"
    r"|(?P<num>(?P<n1>\d{1,2})(?P<nsep>[/.-])(?P<n2>\d{1,2})(?P=nsep)(?P<ny>(?:19|20)?\d\d))(?![\w/]|\.\d)"
    rf"|(?P<dmy>{_WEEKDAY}(?P<dd>{_DAY})(?:st|nd|rd|th)?[ -](?:of )?(?P<dm>{_MONTH})"
    rf"(?:,?[ -](?P<dy>{_YEAR}))?)(?!\w)"
    rf"|(?P<mdy>{_WEEKDAY}(?P<mm>{_MONTH}) (?P<md>{_DAY})(?:st|nd|rd|th)?"
    rf"(?:,? (?P<my>{_YEAR})(?!:\d))?)(?![\w:]|\.\d)"
    # offsets
    r"|(?P<tee>[Tt] ?(?P<ts>[+\u2212-]) ?(?P<tn>\d{1,4})(?::(?P<tm>[0-5]\d)"
    rf"|(?P<tu> ?{_HMS})(?:(?P<tm2>[0-5]?\d)(?:m(?:in)?)?)?)?)(?![\w:])"
    rf"|(?P<plus>\+(?P<pn>\d{{1,4}})(?: ?(?P<pu>{_HMS})"
    r"(?P<pm2>[0-5]?\d(?:m(?:in)?)?)?|:(?P<pmm>[0-5]\d)))(?![\w:%])"
    # clocks
    r"|(?P<clock>(?P<ch>[01]?\d|2[0-4]):(?P<cm>[0-5]\d)(?::(?P<cs>[0-5]\d|60)(?:[.,]\d{1,9})?)?"
    rf"(?!\d|:\d|\.\d){_MERIDIEM.format('ca1', 'ca2')}?)"
    r"|(?P<qm>(?P<qh>[01]\d|2[0-3]):(?:\?\?|xx|XX))"
    r"|(?P<ampm>(?P<ah>1[0-2]|0?\d)(?:\.(?P<am>[0-5]\d))?[ \u00a0\u202f]?"
    r"(?P<aa>[AaPp]\.[Mm]\.|[AaPp][Mm])(?![A-Za-z]))"
    r"|(?P<hh>(?P<hhh>[01]?\d|2[0-3])h(?P<hhm>[0-5]\d)?(?=[ ,;.)]|$)(?! \d{1,2} ?m))"
    r"|(?P<mil>(?P<mh>[01]\d|2[0-3])[.]?(?P<mm2>[0-5]\d)"
    r"(?=Z\b| ?(?:UTC|GMT|Zulu|hrs|hours?\b(?! of))\b))(?: ?hrs\b)?"
    r"|(?P<word>(?:12 )?(?:noon|midday|midnight))\b"
    r"|(?P<rel>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow)\b"
    r")"
)
MAY_HOLD_TIME = re.compile(r"\d|noon|midday|midnight|day\b|night\b|tomorrow")
_APPROXIMATE = re.compile(
    r"(?:~|\u2248|\bca?\.?|\bcirca"
    r"|\b(?:at |from |since )?(?:around|about|approx(?:imately|\.)?|roughly|nearly|almost)"
    r"|\b(?:just|shortly|soon|right|a (?:little|bit|few minutes)) (?:before|after)|\bestimated(?: at)?)\s?$",
    re.IGNORECASE,
)
_SOFT_AFTER = re.compile(r"(?:-?ish\b| or so\b| approx(?:\.|imately)?\b)", re.IGNORECASE)


@dataclass(slots=True)
class Atom:
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


@lru_cache(maxsize=1)
def _atom_pattern() -> re.Pattern[str]:
    return re.compile(_ATOM)  # 6 ms; not spent on a text without a figure


def find_atoms(text: str, context: TimeContext) -> Iterator[Atom]:
    position = 0
    while match := _atom_pattern().search(text, position):
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


def _read(match: re.Match[str], context: TimeContext) -> Atom | None:
    kind = match.lastgroup
    got = match.groupdict()
    atom = Atom(match.start(), match.end(), "clock")
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


def _dated(atom: Atom, year: int | None, month: int, day: int) -> Atom:
    atom.kind, atom.year, atom.month, atom.day = "date", year, month, day
    try:
        Date(year or 2000, month, day)
    except ValueError:
        atom.problem = f"there is no day {day} in month {month}" + (f" of {year}" if year else "")
    return atom


def _numeric_date(atom: Atom, got: dict[str, str], context: TimeContext) -> Atom | None:
    first, second, year = int(got["n1"]), int(got["n2"]), int(got["ny"])
    if len(got["ny"]) == 2:
        if got["nsep"] in ".-":
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
        readings = [day_or_none(year, second, first), day_or_none(year, first, second)]
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
    atom: Atom, sign: str, number: str, unit: str | None, minutes: str | None, rest: str | None
) -> Atom:
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
    atom: Atom, hour: str, minute: str, second: str | None, meridiem: str, context: TimeContext
) -> Atom | None:
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


def day_or_none(year: int, month: int, day: int) -> Date | None:
    try:
        return Date(year, month, day)
    except ValueError:
        return None
