"""`drafter db`: bring the database to the current shape, or say whether it has it."""

import json

import click

from drafter.cli.options import FORMAT
from drafter.settings import load
from drafter.store import schema
from drafter.store.database import default_address, open_database

DATABASE = click.option("--database", help="sqlite:///file.db or postgresql://... Default: DRAFTER_DATABASE.")


@click.group(name="db")
def command() -> None:
    """Upgrade the database, or check its shape."""


@command.command(name="upgrade")
@DATABASE
@FORMAT
def upgrade(database: str | None, output: str) -> int:
    """Take every step that is missing. Safe to run twice, and while others do."""
    engine = open_database(load(database=database).database or default_address())
    try:
        before = schema.current(engine)
        after = schema.upgrade(engine)
    finally:
        engine.dispose()
    if output == "json":
        click.echo(json.dumps({"before": before, "after": after}))
    else:
        click.echo(f"The database was at {before or 'nothing'} and is at {after}.")
    return 0


@command.command(name="check")
@DATABASE
@FORMAT
def check(database: str | None, output: str) -> int:
    """Say whether the database has the shape this program expects; exit code 1 when it has not."""
    engine = open_database(load(database=database).database or default_address())
    try:
        here, newest = schema.current(engine), schema.newest()
        drift = schema.drift(engine) if here == newest else []
    finally:
        engine.dispose()
    fine = here == newest and not drift
    if output == "json":
        click.echo(json.dumps({"at": here, "newest": newest, "drift": drift}))
    elif here != newest:
        click.echo(
            f"The database is at {here or 'nothing'}, the newest step is {newest}. Run `drafter db upgrade`."
        )
    else:
        click.echo(
            "\n".join(drift) if drift else f"The database is at {here}, and every table is as expected."
        )
    return int(not fine)
