"""Numbers with what they count and the word that bounds them."""

import re
from collections.abc import Iterator

from drafter.core.fact import Quantity

_QUALIFIER = (
    r"(?P<qualifier>about|around|approximately|approx\.?|roughly|nearly|almost|some|at least|at most|"
    r"more than|over|less than|under|up to|exactly|only|fewer than|~|≈|>|<|circa|ca\.)?"
)
_NUMBER = re.compile(
    rf"(?<![\w.:/#-]){_QUALIFIER}\s?(?P<number>\d{{1,3}}(?:[,.]\d{{3}})+(?!\d)|\d+(?:\.\d+)?)(?P<scale>[kKM]\b)?"
    r"(?P<plus>\+)?(?P<ish>-?ish\b)?\s?(?P<unit>%|percent\b|[A-Za-z][A-Za-z-]*)?(?P<counts>(?:\s(?:of\s)?(?:the\s)?[A-Za-z-]+){0,2})"
    r"(?![\w:/])",
    re.IGNORECASE,
)
# "1 in 5 requests", "39 of the 44 stores": one quantity. "3 in 5 minutes" is a rate, "12 in 2026" a year.
_FRACTION = re.compile(
    rf"(?<![\w.:/#-]){_QUALIFIER}\s?(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<ish>-?ish)?"
    r"\s(?P<of>in|of|out of)\s"
    r"(?:all\s|the\s|our\s|every\s|each\s)*(?P<whole>\d{1,3}(?:,\d{3})+|\d+)\s"
    r"(?!(?:s|sec|secs|seconds?|min|mins|minutes?|h|hrs?|hours?|days?|weeks?|months?|years?)\b)"
    r"(?P<unit>[A-Za-z][A-Za-z-]*)(?![\w:/])",
    re.IGNORECASE,
)
_OF_LABEL = re.compile(  # "number of merchants concerned: 6,148"
    r"\b(?:number|count|total)s? of (?:the |our |all )?(?:\w+ )??(?P<unit>[a-z][a-z-]*s|people)\b"
    rf"[^:=\d?]{{0,30}}[:=]\s*"
    rf"{_QUALIFIER}\s?(?P<number>\d{{1,3}}(?:[,.]\d{{3}})+(?!\d)|\d+)(?![\w:/%])(?!\s?%)",
    re.IGNORECASE,
)
_NOT_A_UNIT = frozenset(
    (
        "am",
        "pm",
        "utc",
        "gmt",
        "pst",
        "pdt",
        "cet",
        "cest",
        "bst",
        "est",
        "edt",
        "and",
        "or",
        "to",
        "at",
        "on",
        "in",
        "by",
        "is",
        "was",
        "were",
        "are",
        "after",
        "before",
        "with",
        "for",
        "from",
    )
)
_STOPS = frozenset(
    ("are", "is", "was", "were", "be", "has", "have", "had", "fail", "fails", "do", "did", "get", "got")
)
_PART = re.compile(r"\b(?:left|remaining|so far|still|yet|to go|of them|of those|more)\b", re.IGNORECASE)
_STATUSES = re.compile(r"(?:4[0-3]\d|451|50\d|51[01]|52\d)s\b")
_LASTING = re.compile(  # "timeout of 500s", "took 504s"
    r"\b(?:(?:timeouts?|ttl|lag|delay|interval|wait)(?: of)?|for|after|within|in|than|every|to|takes?|took"
    r"|waited|is|was|=|:)\s*$",
    re.IGNORECASE,
)
_SCALE = {"k": 1_000.0, "m": 1_000_000.0}


def find_quantities(text: str, line: int) -> Iterator[Quantity]:
    """Yield the quantities of `text` in order; clock times, dates, versions and ids are no quantities."""
    labelled = list(_OF_LABEL.finditer(text))
    fractions = [match for match in _FRACTION.finditer(text) if _is_fraction(match)]
    whole = [*fractions, *labelled]
    for match in sorted([*whole, *_NUMBER.finditer(text)], key=lambda match: match.start("number")):
        if match.re is not _NUMBER:
            yield _fraction(match, line) if match.re is _FRACTION else _labelled(match, line)
            continue
        if any(found.start() <= match.start("number") < found.end() for found in whole):
            continue
        unit = (match["unit"] or "").lower()
        if not unit or unit in _NOT_A_UNIT or _is_status(match):
            continue
        value = _value(match["number"]) * _SCALE.get((match["scale"] or "").lower(), 1.0)
        qualifier = "at least" if match["plus"] else _bound(match)
        unit = "%" if unit == "percent" else unit
        yield Quantity(
            value=value,
            unit=unit,
            counts=_counted(match["counts"]) if unit == "%" else unit,
            qualifier=qualifier,
            written=match[0].strip(),
            line=line,
        )


def counts_a_part(text: str) -> bool:
    """Say whether a clause counts only what is left, or what is known so far: never the size of the whole."""
    return _PART.search(text) is not None


def _is_status(match: re.Match[str]) -> bool:
    """Say whether the number is an answer of a web server in the plural: "504s", unless it lasted so long."""
    written = match[0][match.start("number") - match.start() :]
    return _STATUSES.match(written) is not None and not (
        match["qualifier"] or _LASTING.search(match.string[: match.start("number")])
    )


def _is_fraction(match: re.Match[str]) -> bool:
    part, whole = (int(match[name].replace(",", "")) for name in ("number", "whole"))
    return part <= whole and match["unit"].lower() not in _NOT_A_UNIT


def _fraction(match: re.Match[str], line: int) -> Quantity:
    """Return a part of a whole as one quantity, so that the whole is never taken for a count."""
    unit = f"{match['of'].lower()} {match['whole']}"
    return Quantity(
        value=float(match["number"].replace(",", "")),
        unit=unit,
        counts=f"{unit} {match['unit'].lower()}",
        qualifier=_bound(match),
        written=match[0].strip(),
        line=line,
    )


def _labelled(match: re.Match[str], line: int) -> Quantity:
    """Return what a label counts: "number of merchants concerned: 6,148"."""
    unit = match["unit"].lower()
    return Quantity(
        value=_value(match["number"]),
        unit=unit,
        counts=unit,
        qualifier=_bound(match),
        written=match[0].strip(),
        line=line,
    )


def _value(digits: str) -> float:
    grouped = re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", digits)
    return float(re.sub(r"[,.]", "", digits) if grouped else digits)


def _bound(match: re.Match[str]) -> str:
    qualifier = (match["qualifier"] or "").lower().strip()
    signs = {"~": "about", "≈": "about", ">": "more than", "<": "less than"}
    if not qualifier and match.groupdict().get("ish"):
        return "about"  # "1900ish of 5200 chargers"
    return signs.get(qualifier, qualifier)


def _counted(words: str) -> str:
    """Return the noun a share is of: "requests" for "of the requests are"."""
    kept = []
    for word in re.sub(r"^(?:of\s)?(?:the\s)?", "", words.strip().lower()).split():
        if word in _STOPS or word in _NOT_A_UNIT or word.endswith("ed"):
            break
        kept.append(word)
    return " ".join(kept)
