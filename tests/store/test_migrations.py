"""Migrations build exactly what the program expects, on both databases, there and back."""

import sqlalchemy as sa
from alembic import command

from drafter.store import schema


def test_migrations_and_tables_agree(engine):
    assert schema.current(engine) is None

    assert schema.upgrade(engine) == schema.newest()

    assert schema.current(engine) == schema.newest()
    assert schema.drift(engine) == []


def test_upgrading_twice_changes_nothing(engine):
    schema.upgrade(engine)

    assert schema.upgrade(engine) == schema.newest()


def test_going_back_leaves_an_empty_database(engine):
    schema.upgrade(engine)

    with engine.begin() as connection:
        command.downgrade(schema._config(connection), "base")

    assert sa.inspect(engine).get_table_names() == ["alembic_version"]
