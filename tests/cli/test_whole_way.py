"""The commands that walk notes to drafts: what they print, and with which exit code."""

import json

import pytest

from drafter.cli.main import main

NOTES = "docs/example/notes.txt"
MAP = ["--map", "docs/example/map.yaml"]


@pytest.fixture(autouse=True)
def in_the_checkout(monkeypatch, root):
    monkeypatch.chdir(root)


def test_a_draft_as_json_has_the_stable_shape(capsys):
    code = main(["draft", NOTES, *MAP, "-a", "status_page", "--format", "json"])
    shape = json.loads(capsys.readouterr().out)

    assert code == 0
    assert set(shape) >= {"stage", "facts", "unknowns", "conflicts", "questions", "drafts"}
    (draft,) = shape["drafts"]
    assert set(draft) >= {
        "audience", "stage", "text", "sentences", "findings", "scores", "next_update_at", "method",
    }  # fmt: skip
    assert all(sentence["text"] in draft["text"] for sentence in draft["sentences"])
    assert "{{" not in draft["text"]


def test_evidence_stands_under_each_sentence(capsys):
    main(["draft", NOTES, *MAP, "-a", "status_page", "--evidence"])
    shown = capsys.readouterr().out

    assert "    [policy] " in shown
    assert "Ask the incident commander" in shown


def test_an_unsupported_text_is_exit_code_one(capsys, tmp_path):
    text = tmp_path / "update.txt"
    text.write_text("Card payments work again for everyone since 14:20 UTC.")
    code = main(["verify", str(text), "--notes", NOTES, *MAP, "--format", "json"])
    findings = json.loads(capsys.readouterr().out)

    assert code == 1
    assert any(finding["severity"] == "block" for finding in findings)
    assert all(set(f) >= {"rule", "start", "end", "message", "evidence_lines"} for f in findings)


def test_a_missing_file_is_one_line_and_exit_code_two(capsys):
    code = main(["draft", "nowhere.txt"])
    said = capsys.readouterr().err

    assert code == 2
    assert said == "drafter: 'nowhere.txt' does not exist. Check the path, or use - for standard input.\n"


def test_an_unknown_audience_names_those_there_are(capsys):
    code = main(["draft", NOTES, "-a", "martians"])

    assert code == 2
    assert "status_page" in capsys.readouterr().err


def test_a_time_without_a_zone_is_refused(capsys):
    code = main(["draft", NOTES, "--as-of", "2026-05-04T14:10"])

    assert code == 2
    assert "Write it like 2026-05-04T14:10Z" in capsys.readouterr().err


def test_the_preparation_sheet_answers_from_the_notes(capsys):
    code = main(["prepare", NOTES, *MAP])
    shown = capsys.readouterr().out

    assert code == 0
    assert "What do customers see?" in shown
    assert "(notes " in shown


def test_a_good_map_has_exit_code_zero(capsys):
    assert main(["map", "check", "docs/example/map.yaml"]) == 0
    assert "1 components, 0 gaps." in capsys.readouterr().out


def test_audiences_are_listed_for_programs_too(capsys):
    main(["audiences", "--format", "json"])

    assert "status_page" in [one["id"] for one in json.loads(capsys.readouterr().out)]
