"""When it began, was noticed and was over: only where the document says which is which."""

import re
from dataclasses import dataclass, field
from datetime import date

from drafter.core.prose import Span
from drafter.core.times import TimeContext, TimeMention, find_times
from drafter.core.zones import read_zone
from drafter.rewriting.statements import Statement
from drafter.rewriting.words import says

_ZONE = re.compile(
    r"(?:\btimes?\b|\bzone\b|\btimeline\b|\bdate\b)[^.\n]{0,40}?\b(?P<zone>UTC(?:[+-]\d{1,2})?|GMT|[A-Z]{1,3}[SD]?T|CES?T|EES?T|BST)\b",
    re.IGNORECASE,
)
_STATES = ("summary", "impact", "timeline", "detection", "stats", "resolution", "cause", "", "other")


@dataclass(slots=True)
class Moments:
    """Written times with the spans they rest on; each may be missing."""

    day: date | None = None
    day_span: Span | None = None
    zone: str = ""
    found: dict[str, tuple[str, Span]] = field(default_factory=dict)
    clocks: bool = False


def read_moments(text: str, body: int, title: str, statements: list[Statement], named: str) -> Moments:
    """Return the moments of a document. `named` is a date its front matter gives."""
    moments = Moments()
    zone = _ZONE.search(text, body)
    if zone and read_zone(zone["zone"].upper()):
        moments.zone = zone["zone"].upper()
    for source, span in ((named, None), (title, None), *((s.raw, s.span) for s in statements)):
        day = next((time for time in find_times(source) if time.date), None)
        if day and day.date:
            moments.day = day.date
            moments.day_span = (span[0] + day.start, span[0] + day.end) if span else None
            break
    context = TimeContext(date=moments.day)
    clocked: list[tuple[str, Span]] = []
    for statement in statements:
        if statement.role not in _STATES or not (statement.text or statement.passage.clock):
            continue
        times = [time for time in find_times(statement.raw, context=context) if time.hour is not None]
        written, span = "", statement.span
        last = ""
        if times:
            written, span = _written(times[0], moments.day), _at(statement.span, times[0])
            last = _written(times[0].until, moments.day) if times[0].until else ""
        elif statement.passage.clock:
            written = statement.passage.clock
        if not written:
            continue
        moments.clocks = True
        if statement.role in ("timeline", "summary", "impact", "detection") and times:
            clocked.append((written, span))
            clocked += [(last, span)] if last else []
        for name, cue in (("began", "began"), ("noticed", "noticed"), ("ended", "ended")):
            told = says(cue, statement.raw) and len(times) <= 1 and statement.role != "cause"
            if told and (name == "ended" or name not in moments.found):
                moments.found[name] = (last if last and name == "ended" else written, span)
    if len(clocked) > 1 and not {"began", "ended"} <= set(moments.found):
        moments.found["first"], moments.found["last"] = clocked[0], clocked[-1]
    return moments


def _written(time: TimeMention, day: date | None) -> str:
    """Return the time as people write it: clock time, zone if any, and the day unless it is the report's."""
    if time.offset_s is not None or time.hour is None or time.minute is None:
        return re.sub(r"\s+", " ", time.written.strip(" ~*_`|"))
    about = "about " if time.approximate else ""
    zone = f" {time.zone.written}" if time.zone else ""
    other_day = f" on {time.date.day} {time.date:%B %Y}" if time.date and time.date != day else ""
    return f"{about}{time.hour:02}:{time.minute:02}{zone}{other_day}"


def _at(span: Span, time: TimeMention) -> Span:
    return span[0] + time.start, span[0] + time.end
