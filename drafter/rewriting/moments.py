"""When it began, was noticed and was over: only where the document says which is which."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time

from drafter.core.prose import Span
from drafter.core.times import TimeContext, TimeMention, find_times
from drafter.core.zones import read_zone
from drafter.rewriting.statements import Statement
from drafter.rewriting.words import cues, says

_ZONE = re.compile(
    r"(?:\btimes?\b|\bzone\b|\btimeline\b|\bdate\b)[^.\n]{0,40}?\b(?P<zone>UTC(?:[+-]\d{1,2})?|GMT|[A-Z]{1,3}[SD]?T|CES?T|EES?T|BST)\b",
    re.IGNORECASE,
)
_SHORT_ZONE = re.compile(r"[A-Z]{3,4}")
_STATES = ("summary", "impact", "timeline", "detection", "stats", "resolution", "cause", "", "other")
_FAR = 60  # days from the day of the report
_RECORD = ("timeline", "summary", "impact", "detection")
_BARE = {"detection": "noticed", "resolution": "ended"}  # of a time alone behind such a label
_LETTERS = re.compile(r"[^\W\d_]")
_ORDER = ("began", "noticed", "ended")


@dataclass(slots=True)
class Moments:
    """Written times with the spans they rest on; each may be missing."""

    day: date | None = None
    day_span: Span | None = None
    zone: str = ""
    found: dict[str, tuple[str, Span]] = field(default_factory=dict)
    clocks: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    """A time of the record: as written, where, and as a point that can be compared when its day is known."""

    written: str
    span: Span
    at: datetime | None


def read_moments(text: str, body: int, title: str, statements: list[Statement], named: str) -> Moments:
    """Return the moments of a document. `named` is a date its front matter gives."""
    moments = Moments()
    moments.zone = _zone(text, body)
    for source, span in ((named, None), (title, None), *((s.raw, s.span) for s in statements)):
        day = next((time for time in find_times(source) if time.date), None)
        if day and day.date:
            moments.day = day.date
            moments.day_span = (span[0] + day.start, span[0] + day.end) if span else None
            break
    record: dict[str, list[_Told]] = {"timeline": [], "": []}
    found: dict[str, _Told] = {}
    for statement in statements:
        shown = statement.text or statement.passage.clock or statement.role in _BARE
        if statement.role not in _STATES or not shown:
            continue
        told = list(_told(statement, moments.day))
        if not told:
            continue
        moments.clocks = True
        if statement.role in _RECORD and statement.span != told[0].span:
            first = [one for one in told if one.span == told[0].span]
            record["timeline" if statement.role == "timeline" else ""] += first
        for name, one in _named(statement, told):
            if name == "ended" or name not in found:
                found[name] = one
    _keep_possible(found, moments.day)
    moments.found = {name: (one.written, one.span) for name, one in found.items()}
    if not {"began", "ended"} <= set(found):
        moments.found |= _ends_of(record["timeline"]) or _ends_of(record[""])
    return moments


def _zone(text: str, body: int) -> str:
    """Return the zone a report announces for its times, else the only one that stands beside any of them."""
    announced = _ZONE.search(text, body)
    if announced and read_zone(announced["zone"].upper()):
        return announced["zone"].upper()
    beside = {one.zone.written for one in find_times(text[body:]) if one.zone}
    return next(iter(beside)) if len(beside) == 1 and all(map(_SHORT_ZONE.fullmatch, beside)) else ""


def _told(statement: Statement, day: date | None) -> Iterator[_Told]:
    """Yield the clock times of a sentence, a span as two; else the time that its heading carries."""
    context = TimeContext(date=day)
    times = [one for one in find_times(statement.raw, context=context) if one.hour is not None]
    headed = next(iter(find_times(statement.passage.clock, context=context)), None)
    for one in times:
        for mention in (one, one.until):
            if mention is not None:
                yield _Told(_written(mention, day), _at(statement.span, one), _point(mention, headed, day))
    if not times and statement.passage.clock:
        written = _written(headed, day) if headed else statement.passage.clock
        yield _Told(written, statement.span, _point(headed, None, day) if headed else None)


def _point(mention: TimeMention, headed: TimeMention | None, day: date | None) -> datetime | None:
    on = mention.date or (headed.date if headed else None) or day
    if mention.hour is None or on is None:
        return None
    return datetime.combine(on, time(mention.hour, mention.minute or 0))


def _named(statement: Statement, told: list[_Told]) -> Iterator[tuple[str, _Told]]:
    """Yield what a sentence says of its times: one time beside one cue, a span as its two ends."""
    raw, spanned = statement.raw, len(told) == 2 and told[0].span == told[1].span
    if statement.role == "cause" or len(told) > 2:
        return
    lasted = len(told) == 2 and says("began", raw) and says("lasted_until", raw)
    if lasted or (spanned and says("whole_time", raw)):
        yield "began", told[0]
        yield "ended", told[1]
        return
    if len(told) == 2 and not spanned:
        return
    if len(told) == 1 and statement.role in _BARE and not _LETTERS.search(_without(raw, told, statement)):
        yield _BARE[statement.role], told[0]
    for name in _ORDER:
        cue = cues()[name].search(raw)
        if cue is None or says("hearsay", raw[: cue.end()]):
            continue
        own = told[0].span != statement.span
        between = raw[slice(*_between(cue.span(), told[0].span, statement.span[0]))] if own else ""
        if not says("apart", between):
            yield name, told[-1] if name == "ended" else told[0]


def _without(raw: str, told: list[_Told], statement: Statement) -> str:
    begin, end = told[0].span
    return raw[: begin - statement.span[0]] + raw[end - statement.span[0] :]


def _between(cue: Span, at: Span, start: int) -> Span:
    """Return what stands between a cue and a time in one sentence, whichever comes first."""
    begin, end = at[0] - start, at[1] - start
    return (cue[1], begin) if cue[1] <= begin else (end, cue[0])


def _keep_possible(found: dict[str, _Told], day: date | None) -> None:
    """Drop what cannot be: a beginning after it was noticed, an end before either or before the day."""
    for name, one in list(found.items()):
        if one.at and day and abs((one.at.date() - day).days) > _FAR:
            del found[name]  # of another year or month: a slip
    ended, began, noticed = found.get("ended"), found.get("began"), found.get("noticed")
    if began and noticed and began.at and noticed.at and began.at > noticed.at:
        del found["began"]
    if ended is None or ended.at is None:
        return
    if day and ended.at.date() < day:
        del found["ended"]
        return
    late = [name for name, one in found.items() if one.at and one.at > ended.at]
    for name in (*late, "ended") if late else ():
        del found[name]


def _ends_of(record: list[_Told]) -> dict[str, tuple[str, Span]]:
    """Return the first and last time of the record, nothing when their order is not certain."""
    points = [one.at for one in record if one.at]
    if len(record) < 2 or len(points) < len(record) or points != sorted(points):
        return {}
    first, last = record[0], record[-1]
    return {"first": (first.written, first.span), "last": (last.written, last.span)}


def _written(mention: TimeMention, day: date | None) -> str:
    """Return the time as people write it: clock time, zone if any, and the day unless it is the report's."""
    if mention.offset_s is not None or mention.hour is None or mention.minute is None:
        return re.sub(r"\s+", " ", mention.written.strip(" ~*_`|"))
    about = "about " if mention.approximate else ""
    zone = f" {mention.zone.written}" if mention.zone else ""
    other_day = f" on {mention.date.day} {mention.date:%B %Y}" if mention.date and mention.date != day else ""
    return f"{about}{mention.hour:02}:{mention.minute:02}{zone}{other_day}"


def _at(span: Span, mention: TimeMention) -> Span:
    return span[0] + mention.start, span[0] + mention.end
