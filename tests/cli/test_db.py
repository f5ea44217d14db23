"""`drafter db` says where a database is and brings it to where it should be."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from drafter.cli.main import main
from drafter.cli.operations import OPERATOR, opened
from drafter.service.incidents import IncidentChanges


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


def test_what_is_over_for_long_enough_is_deleted_and_nothing_else(address, capsys):
    long_ago = datetime.now(UTC) - timedelta(days=400)
    with opened(address) as service:
        ids = {}
        for title, state, ended in [
            ("old", "closed", long_ago),
            ("old and open", "open", None),
            ("new", "resolved", datetime.now(UTC) - timedelta(days=3)),
        ]:
            made = service.incidents.declare(OPERATOR, title=title, declared_at=long_ago)
            ids[title] = made.id
            if ended:
                changes = IncidentChanges(state=state, ended_at=ended)
                service.incidents.change(OPERATOR, made.id, changes)

    command = ["db", "retain", "--days", "365", "--database", address]
    assert main([*command, "--dry-run"]) == 0
    assert "1 would be deleted" in capsys.readouterr().out
    assert main([*command, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"deleted": True, "incidents": [ids["old"]]}

    with opened(address) as service:
        left = {one.title for one in service.incidents.find(OPERATOR).items}
        (entry,) = service.audits.find(OPERATOR, incident_id=ids["old"], action="incident.deleted").items
    assert left == {"old and open", "new"}
    assert entry.who == "operator"
