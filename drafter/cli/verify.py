"""`drafter verify`: what in a text the notes do not support."""

import click

from drafter.cli.findings import show
from drafter.cli.options import calendar_day, moment, notes_options, read_bytes, read_text, system_map_of
from drafter.errors import InputError
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
    written, name = read_text(text), "standard input" if text == "-" else text
    if not written.strip():
        raise InputError("The text is empty.", remedy="Hand in the update to check.", where=name)
    findings = verify(
        written,
        notes=read_bytes(notes_path),
        system_map=system_map_of(map_path),
        audience=audience,
        as_of=moment(as_of, "--as-of"),
        next_update_at=moment(next_update, "--next-update"),
        zone=zone,
        day=calendar_day(day),
    )
    show(findings, output, name)
    return int(bool(findings))
