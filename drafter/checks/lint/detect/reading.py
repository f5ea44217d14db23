"""A text sentence by sentence, each word with the cues it belongs to. Read only where somebody asks."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from drafter.checks.lint.document import Document, Sentence
from drafter.checks.lint.markup import HIDDEN
from drafter.checks.lint.phrase_machine import PhraseMachine, shipped
from drafter.checks.lint.phrases import DATA

_MACHINES: dict[str, PhraseMachine] = {}


def machine(language: str = "en") -> PhraseMachine:
    """Return the cues of a language, read once."""
    if language not in _MACHINES:
        _MACHINES[language] = shipped(DATA / language / "cues")
    return _MACHINES[language]


NO_KINDS: frozenset[str] = frozenset()
_KINDS: dict[str, dict[str, frozenset[str]]] = {}


def word_kinds(language: str = "en") -> dict[str, frozenset[str]]:
    """Return the kinds of single words, read once."""
    if language not in _KINDS:
        found: dict[str, frozenset[str]] = {}
        for line in (DATA / language / "word_kinds.tsv").read_text("utf-8").splitlines():
            kind, _, words = line.partition("\t")
            if words:
                one = frozenset({kind})
                for word in words.split(" "):
                    found[word] = found[word] | one if word in found else one
        _KINDS[language] = found
    return _KINDS[language]


class Span(NamedTuple):
    """A half-open span of code points of the original text."""

    start: int
    end: int


class Cue(NamedTuple):
    """A cue found: its kind without the "@", and its first and last word in the sentence (half-open)."""

    kind: str
    first: int
    last: int


@dataclass
class Reading:
    """One sentence: its words, where they stand, and its cues in text order."""

    sentence: Sentence
    words: list[str]
    starts: list[int]
    ends: list[int]
    prose: str
    cues: dict[str, list[Cue]]
    marks: list[frozenset[str]]

    @cached_property
    def written(self) -> list[str]:
        """Return the words as written."""
        return [self.prose[a:b] for a, b in zip(self.starts, self.ends, strict=True)]

    @cached_property
    def gaps(self) -> list[str]:
        """Return what stands before each word."""
        return [self.prose[a:b] for a, b in zip([self.sentence.start, *self.ends], self.starts, strict=False)]

    def span(self, cue: Cue) -> Span:
        """Return the place of a cue in the text."""
        return Span(self.starts[cue.first], self.ends[cue.last - 1])

    def of(self, *kinds: str) -> list[Cue]:
        """Return the cues of these kinds, in text order."""
        if len(kinds) == 1:
            return self.cues.get(kinds[0], [])
        return sorted((c for kind in kinds for c in self.cues.get(kind, ())), key=lambda cue: cue.first)

    @cached_property
    def _clauses(self) -> list[int]:
        """Return for each word the index of the first word of its clause."""
        found: list[int] = []
        start = 0
        verb_before = False
        for index, gap in enumerate(self.gaps):
            if index:
                listed = not verb_before  # a comma before any verb parts the items of a list
                if (
                    any(sign in gap for sign in ";:()–—\n")
                    or ("," in gap and not listed)
                    or "break" in self.marks[index - 1]
                ):
                    start = index
            found.append(start)
            verb_before = verb_before or bool(self.marks[index] & VERBAL)
        return found

    def clause_start(self, at: int) -> int:
        """Return the index of the first word of the clause that word `at` stands in."""
        return self._clauses[at] if at < len(self._clauses) else 0

    @cached_property
    def _ends(self) -> list[int]:
        """Return for each word the index behind the last word of its clause."""
        found = [0] * len(self.words)
        end = len(self.words)
        for index in range(len(self.words) - 1, -1, -1):
            found[index] = end
            gap = self.gaps[index]
            broken = "break" in self.marks[index] and self.words[index] not in ("when", "that")
            if any(sign in gap for sign in ";()–—\n") or ": " in gap or broken:
                end = index
        return found

    def clause_end(self, at: int) -> int:
        """Return the index behind the last word of the clause that word `at` stands in."""
        return self._ends[at] if 0 <= at < len(self._ends) else at + 1

    def named(self, first: int, last: int) -> bool:
        """Say whether the words `first`..`last` name a thing a reader could point at."""
        for index in range(first, min(last, len(self.words))):
            if HIDDEN in self.gaps[index]:
                return True
            word, marks = self.words[index], self.marks[index]
            if (
                marks & PLAIN_MARKS
                or word.isdigit()
                or (len(word) < 2 and not self.gaps[index].endswith("/"))
            ):
                written = self.written[index]
                proper = written[:1].isupper() and index > 0 and not marks & {"closed", "provider"}
                if not (proper and len(word) > 1 and not word.isdigit()):
                    continue
            return True
        return False

    @property
    def lower(self) -> str:
        """Return the sentence, folded."""
        return self.sentence.lower


VERBAL = frozenset({"be", "act"})
PLAIN_MARKS = frozenset({"closed", "generic", "inner", "harm", "act", "provider", "hedge"})


UNMARKED = frozenset({"machine"})  # kinds that tell of the words before them, not of their own
MOST = 40  # sentences read when a rule asks about the whole text
LONGEST = 120  # words of a sentence that are read; no clause worth reading begins later
UPDATE_WORDS = 400  # a longer text is a report, and rules about the parts of an update are silent


class Readings:
    """The sentences of a document, read one by one as they are asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._known: dict[int, Reading] = {}

    def __len__(self) -> int:
        return min(len(self.document.sentences), MOST)

    def __getitem__(self, number: int) -> Reading:
        reading = self._known.get(number)
        if reading is None:
            reading = self._known[number] = self._read(self.document.sentences[number])
        return reading

    def at(self, offset: int) -> "Reading | None":
        """Return the sentence that holds `offset`."""
        number = self.document.sentence_number(offset)
        return self[number] if number is not None else None

    def _read(self, sentence: Sentence) -> Reading:
        document, tokens = self.document, self.document.tokens
        first = bisect_left(tokens.starts, sentence.start)
        last = min(bisect_left(tokens.starts, sentence.end, first), first + LONGEST)
        starts, ends = tokens.starts[first:last], tokens.ends[first:last]
        found = machine().find(tokens, document.prose, first, last)
        barred = [(start, end, row.code) for start, end, row in found if row.exception]
        cues: dict[str, list[Cue]] = {}
        words = tokens.words[first:last]
        kinds = word_kinds()
        marks: list[frozenset[str]] = [kinds.get(word, NO_KINDS) for word in words]
        for start, end, row in found:
            if row.exception or any(code == row.code and s < end and start < e for s, e, code in barred):
                continue
            kind = row.code[1:]
            cue = Cue(kind, bisect_left(starts, start), bisect_left(ends, end) + 1)
            known = cues.setdefault(kind, [])
            if not known or known[-1].last <= cue.first:
                known.append(cue)
                if kind in UNMARKED:
                    continue
                for index in range(cue.first, cue.last):
                    marks[index] |= {kind}
        return Reading(sentence, words, starts, ends, document.prose, cues, marks)


def readings(source: str | Document) -> Readings:
    """Return the readings of a text; those of one `Document` are made once."""
    document = Document(source) if isinstance(source, str) else source
    known = document.shelf.get("readings")
    if not isinstance(known, Readings):
        known = document.shelf["readings"] = Readings(document)
    return known


def is_update(document: Document) -> bool:
    """Say whether the text is short enough to be an update, and says anything."""
    return bool(document.sentences) and document.words <= UPDATE_WORDS
