"""GRD001 time-not-in-notes, GRD002 date-not-in-notes: a clock time or a day that nothing supports.

The same instant in another zone is fine; a rounded time is fine when the draft says so ("about 14:30").
"""

import re
from collections.abc import Iterator
from datetime import date, datetime

from drafter.checks.grounding.calendar_names import unnamed
from drafter.checks.grounding.evidence import Evidence, Moment
from drafter.checks.grounding.reckoned import reckoned_moments
from drafter.checks.grounding.rule import Hit, Rule, cite, uncited
from drafter.checks.grounding.statements import Statement
from drafter.core.audience import Audience
from drafter.core.times import TimeMention

EXACT_S = 60  # stamps are whole minutes
NEARLY_S = 180  # "about 14:01": who writes a minute means that minute
ABOUT_S = 600  # "about 14:30", "shortly before 5:02": ten minutes either way
WORD_S = 1200  # "noon", "midnight": twenty minutes
MIDDAY_S = 5400  # "midday", "at midday" is said of the hours around noon
DAY_S = 86400
_NEAR_DAYS = 31
_ROUND_MIN = 5
_DAY_WORD = re.compile(r"\b(?:yesterday|last night|tonight|tomorrow)\b", re.IGNORECASE)


def clock_times(statement: Statement) -> Iterator[TimeMention]:
    """Yield every clock time of a statement, the ends of spans on their own."""
    for time in statement.times:
        for one in (time, time.until):
            if one is not None and one.hour is not None:
                yield one


def is_next_update(statement: Statement, time: TimeMention) -> bool:
    """Say whether a time belongs to the promise of the next update."""
    return statement.next_update_from is not None and time.start >= statement.next_update_from


def distance_s(time: TimeMention, at: datetime, evidence: Evidence) -> float:
    """Return how far a time in a draft is from an instant; without a day, on the clock face only."""
    if time.instant is None:
        if time.hour is None:
            return DAY_S
        tz = evidence.zone.tz if evidence.zone else None
        local = at.astimezone(tz) if tz else at
        gap = abs((time.hour % 24) * 3600 + (time.minute or 0) * 60 - local.hour * 3600 - local.minute * 60)
        return min(gap, DAY_S - gap)
    gap_s = abs((time.instant - at).total_seconds())
    if time.date is None:
        gap_s %= DAY_S
        gap_s = min(gap_s, DAY_S - gap_s)
    return gap_s


def _is_round(time: TimeMention) -> bool:
    """Say whether a clock time stands on a whole five minutes, as a rounded one does."""
    return (time.minute or 0) % _ROUND_MIN == 0


def supporting(time: TimeMention, evidence: Evidence) -> list[Moment]:
    """Return the moments of the notes that a time in a draft can mean."""
    reach = (ABOUT_S if _is_round(time) else NEARLY_S) if time.approximate else EXACT_S
    if time.written.lower().startswith(("noon", "midnight")):
        reach = WORD_S
    elif "midday" in time.written.lower():
        reach = MIDDAY_S
    return _within(time, reach, evidence.moments, evidence)


def _reckoned(time: TimeMention, evidence: Evidence) -> bool:
    """Say whether a line's own time and a length in it lead to a time."""
    reach = ABOUT_S if time.approximate else EXACT_S
    return bool(_within(time, reach, reckoned_moments(evidence), evidence))


def _within(time: TimeMention, reach: int, moments: list[Moment], evidence: Evidence) -> list[Moment]:
    return [m for m in moments if distance_s(time, m.at, evidence) < (ABOUT_S if m.approximate else reach)]


def moments_beside(statement: Statement, place: int, evidence: Evidence) -> list[Moment]:
    """Return the moments of the notes that the times told in the clause around `place` can mean."""
    start, end = statement.reading.segment_of(place)
    told = (time for time in clock_times(statement) if start <= time.start < end)
    return [moment for time in told for moment in supporting(time, evidence)]


def _known_otherwise(time: TimeMention, evidence: Evidence) -> bool:
    others = [evidence.as_of, *([evidence.next_update_at] if evidence.next_update_at else [])]
    if evidence.previous:
        others.append(evidence.previous.at)
        if evidence.previous.next_update_at:
            others.append(evidence.previous.next_update_at)
    return any(distance_s(time, at, evidence) < EXACT_S for at in others)


def check_times(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield clock times that are in no note."""
    for time in clock_times(statement):
        if is_next_update(statement, time) or (
            evidence.next_update_at is None and statement.slot == "next_update"
        ):
            continue
        found = supporting(time, evidence)
        lines = tuple(sorted({m.line for m in found}))
        if found:
            if statement.uncited(lines):
                yield uncited(time.start, time.end, f"'{time.written}' is in", lines)
            continue
        if _known_otherwise(time, evidence) or _on_that_day(time, evidence) or _reckoned(time, evidence):
            continue
        nearest = sorted(evidence.moments, key=lambda m: distance_s(time, m.at, evidence))[:2]
        near = tuple(dict.fromkeys(m.line for m in nearest))
        yield Hit(
            time.start,
            time.end,
            f"'{time.written}' is in no note. Use a time the notes give (nearest: "
            f"{_shown(nearest, evidence)}), "
            "or leave it out.",
            near,
        )


def _on_that_day(time: TimeMention, evidence: Evidence) -> bool:
    """Say whether a line has the clock time and its day apart: "in yesterday's release 18:00"."""
    if time.hour is None:
        return False
    clock, day = f"{time.hour:02}:{time.minute or 0:02}", _DAY_WORD.search(time.written)
    return day is not None and any(
        clock in line.text and day[0].lower() in line.text.lower() for line in evidence.lines.values()
    )


def _shown(moments: list[Moment], evidence: Evidence) -> str:
    tz = evidence.zone.tz if evidence.zone else None
    zone = evidence.notes.zone_written
    shown = [
        f"{(m.at.astimezone(tz) if tz else m.at):%H:%M} {zone if tz else 'UTC'} in {cite([m.line])}"
        for m in moments
    ]
    return ", ".join(dict.fromkeys(shown)) or "none"


def check_dates(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield days that are neither in the notes nor the day of writing."""
    for time in statement.times:
        if time.date is None or time.date in evidence.days or is_next_update(statement, time):
            continue
        written = time.written.lower()
        if written.startswith(("today", "tonight", "tomorrow")) or _is_nth(time.date, evidence):
            continue
        if _DAY_WORD.fullmatch(written) and written in evidence.lower_text:
            continue  # the notes have it of something else than a time: "it shows yesterday's prices"
        yield Hit(
            time.start,
            time.end,
            f"'{time.written}' is a day the notes do not name. Use the day of the notes, or leave it out.",
        )
    for start, end, name in unnamed(statement, evidence):
        yield Hit(
            start,
            end,
            f"'{name}' is neither named by the notes nor reached by their days. Use the day of the notes, or "
            "leave it out.",
            severity="warn",
        )


def _is_nth(day: date, evidence: Evidence) -> bool:
    """Say whether the notes have a near day in other words: "the 24th", "24 dec"."""
    near = any(abs((day - known).days) <= _NEAR_DAYS for known in evidence.days)
    month = f"{day:%b}".lower()
    nth = rf"\b{day.day}(?:st|nd|rd|th)"
    named = rf"{nth}\b|{nth}?(?: of)? {month}|\b{month}[a-z.]* {day.day}\b"
    return near and re.search(named, evidence.lower_text) is not None


RULES = (
    Rule("GRD001", "time-not-in-notes", "block", "A clock time that no note gives.",
         "A wrong time makes every other figure on the page doubtful.", check_times),
    Rule("GRD002", "date-not-in-notes", "block", "A day that no note names.",
         "Readers match the day against their own logs.", check_dates),
)  # fmt: skip
