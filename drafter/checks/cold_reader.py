"""Five questions of somebody who reads nothing but this text, and whether it answers them.

Is it me, what do I see, what can I do, what is being done, when do I hear more. Full answers count one,
half answers ("we're looking into it") count half. The words are data.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from drafter.core.memory import remembered
from drafter.facts.phrases import read_rows

QUESTIONS = {
    "me": "Is it me?",
    "see": "What do I see?",
    "do": "What can I do?",
    "doing": "What is being done?",
    "next": "When do I hear more?",
}
_DATA = Path(__file__).resolve().parent / "data"


@cache
def _answers(language: str) -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    return tuple(
        (row[0], 1.0 if row[1] == "full" else 0.5, re.compile(row[2], re.IGNORECASE))
        for row in read_rows(_DATA / language / "cold_reader.tsv")
    )


@remembered
def answers(text: str, language: str = "en") -> Mapping[str, float]:
    """Return, by question, 1 for an answer, 0.5 for half of one, 0 for none."""
    found = dict.fromkeys(QUESTIONS, 0.0)
    for question, worth, pattern in _answers(language):
        if worth > found[question] and pattern.search(text):
            found[question] = worth
    return MappingProxyType(found)


def cold_reader(text: str, language: str = "en") -> int:
    """Return how much of the five questions the text alone answers, from 0 to 100."""
    return round(100 * sum(answers(text, language).values()) / len(QUESTIONS))


def unanswered(text: str, language: str = "en") -> tuple[str, ...]:
    """Return the questions the text does not answer at all, as a reader asks them."""
    return tuple(QUESTIONS[name] for name, worth in answers(text, language).items() if not worth)
