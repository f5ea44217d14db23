"""`drafter db`: bring the database to the current shape, check it, delete what has been kept long enough."""

import json
from datetime import UTC, datetime, timedelta

import click

from drafter.cli.operations import DATABASE, OPERATOR, opened
from drafter.cli.options import FORMAT
from drafter.settings import load
from drafter.store import schema
from drafter.store.database import default_address, open_database


@click.group(name="db")
def command() -> None:
    """Upgrade the database, check its shape, or end the keeping of old incidents."""


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


@command.command(name="retain")
@click.option("--days", required=True, type=click.IntRange(1, 36_500), help="How long to keep what is over.")
@click.option("--dry-run", is_flag=True, help="Say what would be deleted, and delete nothing.")
@DATABASE
@FORMAT
def retain(days: int, dry_run: bool, database: str | None, output: str) -> int:
    """Delete incidents that ended more than so many DAYS ago; run it daily.

    An open incident always stays. The audit keeps that an incident existed and who deleted it, not its words.
    """
    with opened(database) as service:
        over = service.archive.over_since(OPERATOR, datetime.now(UTC) - timedelta(days=days))
        for incident in () if dry_run else over:
            service.archive.delete(OPERATOR, incident.id)
    if output == "json":
        click.echo(json.dumps({"deleted": not dry_run, "incidents": [one.id for one in over]}))
        return 0
    for one in over:
        click.echo(f"{one.id}  ended {one.ended_at:%Y-%m-%d}  {one.title}")
    click.echo(f"{len(over)} {'would be' if dry_run else 'were'} deleted.")
    return 0
