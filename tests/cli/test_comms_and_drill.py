"""The review and the drill from the command line."""

import json

from drafter.cli.main import main
from drafter.cli.operations import OPERATOR, opened


def test_comms_prints_the_review_for_people_programs_and_printers(tmp_path, capsys):
    database = f"sqlite:///{tmp_path / 'desk.db'}"
    with opened(database) as service:
        incident = service.incidents.declare(OPERATOR, title="Payments <b>fail</b>")

    assert main(["comms", incident.id, "--database", database]) == 0
    assert "# Communication review: Payments" in capsys.readouterr().out

    assert main(["comms", incident.id, "--database", database, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["figures"]["messages"] == 0

    assert main(["comms", incident.id, "--database", database, "--format", "html"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("<!doctype html>")
    assert "<svg" in page
    assert "<b>fail" not in page


def test_edits_says_when_nothing_was_decided_and_answers_programs(tmp_path, capsys):
    database = f"sqlite:///{tmp_path / 'desk.db'}"

    assert main(["edits", "--database", database]) == 0
    assert "Nobody has approved" in capsys.readouterr().out

    assert main(["edits", "--since", "2026-01-01", "--database", database, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["together"]["drafts"] == 0
    assert main(["edits", "--since", "yesterday", "--database", database]) == 2


def test_a_drill_of_nothing_stored_names_the_choice(tmp_path, capsys):
    database = f"sqlite:///{tmp_path / 'drill.db'}"

    assert main(["drill", "no-such-incident", "--port", "0", "--database", database]) == 2

    said = capsys.readouterr().err
    assert "not a shipped incident" in said
    assert "Traceback" not in said
