"""How often each rule spoke, the most frequent first."""

import json
from collections import Counter
from collections.abc import Iterable

from drafter.checks.lint.session import FileResult
from drafter.core.finding import Finding


def render(files: Iterable[FileResult], *, as_json: bool = False) -> str:
    """Return the counts as a table for people, or as a list of {rule, name, severity, count, fixable}."""
    counts: Counter[str] = Counter()
    fixable: Counter[str] = Counter()
    sample: dict[str, Finding] = {}
    for file in files:
        if file.result is None:
            continue
        for finding, fix in zip(file.result.findings, file.result.fixes, strict=True):
            counts[finding.rule] += 1
            fixable[finding.rule] += bool(fix)
            sample.setdefault(finding.rule, finding)
    rows = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if as_json:
        shape = [
            {
                "rule": code,
                "name": sample[code].name,
                "severity": sample[code].severity,
                "count": count,
                "fixable": fixable[code],
            }
            for code, count in rows
        ]
        return json.dumps(shape, indent=2) + "\n"
    if not rows:
        return "Nothing found.\n"
    width = len(str(rows[0][1]))
    lines = [
        f"{count:>{width}}  {code}  {sample[code].severity:<5}  {sample[code].name}"
        + (f"  ({fixable[code]} with a fix)" if fixable[code] else "")
        for code, count in rows
    ]
    return "\n".join(lines) + "\n"
