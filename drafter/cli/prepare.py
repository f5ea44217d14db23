"""`drafter prepare`: what a liaison should know before writing, filled from the notes first."""

import click

from drafter.cli.options import (
    AS_OF,
    DAY,
    FORMAT,
    MAP,
    ZONE,
    calendar_day,
    moment,
    read_bytes,
    system_map_of,
)
from drafter.facts.preparation import Preparation, prepare
from drafter.facts.sheet import build_sheet
from drafter.pipeline import last_moment, read_by, read_map


@click.command(name="prepare")
@click.argument("notes", metavar="NOTES")
@MAP
@ZONE
@DAY
@AS_OF
@FORMAT
def command(
    notes: str, map_path: str | None, zone: str | None, day: str | None, as_of: str | None, output: str
) -> int:
    """Answer from NOTES what happens where, to whom, since when; explain its terms; list what to ask."""
    when = moment(as_of, "--as-of")
    read = read_by(read_bytes(notes), when, zone=zone, day=calendar_day(day))
    the_map = read_map(system_map_of(map_path))
    sheet = build_sheet(read, the_map, as_of=when or last_moment(read))
    found = prepare(sheet, read, the_map)
    click.echo(found.model_dump_json(indent=2) if output == "json" else page(found))
    return 0


def page(found: Preparation) -> str:
    """Return the preparation sheet for people."""
    lines = []
    for answer in found.answers:
        notes = f"  (notes {', '.join(map(str, answer.lines))})" if answer.lines else ""
        lines.append(f"{answer.question}{notes}")
        lines += [f"  - {said}" for said in answer.answers] or ["  - not in the notes"]
    if found.terms:
        lines.append("Terms")
        lines += [f"  - {term.term}: {term.meaning or 'ask what it means'}" for term in found.terms]
    if found.ask:
        lines.append("Ask the incident commander")
        lines += [f"  {number}. {question}" for number, question in enumerate(found.ask, 1)]
    return "\n".join(lines)
