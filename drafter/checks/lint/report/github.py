"""Workflow commands that put findings beside the changed lines of a pull request."""

from collections.abc import Iterable, Iterator

from drafter.checks.lint.report import Look
from drafter.checks.lint.report.position import end_of
from drafter.checks.lint.session import FileResult

_LEVELS = {"block": "error", "warn": "warning", "info": "notice"}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def render(files: Iterable[FileResult], look: Look) -> Iterator[str]:
    """Yield one command a finding; columns count from 1, the end column is the last one marked."""
    for file in files:
        if file.result is None:
            continue
        for finding in file.result.findings:
            end_line, end_column = end_of(file.result.text, finding)
            place = f"file={_property(file.path)},line={finding.line},endLine={end_line}"
            if end_line == finding.line:  # columns of different lines are refused
                place += f",col={finding.column},endColumn={max(finding.column, end_column - 1)}"
            title = _property(f"{finding.rule} {finding.name}")
            yield f"::{_LEVELS[finding.severity]} {place},title={title}::{_data(finding.message)}\n"
