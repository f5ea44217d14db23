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
    assert "1 component, 0 gaps." in capsys.readouterr().out


def test_a_severity_in_the_notes_is_no_part_that_the_map_lacks(capsys):
    assert main(["map", "check", "docs/example/map.yaml", "--notes", NOTES]) == 0
    assert "SEV1" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "command", [["draft", NOTES], ["verify", NOTES, "--notes", NOTES], ["prepare", NOTES]]
)
def test_what_is_wrong_with_a_map_is_told_under_the_files_own_name(capsys, tmp_path, command):
    (tmp_path / "shop.yaml").write_text("components:\n- id: a\n  custmer_name: x\n")

    code = main([*command, "--map", str(tmp_path / "shop.yaml")])

    assert code == 2
    assert "shop.yaml line 3, components[0]: 'custmer_name' is not a key" in capsys.readouterr().err


def test_an_empty_text_is_not_called_supported(capsys, tmp_path):
    (tmp_path / "update.txt").write_text(" \n")

    code = main(["verify", str(tmp_path / "update.txt"), "--notes", NOTES])

    assert code == 2
    assert "The text is empty." in capsys.readouterr().err


def test_limits_are_told_in_words(capsys):
    main(["audiences"])
    shown = capsys.readouterr().out

    assert "at most 160 SMS characters" in shown
    assert "gsm7" not in shown


def test_audiences_are_listed_for_programs_too(capsys):
    main(["audiences", "--format", "json"])

    assert "status_page" in [one["id"] for one in json.loads(capsys.readouterr().out)]
