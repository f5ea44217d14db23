"""Each finding with its source line, the place marked, and what to write instead."""

from collections.abc import Iterable, Iterator

from drafter.checks.lint.engine import Result, mask
from drafter.checks.lint.report import Look
from drafter.checks.lint.report.lines import closing, harmless, head, paint
from drafter.checks.lint.rule import Fix
from drafter.checks.lint.session import FileResult
from drafter.core.finding import Finding

WIDTH = 100  # columns of a source line shown around the place
_LEAD = 40  # of these, how many before it


def _columns(text: str) -> int:
    """Return how many terminal columns `text` takes."""
    if text.isascii():
        return len(text)
    import unicodedata  # only when there is something to look up

    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) != 0 for char in text)


def excerpt(result: Result, finding: Finding) -> tuple[str, str]:
    """Return the source line around a finding and the line that marks the place below it."""
    text = result.text
    start = text.rfind("\n", 0, finding.start) + 1
    end = text.find("\n", finding.start)
    end = len(text) if end == -1 else end
    left, right = start, end
    before = after = ""
    if end - start > WIDTH:
        left = max(start, finding.start - _LEAD)
        right = min(end, left + WIDTH)
        before, after = "…" * (left > start), "…" * (right < end)
    clean = [
        harmless(mask(text, result.secrets, a, b)).replace("\t", " ") for a, b in _parts(left, right, finding)
    ]
    line = before + "".join(clean) + after
    marked = max(1, _columns(clean[1]))
    return line.rstrip(), " " * _columns(before + clean[0]) + "^" * marked


def _parts(left: int, right: int, finding: Finding) -> list[tuple[int, int]]:
    """Return the spans before, in and behind the place, cut to the line."""
    first, last = min(finding.start, right), min(max(finding.end, finding.start), right)
    return [(left, first), (first, last), (last, right)]


def _block(path: str, result: Result, finding: Finding, fix: Fix | None, look: Look) -> str:
    line, marks = excerpt(result, finding)
    number = str(finding.line)
    bar = " " * len(number) + " |"
    rows = [
        head(path, finding, look.colour),
        paint(bar, "dim", look.colour),
        f"{paint(number + ' |', 'dim', look.colour)} {line}",
        f"{paint(bar, 'dim', look.colour)} {paint(marks, finding.severity, look.colour)}",
    ]
    if finding.suggestions:
        kind = " (--fix)" if fix and fix.safe else " (--unsafe-fixes)" if fix else ""
        better = "; ".join(map(repr, finding.suggestions))
        rows.append(f"{paint(bar[:-1] + '=', 'dim', look.colour)} instead: {harmless(better)}{kind}")
    return "\n".join(rows) + "\n\n"


def render(files: Iterable[FileResult], look: Look) -> Iterator[str]:
    """Yield the findings as they come, then the closing line."""
    found: list[Finding] = []
    count = fixable = unsafe = 0
    for file in files:
        if file.result is None:
            continue
        count += 1
        for finding, fix in zip(file.result.findings, file.result.fixes, strict=True):
            found.append(finding)
            fixable += bool(fix and fix.safe)
            unsafe += bool(fix and not fix.safe)
            yield _block(file.path, file.result, finding, fix, look)
    if look.summary:
        yield closing(found, count, fixable, unsafe) + "\n"
