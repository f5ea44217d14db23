"""Times and lengths of time as an update prints them: a clock with its zone, a date when the day differs."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_OFFSET = re.compile(r"^(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d{2}))?$", re.IGNORECASE)
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SMALL = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def zone_of(name: str) -> tzinfo:
    """Return the zone of an IANA name or of a fixed offset such as "UTC-08:00"; UTC when it is neither."""
    match = _OFFSET.match(name.strip())
    if match:
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes))
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


class Clock:
    """Prints the moments of one incident, all in the zone and the style (12 or 24 hours) of its notes.

    `written` is what the team calls the zone ("PST", "Pacific Time (US & Canada)").
    """

    def __init__(self, zone: str, written: str, *, as_of: datetime, twelve_hour: bool = False) -> None:
        self.zone = zone_of(zone or "UTC")
        self.as_of = as_of
        self.twelve_hour = twelve_hour
        label = re.sub(r"\s*\([^)]*\)", "", written).strip()
        offset = _OFFSET.match(label)
        if offset and label[0] in "+-":  # "+01:00" is no clock a reader knows
            label = f"UTC{offset[1]}{int(offset[2])}{f':{offset[3]}' if int(offset[3] or 0) else ''}"
        if not label:
            label = as_of.astimezone(self.zone).tzname() or "UTC"
        if not re.fullmatch(r"[A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d{2})?)?", label) and "time" not in label.lower():
            label = f"{label} time"
        self.label = label

    def hour(self, at: datetime) -> str:
        """Return "14:02" or "2:02 PM", without the zone."""
        local = at.astimezone(self.zone)
        if self.twelve_hour:
            return f"{local.hour % 12 or 12}:{local.minute:02d} {'AM' if local.hour < 12 else 'PM'}"
        return f"{local.hour:02d}:{local.minute:02d}"

    def day(self, at: datetime) -> str:
        """Return "26 August", with the year when it is not this year."""
        local, now = at.astimezone(self.zone), self.as_of.astimezone(self.zone)
        text = f"{local.day} {_MONTHS[local.month - 1]}"
        return text if local.year == now.year else f"{text} {local.year}"

    def same_day(self, one: datetime, other: datetime) -> bool:
        """Say whether both moments fall on one date in the incident's zone."""
        return one.astimezone(self.zone).date() == other.astimezone(self.zone).date()

    def moment(self, at: datetime) -> str:
        """Return "14:02 UTC", with "on 26 August" when it is not the day of writing."""
        text = f"{self.hour(at)} {self.label}"
        return text if self.same_day(at, self.as_of) else f"{text} on {self.day(at)}"

    def dated(self, at: datetime) -> str:
        """Return "14:02 UTC on 26 August"."""
        return f"{self.hour(at)} {self.label} on {self.day(at)}"

    def beside(self, at: datetime, other: datetime) -> str:
        """Return a moment, with its date where a moment on another day is told beside it."""
        return self.moment(at) if self.same_day(at, other) else self.dated(at)

    def span(self, start: datetime, end: datetime, *, dated: bool = False) -> str:
        """Return "from 09:32 to 09:49 UTC", with the dates when they are not both the day of writing."""
        if self.same_day(start, end):
            day = f" on {self.day(end)}" if dated or not self.same_day(end, self.as_of) else ""
            return f"from {self.hour(start)} to {self.hour(end)} {self.label}{day}"
        return f"from {self.dated(start)} to {self.dated(end)}"


def duration(start: datetime, end: datetime) -> str:
    """Return a length of time in words people use: "17 minutes", "about 2 hours", "3 days".

    Exact under 90 minutes; beyond, to the quarter of an hour and marked "about" unless it falls on the mark.
    """
    # As the reader works it out from the two printed clock times, which have no seconds.
    minutes = int(end.timestamp() // 60 - start.timestamp() // 60)
    if minutes < 1:
        return "less than a minute"
    if minutes == 60:
        return "an hour"
    if minutes < 90:
        return _count(minutes, "minute")
    if minutes < 60 * 47:
        hours, left = divmod(minutes, 60)
        if left == 0:
            return _count(hours, "hour")
        if 23 <= left <= 37:
            return f"about {_small(hours)} and a half hours"
        if left <= 8:
            return f"about {_count(hours, 'hour')}"
        if left >= 52:
            return f"about {_count(hours + 1, 'hour')}"
        if left > 37:
            return f"more than {_small(hours)} and a half hours"
        return f"more than {_count(hours, 'hour')}"
    days, left = divmod(minutes, 60 * 24)
    if left <= 120:
        return f"about {_count(days, 'day')}"
    return f"more than {_count(days, 'day')}"


def _small(number: int) -> str:
    return _SMALL[number] if number < len(_SMALL) else str(number)


def _count(number: int, unit: str) -> str:
    if number == 1:
        return f"{'an' if unit == 'hour' else 'a' if unit != 'minute' else 'one'} {unit}"
    return f"{_small(number) if number < 13 and unit != 'minute' else number} {unit}s"
