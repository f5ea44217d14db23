"""One line a finding: path:line:column: severity CODE name: message."""

from collections.abc import Iterable, Iterator

from drafter.checks.lint.report import Look
from drafter.checks.lint.report.lines import closing, head
from drafter.checks.lint.session import FileResult
from drafter.core.finding import Finding


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
            yield head(file.path, finding, look.colour) + "\n"
    if look.summary:
        yield closing(found, count, fixable, unsafe) + "\n"
