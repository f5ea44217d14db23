"""How commands other than `lint` print findings."""

import json
from collections.abc import Sequence

import click

from drafter.core.finding import Finding


def show(findings: Sequence[Finding], output: str, where: str) -> None:
    """Print findings for people or as a JSON list."""
    if output == "json":
        click.echo(json.dumps([finding.as_dict() for finding in findings], indent=2, ensure_ascii=False))
        return
    for finding in findings:
        lines = ", ".join(map(str, finding.evidence_lines))
        notes = f" (notes {lines})" if lines else ""
        click.echo(
            f"{where}:{finding.line}:{finding.column}: {finding.severity} {finding.rule} {finding.name}: "
            f"{finding.message}{notes}"
        )
    if not findings:
        click.echo("Everything in the text is supported by the notes, the map or the update policy.")
