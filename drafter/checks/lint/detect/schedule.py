"""When a text promises its next message, as a moment: the clock time it names, or now plus its interval."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from drafter.checks.lint.context import Context
from drafter.checks.lint.detect.promises import find_next_update
from drafter.checks.lint.document import Document


@dataclass(frozen=True, slots=True)
class Due:
    """The promised moment in UTC, and the words that name it."""

    at: datetime
    start: int
    end: int


def promised_time(document: Document, context: Context) -> Due | None:
    """Return the moment of the promised next message; None when the text or the context does not fix one.

    A time without a date is the next one after `now` less half a day: "00:30" said at 23:45 is tomorrow.
    A field of its own (`next_update_at`) counts when the text names no time.
    """
    now = context.now
    if now is None:
        return None
    promise = find_next_update(document)
    if promise.precision != "specific":
        return Due(context.next_update_at, *document.anchor) if context.next_update_at else None
    from drafter.core.durations import find_durations  # the time grammar is only needed for a promise
    from drafter.core.times import TimeContext, find_times

    start, end = promise.start, promise.end
    words = document.visible[start:end]
    for mention in find_times(words, context=TimeContext(near=now, date=None)):
        if mention.kind == "date" and mention.date is not None and mention.date < now.date():
            over = datetime.combine(mention.date, time(23, 59), now.tzinfo)
            return Due(over, start + mention.start, start + mention.end)
        if mention.hour is None or mention.zone is None or mention.zone.tz is None:
            continue
        at = mention.instant
        if at is None or mention.kind == "clock":
            at = _near(now, mention.hour, mention.minute or 0, mention.zone.tz, "tomorrow" in words.lower())
        return Due(at, start + mention.start, start + mention.end)
    for length in find_durations(words):
        if length.start >= promise.when_start - start - 4:
            return Due(now + timedelta(seconds=length.high_s), start + length.start, start + length.end)
    return None


def _near(now: datetime, hour: int, minute: int, zone: object, tomorrow: bool) -> datetime:
    local = now.astimezone(zone)  # type: ignore[arg-type]  # a tzinfo: the grammar's zones are nothing else
    at = local.replace(hour=hour % 24, minute=minute, second=0, microsecond=0)
    if tomorrow:
        return (at + timedelta(days=1)).astimezone(now.tzinfo)
    if at < local - timedelta(hours=12):
        at += timedelta(days=1)
    return at.astimezone(now.tzinfo)
