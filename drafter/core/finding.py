"""A finding: one place in a text, what is wrong there, and what to write instead.

Standard library only: `drafter lint` must start without pydantic.
"""

from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["block", "warn", "info"]
SEVERITIES: tuple[Severity, ...] = ("block", "warn", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of one rule.

    `start` and `end` are a half-open span of code points in the checked text; `line` and `column` count
    from 1. `message` quotes the words and says what to do. `evidence_lines` are the numbers of the notes
    that show the fault, empty for rules that read only the text.
    """

    rule: str
    name: str
    severity: Severity
    start: int
    end: int
    line: int
    column: int
    text: str
    message: str
    suggestions: tuple[str, ...] = ()
    evidence_lines: tuple[int, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the stable JSON shape; tuples become lists."""
        shape = {name: getattr(self, name) for name in self.__slots__}
        shape["suggestions"] = list(self.suggestions)
        shape["evidence_lines"] = list(self.evidence_lines)
        return shape


def line_starts(text: str) -> list[int]:
    """Return the offset at which each line of `text` begins; only "\\n" ends a line."""
    starts = [0]
    position = text.find("\n")
    while position != -1:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    return starts
