"""The text under the linter, and the views of it that rules share; each is computed once, when asked for.

All views have the length of the original, so an offset into any of them is an offset into the text.
"""

import re
from bisect import bisect_right
from collections.abc import Set
from functools import cached_property
from itertools import accumulate, compress, filterfalse
from operator import add
from typing import NamedTuple

from drafter.checks.lint import markup, phrases
from drafter.checks.lint.markup import Block
from drafter.core.patterns import lazy
from drafter.core.prose import sentence_spans

_TOKEN = lazy(r"(\w[\w']*)")
_AROUND = ".,;:!?()[]{}<>\"'`*_“”‘’|#-–—…"  # signs around a word that do not make it odd
_DIGITS = lazy(r"\d\d*")  # twice as fast as with a plus sign: the engine skips to the first character
_UNDERLINES = lazy("_+")
_HUMP = lazy(r"[A-Z](?<=[a-z0-9][A-Z])")
_SOFT_GAP = str.maketrans("", "", " \t\r\n-*_`")
_FOLD = (
    ("’", "'"),
    ("‘", "'"),
    ("ʼ", "'"),
    ("“", '"'),
    ("”", '"'),
    ("\u00a0", " "),
    ("\u202f", " "),
    ("‑", "-"),
    ("‐", "-"),
)


def _emphasis(match: re.Match[str]) -> str:
    """Return spaces for underlines at the edge of a word, the underlines themselves inside one."""
    text, (start, end) = match.string, match.span()
    inside = text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()
    return match[0] if inside else " " * (end - start)


class Tokens:
    """The words of a lower-cased text, as parallel lists: `words`, and where they `starts` and `ends`.

    A word starts and ends with a letter or digit and may hold apostrophes and underscores.
    """

    __slots__ = ("_keys", "_parts", "ends", "starts", "words")

    def __init__(self, lower: str) -> None:
        if "' " in lower:
            lower = lower.replace("' ", "  ")  # the end of a quotation or of a genitive plural
        if "_" in lower:
            lower = _UNDERLINES.sub(_emphasis, lower)
        parts = _TOKEN.split(lower)  # gap, word, gap, word, ..., gap
        bounds = list(accumulate(map(len, parts)))
        self._parts = parts
        self._keys: list[str] | None = None
        self.words = parts[1::2]
        self.starts = bounds[0:-1:2]
        self.ends = bounds[1::2]

    @property
    def keys(self) -> list[str]:
        """Return each word with the signs before it, when these are more than space, hyphen or emphasis."""
        if self._keys is None:
            gaps = self._parts[0::2]
            known: dict[str, str] = {" ": ""}
            for gap in set(gaps):
                known[gap] = "¶" if gap.count("\n") > 1 else gap.translate(_SOFT_GAP)
            self._keys = list(map(add, map(known.__getitem__, gaps), self.words))
        return self._keys

    def key(self, index: int) -> str:
        """Return one of the `keys`."""
        return self.keys[index]


_lists: set[frozenset[str]] = set()  # the word lists that rules start from: the same for every text
_listed: set[str] = set()  # the words of these lists, and those asked for one by one
_MOST_LISTED = 10_000


class Positions(dict[str, list[int]]):
    """For each word the indexes of its tokens.

    Few words of a text are ever asked for, and they are the same in every text: those of the lists of rules.
    What was asked for in an earlier text is therefore found in one pass over the tokens, the rest on demand.
    """

    def __init__(self, words: list[str]) -> None:
        super().__init__()
        self._words = words
        self._find(_listed)

    def __missing__(self, word: str) -> list[int]:
        if len(_listed) < _MOST_LISTED:
            _listed.add(word)
        found = self[word] = []
        self._find({word})
        return found

    def of(self, present: frozenset[str], words: frozenset[str]) -> list[int]:
        """Return the indexes of all tokens in `words`, unsorted; `present` are those the text holds."""
        if words not in _lists and len(_listed) < _MOST_LISTED:
            _lists.add(words)
            _listed.update(words)
            self._find(present - self.keys())
        return [index for word in present for index in self[word]]

    def _find(self, wanted: Set[str]) -> None:
        words = self._words
        for index in compress(range(len(words)), map(wanted.__contains__, words)):
            self.setdefault(words[index], []).append(index)


def fold(text: str) -> str:
    """Return `text` in lower case with plain quotes and spaces, at equal length."""
    lower = text.lower()
    if len(lower) != len(text):  # "İ" becomes two characters
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if not lower.isascii():
        for written, plain in _FOLD:
            lower = lower.replace(written, plain)
    return lower


class Sentence(NamedTuple):
    """A sentence of the prose: its span, its masked text, its lower-cased masked text and its block."""

    start: int
    end: int
    text: str
    lower: str
    block: Block


OPEN = frozenset({"paragraph", "item", "heading"})  # kinds of blocks that hold the writer's own wording


class Document:
    """One text.

    `text`     as given
    `visible`  without front matter, comments, tags and link targets; code, tables and quotations stay
    `prose`    what a rule about wording reads: code, addresses, tables, block quotes and quotations are
               masked too (spaces for whole blocks, HIDDEN inside sentences, so nothing matches across)
    `lower`    `prose` folded: lower case, straight quotes, plain spaces
    """

    def __init__(self, text: str, *, table: "phrases.PhraseTable | None" = None) -> None:
        self.text = text
        self._table = table
        self.shelf: dict[str, object] = {}  # what detectors worked out about this text, by name

    @cached_property
    def _views(self) -> tuple[str, str, list[Block]]:
        text = self.text
        body = markup.front_matter_end(text)
        visible, prose = markup.without_tags(text)
        blocks = markup.blocks_of(prose, body, text)
        shut = [(0, body, markup.blank(text[:body]))] if body else []
        closed = shut + [
            (block.start, block.end, markup.blank(prose[block.start : block.end]))
            for block in blocks
            if block.kind not in OPEN
        ]
        if closed:
            prose = markup.replace_spans(prose, closed)
        links = markup.addresses(prose)
        quoted = markup.quotations(prose, blocks)
        if links or shut:
            visible = markup.replace_spans(visible, shut + links)
        if links or quoted:
            prose = markup.replace_spans(prose, links + quoted)
        if body:
            blocks.insert(0, Block("front_matter", 0, body))
        return visible, prose, blocks

    @property
    def visible(self) -> str:
        """Return the text as a reader of the page sees it."""
        return self._views[0]

    @property
    def prose(self) -> str:
        """Return the text with everything masked that is not the writer's own wording."""
        return self._views[1]

    @property
    def blocks(self) -> list[Block]:
        """Return the blocks in order."""
        return self._views[2]

    @cached_property
    def lower(self) -> str:
        """Return `prose`, folded."""
        return fold(self.prose)

    @cached_property
    def visible_lower(self) -> str:
        """Return `visible`, folded."""
        return fold(self.visible)

    @cached_property
    def text_lower(self) -> str:
        """Return the original text, folded."""
        return fold(self.text)

    @cached_property
    def tokens(self) -> Tokens:
        """Return the words of the prose."""
        return Tokens(self.lower)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Return the different words of the prose, lower-cased: the cheapest gate of a rule."""
        return frozenset(self.tokens.words)

    @cached_property
    def positions(self) -> Positions:
        """Return for each word the indexes of its tokens."""
        return Positions(self.tokens.words)

    @cached_property
    def odd(self) -> list[tuple[int, str]]:
        """Return (start, chunk) for what stands between spaces in the original text and is no plain word.

        Names of hosts, tickets, keys, addresses, numbers, times: everything with a digit or a sign inside.
        Code and quotations are included. One chunk in ten is odd, so rules about such things start here.
        """
        text = self.text
        found: list[tuple[int, str]] = []
        at = 0
        for chunk in filterfalse(str.isalpha, text.split()):
            bare = chunk.strip(_AROUND)
            if bare and not bare.isalpha() and not bare.replace("’", "").replace("'", "").isalpha():
                at = text.find(bare, at)
                found.append((at, bare))
                at += len(bare)
        return found

    @cached_property
    def digits(self) -> list[tuple[int, int]]:
        """Return the span of each run of digits of the original text."""
        return [match.span() for match in _DIGITS.finditer(self.text)]

    @cached_property
    def humps(self) -> list[int]:
        """Return where a capital stands behind a small letter or digit of the prose: "payRoll", "PayRoll"."""
        return [match.start() for match in _HUMP.finditer(self.prose)]

    @property
    def words(self) -> int:
        """Return how many words the prose has."""
        return len(self.tokens.words)

    def _of(self, *kinds: str) -> list[Block]:
        return [block for block in self.blocks if block.kind in kinds]

    @cached_property
    def paragraphs(self) -> list[Block]:
        """Return the running paragraphs, without headings and list items."""
        return self._of("paragraph")

    @cached_property
    def headings(self) -> list[Block]:
        """Return the headings; `document.text[b.start:b.end]` is the wording without the marks."""
        return self._of("heading")

    @cached_property
    def items(self) -> list[Block]:
        """Return the list items."""
        return self._of("item")

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Return the sentences of paragraphs and list items, in order; headings are not sentences."""
        prose, lower = self.prose, self.lower
        found: list[Sentence] = []
        for block in self.blocks:
            if block.kind not in ("paragraph", "item"):
                continue
            for start, end in sentence_spans(prose, block.start, block.end, wrapped=block.kind == "item"):
                found.append(Sentence(start, end, prose[start:end], lower[start:end], block))
        return found

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentences_holding(self, part: str) -> list[int]:
        """Return the indexes of the sentences whose lower-cased text holds the substring `part`."""
        found: list[int] = []
        at = self.lower.find(part)
        while at != -1:
            index = bisect_right(self._sentence_starts, at) - 1
            end = self.sentences[index].end if index >= 0 else -1
            if at + len(part) <= end:
                found.append(index)
                at = self.lower.find(part, end)
            else:
                at = self.lower.find(part, at + 1)
        return found

    def sentence_number(self, offset: int) -> int | None:
        """Return the index of the sentence that holds `offset`; None outside of sentences."""
        index = bisect_right(self._sentence_starts, offset) - 1
        return index if index >= 0 and offset < self.sentences[index].end else None

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds `offset`; None in headings, tables, code and between blocks."""
        number = self.sentence_number(offset)
        return None if number is None else self.sentences[number]

    @cached_property
    def anchor(self) -> tuple[int, int]:
        """Return where a finding about the whole text is shown: the first sentence, else the first line."""
        if self.sentences:
            return self.sentences[0].start, self.sentences[0].end
        for block in self.blocks:
            if block.kind != "front_matter":
                return block.start, block.end
        return 0, len(self.text)

    @cached_property
    def _phrases(self) -> "dict[str, list[phrases.PhraseMatch]]":
        table = self._table if self._table is not None else phrases.table()
        return table.find(self.tokens, self.text)

    def phrases(self, code: str) -> "list[phrases.PhraseMatch]":
        """Return the phrases of one rule, in text order; all rules share one pass over the words."""
        return self._phrases.get(code, [])
