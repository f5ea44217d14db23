"""The word lists of the model writer: files under `data/en/`, read once."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).resolve().parent / "data" / "en"


def rows(name: str) -> list[tuple[str, ...]]:
    """Return the rows of a list, split at tabs, without comments and empty lines."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#")]


@cache
def table(name: str) -> dict[str, Any]:
    """Return the tables of a TOML list."""
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return one expression for all words of a list, whole words only; a final "*" stands for any ending."""
    return words_pattern(tuple(row[0] for row in rows(name)))


@cache
def words_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return one expression for these words or phrases, longest first, case aside; none matches nothing."""
    if not words:
        return re.compile(r"(?!)")
    parts = [
        r"\s+".join(re.escape(piece) for piece in word.rstrip("*").split())
        + (r"\w*" if word.endswith("*") else "")
        for word in sorted(words, key=len, reverse=True)
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
