"""One pass over a text finds every phrase of a table, longest first at each word.

Standard library only. A phrase is words with spaces; a word may end in "*" (any ending), be "_" (any one
word) or list choices ("is|are|was|were"). Hyphens, underscores and line breaks between words count as
spaces, and so does a full stop or colon inside a name ("ci.example.org"); commas and sentence ends break
a phrase.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_SOFT_GAP = re.compile(r"[\s\-_/'\"‘’“”`*()@#]*\Z")
_ANY = "_"
_MOST_KEPT = 20_000


class Word(NamedTuple):  # made for every word of every text: a tuple is the cheapest value
    """One word: span in the text, lower-case form, and whether soft signs only part it from the last."""

    start: int
    end: int
    lower: str
    joined: bool


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """Return the words of `text` in order."""
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        gap = text[last:start]
        joined = bool(found) and (gap in (" ", "-", ".", ":") or _SOFT_GAP.match(gap) is not None)
        found.append(Word(start, end, match[0].lower().replace("’", "'"), joined))
        last = end
    return tuple(found)


@dataclass(slots=True)
class _Node:
    exact: dict[str, "_Node"] = field(default_factory=dict)
    stems: dict[str, "_Node"] = field(default_factory=dict)
    any: "_Node | None" = None
    labels: tuple[str, ...] = ()


class Hit(NamedTuple):
    """A phrase found: half-open span of code points, its label, and its words as `first` to `stop`."""

    start: int
    end: int
    label: str
    first: int
    stop: int


class PhraseTable:
    """Phrases with labels; one phrase may carry several labels."""

    def __init__(self, rows: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._root = _Node()
        self._stem_lengths: tuple[int, ...] = ()
        self._starts: dict[str, list[_Node]] = {}
        lengths: set[int] = set()
        for phrase, labels in rows:
            for choice in product(*(part.split("|") for part in phrase.lower().split())):
                self._add(choice, tuple(labels), lengths)
        self._stem_lengths = tuple(sorted(lengths, reverse=True))

    def _add(self, parts: tuple[str, ...], labels: tuple[str, ...], lengths: set[int]) -> None:
        node = self._root
        for part in parts:
            if part == _ANY:
                node.any = node.any or _Node()
                node = node.any
            elif part.endswith("*"):
                lengths.add(len(part) - 1)
                node = node.stems.setdefault(part[:-1], _Node())
            else:
                node = node.exact.setdefault(part, _Node())
        node.labels = tuple(dict.fromkeys((*node.labels, *labels)))

    def find(self, found_words: tuple[Word, ...]) -> list[Hit]:
        """Return hits in text order; a phrase inside a longer found phrase is left out."""
        hits: list[Hit] = []
        reach = 0
        for index in range(len(found_words)):
            stop, labels = self._longest(found_words, index)
            if not labels or stop <= reach:
                continue
            reach = stop
            start, end = found_words[index].start, found_words[stop - 1].end
            hits.extend(Hit(start, end, label, index, stop) for label in labels)
        return hits

    def _longest(self, found_words: tuple[Word, ...], index: int) -> tuple[int, tuple[str, ...]]:
        best_stop, best = index, ()  # type: int, tuple[str, ...]
        fronts = self._begun(found_words[index].lower)
        position = index + 1
        while fronts:
            labels = next((node.labels for node in fronts if node.labels), ())
            if labels:
                best_stop, best = position, labels
            if position >= len(found_words) or not found_words[position].joined:
                break
            lower = found_words[position].lower
            fronts = [child for node in fronts for child in self._children(node, lower)]
            position += 1
        return best_stop, best

    def _begun(self, word: str) -> list[_Node]:
        """Return where phrases stand after their first word; most words begin none, so the answer is kept."""
        known = self._starts.get(word)
        if known is None:
            if len(self._starts) > _MOST_KEPT:
                self._starts.clear()
            known = self._starts[word] = list(self._children(self._root, word))
        return known

    def _children(self, node: _Node, word: str) -> Iterable[_Node]:
        child = node.exact.get(word)
        if child is not None:
            yield child
        if node.stems:
            for length in self._stem_lengths:
                if length <= len(word):
                    child = node.stems.get(word[:length])
                    if child is not None:
                        yield child
                        break
        if node.any is not None:
            yield node.any


def read_rows(path: Path) -> list[list[str]]:
    """Return the tab-separated rows of a data file; blank lines and "# " lines are left out."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("# "):
            rows.append(line.split("\t"))
    return rows
