"""From stamps to moments: carries day and zone down the page, counts from T+0, rolls over midnight."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from drafter.core.note import TimeBasis
from drafter.core.times import TimeMention
from drafter.core.zones import Zone, settle

# Notes are written in order. A clock that falls back by more than this is taken as the next day; a smaller
# step back is somebody noting a thing late.
_NEXT_DAY = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Moment:
    """When an entry happened, as `Note` shows it."""

    at: datetime | None = None
    at_end: datetime | None = None
    basis: TimeBasis = "none"
    zone: str = ""
    approximate: bool = False
    problem: str = ""


class Timeline:
    """Gives every entry its moment, from top to bottom."""

    def __init__(self, *, zone: Zone, fixed_zone: bool, day: date | None, origin: TimeMention | None) -> None:
        self.default_zone = zone
        self.fixed_zone = fixed_zone  # a header or the caller named it; otherwise a written zone carries down
        self.zone = zone
        self.day = day
        self.last: Moment = Moment()
        self.last_local: datetime | None = None
        self.rolled: date | None = None
        self.origin: datetime | None = None
        self.rollovers: list[date] = []
        if origin is not None:
            self.origin = self._absolute(origin).at
            self.last_local = None

    def heading(self, day: date | None) -> None:
        """Note a line that is only a date: the day of what follows."""
        if day:
            self.day = day
            self.last_local = None

    def carried(self) -> Moment:
        """Return the moment of an entry without a stamp: that of the entry above."""
        last = self.last
        if last.at is None:
            return Moment(zone=last.zone)
        return Moment(last.at, None, "carried", last.zone, last.approximate, "")

    def stamped(self, mention: TimeMention) -> Moment:
        """Return the moment of an entry with a stamp."""
        if mention.kind == "offset":
            moment = self._relative(mention)
        elif mention.kind == "date":
            self.heading(mention.date)
            problem = mention.problem or f"{mention.written} is a day without a clock time"
            moment = Moment(problem=problem, zone=self.zone.written)
        else:
            moment = self._absolute(mention)
            if self.origin is None and moment.at is not None:
                self.origin = moment.at
        if moment.at is not None:
            self.last = moment
        return moment

    def _relative(self, mention: TimeMention) -> Moment:
        if self.origin is None or mention.offset_s is None:
            return Moment(problem=mention.problem, zone=self.zone.written, approximate=mention.approximate)
        at = self.origin + timedelta(seconds=mention.offset_s)
        tz = self.zone.tz
        if tz is not None:
            self.last_local = at.astimezone(tz).replace(tzinfo=None)
            self.day = self.last_local.date()
        return Moment(at, None, "relative", self.zone.written, mention.approximate, "")

    def _absolute(self, mention: TimeMention) -> Moment:
        zone = mention.zone or (self.default_zone if self.fixed_zone else self.zone)
        approximate = mention.approximate or mention.minute is None
        if mention.problem:
            if mention.date:
                self.heading(mention.date)
            return Moment(problem=mention.problem, zone=zone.written, approximate=approximate)
        if mention.hour is None:
            return Moment(problem=f"{mention.written} is not a clock time", zone=zone.written)
        if mention.kind == "datetime" and mention.date is None:
            return Moment(
                problem=f"{mention.written} names a day without a year",
                zone=zone.written,
                approximate=approximate,
            )
        self.zone = zone
        day = mention.date or self._day_of(mention)
        if day is None:
            return Moment(problem="no line names the day", zone=zone.written, approximate=approximate)
        local = _local(day, mention)
        zone = self.zone = settle(zone, self.default_zone if self.fixed_zone else None, local)
        at, problem = zone.to_utc(local)
        self.day, self.last_local = day, local
        if at is None:
            return Moment(problem=problem, zone=zone.written, approximate=approximate)
        return Moment(at, self._end(mention, day, at, zone), "own", zone.written, approximate, "")

    def _day_of(self, mention: TimeMention) -> date | None:
        if self.day is None:
            return None
        if self.last_local is None:
            return self.day
        local = _local(self.day, mention)
        if self.last_local - local > _NEXT_DAY:
            self.rolled = self.day + timedelta(days=1)
            if self.rolled not in self.rollovers:
                self.rollovers.append(self.rolled)
            return self.rolled
        # Just after midnight somebody adds a note about the evening before.
        if self.rolled == self.day and local - self.last_local > timedelta(hours=18):
            return self.day - timedelta(days=1)
        return self.day

    def _end(self, mention: TimeMention, day: date, at: datetime, zone: Zone) -> datetime | None:
        if mention.minute is None:
            return at + timedelta(minutes=59)
        until = mention.until
        if until is None or until.hour is None or until.problem:
            return None
        end, _ = (until.zone or zone).to_utc(
            _local(until.date if until.kind == "datetime" and until.date else day, until)
        )
        if end is not None and end < at:
            end += timedelta(days=1)
        return end


def _local(day: date, mention: TimeMention) -> datetime:
    """Return the wall clock time; 24:00 is midnight of the next day."""
    hour = mention.hour or 0
    wall = time(hour % 24, mention.minute or 0, mention.second or 0)
    return datetime.combine(day, wall, tzinfo=UTC).replace(tzinfo=None) + timedelta(days=hour // 24)
