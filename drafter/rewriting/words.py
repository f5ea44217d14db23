"""The word lists and sentence frames of this stage, read once."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from drafter import intake

_FOLDER = Path(__file__).parent / "data" / "en"


def _rows(name: str) -> list[list[str]]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def toml(name: str) -> dict[str, Any]:
    """Return the tables of one data file."""
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


@cache
def headings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the roles of headings, each with the expression that tells it, first match wins."""
    return tuple((role, re.compile(pattern)) for role, pattern in _rows("headings.tsv"))


@cache
def cues() -> dict[str, re.Pattern[str]]:
    """Return the cue groups by name."""
    return {group: re.compile(pattern, re.IGNORECASE) for group, pattern in _rows("cues.tsv")}


@cache
def public_names() -> frozenset[str]:
    """Return widely known names in lower case."""
    return frozenset(word for row in _rows("public_names.txt") for word in row[0].split())


@cache
def ordinary_words() -> frozenset[str]:
    """Return words that readers know besides the vocabulary of updates."""
    return frozenset(word for row in _rows("ordinary_words.txt") for word in row[0].split())


@cache
def given_names() -> frozenset[str]:
    """Return given names in lower case: the list by which notes tell who speaks."""
    path = Path(intake.__file__).parent / "data" / "en" / "given_names.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def says(group: str, text: str) -> bool:
    """Say whether `text` has a cue of `group`."""
    return cues()[group].search(text) is not None
