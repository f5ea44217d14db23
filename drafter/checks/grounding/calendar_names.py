"""Weekdays and months named without a day, and whether the notes name or reach them."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from drafter.checks.grounding.evidence import Evidence, once
from drafter.checks.grounding.patterns import expression, word_list
from drafter.checks.grounding.statements import Statement

_NEXT_DAY = expression("next_day")
_DAY_BEFORE = expression("day_before")
_WEEK = 7
_SHORT = 3  # letters of an abbreviation: "Tue", "Oct"


@cache
def _names(kind: str) -> dict[str, int]:
    return {name: number for number, name in enumerate(word_list(kind))}


@cache
def _pattern() -> re.Pattern[str]:
    names = [*word_list("weekdays"), *word_list("months")]
    leads = "|".join(word_list("before_calendar_names"))
    wanted = "|".join(name.capitalize() for name in names)
    return re.compile(rf"(?<![\w'’])(?:(?i:{leads})\s+)(?P<name>{wanted})(?P<many>s?)(?![\w'’])")


def unnamed(statement: Statement, evidence: Evidence) -> Iterator[tuple[int, int, str]]:
    """Yield each weekday or month of a sentence that the notes neither name nor reach."""
    for match in _pattern().finditer(statement.text):
        name = match["name"].lower()
        if any(t.start <= match.start("name") < t.end for t in statement.times):
            continue
        if statement.in_name(*match.span("name")) or name in _noted(evidence):
            continue
        yield match.start("name"), match.end(), match["name"]


@once
def _noted(evidence: Evidence) -> frozenset[str]:
    """Return the weekdays and months the notes name, and those their days fall on."""
    written = set(re.findall(r"[a-z]+", f"{evidence.lower_text} {evidence.map_text}"))
    days = set(evidence.days)
    if _NEXT_DAY.search(evidence.lower_text):
        days |= {day + timedelta(days=1) for day in evidence.days}
    if _DAY_BEFORE.search(evidence.lower_text):
        days |= {day - timedelta(days=1) for day in evidence.days}
    found = set()
    for kind, place in (("weekdays", date.weekday), ("months", lambda day: day.month - 1)):
        reached = {place(day) for day in days}
        for name, number in _names(kind).items():
            if number in reached or not written.isdisjoint({name, f"{name}s", name[:_SHORT]}):
                found.add(name)
    return frozenset(found)


@once
def weekdays_meant(evidence: Evidence) -> frozenset[date]:
    """Return the days that weekdays in the notes mean when they are past: the last before their line."""
    found = set()
    names = _names("weekdays")
    for line in evidence.lines.values():
        if line.at is None:
            continue
        told = {word.lower.removesuffix("'s") for word in line.reading.words}
        for name, number in names.items():
            if not told.isdisjoint({name, name[:_SHORT]}):
                ago = (line.at.weekday() - number) % _WEEK
                found.add(line.at.date() - timedelta(days=ago))
    return frozenset(found)
