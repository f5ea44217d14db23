"""Bringing a database to the current shape, and saying whether it has it."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from drafter.errors import StoreError
from drafter.store.database import READ
from drafter.store.search import WORDS
from drafter.store.store import WRITERS_LOCK, translated
from drafter.store.tables import metadata

FOLDER = Path(__file__).with_name("migrations")


def _config(connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """Return the name of the last step this program knows."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


def current(engine: sa.Engine) -> str | None:
    """Return the last step the database has taken, None for an empty one. Raises StoreError."""
    with translated(), engine.connect().execution_options(**{READ: True}) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: sa.Engine) -> str:
    """Take every step that is missing, each process waiting for the other; return the last one.

    Raises StoreError when a newer program has been at this database.
    """
    refuse_newer(engine)
    if current(engine) == newest():
        return newest()
    with translated(), engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(WRITERS_LOCK)))
        command.upgrade(_config(connection), "head")
    return newest()


def refuse_newer(engine: sa.Engine) -> None:
    """Raise StoreError when the database has taken a step this program does not know."""
    here = current(engine)
    known = {step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions()}
    if here is not None and here not in known:
        raise StoreError(
            f"The database is at step {here!r}, which this program does not know.",
            remedy="Use the newer version of drafter that made it.",
        )


def drift(engine: sa.Engine) -> list[str]:
    """Return how the database differs from the tables the program expects; empty when it does not."""
    with translated(), engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"render_as_batch": True, "include_name": _is_a_table_of_ours}
        )
        return [str(difference) for difference in compare_metadata(context, metadata)]


def _is_a_table_of_ours(name: str | None, kind: str, parents: Any) -> bool:
    """Leave out the index of words, which each database keeps in its own way."""
    return not (kind == "table" and name is not None and name.startswith(WORDS))
