"""`drafter map`: is the system map right, is it enough, and where does a first one come from?"""

import json

import click

from drafter.cli import map_import
from drafter.cli.options import FORMAT, read_bytes
from drafter.intake.maps import coverage, draw, load_map, map_schema
from drafter.intake.sources import read_source


@click.group(name="map")
def command() -> None:
    """Check a system map, draw it, import one, or print the schema of the format."""


command.add_command(map_import.command)


@command.command(name="check")
@click.argument("path", metavar="MAP")
@click.option("--notes", "notes_path", metavar="FILE", help="Notes to look for unmapped parts in.")
@FORMAT
def check(path: str, notes_path: str | None, output: str) -> int:
    """Say whether MAP loads, and what it leaves a writer without.

    Exit code 0 when nothing is missing, 1 when something is, 2 when the map cannot be read.
    """
    the_map = load_map(read_bytes(path), name=path)
    gaps = coverage(the_map, read_source(read_bytes(notes_path)) if notes_path else None)
    if output == "json":
        click.echo(json.dumps([gap.model_dump(mode="json") for gap in gaps], indent=2, ensure_ascii=False))
    else:
        for gap in gaps:
            click.echo(f"{path}: {gap.where}: {gap.message} {gap.remedy}")
        parts = "1 component" if len(the_map.components) == 1 else f"{len(the_map.components)} components"
        click.echo(f"{parts}, {'1 gap' if len(gaps) == 1 else f'{len(gaps)} gaps'}.")
    return int(bool(gaps))


@command.command(name="draw")
@click.argument("path", metavar="MAP")
def drawing(path: str) -> int:
    """Print MAP as a tree of what depends on what."""
    click.echo(draw(load_map(read_bytes(path), name=path)))
    return 0


@command.command(name="schema")
def schema() -> int:
    """Print the JSON Schema of the map format."""
    click.echo(json.dumps(map_schema(), indent=2))
    return 0
