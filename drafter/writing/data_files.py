"""Where the writer's word lists are, and how they are read: once, and never from the network."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "data" / "en"


@cache
def load_toml(name: str) -> dict[str, Any]:
    """Return the tables of one data file of the writer."""
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


@cache
def load_words(name: str) -> frozenset[str]:
    """Return the words of a list with one entry per line; "#" begins a comment."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines for word in line.split("#", 1)[0].lower().split() if word)
