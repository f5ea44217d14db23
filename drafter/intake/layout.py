"""From physical lines to entries: which lines belong together, decided by layout alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from drafter.core.times import TimeMention
from drafter.intake.chat import ChatHeader
from drafter.intake.stamps import Stamp

_LOG = re.compile(
    r"^\s*(?:"
    r"Traceback \(most recent call last\)|File \"[^\"]+\", line \d+"
    r"|at [\w.$<>]+\([^)]*\)|Caused by: |\.\.\. \d+ more"
    r"|\{|\}|\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.,]\d{3}"
    r"|(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL|TRACE|CRITICAL)\b[\s:\]\[]"
    r"|[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+"
    r"|\$ |# kubectl|>>> |NAME\s{2,}(?:READY|STATUS|AGE|CLUSTER)"
    r"|(?:[\w./:@%+-]+\s{2,}){3,}\S"
    r"|[A-Za-z_.]*(?:Error|Exception)\b: "
    r"|goroutine \d+ \[|panic: |Process exited|exit code \d"
    r")"
)
_FENCE = re.compile(r"^\s*(```|~~~)")
_QUOTE = re.compile(r"^\s*>")
_SENTENCE_END = re.compile(r"[.!?:;)\]\"'\u201d|]$")


@dataclass(slots=True)
class Line:
    """One line of the file: as written, cleaned, and the stamp or chat header it starts with."""

    number: int
    raw: str
    text: str
    comment: bool = False
    stamp: Stamp | None = None
    chat: ChatHeader | None = None

    @property
    def mention(self) -> TimeMention | None:
        """Return the time the line starts with."""
        if self.stamp:
            return self.stamp.mention
        return self.chat.mention if self.chat else None

    @property
    def body(self) -> str:
        """Return the line without its stamp."""
        if self.stamp:
            return self.text[self.stamp.text_start :]
        return self.text[self.chat.text_start :] if self.chat else self.text


@dataclass(slots=True)
class Block:
    """One entry as lines of the file. `has_log` says that some of them look like machine output."""

    source_line: int
    lines: list[Line] = field(default_factory=list)
    has_log: bool = False

    @property
    def raw(self) -> str:
        """Return the entry as written."""
        return "\n".join(line.raw for line in self.lines)

    @property
    def mention(self) -> TimeMention | None:
        """Return the time the entry starts with."""
        return self.lines[0].mention

    @property
    def author(self) -> str:
        """Return the name in the chat header, empty when there is none."""
        chat = self.lines[0].chat
        return chat.author if chat else ""

    def body(self) -> str:
        """Return what the entry says without its stamp.

        Lines that carry on a sentence are joined with a space; others stay lines.
        """
        text = self.lines[0].body
        if self.lines[0].text.lstrip().startswith("|"):
            text = text.rstrip().removesuffix("|")  # a row of a table
        fenced = False
        for line in self.lines[1:]:
            part = line.text.strip()
            if _FENCE.match(part):
                fenced = not fenced
                continue
            if not part:
                continue
            own_line = fenced or bool(self.author) or looks_like_log(line.text)
            carries_on = not own_line and part[:1].islower() and not _SENTENCE_END.search(text)
            text = f"{text} {part}" if carries_on else f"{text}\n{part}" if text.strip() else part
        return text


def looks_like_log(line: str) -> bool:
    """Say whether a line reads like machine output: a stack trace, a log line, a table of a tool."""
    return bool(_LOG.match(line))


def group(lines: Sequence[Line]) -> list[Block]:
    """Group the lines of a file into entries; comment lines outside a code fence are left out.

    A line with a time stamp begins an entry. A line without one begins its own entry too, unless it stands
    below a chat header, is indented deeper than its entry, stands inside a code fence, is a quotation, reads
    like machine output below a line that introduces it, or carries on a line wrapped at the page's width.
    """
    width = _wrap_width(lines)
    blocks: list[Block] = []
    fenced = False
    after_blank = False
    for line in lines:
        current = blocks[-1] if blocks else None
        if fenced and current:
            current.lines.append(line)
            current.has_log = True
            fenced = not _FENCE.match(line.raw)
            continue
        if line.comment:
            continue
        if not line.text.strip():
            after_blank = True
            continue
        fence = bool(_FENCE.match(line.text))
        if current and (fence or (line.mention is None and _continues(current, line, width, after_blank))):
            current.lines.append(line)
            current.has_log = current.has_log or looks_like_log(line.text)
        else:
            blocks.append(Block(line.number, [line], line.mention is None and looks_like_log(line.text)))
        fenced = fence
        after_blank = False
    return blocks


def _indent(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def _continues(block: Block, line: Line, width: int, after_blank: bool) -> bool:
    first = block.lines[0]
    text = line.text
    if first.chat and first.chat.alone:
        return True
    if _indent(text) >= _indent(first.text) + 2:
        return True
    if after_blank:
        return False
    if _QUOTE.match(text) and not _QUOTE.match(first.text):
        return True
    if looks_like_log(text):
        return block.has_log or first.mention is not None
    previous = block.lines[-1].text
    word = text.split(None, 1)[0]
    wrapped = width and len(previous) + 1 + len(word) > width and not _SENTENCE_END.search(previous.rstrip())
    return bool(wrapped and text[:1].islower())


def _wrap_width(lines: Sequence[Line]) -> int:
    """Return the width the page was wrapped at, 0 when it was not.

    Wrapped pages have no line beyond 100 characters and several near the longest; free notes do not.
    """
    lengths = sorted(
        (len(line.text) for line in lines if line.text.strip() and not line.comment), reverse=True
    )
    if len(lengths) < 4 or not 56 <= lengths[0] <= 100:
        return 0
    near = sum(1 for length in lengths if length > lengths[0] - 12)
    return lengths[0] if near >= 3 and near >= len(lengths) // 6 else 0
