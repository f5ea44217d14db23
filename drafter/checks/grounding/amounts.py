"""Numbers and durations in prose: what they bound and what they count.

Times, dates, versions and names are taken out first by whoever calls; only spans not in `taken` are read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from drafter.checks.grounding.lexicon import DATA
from drafter.checks.grounding.patterns import word_list
from drafter.core.memory import remembered
from drafter.core.prose import Span
from drafter.facts.phrases import read_rows

_UNITS = {
    "second": 1, "seconds": 1, "sec": 1, "secs": 1, "s": 1, "minute": 60, "minutes": 60, "min": 60,
    "mins": 60,
    "m": 60, "hour": 3600, "hours": 3600, "hr": 3600, "hrs": 3600, "h": 3600, "day": 86400, "days": 86400,
    "d": 86400, "week": 604800, "weeks": 604800, "month": 2592000, "months": 2592000, "year": 31536000,
    "years": 31536000,
}  # fmt: skip
_ONES = {
    word: value
    for value, word in enumerate(
        [
            "zero",
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
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: value * 10
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
_SCALE = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "k": 1000, "dozen": 12}
_PART_SIZES = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_PARTS = rf"(?:an?|one|two|three|four|five|seven|nine)[- ](?:{'|'.join(_PART_SIZES)})s?\b(?! of an hour)"
_ORDINALS = {
    word: value
    for value, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
_UNDER_TEN = "|".join(list(_ONES)[1:10])
_UNDER_TWENTY = "|".join(sorted(_ONES, key=len, reverse=True))
_WORD_NUMBER = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{_UNDER_TEN}))?|{_UNDER_TWENTY})"
_NUMBER = (
    rf"(?:(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\b{_WORD_NUMBER}\b)"
    r"(?:[ -]?(?:hundred|thousand|million|dozen)\b|[kK]\b)?"
    r"|(?<!few )(?<!several )(?<!couple of )\b(?:hundred|thousand|million)\b)"
)
_UNIT = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|[smhd])(?![A-Za-z])"
_DURATION = re.compile(
    rf"(?<![\w.:/#-])(?:(?P<half>half an? (?P<halved>hour|minute|day)"
    r"|(?:a )?half[- ](?P<halved2>hour|minute|day))"
    rf"|(?P<ahalf>(?:an?|one) (?P<hu>minute|hour|day|week) and a half"
    rf"|(?P<hn>{_NUMBER}) and a half (?P<hu2>{_UNIT}))"
    r"|(?P<quarter>(?:a )?quarter of an hour|three quarters of an hour)"
    r"|(?P<one>(?:an?|another|(?:a )?(?P<adj>good|full|whole|solid)) "
    r"(?P<ou>second(?= (?:later|ago|or|at|per|before|after|earlier|again)\b|\W*$|[.,;:)])"
    r"|minute|hour|day|week|month|year)\b"
    rf"(?: and (?:(?P<on>{_NUMBER}) (?P<ou2>{_UNIT})|(?P<onequarter>a quarter|three quarters)))?)"
    rf"|(?P<low>{_NUMBER})(?: ?(?:-|–|to|or) ?(?P<high>{_NUMBER}))?\+?[ -]?"
    rf"(?:(?:more|extra|additional|further) )?(?P<unit>{_UNIT})"
    rf"(?:,? (?:and )?(?P<more>\d+|\b{_WORD_NUMBER}\b) ?(?P<moreunit>{_UNIT})"
    rf"|(?P<tight>\d{{1,2}}) ?(?P<tightunit>m(?:in(?:ute)?s?)?|s)?\b)?)",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"(?:(?<![\w.:/#@$€£_-])|(?<=\s-))"
    rf"(?:(?P<low>(?!{_PARTS}){_NUMBER})(?: ?(?:-|–|to|or) ?(?P<high>{_NUMBER}))?"
    r"(?P<ahalf> and a half\b(?! (?:second|minute|hour|day|week)))?"
    r"(?P<pct> ?%| per ?cent\b)?"
    r"|\b(?P<frac>(?<!first )(?<!second )(?<!other )(?<!latter )(?<!last )half(?! past\b)"
    rf"|{_PARTS}"
    r"|\d{1,2}/\d{1,2}(?:rd|th)?)\b"
    r"|\b(?P<both>both|twice|a couple|a dozen|dozens|hundreds|thousands|millions)\b)(?![\w@_/]|\.\d)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINALS)}|\d+(?:st|nd|rd|th))\b", re.IGNORECASE)
_PART_OF = re.compile(r"\b(?:a|one) $", re.IGNORECASE)
_NOUN = re.compile(
    r"(?:\s+|-)(?:of\s+|the\s+|our\s+|your\s+|all\s+|these\s+|those\s+|its\s+)*(?P<noun>[A-Za-z][\w'-]*)"
    r"(?:\s+(?P<noun2>[A-Za-z][\w'-]*))?(?:\s+(?P<noun3>[A-Za-z][\w'-]*))?"
)
VAGUE = {"dozens": (24, 99), "hundreds": (100, 999), "thousands": (1000, 99999), "millions": (10**6, 10**9)}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a text. `unit` is "s" for durations (in seconds), "%" for shares (in percent), else "".

    `bound` is exact, over, justover, atleast, under, justunder, upto, about, or empty. `nouns` are the words
    after it, lower case. `ordinal` marks "the second node". `start` includes the words that bound it.
    """

    start: int
    end: int
    low: float
    high: float
    unit: str
    bound: str
    nouns: tuple[str, ...]
    text: str
    ordinal: bool = False

    @property
    def at(self) -> tuple[int, int]:
        """Return the span including the words that bound the number."""
        return self.start, self.end


@cache
def _bounds(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    kinds: dict[str, str] = {}
    for row in read_rows(DATA / language / "amounts.tsv"):
        for phrase in row[1].split(";"):
            kinds.setdefault(phrase.strip(), row[0])
    phrases = "|".join(re.escape(p) for p in sorted(kinds, key=len, reverse=True))
    return re.compile(rf"(?:(?<=[\s(\"“'‘])|^)({phrases})\s*(?:a\s+|an\s+|the\s+)?$", re.IGNORECASE), kinds


def _value(text: str) -> float:
    lower = text.lower().replace(",", "").strip()
    scale = 1.0
    match = re.search(r"[ -]?(hundred|thousand|million|dozen|k)$", lower)
    if match:
        scale = _SCALE[match[1]]
        lower = lower[: match.start()]
    if lower[:1].isdigit():
        return float(lower) * scale
    total = 0 if lower.strip() else 1  # "a hundred"
    for part in re.split(r"[- ]", lower):
        total += _TENS.get(part, _ONES.get(part, 0))
    return total * scale


def _bounded(text: str, start: int, language: str) -> tuple[int, str]:
    pattern, kinds = _bounds(language)
    left = max(0, start - 26)
    match = pattern.search(text[left:start])
    if not match or _reaches(text, left + match.start(1), language):
        return start, ""
    return left + match.start(1), kinds[match[1].lower()]


def _bound_after(text: str, end: int) -> str:
    """Return what words after a number make of it: "300 or so", "20 minutes, give or take"."""
    return "about" if _LOOSELY.match(text, end) else ""


def _reaches(text: str, start: int, language: str) -> bool:
    """Tell "error rate up to 38 percent", where it now stands, from "up to 38 percent of the users"."""
    if not text.startswith("up to", start):
        return False
    before = text[:start].lower().split()[-1:]
    return bool(before) and before[0] in word_list("risen", language)


_CLOCK_AFTER = re.compile(r"\s?o['’]?clock\b", re.IGNORECASE)
_LOOSELY = re.compile(r",?(?: [a-z]+)? (?:or so|or thereabouts|give or take)\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"\b[A-Z]{2,}\s$")


def _names(text: str, match: re.Match[str], taken: Sequence[tuple[int, int]]) -> bool:
    """Say whether a figure counts nothing: part of a name ("JDK 8", "PR 2207") or an hour ("8 o'clock")."""
    if _CLOCK_AFTER.match(text, match.end()):
        return True
    start = match.start()
    if any(end == start - 1 for _, end in taken):
        return False  # the capitals are the zone of a time: "10:50 CEST 38 orders"
    return match[0].isdigit() and bool(_NAME_BEFORE.search(text[max(0, start - 12) : start]))


def _free(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return all(end <= s or start >= e for s, e in taken)


_ANY_NUMBER = re.compile(
    rf"\d|\b(?:{'|'.join([*_ONES, *_TENS, *_ORDINALS])}|half|third|quarter|both|twice|couple"
    r"|dozens?|hundreds?|thousands?|millions?|an? (?:second|minute|hour|day|week|month|year))\b",
    re.IGNORECASE,
)


def find_amounts(text: str, taken: Sequence[tuple[int, int]] = (), language: str = "en") -> list[Amount]:
    """Return durations and counts outside `taken`, in text order."""
    return list(_found(text, tuple(taken), language))


@remembered
def _found(text: str, taken: tuple[Span, ...], language: str) -> tuple[Amount, ...]:
    if not _ANY_NUMBER.search(text):
        return ()
    found: list[Amount] = []
    used = list(taken)
    for match in _DURATION.finditer(text):
        if not _free(match.start(), match.end(), used):
            continue
        amount = _duration(text, match, language)
        if amount:
            found.extend(_ends_of_change(text, match, amount) or [amount])
            used.append((match.start(), match.end()))
    for match in _COUNT.finditer(text):
        if _free(match.start(), match.end(), used) and not _names(text, match, taken):
            amount = _count(text, match, language)
            if amount:
                found.extend([amount, *_ends_of_change(text, match, amount)])
                used.append((match.start(), match.end()))
    for match in _ORDINAL.finditer(text):
        if _free(match.start(), match.end(), used):
            word = match[0].lower()
            share = _PART_OF.search(text, max(0, match.start() - 6), match.start())
            if share and text.startswith(" of ", match.end()) and word in _ORDINALS:
                value = 100 / _ORDINALS[word]
                nouns = _nouns(text, match.end())
                start, bound = _bounded(text, share.start(), language)
                found.append(Amount(start, match.end(), value, value, "%", bound or "about", nouns, match[0]))
                continue
            value = float(_ORDINALS[word] if word in _ORDINALS else int(word[:-2]))
            found.append(
                Amount(
                    match.start(),
                    match.end(),
                    value,
                    value,
                    "",
                    "",
                    _nouns(text, match.end()),
                    match[0],
                    True,
                )
            )
    return tuple(sorted(found, key=lambda amount: amount.start))


def _ends_of_change(text: str, match: re.Match[str], amount: Amount) -> list[Amount]:
    """Return the two ends of "from 30 to 5 minutes" or "from 4 to 8", none for any other."""
    if not match["high"] or not text[: match.start()].lower().endswith("from "):
        return []
    unit = _UNITS[match["unit"].lower()] if amount.unit == "s" else 1
    return [
        replace(amount, start=match.start(end), end=match.end(end), low=value, high=value, bound="")
        for end in ("low", "high")
        for value in [_value(match[end]) * unit]
    ]


def _nouns(text: str, end: int) -> tuple[str, ...]:
    match = _NOUN.match(text, end)
    if not match:
        return ()
    return tuple(word.lower() for word in match.groups() if word)


def _duration(text: str, match: re.Match[str], language: str) -> Amount | None:
    got = match.groupdict()
    if got["half"]:
        low = high = _UNITS[(got["halved"] or got["halved2"]).lower()] / 2
    elif got["ahalf"]:
        unit = _UNITS[(got["hu"] or got["hu2"]).lower()]
        low = high = ((_value(got["hn"]) if got["hn"] else 1) + 0.5) * unit
    elif got["quarter"]:
        low = high = 2700.0 if got["quarter"].lower().startswith("three") else 900.0
    elif got["one"]:
        low = high = float(_UNITS[got["ou"].lower()])
        if got["onequarter"]:
            low = high = low * (1.25 if got["onequarter"].startswith("a") else 1.75)
        elif got["on"]:
            low = high = low + _value(got["on"]) * _UNITS[got["ou2"].lower()]
    else:
        unit_word = got["unit"].lower()
        if len(unit_word) == 1 and not got["low"][:1].isdigit():
            return None
        unit = _UNITS[unit_word]
        low = _value(got["low"]) * unit
        high = _value(got["high"]) * unit if got["high"] else low
        if got["more"]:
            extra = _value(got["more"]) * _UNITS[got["moreunit"].lower()]
            low, high = low + extra, high + extra
        elif got["tight"]:
            extra = float(got["tight"]) * (60 if unit == 3600 else 1)
            low, high = low + extra, high + extra
    start, bound = _bounded(text, match.start(), language)
    bound = bound or _bound_after(text, match.end())
    if got["adj"]:
        bound = "justover" if got["adj"].startswith("good") else "exact"
    return Amount(
        start, match.end(), min(low, high), max(low, high), "s", bound, _nouns(text, match.end()), match[0]
    )


def _fraction(words: str) -> float | None:
    """Return the value of "half", "two thirds" or "3/4", None when it is no part of a whole."""
    if words == "half":
        return 0.5
    if words[:1].isdigit():
        top, bottom = (int(figure) for figure in re.sub(r"[a-z]", "", words).split("/"))
        return top / bottom if top < bottom else None
    many, part = re.split(r"[- ]", words)
    return _ONES.get(many, 1) / _PART_SIZES[part.removesuffix("s")]


def _count(text: str, match: re.Match[str], language: str) -> Amount | None:
    got = match.groupdict()
    unit = ""
    start, bound = _bounded(text, match.start(), language)
    bound = bound or _bound_after(text, match.end())
    if got["frac"]:
        share = _fraction(got["frac"].lower())
        if share is None:
            return None
        low = high = 100 * share
        unit, bound = "%", bound or "about"
    elif got["both"]:
        word = got["both"].lower()
        if word in VAGUE:
            low, high = VAGUE[word]
            bound = "about"
        else:
            low = high = {"both": 2.0, "twice": 2.0, "a couple": 2.0, "a dozen": 12.0}[word]
    else:
        low = _value(got["low"])
        high = _value(got["high"]) if got["high"] else low
        if got["ahalf"]:
            low, high = low + 0.5, high + 0.5
        if got["pct"]:
            unit = "%"
    return Amount(
        start, match.end(), min(low, high), max(low, high), unit, bound, _nouns(text, match.end()), match[0]
    )
