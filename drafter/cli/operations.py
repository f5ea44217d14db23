"""`drafter keys`, `drafter audit` and `drafter openapi`: what an operator does at the machine of the desk.

These act on the database directly and go on record as "operator"; everybody else uses the API.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import click

from drafter.cli.options import FORMAT, moment
from drafter.service import Service
from drafter.service.actors import ROLE_SCOPES, Actor, scopes_of

DATABASE = click.option("--database", help="sqlite:///file.db or postgresql://... Default: DRAFTER_DATABASE.")
OPERATOR = Actor(person="operator", scopes=scopes_of(("admin",)))


@contextmanager
def opened(database: str | None) -> Iterator[Service]:
    """Open the desk's database for one command. Raises InputError, StoreError."""
    from drafter.settings import load
    from drafter.wiring import wire

    wired = wire(load(database=database))
    try:
        yield wired.service
    finally:
        wired.close()


@click.group(name="keys")
def keys() -> None:
    """Make, list and revoke API keys. A key's secret is shown once, when it is made."""


@keys.command(name="create")
@click.argument("person")
@click.option("--role", "roles", multiple=True, required=True, help=f"Repeatable: {', '.join(ROLE_SCOPES)}.")
@click.option("--expires", metavar="TIME", help="When it stops working, ISO 8601 with a zone.")
@DATABASE
def create(person: str, roles: tuple[str, ...], expires: str | None, database: str | None) -> int:
    """Make a key for PERSON (or a bot) and print its secret."""
    with opened(database) as service:
        made = service.keys.create(
            OPERATOR, person=person, roles=roles, expires_at=moment(expires, "--expires")
        )
    click.echo(made.secret)
    click.echo(f"Key {made.id} for {made.person}. This is the only time its secret is shown.", err=True)
    return 0


@keys.command(name="list")
@DATABASE
@FORMAT
def listed(database: str | None, output: str) -> int:
    """List all keys, without secrets."""
    with opened(database) as service:
        found = service.keys.find(OPERATOR)
    if output == "json":
        click.echo(found.model_dump_json(indent=2))
        return 0
    for key in found.keys:
        state = "revoked" if key.revoked_at else "works"
        used = f"last used {key.last_used_at:%Y-%m-%d %H:%M} UTC" if key.last_used_at else "never used"
        click.echo(f"{key.id}  {state:8} {key.person:20} {', '.join(key.roles):20} {used}")
    return 0


@keys.command(name="revoke")
@click.argument("key_id")
@DATABASE
def revoke(key_id: str, database: str | None) -> int:
    """Stop the key KEY_ID from working."""
    with opened(database) as service:
        gone = service.keys.revoke(OPERATOR, key_id)
    click.echo(f"Key {gone.id} for {gone.person} no longer works.")
    return 0


@click.group(name="audit")
def audit() -> None:
    """Look after the audit record."""


@audit.command(name="verify")
@DATABASE
@FORMAT
def verify(database: str | None, output: str) -> int:
    """Say whether the audit chain is whole. Exit code 1 when an entry was changed, moved or removed."""
    with opened(database) as service:
        report = service.audits.verify(OPERATOR)
    if output == "json":
        click.echo(report.model_dump_json(indent=2))
    elif report.whole:
        click.echo(f"The audit chain is whole: {report.entries} entries.")
    else:
        click.echo(f"The audit chain is broken at entry {report.broken_at}: {report.problem}")
    return int(not report.whole)


@click.command(name="openapi")
def openapi() -> int:
    """Print the OpenAPI 3.1 description of the HTTP API."""
    from drafter.api.app import create_app
    from drafter.settings import Settings

    with TemporaryDirectory() as place, opened(f"sqlite:///{place}/empty.sqlite3") as service:
        click.echo(json.dumps(create_app(service, Settings()).openapi(), indent=2))
    return 0
