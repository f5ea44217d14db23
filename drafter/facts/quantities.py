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
    r"(?P<plus>\+)?\s?(?P<unit>%|percent\b|[A-Za-z][A-Za-z-]*)?(?P<counts>(?:\s(?:of\s)?(?:the\s)?[A-Za-z-]+){0,2})"
    r"(?![\w:/])",
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
_SCALE = {"k": 1_000.0, "m": 1_000_000.0}


def find_quantities(text: str, line: int) -> Iterator[Quantity]:
    """Yield the quantities of `text` in order; clock times, dates, versions and ids are no quantities."""
    for match in _NUMBER.finditer(text):
        unit = (match["unit"] or "").lower()
        if not unit or unit in _NOT_A_UNIT:
            continue
        digits = match["number"]
        if re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", digits):
            digits = re.sub(r"[,.]", "", digits)
        value = float(digits) * _SCALE.get((match["scale"] or "").lower(), 1.0)
        qualifier = "at least" if match["plus"] else (match["qualifier"] or "").lower().strip()
        unit = "%" if unit == "percent" else unit
        yield Quantity(
            value=value,
            unit=unit,
            counts=_counted(match["counts"]) if unit == "%" else unit,
            qualifier={"~": "about", "≈": "about", ">": "more than", "<": "less than"}.get(
                qualifier, qualifier
            ),
            written=match[0].strip(),
            line=line,
        )


def _counted(words: str) -> str:
    """Return the noun a share is of: "requests" for "of the requests are"."""
    kept = []
    for word in re.sub(r"^(?:of\s)?(?:the\s)?", "", words.strip().lower()).split():
        if word in _STOPS or word in _NOT_A_UNIT or word.endswith("ed"):
            break
        kept.append(word)
    return " ".join(kept)
