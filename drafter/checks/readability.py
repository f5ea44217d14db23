"""The reading grade of a text: Flesch-Kincaid as textstat computes it, offline and on prose only.

The sentences of an update stood mostly in the one before, so syllables are counted by sentence and kept.

textstat is imported when a grade is first asked for and the text deserves one. Left alone it would load
nltk and fetch a dictionary over the network for its first English word; it gets our own table instead
(data/en/syllables.txt.gz, made by bench/build_syllables.py), through the one function of its that reads
the dictionary. That function is private: pyproject.toml pins textstat, a test holds the seam.
"""

import gzip
import re
import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from drafter.checks.lint.document import Document
from drafter.core.memory import remembered

LEAST_WORDS = 30  # under it, one word moves the grade by more than a grade
_TABLE = Path(__file__).parent / "data" / "en" / "syllables.txt.gz"
_LOADER = "textstat.backend.utils._get_cmudict"
_COUNTER = "textstat.backend.counts._count_syllables"
_WORD = re.compile(r"[^\W_]+(?:['_][^\W_]+)*")
_LETTER = re.compile(r"[^\W\d_]")


class Syllables:
    """Gives textstat, for a word's pronunciation, as many stressed sounds as the word has syllables.

    Raises KeyError for words that hyphenation counts rightly; textstat then hyphenates.
    """

    def __init__(self, lines: str) -> None:
        self._counts: dict[str, int] = {}
        for line in lines.splitlines():
            count, _, words = line.partition(" ")
            self._counts.update(dict.fromkeys(words.split(" "), int(count)))

    def __getitem__(self, word: str) -> tuple[str]:
        return ("1" * self._counts[word],)  # textstat counts the sounds that end in a digit


@cache
def _table() -> Syllables:
    return Syllables(gzip.decompress(_TABLE.read_bytes()).decode())


def _get_table(lang: str) -> Syllables | None:
    """Stand in for textstat's loader of the dictionary."""
    return _table() if lang.split("_")[0] == "en" else None


@cache
def _count_syllables() -> Callable[[str, str], int]:
    """Return textstat's function, with our loader in place before anything of textstat is imported."""
    if _LOADER not in sys.modules:
        loader = ModuleType(_LOADER)
        loader.get_cmudict = _get_table  # type: ignore[attr-defined]  # textstat reads it by this name
        sys.modules[_LOADER] = loader
    counter = import_module(_COUNTER)
    counter.get_cmudict = _get_table  # type: ignore[attr-defined]  # when somebody imported textstat before us
    count: Callable[[str, str], int] = counter.count_syllables
    return count


def sentences_of(document: Document) -> list[str]:
    """Return the sentences a grade is computed on, as bare words.

    Running paragraphs only, as the formula was fitted on prose: headings, lists, tables, code, addresses
    and quotations do not count. List items do when there is too little else. Sentences of one or two
    words ("Thank you.") are left out, as textstat does when it counts sentences but not words.
    """
    prose: list[str] = []
    items: list[str] = []
    for sentence in document.sentences:
        words = [word for word in _WORD.findall(sentence.lower) if _LETTER.search(word)]
        if len(words) > 2:
            (prose if sentence.block.kind == "paragraph" else items).append(" ".join(words))
    return prose if _words(prose) >= LEAST_WORDS else prose + items


def _words(sentences: list[str]) -> int:
    return sum(sentence.count(" ") + 1 for sentence in sentences)


def grade_of(document: Document, language: str = "en") -> float | None:
    """Return the grade of a document: see `grade`."""
    if language.lower()[:2] != "en":
        return None
    sentences = sentences_of(document)
    if _words(sentences) < LEAST_WORDS:
        return None
    loads = [load(sentence) for sentence in sentences]
    words, syllables = sum(n for n, _ in loads), sum(n for _, n in loads)
    return round(0.39 * (words / len(loads)) + 11.8 * (syllables / words) - 15.59, 1)


@remembered
def grade(text: str, language: str = "en") -> float | None:
    """Return the Flesch-Kincaid grade (years of school) of `text`, to one decimal.

    None under 30 words of prose, and for other languages than English: a number would mean nothing.
    """
    return grade_of(Document(text), language)


@remembered
def load(sentence: str) -> tuple[int, int]:
    """Return what a sentence puts on the scales of a grade: its words and their syllables."""
    bare = " ".join(_WORD.findall(sentence.lower()))
    return bare.count(" ") + 1, _count_syllables()(bare, "en_US")
