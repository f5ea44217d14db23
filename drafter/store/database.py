"""Opening a database: SQLite in WAL mode by default, PostgreSQL through psycopg.

SQLite is driven with its own transactions: the driver's are off, a writer begins with BEGIN IMMEDIATE so
that it waits for its turn instead of failing half way, and every commit reaches the disk (synchronous=FULL).
"""

import os
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from drafter.errors import InputError, StoreError

BUSY_TIMEOUT_MS = 10_000
READ = "drafter_read"  # execution option of a connection that only reads


def open_database(url: str) -> sa.Engine:
    """Return an engine for `url` ("sqlite:///path", "postgresql://..."). Nothing is connected yet.

    Raises InputError for an address that is not one, StoreError when the driver is not installed.
    """
    try:
        address = make_url(url)
    except ArgumentError:
        raise InputError(
            "The database address cannot be read.",
            remedy="Write sqlite:///drafter.db or postgresql://user@host/name in DRAFTER_DATABASE.",
            where="DRAFTER_DATABASE",
        ) from None
    kind = address.get_backend_name()
    if kind == "sqlite":
        return _sqlite(address)
    if kind == "postgresql":
        return _postgresql(address.set(drivername="postgresql+psycopg"))
    raise InputError(
        f"{kind!r} databases are not supported.",
        remedy="Use sqlite:///drafter.db or postgresql://user@host/name.",
        where="DRAFTER_DATABASE",
    )


def _sqlite(address: sa.URL) -> sa.Engine:
    options: dict[str, Any] = {}
    if address.database in (None, "", ":memory:"):
        options["poolclass"] = sa.StaticPool
    else:
        folder = Path(str(address.database)).parent
        if not folder.is_dir():
            raise InputError(
                f"The folder {str(folder)!r} for the database does not exist.",
                remedy="Make the folder, or name another file in DRAFTER_DATABASE.",
                where="DRAFTER_DATABASE",
            )
        options.update(pool_size=10, max_overflow=30)
    engine = sa.create_engine(
        address, connect_args={"isolation_level": None, "check_same_thread": False}, **options
    )

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        reads = connection.get_execution_options().get(READ, False)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def _postgresql(address: sa.URL) -> sa.Engine:
    try:
        return sa.create_engine(
            address,
            pool_size=10,
            max_overflow=30,
            pool_pre_ping=True,
            pool_timeout=10,
            connect_args={"connect_timeout": 5, "options": "-c timezone=UTC -c statement_timeout=30000"},
        )
    except ModuleNotFoundError:
        raise StoreError(
            "The PostgreSQL driver is not installed.", remedy="Install it: pip install 'drafter[postgres]'."
        ) from None


def default_address() -> str:
    """Return the address of the database a person gets who names none: a file in the user's data folder."""
    base = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))
    folder = base / "drafter"
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{folder / 'drafter.db'}"
