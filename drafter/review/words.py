"""The data files of this package: one phrase or one row a line, `#` for comments."""

import re
from functools import cache
from importlib.resources import files


@cache
def phrases(name: str, language: str = "en") -> tuple[str, ...]:
    """Return the phrases of data file `name`, in file order."""
    text = (files("drafter.review") / "data" / language / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def rows(name: str, language: str = "en") -> tuple[tuple[str, ...], ...]:
    """Return the rows of tab-separated data file `name`, in file order."""
    text = (files("drafter.review") / "data" / language / f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def pattern(name: str, language: str = "en") -> re.Pattern[str]:
    """Return an expression that finds any phrase of data file `name` as whole words, ignoring case."""
    longest_first = sorted(phrases(name, language), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(p) for p in longest_first) + r")\b", re.IGNORECASE)
