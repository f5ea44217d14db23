"""A JSON list of findings, each with the path it stands in."""

import json
from collections.abc import Iterable, Iterator

from drafter.checks.lint.report import Look
from drafter.checks.lint.session import FileResult


def render(files: Iterable[FileResult], look: Look) -> Iterator[str]:
    """Yield one JSON list; the shape of a finding is the stable one, led by `path`."""
    rows = [
        {"path": file.path, **finding.as_dict()}
        for file in files
        if file.result is not None
        for finding in file.result.findings
    ]
    yield json.dumps(rows, indent=2, ensure_ascii=False) + "\n"
