"""Finds what in a text is not prose: front matter, code, tables, quotes, tags, addresses.

Everything is replaced by as many characters as it had, so every offset stays true. Works on Markdown,
HTML and plain text alike; nothing here needs the text to be well formed.
"""

import re
from bisect import bisect_right
from typing import Literal, NamedTuple

from drafter.core.patterns import lazy

BlockKind = Literal["paragraph", "heading", "item", "quote", "code", "table", "front_matter"]
HIDDEN = "\x7f"  # stands for each character of an address, code span or quotation inside a sentence

IGNORE_MARK = "drafter:"
IGNORE = lazy(
    r"(?P<open><!--|\[)[ \t]{0,9}drafter:[ \t]{0,9}(?P<verb>ignore(?:-file)?)\b"
    r"(?P<body>[^\n]{0,500}?)(?P<close>-->|\])"
)
_ASCII_LOWER = {code: code + 32 for code in range(65, 91)}
_OPENING = lazy(r"<(pre|code|blockquote|table|kbd|samp|script|style)\b[^<>]{0,500}>", re.IGNORECASE)
_TAG = lazy(r"</?([A-Za-z][A-Za-z0-9-]{0,20})(?:\s[^<>]{0,500})?/?>")
_BLOCK_TAGS = frozenset((
    "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "section",
    "article", "header", "footer", "hr",
))  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ENTITY = lazy(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_ENTITY_TEXT = {
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&apos;": "'",
    "&#39;": "'",
    "&rsquo;": "'",
}

_FENCE = lazy(r"[ \t]{0,3}(`{3,}|~{3,})")
_HEADING = lazy(r"[ \t]{0,3}(#{1,6})[ \t]+\S")
_ITEM = lazy(r"[ \t]*(?:[-*+•–—]|\(?\d{1,3}[.)])[ \t]+")
_UNDERLINE = lazy(r"[ \t]{0,3}(=+|-{3,})[ \t]*$")
_TABLE_RULE = lazy(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*){1,40}\|?[ \t]*$")
_DEFINITION = lazy(r"^[ \t]{0,3}\[[^\]\n]{1,80}\]: [^\n]*", re.MULTILINE)

# Each begins with the sign it is looked for by, so that a text without the sign costs one search.
_CODE = lazy(r"``{0,2}(?!`)[^`\n]{1,400}(?:\n[^`\n]{1,400})?`{1,3}")
_IMAGE = lazy(r"!\[[^\]\n]{0,200}\]\([^()\s]{0,500}\)")
_TARGET = lazy(
    r"\](?:\([^()\s]{0,500}(?:\([^()\s]{0,100}\)[^()\s]{0,200})?(?: \"[^\"\n]{0,100}\")?\)|\[[^\]\n]{0,80}\])"
)
_NOTE = lazy(r"\[\^[^\]\s]{1,30}\]")
_SCHEME = lazy(r"[A-Za-z][A-Za-z0-9+.-]{1,15}$")
_REST = lazy(r"[^\s<>\"“”]{2,2000}")
_BARE = lazy(r"(?:www\.|mailto:|tel:)[^\s<>\"“”]{3,500}")
_MAIL_HEAD = lazy(r"[\w.+-]{1,64}$")
_MAIL_TAIL = lazy(r"@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,5}")
_STRAIGHT = lazy(r"\"[^\"\n]{1,240}\"(?!\w)")
_CURLY = lazy(r"“[^“”\n]{1,240}”")
_ANGLED = lazy(r"«[^«»\n]{1,240}»")
_TRAILING = ".,;:!?)]}'’*_"


class Block(NamedTuple):
    """A part of the text between blank lines or markers: `level` is the heading's, else 0.

    `start` is behind the marker of a heading or list item; `end` is before the line end.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0


Edit = tuple[int, int, str]  # start, end, and as many characters to put there


def blank(text: str) -> str:
    """Return spaces instead of everything but line ends."""
    if "\n" not in text:
        return " " * len(text)
    return "\n".join(" " * len(line) for line in text.split("\n"))


def replace_spans(text: str, spans: list[Edit]) -> str:
    """Return `text` with each (start, end, new) put in; overlapping later spans are passed over."""
    if not spans:
        return text
    pieces: list[str] = []
    at = 0
    for start, end, new in sorted(spans):
        if start < at:
            continue
        pieces += (text[at:start], new)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def front_matter_end(text: str) -> int:
    """Return the offset behind the front matter, 0 when there is none."""
    for mark in ("---", "+++"):
        if text.startswith((mark + "\n", mark + "\r\n")):
            at = text.find("\n" + mark, 3)
            while at != -1:
                line_end = text.find("\n", at + 1)
                line_end = len(text) if line_end == -1 else line_end
                if text[at + 1 : line_end].rstrip() == mark:
                    return line_end
                at = text.find("\n" + mark, at + 1)
    return 0


def _between(text: str, opening: str, closing: str) -> list[Edit]:
    """Return the edits that blank everything from each opening to the closing behind it."""
    out: list[Edit] = []
    at = text.find(opening)
    while at != -1:
        end = text.find(closing, at)
        if end == -1:
            break
        end += len(closing)
        out.append((at, end, blank(text[at:end])))
        at = text.find(opening, end)
    return out


def _elements(text: str) -> list[tuple[str, int, int]]:
    """Return (name, start, end) of the contents of elements whose words are not the writer's."""
    lower = fold_ascii(text)
    out: list[tuple[str, int, int]] = []
    never: set[str] = set()
    behind = 0
    for m in _OPENING.finditer(text):
        name = m[1].lower()
        if m.start() < behind or name in never:
            continue
        end = lower.find(f"</{name}", m.end())
        if end == -1:
            never.add(name)  # one search a name, however often it opens
            continue
        out.append((name, m.end(), end))
        behind = end
    return out


def fold_ascii(text: str) -> str:
    """Return `text` with A to Z in lower case, at equal length."""
    return text.translate(_ASCII_LOWER)


def _instead(tag: re.Match[str]) -> str:
    """Return what stands for a tag: line ends and the mark of a heading or item for those of blocks."""
    name, size = tag[1].lower(), len(tag[0])
    if name not in _BLOCK_TAGS:
        return " " * size
    opens = tag[0][1] != "/"
    if opens and name == "li":
        return "\n" + "- ".rjust(size - 1)
    if opens and name in _HEADINGS:
        return "\n\n" + "# ".rjust(size - 2)
    return ("\n" if name == "br" else "\n\n").ljust(size)[:size]


def without_tags(text: str) -> tuple[str, str]:
    """Return (visible, prose): HTML comments and tags gone; in prose, quoted elements gone as well.

    A block-level tag leaves line ends behind, so that `</p><p>` still parts two paragraphs.
    """
    if IGNORE_MARK in text:
        text = replace_spans(text, [(m.start(), m.end(), " " * len(m[0])) for m in IGNORE.finditer(text)])
    if "<" not in text and "&" not in text:
        return text, text
    spans: list[Edit] = []
    quoted: list[Edit] = []
    if "<" in text:
        spans += _between(text, "<!--", "-->") if "<!--" in text else []
        if "</" in text:
            for name, start, end in _elements(text):
                if name in ("script", "style"):
                    spans.append((start, end, blank(text[start:end])))
                elif name in ("code", "kbd", "samp") and "\n" not in text[start:end]:
                    quoted.append((start, end, HIDDEN * (end - start)))
                else:
                    quoted.append((start, end, blank(text[start:end])))
        spans += [(m.start(), m.end(), _instead(m)) for m in _TAG.finditer(text)]
    if "&" in text and ";" in text:
        for m in _ENTITY.finditer(text):
            spans.append((m.start(), m.end(), _ENTITY_TEXT.get(m[0], " ").ljust(m.end() - m.start())))
    visible = replace_spans(text, spans)
    return visible, replace_spans(visible, quoted) if quoted else visible


def blocks_of(text: str, body: int, written: str | None = None) -> list[Block]:
    """Return the blocks of `text` from offset `body` on, in order; they never overlap.

    `written` is the text before tags were taken out: only its own indentation makes a code block.
    """
    indented = text if written is None else written
    out: list[Block] = []
    kind: BlockKind | None = None
    start = end = 0
    fence = ""
    table = False

    def close() -> None:
        nonlocal kind
        if kind is not None and end > start:
            out.append(Block(kind, start, end))
        kind = None

    at, size = body, len(text)
    blank_before = True
    while at < size:
        stop = text.find("\n", at)
        stop = size if stop == -1 else stop
        line = text[at : stop - 1] if text.endswith("\r", at, stop) else text[at:stop]
        bare = line.strip()
        first = bare[:1]
        if fence:
            end = stop
            if bare.startswith(fence) and not bare.strip(fence[0]):
                fence = ""
                close()
        elif not bare:
            close()
            table = False
        elif first in "`~" and (m := _FENCE.match(line)) and bare.count(m[1][0] * len(m[1])) == 1:
            close()
            kind, start, end, fence = "code", at, stop, m[1]
        elif first == "#" and (m := _HEADING.match(line)):
            close()
            out.append(Block("heading", at + m.end() - 1, stop, len(m[1])))
        elif first == ">":
            if kind != "quote":
                close()
                kind, start = "quote", at
            end = stop
        elif first == "|" or table or (first in ":-" and "|" in bare and _TABLE_RULE.match(line)):
            if kind == "paragraph" and not table and _TABLE_RULE.match(line):
                kind = "table"  # the line above was its head
            elif kind != "table":
                close()
                kind, start = "table", at
            table = "|" in bare
            end = stop
        elif first in "=-" and kind == "paragraph" and _UNDERLINE.match(line):
            out.append(Block("heading", start, end, 1 if first == "=" else 2))
            kind = None
        elif (first in "-*+•–—(" or first.isdigit()) and (m := _ITEM.match(line)):
            close()
            kind, start, end = "item", at + m.end(), stop
        elif (
            blank_before and kind is None and indented.startswith(("    ", "\t"), at) and not _after_item(out)
        ):
            kind, start, end = "code", at, stop
        elif kind == "code" and indented.startswith(("    ", "\t"), at):
            end = stop
        elif kind is None or kind == "code":
            close()
            indent = len(line) - len(line.lstrip())
            kind, start, end = "paragraph", at + indent, stop
        else:
            end = stop
        blank_before = not bare
        at = stop + 1
    close()
    return out


def _after_item(out: list[Block]) -> bool:
    """Say whether an indented line may go on with a list item."""
    return bool(out) and out[-1].kind == "item"


def addresses(text: str) -> list[Edit]:
    """Return the edits that hide link targets, addresses and footnote marks; the words of a link stay."""
    edits: list[Edit] = []
    if "](" in text or "][" in text:
        edits += (
            [(m.start(), m.end(), " " * len(m[0])) for m in _IMAGE.finditer(text)] if "![" in text else []
        )
        for m in _TARGET.finditer(text):
            edits.append((m.start(), m.end(), " " * len(m[0])))
            opening = text.rfind("[", max(0, m.start() - 300), m.start())
            if opening != -1:
                edits.append((opening, opening + 1, " "))
    if "]: " in text:
        edits += [(m.start(), m.end(), blank(m[0])) for m in _DEFINITION.finditer(text)]
    if "[^" in text:
        edits += [(m.start(), m.end(), " " * len(m[0])) for m in _NOTE.finditer(text)]
    at = text.find("://")
    while at != -1:
        scheme = _SCHEME.search(text, max(0, at - 16), at)
        rest = _REST.match(text, at + 3) if scheme else None
        if scheme and rest:
            end = _address_end(text, scheme.start(), rest.end())
            edits.append((scheme.start(), end, HIDDEN * (end - scheme.start())))
            at = rest.end()
        at = text.find("://", at + 1)
    if "www." in text or "mailto:" in text or "tel:" in text:
        for m in _BARE.finditer(text):
            if not text[m.start() - 1 : m.start()].isalnum():
                end = _address_end(text, *m.span())
                edits.append((m.start(), end, HIDDEN * (end - m.start())))
    at = text.find("@")
    while at != -1:
        head = _MAIL_HEAD.search(text, max(0, at - 64), at)
        tail = _MAIL_TAIL.match(text, at) if head else None
        if head and tail:
            edits.append((head.start(), tail.end(), HIDDEN * (tail.end() - head.start())))
        at = text.find("@", at + 1)
    return edits


def _address_end(text: str, start: int, end: int) -> int:
    """Return the end of an address without the punctuation of the sentence around it."""
    while end > start + 1 and text[end - 1] in _TRAILING:
        if text[end - 1] == ")" and "(" in text[start:end]:
            break
        end -= 1
    return end


def quotations(text: str, blocks: list[Block]) -> list[Edit]:
    """Return the edits that hide code spans and short quotations; a block that is all quotation is left."""
    edits: list[Edit] = []
    if "`" in text:
        edits += [(m.start(), m.end(), _hidden(m[0])) for m in _CODE.finditer(text)]
    starts: list[int] = []
    for sign, pattern in (('"', _STRAIGHT), ("“", _CURLY), ("«", _ANGLED)):
        if sign not in text:
            continue
        starts = starts or [block.start for block in blocks]
        for m in pattern.finditer(text):
            start, end = m.start() + 1, m.end() - 1
            if sign == '"' and start > 1 and (text[start - 2].isalnum() or text[start - 2] == '"'):
                continue  # an inch sign, or the end of another quotation
            index = bisect_right(starts, start) - 1
            size = blocks[index].end - blocks[index].start if index >= 0 else 0
            if (end - start) * 5 < size * 3:
                edits.append((start, end, _hidden(text[start:end])))
    return edits


def _hidden(text: str) -> str:
    if "\n" not in text:
        return HIDDEN * len(text)
    return "\n".join(HIDDEN * len(line) for line in text.split("\n"))
