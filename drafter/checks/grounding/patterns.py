"""Expressions kept as data: compiled once, by language and file."""

import re
from functools import cache

from drafter.checks.grounding.lexicon import DATA
from drafter.core.memory import remembered
from drafter.facts.phrases import read_rows

Pattern = re.Pattern[str]


@cache
def expressions(name: str, language: str = "en") -> tuple[tuple[str, tuple[Pattern, ...]], ...]:
    """Return the rows of a data file: a name and its compiled expressions."""
    return tuple(
        (row[0], tuple(re.compile(cell, re.IGNORECASE) for cell in row[1:]))
        for row in read_rows(DATA / language / f"{name}.tsv")
    )


@remembered
def rows_in(text: str, name: str, language: str = "en") -> tuple[tuple[str, tuple[Pattern, ...]], ...]:
    """Return the rows of a data file whose first expression a text has."""
    return tuple(row for row in expressions(name, language) if row[1][0].search(text))


@remembered
def first_in(text: str, name: str, language: str = "en") -> re.Match[str] | None:
    """Return where a text first has one expression of "expressions.tsv", None when it has not."""
    return expression(name, language).search(text)


@cache
def _lists(language: str) -> dict[str, tuple[str, ...]]:
    rows = read_rows(DATA / language / "words.tsv")
    return {row[0]: tuple(word.strip() for word in row[1].split(";")) for row in rows}


def word_list(name: str, language: str = "en") -> tuple[str, ...]:
    """Return the words kept under `name`. Raises KeyError for a name there is not."""
    return _lists(language)[name]


@cache
def expression(name: str, language: str = "en") -> Pattern:
    """Return one compiled expression of "expressions.tsv" by name."""
    return dict(expressions("expressions", language))[name][0]
