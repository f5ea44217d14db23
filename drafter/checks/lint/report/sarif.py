"""SARIF 2.1.0 (OASIS), for code scanning pages. Columns count code points, and the log says so."""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

import drafter
from drafter.checks.lint.engine import Result
from drafter.checks.lint.registry import ALL_RULES
from drafter.checks.lint.report import Look
from drafter.checks.lint.report.position import end_of
from drafter.checks.lint.rule import Fix, Rule
from drafter.checks.lint.session import FileResult
from drafter.core.finding import Finding

_LEVELS = {"block": "error", "warn": "warning", "info": "note"}


def _descriptor(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why} Source: {rule.source}."},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.default},
        "properties": {"tags": [rule.kind], "audiences": list(rule.audiences)},
    }


def _region(finding: Finding, result: Result) -> dict[str, Any]:
    end_line, end_column = end_of(result.text, finding)
    return {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": finding.start,
        "charLength": finding.end - finding.start,
        "snippet": {"text": finding.text},
    }


def _fix(fix: Fix, uri: str) -> dict[str, Any]:
    region = {"charOffset": fix.start, "charLength": fix.end - fix.start}
    return {
        "description": {"text": f"Replace by {fix.replacement!r}." if fix.replacement else "Delete."},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": uri},
                "replacements": [{"deletedRegion": region, "insertedContent": {"text": fix.replacement}}],
            }
        ],
    }


def render(files: Iterable[FileResult], look: Look) -> Iterator[str]:
    """Yield one SARIF log."""
    index = {rule.code: number for number, rule in enumerate(ALL_RULES)}
    results: list[dict[str, Any]] = []
    problems: list[dict[str, Any]] = []
    for file in files:
        uri = quote(file.path)
        if file.result is None:
            problems.append({"level": "error", "message": {"text": f"{file.path}: {file.error}"}})
            continue
        for finding, fix in zip(file.result.findings, file.result.fixes, strict=True):
            row = {
                "ruleId": finding.rule,
                "ruleIndex": index[finding.rule],
                "level": _LEVELS[finding.severity],
                "message": {"text": finding.message},
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": {"uri": uri},
                            "region": _region(finding, file.result),
                        }
                    }
                ],
            }
            results.append(row | ({"fixes": [_fix(fix, uri)]} if fix else {}))
    invocation = {"executionSuccessful": not problems, "toolExecutionNotifications": problems}
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "drafter",
                        "version": drafter.__version__,
                        "rules": [_descriptor(rule) for rule in ALL_RULES],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [invocation],
                "results": results,
            }
        ],
    }
    yield json.dumps(log, indent=2, ensure_ascii=False) + "\n"
