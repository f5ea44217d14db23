"""The words the checker knows, one table per language, found in one pass over a text.

The checker reads certainty, acts and troubles with words of its own. The fact sheet has its own lists; two
independent readings mean that a gap in one list does not silence both.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from drafter.facts.phrases import PhraseTable, Word, read_rows

DATA = Path(__file__).resolve().parent / "data"
GROUPS = ("things", "acts", "troubles", "states", "moods", "links", "people", "scope", "detect")


class Term(NamedTuple):
    """A phrase found: span in code points, group ("acts"), concept ("restart"), index of first and "
    "last word + 1."""

    start: int
    end: int
    group: str
    concept: str
    first: int
    stop: int


class Lexicon:
    """Concepts by phrase, and which concepts in the notes support which in a draft."""

    def __init__(self, language: str) -> None:
        folder = DATA / language
        rows: list[tuple[str, list[str]]] = []
        for group in GROUPS:
            for row in read_rows(folder / f"{group}.tsv"):
                rows.extend((phrase.strip(), [f"{group}:{row[0]}"]) for phrase in row[1].split(";"))
        self._table = PhraseTable(_unshadowed(rows))
        self._labels: dict[str, tuple[str, str]] = {}
        self.near: dict[str, frozenset[str]] = {
            row[0]: frozenset((row[0], *row[1].split())) for row in read_rows(folder / "near.tsv")
        }

    def find(self, found_words: tuple[Word, ...]) -> list[Term]:
        """Return the terms among the words, in text order."""
        terms = []
        for hit in self._table.find(found_words):
            label = self._labels.get(hit.label)
            if label is None:
                group, concept = hit.label.split(":", 1)
                label = self._labels[hit.label] = (group, concept)
            terms.append(Term(hit.start, hit.end, label[0], label[1], hit.first, hit.stop))
        return terms

    def supports(self, concept: str) -> frozenset[str]:
        """Return the concepts whose presence in the notes supports `concept` in a draft."""
        return self.near.get(concept) or frozenset((concept,))


def _unshadowed(rows: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """Repeat "replac*" under "replace*" when both begin phrases: the table follows the longest stem alone."""
    stems = {part for phrase, _ in rows for part in phrase.split(" ", 1)[0].split("|") if part.endswith("*")}
    longer = {
        stem: [other for other in stems if other != stem and other.startswith(stem[:-1])] for stem in stems
    }
    repeated = []
    for phrase, labels in rows:
        first, _, rest = phrase.partition(" ")
        for other in longer.get(first, ()):
            repeated.append((f"{other} {rest}".strip(), labels))
    return [*rows, *repeated]


@cache
def lexicon(language: str = "en") -> Lexicon:
    """Return the words of a language, loaded once."""
    return Lexicon(language)
