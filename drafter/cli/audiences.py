"""`drafter audiences`: who an update can be written for."""

import json

import click

from drafter.cli.options import FORMAT
from drafter.core.units import UNIT_NAMES
from drafter.writing.audiences import load_audiences


@click.command(name="audiences")
@FORMAT
def command(output: str) -> int:
    """List the audiences, what each may see, and how long its text may be."""
    shipped = load_audiences()
    if output == "json":
        click.echo(json.dumps([audience.model_dump(mode="json") for audience in shipped.values()], indent=2))
        return 0
    for audience in shipped.values():
        unit = UNIT_NAMES[audience.unit]
        limit = f"at most {audience.max_units} {unit}" if audience.max_units else "no limit"
        click.echo(f"{audience.id:24} {audience.view:10} {limit:40} {audience.reader}")
    return 0
