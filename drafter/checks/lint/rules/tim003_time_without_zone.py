"""TIM003 time-without-zone: a clock time with no zone or offset."""

import re
from collections.abc import Iterator

from drafter.checks.lint.pattern import SPACES, Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule
from drafter.core.patterns import lazy

CLOCK = Pattern(
    r"(?<![\w:./@$€£#-])(?:[01]?\d|2[0-4])(?::[0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\b\.?)?|"
    r"\s?[ap]\.?m\b\.?|\s?o'clock\b|h[0-5]\d\b|\.[0-5]\d(?=\s?(?:hours|hrs|h|[ap]\.?m)\b)(?:\s?[ap]\.?m\b\.?)?)"
    r"(?![\w:]|\.\d|/\d| (?:minutes|mins?|seconds|long)\b)"
)
ZONE = lazy(
    r"\s{0,2}[(\[,]?\s?(?:utc|gmt|z\b|[a-z]{1,2}[sd]t\b|c?est\b|cet\b|ee?s?t\b|wes?t\b|ae[sd]t\b|"
    r"jst\b|ist\b|bst\b|msk\b|sgt\b|hkt\b|kst\b|nz[sd]t\b|[pmce]t\b|"
    r"[+-−]\d{1,2}(?::?\d{2})?\b|(?:local|eastern|pacific|central|mountain|server|our|your|[a-z]+) "
    r"(?:standard |daylight |summer )?time\b|"
    r"[a-z]+/[a-z_]+|eastern\b|pacific\b|mountain\b|central\b)"
)
SPAN = lazy(
    r"\s?(?:-|–|—|to|until|till|and|through|or)\s?(?:about |around )?(?:[01]?\d|"
    r"2[0-4])(?::[0-5]\d){0,2}(?:\s?[ap]\.?m\.?)?"
)
ALL = lazy(
    r"\b(?:all|the|our) times?\b.{0,40}\b(?:in|are|is|utc|gmt)\b|\btimes? (?:are |is |given |shown |"
    r"listed )?(?:in|as) |\btimezone\b|\btime zone\b|\(utc\)|\(gmt\)|time \(|\(all times"
)
ZONE_HEAD = lazy(r"\((?:utc|gmt|[a-z]{2,4}t|utc[+-]\d+)\)")
SPOKEN_HEAD = lazy(r"time,? (?:in )?(?:utc|gmt)\b")
LISTED = lazy(r",?\s?(?:and |or )?(?:[01]?\d|2[0-4]):[0-5]\d")
BEFORE = lazy(r"(?:utc|gmt|[a-z]{1,2}[sd]t)[ ,:]{1,2}(?:at )?$|\d(?:utc|gmt)? ?(?:\(|- )$")
BEHIND = lazy(r"\s?\([^)\n]{0,30}(?:utc|gmt|[a-z]{1,2}[sd]t|cest|cet)\b")


def _declared(lower: str, *, heads: bool) -> bool:
    """Say whether the text gives the zone of all its times once, near "time" or a bracket."""
    at = lower.find("time")
    while at != -1:
        if ALL.search(lower, max(0, at - 12), at + 70) or (
            heads and SPOKEN_HEAD.match(lower, at) and not lower[at - 1 : at].isalnum()
        ):
            return True
        at = lower.find("time", at + 1)
    return "(utc)" in lower or "(gmt)" in lower or (heads and ZONE_HEAD.search(lower) is not None)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each clock time no zone belongs to; one zone after a span or a list covers all of it."""
    lower = document.lower
    if (
        ":" not in lower
        and "am" not in lower
        and "pm" not in lower
        and "clock" not in lower
        and "a.m" not in lower
        and "p.m" not in lower
        and " h" not in lower
    ):
        return
    if _declared(document.visible_lower, heads=context.option("TIM003", "declared")):
        return
    limit = context.option("TIM003", "most")
    sentence_is_enough = context.option("TIM003", "sentence")
    zoned: set[int | None] = set()  # sentences in which a time has its zone: it covers the others there
    bare: list[re.Match[str]] = []
    for match in CLOCK.at_digits(document, lower, ":.hapo" + SPACES):
        if not _plausible(lower, match):
            continue
        if _has_zone(lower, match.start(), match.end()):
            zoned.add(document.sentence_number(match.start()))
        else:
            bare.append(match)
    if sentence_is_enough and zoned:
        zoned.discard(None)
        bare = [match for match in bare if document.sentence_number(match.start()) not in zoned]
    for match in bare[:limit]:
        words = document.text[match.start() : match.end()]
        yield Hit(
            match.start(),
            match.end(),
            f"{words!r} has no zone. Add the one readers use: '{words} UTC'.",
            (f"{words} UTC",),
        )


def _plausible(lower: str, match: re.Match[str]) -> bool:
    """Say whether the figures are a clock time: not a ratio, a score or a version."""
    words = match[0]
    if "." in words and "m" not in words:
        return True  # "17.45", and "hours" behind it
    if ":" in words or "m" in words or "h" in words or "clock" in words:
        before = lower[max(0, match.start() - 12) : match.start()]
        return (
            not re.search(
                r"(?:ratio|score|version|chapter|verse|psalm|page|for|of|lasted|after|took) $", before
            )
            or "m" in words
            or (
                words.count(":") == 1
                and not re.search(r"(?:ratio|score|version|chapter|verse|psalm) $", before)
            )
        )
    return False


def _has_zone(lower: str, start: int, end: int) -> bool:
    if ZONE.match(lower, end):
        return True
    follow = end
    for _ in range(6):
        span = SPAN.match(lower, follow) or LISTED.match(lower, follow)
        if span is None:
            break
        follow = span.end()
        if ZONE.match(lower, follow):
            return True
    return BEFORE.search(lower[max(0, start - 30) : start]) is not None or (
        BEHIND.match(lower[end : end + 44]) is not None
    )


RULE = Rule(
    code="TIM003",
    name="time-without-zone",
    severity="block",
    audiences="CSXP",
    kind="pattern",
    summary="clock time has no zone or offset",
    why="Readers in five zones read five times; in a review nobody can line up the events.",
    source="mybinder.org incident reports ('all times in PST'); a rule of our own",
    check=check,
    options=(
        Option("declared", True, "accept a zone named once for the whole text, as in a table head"),
        Option("sentence", True, "let one zone cover the other times of its sentence"),
        Option("most", 20, "most times shown in one text"),
    ),
    fixable="no",
    flags=(
        "Next update at 10:45.",
        "Phones were silent from 3 pm to 4:30 pm.",
        "Between 09:00 and 09:40 calls dropped.",
    ),
    passes=(
        "Phones were silent from 15:00 to 16:30 CEST.",
        "All times are in UTC. 09:05 phones go silent. 09:40 they work.",
        "Fixed at 9 am Chicago time, in version 10.45.",
    ),
)
