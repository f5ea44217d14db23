"""What the comment lines at the top of notes say about all lines below: zone, day, T+0."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from drafter.core.times import TimeContext, TimeMention, find_times
from drafter.core.zones import Zone, read_zone

_ZONE_LINE = re.compile(
    r"(?:\b(?:all )?(?:times?|timestamps?|clocks?)(?: zone)?(?: below| here)?(?: are| is)?"
    r"(?: given| shown| listed)?"
    r"\s*(?:in|:|=|are|is)|\b(?:time ?zone|tz)\s*(?::|=|is)?)\s+(?P<zone>[^\n;]{1,60})",
    re.IGNORECASE,
)
_SHORT_ZONE_LINE = re.compile(r"^[#\s]*(?:all )?times? (?P<zone>[A-Z]\S*(?: \S+)?)\s*$", re.IGNORECASE)
_ORIGIN_LINE = re.compile(r"\bT\s?(?:\+\s?)?0\b\s*(?::|=|is|was|at|-)?\s*(?P<rest>.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """`zone`, `day` and `origin` (T+0 as written) where the comments say so."""

    zone: Zone | None = None
    day: date | None = None
    origin: TimeMention | None = None


def zone_line(line: str) -> Zone | None:
    """Return the zone that a line such as "All times in PST (UTC-7)" names, or None."""
    match = _ZONE_LINE.search(line) or _SHORT_ZONE_LINE.match(line)
    if not match:
        return None
    words = match["zone"].strip(" .*_")
    # "Denver (as marked on each line)": what stands in brackets after a zone may be an offset or a remark.
    for candidate in (
        words,
        re.sub(r"\s*\((?!US)[^)]*\)\s*$", "", words),
        words.split(",")[0],
        words.split()[0],
    ):
        zone = read_zone(candidate)
        if zone:
            return zone
    return None


def read_header(comments: Iterable[str], *, day: date | None) -> Header:
    """Return what the comment lines say; the last one that says something wins."""
    header = Header(day=day)
    for line in comments:
        zone = zone_line(line)
        if zone:
            header = replace(header, zone=zone)
        origin = _ORIGIN_LINE.search(line)
        if origin:
            found = find_times(origin["rest"], context=TimeContext(date=header.day))
            header = replace(header, origin=found[0] if found else header.origin)
            if found and found[0].date:
                header = replace(header, day=header.day or found[0].date)
            continue
        dated = [mention.date for mention in find_times(line, context=TimeContext(date=day)) if mention.date]
        if dated and header.day is None:
            header = replace(header, day=dated[0])
    return header
