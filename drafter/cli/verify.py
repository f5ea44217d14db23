"""`drafter verify`: what in a text the notes do not support."""

import click

from drafter.cli.findings import show
from drafter.cli.options import calendar_day, moment, notes_options, read_bytes, read_text
from drafter.pipeline import verify


@click.command(name="verify")
@click.argument("text", metavar="TEXT")
@click.option("--notes", "notes_path", required=True, metavar="FILE", help="The scribe's notes.")
@click.option("--audience", "-a", default="status_page", show_default=True, help="Who will read the text.")
@notes_options
def command(
    text: str,
    notes_path: str,
    audience: str,
    map_path: str | None,
    zone: str | None,
    day: str | None,
    as_of: str | None,
    next_update: str | None,
    output: str,
) -> int:
    """Check TEXT (a file, or - for standard input) against the notes.

    Exit code 0 when everything is supported, 1 when something is not.
    """
    findings = verify(
        read_text(text),
        notes=read_bytes(notes_path),
        system_map=read_bytes(map_path) if map_path else None,
        audience=audience,
        as_of=moment(as_of, "--as-of"),
        next_update_at=moment(next_update, "--next-update"),
        zone=zone,
        day=calendar_day(day),
    )
    show(findings, output, "standard input" if text == "-" else text)
    return int(bool(findings))
