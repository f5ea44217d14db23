"""`drafter db` says where a database is and brings it to where it should be."""

import json

import pytest

from drafter.cli.main import main


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path / 'drafter.db'}"


def test_a_fresh_database_is_told_what_to_do_and_then_is_fine(address, capsys):
    assert main(["db", "check", "--database", address]) == 1
    assert "drafter db upgrade" in capsys.readouterr().out

    assert main(["db", "upgrade", "--database", address, "--format", "json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert done["before"] is None

    assert main(["db", "check", "--database", address, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"at": done["after"], "newest": done["after"], "drift": []}


@pytest.mark.parametrize("address", ["mysql://host/x", "nonsense", "sqlite:////nowhere/at/all.db"])
def test_an_address_that_cannot_be_used_is_one_clear_line(address, capsys):
    assert main(["db", "check", "--database", address]) == 2

    said = capsys.readouterr().err
    assert "DRAFTER_DATABASE" in said
    assert "Traceback" not in said
