"""A regular expression that costs nothing until a text could match it."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.checks.lint.document import Document, Sentence


def words(text: str) -> frozenset[str]:
    """Return the words of `text` as a set: the way rules write down their gate words."""
    return frozenset(text.split())


def places(text: str, part: str) -> list[int]:
    """Return where `part` stands in `text`: for signs and rare words far cheaper than an expression."""
    found: list[int] = []
    at = text.find(part)
    while at != -1:
        found.append(at)
        at = text.find(part, at + 1)
    return found


SPACES = " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)  # what \s stands for
MONTHS = words("january february march april may june july august september october november december")


class Pattern:
    """A pattern compiled at first use, behind a substring test.

    `any_of` are lower-case substrings, one of which every match contains: text without any is answered
    without the regular expression (and, in a short run, without compiling it). Give it the lower-cased
    view of a document unless `flags` say otherwise; with `any_of` empty there is no gate.
    """

    __slots__ = ("_compiled", "any_of", "flags", "source")

    def __init__(self, source: str, *, any_of: tuple[str, ...] = (), flags: int = 0) -> None:
        self.source = source
        self.any_of = any_of
        self.flags = flags
        self._compiled: re.Pattern[str] | None = None

    @property
    def regex(self) -> re.Pattern[str]:
        """Return the compiled expression."""
        if self._compiled is None:
            self._compiled = re.compile(self.source, self.flags)
        return self._compiled

    def possible(self, text: str) -> bool:
        """Say whether `text` passes the substring gate."""
        for part in self.any_of:  # a loop: this is asked for every sentence, and `any` takes twice as long
            if part in text:
                return True
        return not self.any_of

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Yield the matches between `start` and `end`, in text order."""
        if self.possible(text):
            yield from self.regex.finditer(text, start, len(text) if end is None else end)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first match between `start` and `end`."""
        if not self.possible(text):
            return None
        return self.regex.search(text, start, len(text) if end is None else end)

    def near(
        self,
        document: "Document",
        words: frozenset[str],
        text: str | None = None,
        *,
        before: int = 60,
        after: int = 80,
        beside: frozenset[str] | None = None,
        back: int = 10,
        ahead: int = 10,
    ) -> Iterator[re.Match[str]]:
        """Yield the matches around certain words, in text order: the cheapest way to run an expression.

        Every match must hold one of the `words` (lower-cased tokens of the prose) and reach at most `before`
        characters ahead of it and `after` behind its beginning. `text` is the view to search, the prose in
        lower case when None. With `beside`, a word counts only when one of these stands among the `back`
        words before it or the `ahead` words after it. Documents without any of the words cost one set
        operation.
        """
        present = words & document.vocabulary
        if not present:
            return
        indexes = document.positions.of(present, words)
        if beside is not None:
            words_of = document.tokens.words
            indexes = [
                i for i in indexes if not beside.isdisjoint(words_of[max(0, i - back) : i + ahead + 1])
            ]
        yield from self.around_words(document, indexes, text, before=before, after=after)

    def around_words(
        self, document: "Document", indexes: list[int], text: str | None = None, *, before: int, after: int
    ) -> Iterator[re.Match[str]]:
        """Yield the matches around the tokens of these indexes; text and windows are those of `near`."""
        if indexes:
            starts = document.tokens.starts
            centres = sorted([starts[index] for index in indexes])
            yield from self._around(centres, document.lower if text is None else text, before, after)

    def at_words(self, document: "Document", words: frozenset[str], text: str) -> Iterator[re.Match[str]]:
        """Yield the matches that begin with one of certain words, in text order.

        For expressions that begin with one of the `words` (lower-cased tokens of the prose).
        """
        present = words & document.vocabulary
        if present:
            starts, indexes = document.tokens.starts, document.positions.of(present, words)
            yield from self._at(sorted([starts[index] for index in indexes]), text)

    def at_digits(self, document: "Document", text: str, then: str) -> Iterator[re.Match[str]]:
        """Yield the matches that begin with a run of digits, in text order.

        For expressions that begin with a digit and allow no digit or letter before it; `then` are the
        characters one of which every match has behind its first digits.
        """
        yield from self._at([start for start, end in document.digits if text[end : end + 1] in then], text)

    def _at(self, starts: list[int], text: str) -> Iterator[re.Match[str]]:
        """Yield the matches that begin at these sorted starts."""
        match_at, behind = self.regex.match, 0
        for start in starts:
            if start >= behind:
                match = match_at(text, start)
                if match:
                    yield match
                    behind = match.end()

    def around_digits(
        self, document: "Document", text: str, *, before: int, after: int
    ) -> Iterator[re.Match[str]]:
        """Yield the matches around figures, in text order.

        Every match must hold a digit and reach at most `before` characters ahead of the run of digits and
        `after` behind its beginning, whatever the expression looks ahead for included.
        """
        if document.digits:
            yield from self._around([start for start, _ in document.digits], text, before, after)

    def around_sign(
        self, text: str, sign: str, *, before: int = 2, after: int = 10
    ) -> Iterator[re.Match[str]]:
        """Yield the matches around a sign, in text order; the windows are those of `around_digits`."""
        signs = places(text, sign)
        if signs:
            yield from self._around(signs, text, before, after)

    def _around(self, centres: list[int], text: str, before: int, after: int) -> Iterator[re.Match[str]]:
        """Yield the matches in windows around sorted centres; windows that touch are one."""
        regex, size = self.regex, len(text)
        left, right = max(0, centres[0] - before), centres[0] + after
        for place in centres:
            if place - before > right:
                yield from regex.finditer(text, left, min(right, size))
                left = place - before
            right = place + after
        yield from regex.finditer(text, left, min(right, size))

    def in_sentences(self, document: "Document") -> Iterator[tuple["Sentence", re.Match[str]]]:
        """Yield (sentence, match) in text order, trying only sentences that hold a gate word.

        Far cheaper on long texts than `finditer`. Match offsets are offsets into the document; a match
        never reaches beyond its sentence.
        """
        lower = document.lower
        if not self.any_of:
            wanted = list(range(len(document.sentences)))
        else:
            wanted = sorted({i for part in self.any_of for i in document.sentences_holding(part)})
        for index in wanted:
            sentence = document.sentences[index]
            for match in self.regex.finditer(lower, sentence.start, sentence.end):
                yield sentence, match
