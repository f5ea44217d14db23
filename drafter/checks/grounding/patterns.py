"""Expressions kept as data: compiled once, by language and file."""

import re
from functools import cache

from drafter.checks.grounding.lexicon import DATA
from drafter.facts.phrases import read_rows

Pattern = re.Pattern[str]


@cache
def expressions(name: str, language: str = "en") -> tuple[tuple[str, tuple[Pattern, ...]], ...]:
    """Return the rows of a data file: a name and its compiled expressions."""
    return tuple(
        (row[0], tuple(re.compile(cell, re.IGNORECASE) for cell in row[1:]))
        for row in read_rows(DATA / language / f"{name}.tsv")
    )
