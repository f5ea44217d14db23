"""One JSON object a line and finding, as they come."""

import json
from collections.abc import Iterable, Iterator

from drafter.checks.lint.report import Look
from drafter.checks.lint.session import FileResult


def render(files: Iterable[FileResult], look: Look) -> Iterator[str]:
    """Yield the findings as they come; the shape is the stable one, led by `path`."""
    for file in files:
        for finding in file.result.findings if file.result is not None else ():
            yield json.dumps({"path": file.path, **finding.as_dict()}, ensure_ascii=False) + "\n"
