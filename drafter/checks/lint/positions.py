"""Code points to editor positions and back."""

from bisect import bisect_right

from lsprotocol import types


class Positions:
    """The lines of one text, counted as the protocol does: \\n, \\r\\n and \\r end a line.

    `encoding` is "utf-16", "utf-8" or "utf-32": the unit that characters within a line are counted in.
    """

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self._text = text
        self._encoding = encoding
        self._starts = [0]
        at = 0
        while at < len(text):
            char = text[at]
            at += 1
            if char == "\n" or (char == "\r" and text[at : at + 1] != "\n"):
                self._starts.append(at)

    def _units(self, text: str) -> int:
        if self._encoding == "utf-32" or text.isascii():
            return len(text)
        if self._encoding == "utf-8":
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text) + sum(char > "\uffff" for char in text)

    def position(self, offset: int) -> types.Position:
        """Return the position of a code point."""
        offset = min(max(offset, 0), len(self._text))
        line = bisect_right(self._starts, offset) - 1
        return types.Position(line, self._units(self._text[self._starts[line] : offset]))

    def offset(self, position: types.Position) -> int:
        """Return the code point at a position; one beyond the end of its line is the end of the line."""
        if position.line >= len(self._starts):
            return len(self._text)
        start = self._starts[position.line]
        following = (
            self._starts[position.line + 1] if position.line + 1 < len(self._starts) else len(self._text)
        )
        line = self._text[start:following].rstrip("\r\n")
        units = 0
        for index, char in enumerate(line):
            if units >= position.character:
                return start + index
            units += self._units(char)
        return start + len(line)
