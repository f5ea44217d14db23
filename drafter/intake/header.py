"""What the comment lines at the top of notes say about all lines below: zone, day, T+0."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from drafter.core.times import TimeContext, TimeMention, find_times
from drafter.core.zones import Zone, read_zone

_ZONE_LINE = re.compile(
    r"(?:\b(?:all )?(?:times?|timestamps?|clocks?)(?: zone)?(?: below| here)?(?: are| is)?"
    r"(?: all)?(?: local)?(?: given| shown| listed)?"
    r"\s*(?:in|:|=|are|is)|\b(?:time ?zone|tz)\s*(?::|=|is)?)\s+(?P<zone>[^\n;]{1,60})",
    re.IGNORECASE,
)
_SHORT_ZONE_LINE = re.compile(r"^[#\s]*(?:all )?times? (?P<zone>[A-Z]\S*(?: \S+)?)\s*$", re.IGNORECASE)
# What stands between a day, a zone and the other words of a header: "# Checkout (2026-07-11, CEST)".
_BETWEEN = re.compile(
    r"[,;|\[\]*_#\u00b7\n]|(?<=\s)[-\u2013\u2014/:](?=\s)|[.:]\s*$|(?<=[a-z])\.\s|\((?!UTC|GMT|US)", re.I
)
_WEEKDAY = re.compile(r"^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?\s*)", re.I)
_TIMES = re.compile(r"^(?:all )?(?:times?|timestamps?|clocks?)(?: are| is)?(?: in)?\s*[:=]?\s+", re.I)
# A word alone names a zone when it is written as one: "CEST", "UTC+2", "Europe/Dublin", "Berlin time".
_WRITTEN_AS_ZONE = re.compile(
    r"[A-Z]{2,5}(?:\s?[+\-\u2212]\d[\d:]*)?(?:\s\((?:UTC|GMT)\s?[+\-\u2212]?\d[\d:]*\))?|[+\-\u2212]\d\d:?\d\d"
    r"|[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)+|[A-Z][A-Za-z ]+ [Tt]ime(?: \(US & Canada\))?"
)
_SMALL_MONTH = re.compile(  # "28 july 2026": only beside a day or a year is it a month
    r"(?:(?<=\d )|(?<=\d(?:st|nd|rd|th) ))(?P<behind>{0})\b|\b(?P<before>{0})(?= \d{{1,4}}\b)".format(
        "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
        "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    )
)
_SMALL_ZONE = re.compile(r"(?<![\w/])(?:utc|gmt|cest|cet|bst|edt|est|pdt|pst)(?![\w/])")
_HEADING_WORDS = 6  # beside the day and the zone; more is an entry
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


def day_zone(line: str) -> Zone | None:
    """Return the zone that stands on its own beside a day or the word "times", in any order, or None.

    "# CET 2026-10-18", "# 21 Mar 2026, times PDT"; not "# EST release, 2026-07-11", a name.
    """
    rest, dated = _without_days(line)
    found = (only_zone(part, dated=dated) for part in _BETWEEN.split(rest))
    return next(filter(None, found), None)


def only_zone(part: str, *, dated: bool = True) -> Zone | None:
    """Return the zone when the part of a line names one and says nothing else."""
    words = _WEEKDAY.sub("", part.strip(" .,;:/|*_-\u2013\u2014"))
    words = words if "(" in words[1:] else words.strip("()[] ")
    bare = _TIMES.sub("", words)
    told = bare != words
    return read_zone(bare) if bare and (told or (dated and _WRITTEN_AS_ZONE.fullmatch(bare))) else None


def read_heading(line: str) -> Header | None:
    """Return what a first line says that only names the day or the zone of the notes below, else None.

    "28 july 2026, WEST, bike share", "UTC - rough notes". It may be written small, as people jot it.
    """
    text = _SMALL_ZONE.sub(lambda zone: zone[0].upper(), _SMALL_MONTH.sub(lambda m: m[0].title(), line))
    rest, _ = _without_days(text)
    if len(re.findall(r"[^\W\d_]{2,}", rest)) > _HEADING_WORDS:
        return None
    header = read_header([text], day=None)
    zone = header.zone or next(filter(None, map(only_zone, _BETWEEN.split(rest))), None)
    return replace(header, zone=zone) if zone or header.day else None


def _without_days(line: str) -> tuple[str, bool]:
    """Return the line with a separator in place of every day, and whether it names one."""
    kept, at, dated = [], 0, False
    for mention in find_times(line, context=TimeContext()):
        if mention.kind == "date" and (mention.date or mention.problem):
            kept += [line[at : mention.start], ";"]
            at, dated = mention.end, True
    return "".join([*kept, line[at:]]), dated


def read_header(comments: Iterable[str], *, day: date | None) -> Header:
    """Return what the comment lines say; the last one that says something wins."""
    header = Header(day=day)
    for line in comments:
        zone = zone_line(line) or day_zone(line)
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
