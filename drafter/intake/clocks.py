"""What only all lines together tell: 12-hour or 24-hour clock, day before month, names below stamps."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from drafter.core.times import TimeContext, TimeMention
from drafter.intake.chat import ChatHeader, name_after_stamp
from drafter.intake.layout import Line
from drafter.intake.stamps import Stamp, find_stamp

_NUMERIC_DATE = re.compile(r"^\W*(\d{1,2})/(\d{1,2})/(?:\d{4}|\d\d)\b")


def day_order(lines: Sequence[str]) -> bool | None:
    """Return whether dates such as 3/4/2026 are day first, if another date of the same notes shows it."""
    shown: set[bool] = set()
    for line in lines:
        match = _NUMERIC_DATE.match(line[:40])
        if match:
            first, second = int(match[1]), int(match[2])
            if max(first, second) > 12 and min(first, second) <= 12:
                shown.add(first > 12)
    return shown.pop() if len(shown) == 1 else None


def check_clock(lines: Sequence[Line], context: TimeContext) -> None:
    """In a log that writes am and pm, find the stamps that have neither.

    Such a stamp is ambiguous, unless only one of its two readings lies between the certain stamps above and
    below it. A log with any unmarked time after 12:59 uses both clocks; then unmarked times are 24-hour.
    """
    stamped = [line for line in lines if line.stamp and line.stamp.mention.hour is not None]
    mentions = [line.stamp.mention for line in stamped if line.stamp]
    marked = any(mention.marked for mention in mentions)
    both = any(not mention.marked and (mention.hour == 0 or (mention.hour or 0) > 12) for mention in mentions)
    if not marked or both:
        return
    strict = replace(context, twelve_hour=True)
    for line in stamped:
        if line.stamp and not line.stamp.mention.marked:
            line.stamp = find_stamp(line.text, strict) or line.stamp
    for above, line, below in zip(stamped, stamped[1:], stamped[2:], strict=False):
        if line.stamp and line.stamp.mention.problem and line.stamp.mention.kind in ("clock", "datetime"):
            line.stamp = _between(line.stamp, above.stamp, below.stamp) or line.stamp


def _between(stamp: Stamp, above: Stamp | None, below: Stamp | None) -> Stamp | None:
    mention = stamp.mention
    if above is None or below is None or mention.hour is None:
        return None
    if above.mention.problem or below.mention.problem:
        return None
    if not above.mention.date == mention.date == below.mention.date:
        return None
    first, last = _minutes(above.mention), _minutes(below.mention)
    hours = (mention.hour % 12, mention.hour % 12 + 12)
    fitting = [hour for hour in hours if first <= hour * 60 + (mention.minute or 0) <= last]
    if len(fitting) != 1:
        return None
    return replace(stamp, mention=replace(mention, hour=fitting[0], problem=""))


def _minutes(mention: TimeMention) -> int:
    return (mention.hour or 0) * 60 + (mention.minute or 0)


def mark_names(lines: Sequence[Line]) -> None:
    """Read "[14:05] Ada Lovelace" above a message as its header, where the pattern repeats."""
    found = [
        line
        for line, below in pairwise(lines)
        if line.stamp
        and line.text.lstrip().startswith("[")
        and name_after_stamp(line.stamp.rest)
        and below.text.strip()
        and below.mention is None
    ]
    if len(found) < 2:
        return
    for line in found:
        stamp = line.stamp
        if stamp:
            line.chat = ChatHeader(stamp.rest.strip(), stamp.mention, len(line.text), alone=True)
            line.stamp = None
