"""The time stamp at the start of a line: where it ends, and which times it holds."""

import re
from dataclasses import dataclass, replace

from drafter.core.times import TimeContext, TimeMention, find_times

_LOOK_AT = 90  # characters; the longest stamp seen, a dated span with a long zone name, has 58
_BEFORE = re.compile(
    r"^[\s>|*_`\u2022\u2023\u25cf\u25aa\u00b7-]*[\[(]?\s*"
    r"(?:(?:at|by|around|about|approx\.?|approximately|roughly|circa|ca\.?|~|just (?:before|after)"
    r"|shortly (?:before|after))\s*)*$",
    re.IGNORECASE,
)
_CLOSE = re.compile(r"^[\])*_`]*(?:\s*(?:[-\u2013\u2014:|>\u2192]+|,)(?=\s|$)|\s*[:|](?=\S)|\t)?\s*")
_SEPARATOR = re.compile(r"^[\])*_`]*\s*(?:[-\u2013\u2014|]|:\s)")
_BARE_CLOCK = re.compile(r"^\s*(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?=\s*[-\u2013\u2014:|]\s)")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp at the start of a line. `text_start` is where the words after it begin."""

    mention: TimeMention
    text_start: int
    rest: str


def find_stamp(line: str, context: TimeContext) -> Stamp | None:
    """Return the stamp that `line` starts with, or None."""
    head = line[:_LOOK_AT]
    if (
        not any(character.isdigit() for character in head[:40])
        and "noon" not in head
        and "midnight" not in head
    ):
        return None
    mentions = find_times(head, context=context)
    if not mentions:
        return _bare(line, context)
    mention = mentions[0]
    if not _BEFORE.match(head[: mention.start]):
        return _bare(line, context)
    if mention.kind == "date" and mention.date is None and not mention.problem:
        return None  # "today", "yesterday" alone are words of the sentence
    is_word = mention.kind == "clock" and not mention.written[:1].isdigit()
    if is_word and not _SEPARATOR.match(line[mention.end :]):
        return None  # "noon traffic peak": a word of the sentence, unless something sets it off
    if (
        mention.offset_s == 0
        and len(mentions) > 1
        and not line[mention.end : mentions[1].start].strip(" -=:(@at")
    ):
        mention = replace(mentions[1], start=mention.start)  # "T+0 14:05 UTC": the moment others count from
    mention = _unspan(line, mention, context)
    rest = line[mention.end :]
    closing = _CLOSE.match(rest)
    text_start = mention.end + (closing.end() if closing else 0)
    return Stamp(mention, text_start, line[text_start:])


def _unspan(line: str, mention: TimeMention, context: TimeContext) -> TimeMention:
    """Take "14:00 - 14:05 deploy begins" as one time and a text, "14:00 - 14:05 - deploy" as a span."""
    if mention.until is None or not re.search(r"\d\S* [-\u2013\u2014] (?!to )", mention.written):
        return mention
    if _SEPARATOR.match(line[mention.end :]) or not line[mention.end :].strip():
        return mention
    single = find_times(line[: mention.until.start - 1].rstrip(" -\u2013\u2014"), context=context)
    return single[0] if single else mention


def _bare(line: str, context: TimeContext) -> Stamp | None:
    """Read "1405 - text" and "0905: text": four digits set off by a separator at the start of a line."""
    match = _BARE_CLOCK.match(line)
    if not match:
        return None
    clock = f"{match['h']}:{match['m']}"
    found = find_times(clock, context=context)
    if not found:
        return None
    start = match.start("h")
    mention = found[0]
    shown = TimeMention(
        start, match.end(), match[0].strip(), "clock", hour=mention.hour, minute=mention.minute,
        instant=mention.instant, problem=mention.problem,
    )  # fmt: skip
    closing = _CLOSE.match(line[match.end() :])
    text_start = match.end() + (closing.end() if closing else 0)
    return Stamp(shown, text_start, line[text_start:])
