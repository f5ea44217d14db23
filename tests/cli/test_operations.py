"""Keys, the audit chain and the API's description, from the command line."""

import json
import sqlite3

import pytest

from drafter.cli.main import main


@pytest.fixture
def database(tmp_path):
    return f"sqlite:///{tmp_path / 'desk.sqlite3'}"


def test_a_key_is_made_listed_and_revoked(database, capsys):
    assert main(["keys", "create", "Ada", "--role", "liaison", "--database", database]) == 0
    secret = capsys.readouterr().out.strip()
    assert secret.startswith("drk_")

    main(["keys", "list", "--database", database, "--format", "json"])
    (key,) = json.loads(capsys.readouterr().out)["keys"]
    assert key["person"] == "Ada"
    assert secret not in json.dumps(key)

    assert main(["keys", "revoke", key["id"], "--database", database]) == 0
    capsys.readouterr()
    main(["keys", "list", "--database", database])
    assert "revoked" in capsys.readouterr().out


def test_an_unknown_role_is_refused(database, capsys):
    assert main(["keys", "create", "Ada", "--role", "king", "--database", database]) == 2
    assert "liaison" in capsys.readouterr().err


def test_a_changed_audit_entry_breaks_the_chain(database, capsys, tmp_path):
    main(["keys", "create", "Ada", "--role", "viewer", "--database", database])
    main(["keys", "create", "Bo", "--role", "viewer", "--database", database])
    assert main(["audit", "verify", "--database", database]) == 0

    with sqlite3.connect(tmp_path / "desk.sqlite3") as changed:
        for (name,) in changed.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
            changed.execute(f"DROP TRIGGER {name}")
        changed.execute("UPDATE audit SET who = 'somebody' WHERE seq = 1")
    changed.close()

    capsys.readouterr()
    assert main(["audit", "verify", "--database", database]) == 1
    assert "broken at entry 1" in capsys.readouterr().out


def test_the_description_names_every_route_under_v1(capsys):
    assert main(["openapi"]) == 0
    description = json.loads(capsys.readouterr().out)

    assert description["openapi"].startswith("3.1")
    assert "/v1/incidents" in description["paths"]
