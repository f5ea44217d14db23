"""What the text forms share: harmless characters, colour, the closing line."""

from collections import Counter
from collections.abc import Iterable

from drafter.core.finding import SEVERITIES, Finding

# Characters that would move the cursor, change colours or turn the reading direction of a terminal.
_HARMFUL = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "�")
_HARMFUL |= dict.fromkeys((*range(8234, 8239), *range(8294, 8298), 8206, 8207), "�")
COLOURS = {"block": "\x1b[1;31m", "warn": "\x1b[33m", "info": "\x1b[36m", "bold": "\x1b[1m", "dim": "\x1b[2m"}


def harmless(text: str) -> str:
    """Return `text` on one line and without control characters."""
    return text.replace("\r", "").replace("\n", " ").translate(_HARMFUL)


def paint(text: str, colour: str, on: bool) -> str:
    """Return `text` in a colour of COLOURS when `on`."""
    return f"{COLOURS[colour]}{text}\x1b[0m" if on else text


def head(path: str, finding: Finding, colour: bool) -> str:
    """Return the line that places and words a finding."""
    place = paint(f"{path}:{finding.line}:{finding.column}:", "bold", colour)
    level = paint(f"{finding.severity} {finding.rule}", finding.severity, colour)
    return f"{place} {level} {finding.name}: {harmless(finding.message)}"


def closing(findings: Iterable[Finding], files: int, fixable: int, unsafe: int) -> str:
    """Return the last line of a text form: how many of what."""
    counts = Counter(finding.severity for finding in findings)
    total = sum(counts.values())
    where = f"{files} file{'s' * (files != 1)}"
    if not total:
        return f"Nothing found in {where}."
    parts = ", ".join(f"{counts[level]} {level}" for level in SEVERITIES if counts[level])
    line = f"Found {total} finding{'s' * (total != 1)} in {where}: {parts}."
    if fixable:
        line += f" --fix mends {fixable}."
    if unsafe:
        line += f" --unsafe-fixes mends {unsafe}{' more' * bool(fixable)}."
    return line
