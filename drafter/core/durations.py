"""How long something took: value, qualifier, and the range the words cover. Standard library only."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Qualifier = Literal["", "about", "at_least", "at_most", "just_over", "just_under", "exactly", "range"]


@dataclass(frozen=True, slots=True)
class Duration:
    """One duration at the half-open span `start`, `end`.

    `seconds` is the plain value (the middle of a range). `low_s` and `high_s` bound what the words cover:
    without a qualifier half of the smallest unit named, at most a tenth of the value; with "about" a fifth;
    `high_s` is infinite for "more than". `unit_s` is the smallest unit named.
    """

    start: int
    end: int
    written: str
    seconds: float
    low_s: float
    high_s: float
    qualifier: Qualifier
    unit_s: int

    def covers(self, seconds: float) -> bool:
        """Say whether the words are true of a duration of `seconds`."""
        return self.low_s <= seconds <= self.high_s


_UNITS = {
    "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1, "m": 60, "min": 60, "mins": 60, "minute": 60,
    "minutes": 60, "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600, "d": 86400, "day": 86400,
    "days": 86400, "week": 604800, "weeks": 604800, "wk": 604800, "wks": 604800,
}  # fmt: skip
_ONES = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_VAGUE = {"couple of": (1.5, 3), "few": (2, 10), "several": (3, 10)}

_DIGIT_WORDS = "one|two|three|four|five|six|seven|eight|nine"
_TENS_WORDS = "|".join(_TENS)
_ONES_WORDS = "|".join(sorted(_ONES, key=len, reverse=True))
_WORD_NUMBER = rf"(?:\b(?:(?:{_TENS_WORDS})(?:[- ](?:{_DIGIT_WORDS}))?|{_ONES_WORDS})\b)"
_NUMBER = rf"(?:\d{{1,5}}(?:[.,]\d{{1,2}})?|{_WORD_NUMBER})"
_UNIT = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?)"
# A letter is a unit only right after a digit ("h" also after a space); "100m users" are no minutes.
_COUNTED = "rows|users|records|requests|messages|customers|people|rpm|euros|dollars"
_SHORT = rf"(?:(?<=\d)(?: ?h|[sd]|m(?!\w)(?! (?:{_COUNTED}))|m(?=\d)))"
_SHORT_PART = r"(?:(?<=\d) ?[hms](?!\w))"
_QUALIFIERS: tuple[tuple[str, Qualifier], ...] = (
    (r"(?:just|slightly|a (?:little|bit)|shortly) (?:over|more than|above)|a good", "just_over"),
    (
        r"(?:just|slightly|a (?:little|bit)) (?:under|less than|short of|below)"
        r"|nearly|almost|close to|not quite",
        "just_under",
    ),
    (r"at least|more than|over|longer than|upwards? of|no less than|in excess of|well over", "at_least"),
    (
        r"at most|less than|under|up to|no more than|within|no longer than|not more than|below|a maximum of",
        "at_most",
    ),
    (r"exactly|precisely", "exactly"),
    (
        r"~|\u2248|about|around|approximately|approx\.?|roughly|some|circa|ca\.?|an? estimated|estimated"
        r"|in the region of|or so",
        "about",
    ),
)
_QUALIFIER_BEFORE = (
    "(?:" + "|".join(f"(?P<q{i}>{words})" for i, (words, _) in enumerate(_QUALIFIERS)) + r")\s?$"
)
_ABOUT_AFTER = r"\s?(?:or so|-?ish|approximately|roughly|or thereabouts)\b"
_DURATION = (
    r"(?<![\w.,:+/$\u20ac\u00a3-])(?<!\d\u2013)(?:"
    r"(?P<quarters>(?:a |three )?quarters?) of an (?P<qunit>hour)"
    r"|(?P<half>half)[- ](?:an? |of an )(?P<hunit>hour|minute|day)|(?P<half2>a half)[- ](?P<hunit2>hour|day)"
    rf"|(?:an? )?(?P<vague>{'|'.join(_VAGUE)}) (?P<vunit>{_UNIT})"
    rf"|(?:between )?(?P<low>{_NUMBER})(?P<lowunit> ?{_UNIT}|{_SHORT})?"
    rf"(?:(?<=\d) ?[-\u2013] ?(?=\d)| (?:to|and|or) )(?P<high>{_NUMBER})"
    rf"(?: ?-?(?P<runit>{_UNIT})|(?P<rshort>{_SHORT}))"
    rf"|(?P<n>{_NUMBER})(?P<andhalf> and a half)?(?:[ -]?(?P<unit>{_UNIT})|(?P<short>{_SHORT}))"
    r"(?P<halfafter> and a half)?"
    rf"(?P<more>(?:,? ?(?:and )?{_NUMBER}(?: ?-?{_UNIT}|{_SHORT_PART}))*)"
    r"(?P<tail>(?<=h)[0-5]?\d(?![\d:]))?"
    r")(?![\w%])"
)
_CLOCK_BEFORE = r"\b(?:at|since|from|by|until|till|around|before|after|to) $"
# "a second node" is the other node.
_SECOND_BEFORE = r"\b(?:within|under|than|about|per|every|for|in|half|over|took) $"
_PART = rf"(?P<n>{_NUMBER})(?:[ -]?(?P<unit>{_UNIT})|(?P<short>{_SHORT_PART}))"
_MAY_HOLD = re.compile(r"\d ?[hmsd](?![a-z])|sec|min|hour|hr|day|week|wk", re.IGNORECASE)


@lru_cache(maxsize=8)
def _compiled(pattern: str) -> re.Pattern[str]:
    # Compiled when first needed: these take 8 ms, and most texts of the linter hold no duration.
    return re.compile(pattern, re.IGNORECASE)


def find_durations(text: str) -> list[Duration]:
    """Return every duration in `text`, in order, without overlaps."""
    return list(_find(text)) if _MAY_HOLD.search(text) else []


def _find(text: str) -> Iterator[Duration]:
    for match in _compiled(_DURATION).finditer(text):
        start, end = match.start(), match.end()
        if match["tail"] and _compiled(_CLOCK_BEFORE).search(text, max(0, start - 12), start):
            continue
        if match[0].lower() in ("a second", "one second") and not _compiled(_SECOND_BEFORE).search(
            text, max(0, start - 12), start
        ):
            continue
        found = _value(match)
        if found is None:
            continue
        low, high, unit, ranged = found
        qualifier: Qualifier = "range" if ranged else ""
        before = _compiled(_QUALIFIER_BEFORE).search(text, max(0, start - 26), start)
        if before:
            qualifier = next(name for i, (_, name) in enumerate(_QUALIFIERS) if before[f"q{i}"] is not None)
            start = before.start()
        after = _compiled(_ABOUT_AFTER).match(text, end)
        if after:
            qualifier, end = "about", after.end()
        yield _bounded(start, end, text[start:end], low, high, unit, qualifier)


def _value(match: re.Match[str]) -> tuple[float, float, int, bool] | None:
    """Return low, high, smallest unit, and whether it is a range."""
    if match["quarters"]:
        share = 0.75 if match["quarters"].lower().startswith("three") else 0.25
        return share * 3600, share * 3600, 900, False
    half = match["hunit"] or match["hunit2"]
    if half:
        unit = _UNITS[half.lower()]
        return unit / 2, unit / 2, unit // 2, False
    if match["vague"]:
        unit = _UNITS[match["vunit"].lower()]
        few, many = _VAGUE[match["vague"].lower()]
        return few * unit, many * unit, unit, True
    if match["low"]:
        unit = _UNITS[(match["runit"] or match["rshort"]).strip().lower()]
        written = (match["lowunit"] or "").strip().lower()
        first = _number(match["low"]) * (_UNITS[written] if written else unit)
        second = _number(match["high"]) * unit
        return (first, second, unit, True) if first <= second else None
    unit = _UNITS[(match["unit"] or match["short"]).strip().lower()]
    total = _number(match["n"]) * unit
    if match["andhalf"] or match["halfafter"]:
        total += unit / 2
        unit = unit // 2
    if match["tail"]:
        return total + int(match["tail"]) * 60, total + int(match["tail"]) * 60, 60, False
    for part in _compiled(_PART).finditer(match["more"] or ""):
        smaller = _UNITS[(part["unit"] or part["short"]).strip().lower()]
        if smaller >= unit:
            return None
        total += _number(part["n"]) * smaller
        unit = smaller
    return total, total, unit, False


def _number(written: str) -> float:
    word = written.lower().replace("-", " ")
    if word[0].isdigit():
        return float(word.replace(",", "."))
    if word in _ONES:
        return _ONES[word]
    tens, _, ones = word.partition(" ")
    return _TENS[tens] + _ONES.get(ones, 0)


def _bounded(
    start: int, end: int, written: str, low: float, high: float, unit: int, qualifier: Qualifier
) -> Duration:
    seconds = (low + high) / 2
    slack = min(unit / 2, seconds / 10)
    if qualifier == "about":
        slack = max(seconds / 5, min(unit, 60))
    bounds = {
        "at_least": (low - slack, math.inf),
        "just_over": (low - slack, high * 1.25),
        "at_most": (0.0, high + slack),
        "just_under": (low * 0.75, high + slack),
        "exactly": (low - min(unit / 2, 30), high + min(unit / 2, 30)),
    }
    low_s, high_s = bounds.get(qualifier, (low - slack, high + slack))
    return Duration(start, end, written, seconds, max(0.0, low_s), high_s, qualifier, unit)
