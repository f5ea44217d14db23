"""A Markdown text cut into passages, each with the role its heading, label or parent gives it.

Works with many kinds of headings (hashes, underlines, bold lines, labels before a colon) and with none: then
every passage has the role "other" and its words decide later.
"""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from drafter.core.prose import Span, sentence_spans
from drafter.core.times import find_times
from drafter.rewriting.words import headings

Kind = Literal["paragraph", "item", "row", "quote", "code"]

_FENCE = re.compile(r"^\s{0,12}(```|~~~)")
_ATX = re.compile(r"^\s{0,3}(?P<marks>#{1,6})\s+(?P<title>.*?)\s*#*\s*$")
_BOLD_LINE = re.compile(r"^\s{0,3}(?:\*\*|__)(?P<title>[^*_]{3,70})(?:\*\*|__)\s*[:?]*\s*$")
# In a text without marks: a short line of its own, numbered or in capitals, that announces what is below it.
_BARE_LINE = re.compile(
    r"^\s{0,3}(?:(?P<number>\d{1,2})[.)]?\s+)?(?P<title>[A-Z][A-Za-z /&'-]{2,50}?)\s*:?\s*$"
)
_UNDERLINE = re.compile(r"^\s{0,3}(=+|-+)\s*$")
_ITEM = re.compile(r"^(?P<indent>\s*)(?:[-*+•]|\(?\d{1,3}[.)])\s+(?P<box>\[[ xX]\]\s+)?(?=\S)")
_ROW = re.compile(r"^\s*\|.*\|?\s*$|^[^|\n]+\|[^|\n]+(?:\|.*)?$")
_RULE_ROW = re.compile(r"^[\s|:+-]*-{2,}[\s|:+-]*$")
_REFERENCE = re.compile(r"^\s{0,3}\[[^\]]+\]:\s*\S+")
_ATTRIBUTES = re.compile(r"^\s*\{:?[^}]*\}\s*$")
_LABEL = re.compile(r"^[\s*_]*(?P<title>[A-Z][\w '/&?-]{2,40}?)[\s*_]*:(?=[\s*_]|$)[\s*_]*")
_BOLD_LEAD = re.compile(r"^\s*(?:\*\*|__)(?P<title>[^*_\n]{3,60}[?:.])(?:\*\*|__)\s+(?=\S)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_QUOTED_STOP = re.compile(r"\s(['\"`’”])[.!?]['\"`’”]$")  # "a name with a '.'" ends no sentence
_ABOVE_LISTS = -1  # the indent of a label that stands alone
_FEW_MARKS = 2  # one is the title
_MOST_OF_A_HEADING = 6  # words, in a text without marks
_SIGNS = re.compile(r"[*_`#:?!.\s]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item, table row, quotation or block of code, at the half-open span `start`, `end`.

    `role` is what its heading announces ("" when nothing does); `section` is that heading as written;
    `clock` is a time that a heading above it carries, as in timelines with a heading per event.
    """

    start: int
    end: int
    kind: Kind
    role: str
    section: str = ""
    clock: str = ""
    header: bool = False
    columns: tuple[str, ...] = ()


def cells_of(row: str) -> list[str]:
    """Return the cells of a table row."""
    return [cell.strip() for cell in row.strip().removeprefix("|").removesuffix("|").split("|")]


def role_of(title: str) -> str:
    """Return the role a heading announces, "" when it announces none known."""
    plain = _SIGNS.sub(" ", title.lower()).strip()
    return next((role for role, pattern in headings() if pattern.search(plain)), "")


@dataclass(slots=True)
class _Heading:
    level: int
    role: str
    title: str
    clock: str = ""


class Outline:
    """Reads one text from `body` on."""

    def __init__(self, text: str, body: int = 0) -> None:
        self.text = text
        self.first_title = ""
        self._comments = [match.span() for match in _COMMENT.finditer(text, body)]
        self._stack: list[_Heading] = []
        self._labels: list[tuple[int, str]] = []  # indent and role of list labels that hold for what is below
        self._lines: list[Span] = []
        self._number = ""  # of the last numbered heading of a text without marks
        at = body
        for line in text[body:].split("\n"):
            self._lines.append((at, at + len(line)))
            at += len(line) + 1
        marked = sum(_ATX.match(text[slice(*line)]) is not None for line in self._lines)
        self._unmarked = marked < _FEW_MARKS

    def passages(self) -> list[Passage]:
        """Return the passages in order."""
        return list(self._read())

    def _read(self) -> Iterator[Passage]:
        text, lines, n = self.text, self._lines, 0
        while n < len(lines):
            start, end = lines[n]
            line = text[start:end]
            if not line.strip() or self._is_noise(start, line):
                n += 1
                continue
            if fence := _FENCE.match(line):
                stop = n + 1
                while stop < len(lines) and not text[slice(*lines[stop])].strip().startswith(fence[1]):
                    stop += 1
                last = min(stop, len(lines) - 1)
                yield self._passage(start, lines[last][1], "code")
                n = stop + 1
                continue
            underlined = (
                n + 1 < len(lines) and _UNDERLINE.match(text[slice(*lines[n + 1])]) and "|" not in line
            )
            if underlined and not _ITEM.match(line) and self._stands_alone(n):
                self._enter(1 if text[lines[n + 1][0] :].lstrip().startswith("=") else 2, line.strip())
                n += 2
                continue
            if heading := _ATX.match(line):
                self._enter(len(heading["marks"]), heading["title"])
                n += 1
                continue
            if bold := _BOLD_LINE.match(line):
                self._enter(7, bold["title"])
                n += 1
                continue
            if bare := self._bare_heading(n):
                self._number = bare["number"] or ""
                self._enter(2, bare["title"])
                n += 1
                continue
            if line.lstrip().startswith(">"):
                stop = self._until(n, lambda _: True)  # a quotation runs on without its mark
                yield self._passage(start, lines[stop - 1][1], "quote")
                n = stop
                continue
            if _ROW.match(line) and self._in_table(n):
                stop = self._until(n, lambda other: "|" in other)
                yield from self._table(n, stop)
                n = stop
                continue
            if item := self._item_head(line):
                n = yield from self._item(n, len(item["indent"].expandtabs(4)), item.end())
                continue
            n = yield from self._paragraph(n)

    def _is_noise(self, start: int, line: str) -> bool:
        inside = any(begin <= start < end for begin, end in self._comments)
        return inside or bool(_ATTRIBUTES.match(line) or _REFERENCE.match(line))

    def _bare_heading(self, n: int) -> re.Match[str] | None:
        """Return a line that is a heading without a mark, in a text that has no others."""
        found = _BARE_LINE.match(self.text[slice(*self._lines[n])]) if self._unmarked else None
        if found is None or not self._stands_alone(n):
            return None
        known = bool(role_of(found["title"])) and len(found["title"].split()) <= _MOST_OF_A_HEADING
        return found if found["title"].isupper() or known else None

    def _item_head(self, line: str) -> re.Match[str] | None:
        """Return the mark of a list item; "6.1" is one under the heading "6."."""
        under = rf"^(?P<indent>\s*){re.escape(self._number)}\.\d{{1,2}}[.)]?\s+(?=\S)"
        return _ITEM.match(line) or (re.match(under, line) if self._number else None)

    def _stands_alone(self, n: int) -> bool:
        before = self.text[slice(*self._lines[n - 1])].strip() if n else ""
        return not before

    def _until(self, n: int, holds: "object") -> int:
        stop = n + 1
        while stop < len(self._lines):
            other = self.text[slice(*self._lines[stop])]
            if not other.strip() or not holds(other):  # type: ignore[operator]  # a predicate over a line
                break
            stop += 1
        return stop

    def _enter(self, level: int, title: str) -> None:
        if not self.first_title:
            self.first_title = title
        while self._stack and self._stack[-1].level >= level:
            self._stack.pop()
        self._labels.clear()
        times = find_times(title)
        clock = title if any(time.hour is not None for time in times) else ""
        parent = self._stack[-1].role if self._stack else ""
        role = "" if clock and parent == "timeline" else role_of(title)
        only_title = level == 1 and not self._stack
        if role and only_title and role not in ("timeline", "people", "actions"):
            role = ""  # the title of the whole says nothing about the first paragraph
        kept = ("timeline", "actions", "people", "technical")
        if not role or (parent in kept and role not in ("short", "long", "done", "people")):
            role = parent or role
        inherited = self._stack[-1].clock if self._stack else ""
        self._stack.append(_Heading(level, role, title.strip(), clock or inherited))

    def _role(self, indent: int = -1) -> str:
        while self._labels and indent >= 0 and self._labels[-1][0] >= indent:
            self._labels.pop()
        if self._labels:
            return self._labels[-1][1]
        return self._stack[-1].role if self._stack else ""

    def _passage(self, start: int, end: int, kind: Kind, role: str | None = None) -> Passage:
        top = self._stack[-1] if self._stack else None
        return Passage(
            start, end, kind, self._role() if role is None else role,
            top.title if top else "", top.clock if top else "",
        )  # fmt: skip

    def _labelled(self, start: int, end: int, role: str, *, apart: bool = False) -> tuple[int, str, bool]:
        """Return where the words begin, the role, and whether a label before a colon gave it."""
        label = _LABEL.match(self.text[start:end]) or _BOLD_LEAD.match(self.text[start:end])
        if label is None or (role in ("timeline", "people", "lessons") and not apart):
            return start, role, False
        found = role_of(label["title"])
        if not found or len(label["title"].split()) > 5:
            return start, role, False
        if role in ("actions", "short", "long", "done") and found not in ("short", "long", "done"):
            return start, role, False
        return start + label.end(), found, True

    def _item(self, n: int, indent: int, head: int) -> Generator[Passage, None, int]:
        start = self._lines[n][0] + head
        stop = n + 1
        while stop < len(self._lines):
            other = self.text[slice(*self._lines[stop])]
            if not other.strip() or self._item_head(other) or _FENCE.match(other) or _ATX.match(other):
                break
            stop += 1
        end = self._lines[stop - 1][1]
        role = self._role(indent)
        begin, role, labelled = self._labelled(start, end, role)
        box = self.text[self._lines[n][0] : start]
        if "[x]" in box.lower() and role in ("actions", "short", "long"):
            role = "done"
        if labelled:
            self._labels.append((indent, role))
        if self.text[begin:end].strip(" *_:"):
            yield self._passage(begin, end, "item", role)
        return stop

    def _paragraph(self, n: int) -> Generator[Passage, None, int]:
        stop = n + 1
        while stop < len(self._lines):
            other = self.text[slice(*self._lines[stop])]
            ends = not other.strip() or self._item_head(other) or _FENCE.match(other) or _ATX.match(other)
            if ends or other.lstrip().startswith(">") or _BOLD_LINE.match(other) or _ATTRIBUTES.match(other):
                break
            stop += 1
        start, end = self._lines[n][0], self._lines[stop - 1][1]
        if not self.text[start:end].startswith("  "):
            self._labels.clear()
        begin, role, labelled = self._labelled(start, end, self._role(), apart=self._unmarked)
        if labelled and not self.text[begin:end].strip(" *_:"):
            self._labels.append((_ABOVE_LISTS, role))  # "To do:" and its list below
        if self.text[begin:end].strip(" *_:"):
            yield self._passage(begin, end, "paragraph", role)
        return stop

    def _in_table(self, n: int) -> bool:
        lines = self._lines
        near = (self.text[slice(*lines[k])] for k in (n + 1, n + 2) if k < len(lines))
        return any(_RULE_ROW.match(line) and "|" in line for line in near) or self.text[
            slice(*lines[n])
        ].lstrip().startswith("|")

    def _table(self, n: int, stop: int) -> Iterator[Passage]:
        ruled = next((k for k in range(n, stop) if _RULE_ROW.match(self.text[slice(*self._lines[k])])), None)
        head = self.text[slice(*self._lines[n])] if ruled is not None and ruled > n else ""
        names = tuple(cells_of(head)) if head else ()
        for k in range(n, stop):
            start, end = self._lines[k]
            if k == ruled or not self.text[start:end].strip(" |"):
                continue
            passage = replace(self._passage(start, end, "row"), columns=names)
            if ruled is not None and k < ruled:
                passage = Passage(
                    start, end, "row", passage.role, passage.section, passage.clock, header=True
                )
            yield passage


def sentences_in(text: str, passage: Passage) -> list[Span]:
    """Return the sentences of a passage; a table row is one, code and quotations hold none."""
    if passage.kind in ("code", "quote"):
        return []
    if passage.kind == "row":
        return [(passage.start, passage.end)]
    wrapped = passage.kind == "item" or _wraps(text, passage)
    joined: list[Span] = []
    for start, end in sentence_spans(text, passage.start, passage.end, wrapped=wrapped):
        if joined and _QUOTED_STOP.search(text, *joined[-1]):
            start = joined.pop()[0]
        joined.append((start, end))
    return joined


def _wraps(text: str, passage: Passage) -> bool:
    """Say whether the lines of a paragraph are one running text: no line but the last ends early."""
    lines = text[passage.start : passage.end].split("\n")
    return len(lines) > 1 and all(len(line.rstrip()) >= 45 and not line.endswith("  ") for line in lines[:-1])
