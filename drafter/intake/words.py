"""The word lists of this package: one file per list under `data/<language>/`, read once."""

from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).resolve().parent / "data"


@lru_cache(maxsize=32)
def word_rows(name: str, language: str = "en") -> tuple[tuple[str, ...], ...]:
    """Return the rows of a list, split at tabs; empty lines and lines that start with "#" are left out."""
    text = (_DATA / language / name).read_text(encoding="utf-8")
    return tuple(
        tuple(line.split("\t")) for line in text.splitlines() if line.strip() and not line.startswith("#")
    )


@lru_cache(maxsize=32)
def word_set(name: str, language: str = "en") -> frozenset[str]:
    """Return the first column of a list, lower case."""
    return frozenset(row[0].strip().lower() for row in word_rows(name, language))
