"""`drafter lint` as a person, a hook and a build server use it."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from drafter.cli.main import main

BAD = "Some uploads fail since 14:00. We are looking into an issue.\n"
GOOD = (
    "Uploads have been failing for all customers in the EU since 14:00 UTC. We do not yet know the cause. We"
    " are moving uploads to our spare servers. Until then, you can send files by email. Next update at 15:00"
    " UTC.\n"
)
KEY = "AKIA" + "IOSFODNN7EXAMPLE"


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def run(capsys, *argv):
    code = main(["lint", *map(str, argv)])
    out, err = capsys.readouterr()
    return code, out, err


def rules_in(out):
    return {row["rule"] for row in json.loads(out)}


def test_a_bad_update_fails_with_place_words_and_a_closing_line(here, capsys):
    (here / "update.md").write_text(BAD)

    code, out, err = run(capsys, "update.md")

    assert code == 1
    assert "update.md:1:25: block TIM003 time-without-zone:" in out
    assert "^^^^^" in out
    assert out.splitlines()[-1].startswith("Found ")
    assert err == ""


def test_a_good_update_passes(here, capsys):
    (here / "update.md").write_text(GOOD)

    code, out, _ = run(capsys, "update.md", "-f", "json")

    assert [row for row in json.loads(out) if row["severity"] != "info"] == []
    assert code == 0


def test_the_same_json_comes_from_the_library(here, capsys):
    from drafter import lint

    (here / "update.md").write_text(BAD)

    _, out, _ = run(capsys, "update.md", "-f", "json")

    rows = json.loads(out)
    assert [row.pop("path") for row in rows] == ["update.md"] * len(rows)
    assert rows == [finding.as_dict() for finding in lint(BAD)]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--select", "TIM003"], 1),
        (["--select", "CLR012"], 0),
        (["--ignore", "ALL"], 0),
        (["--exit-zero"], 0),
        (["--select", "VAG001", "--fail-on", "block"], 1),
        (["--select", "VAG003", "--fail-on", "block"], 0),
        (["--select", "VAG003", "--fail-on", "info"], 1),
        (["--select", "NOPE"], 2),
        (["--audience", "nobody"], 2),
        (["--stage", "nowhere"], 2),
        (["--now", "noon"], 2),
        (["--format", "yaml"], 2),
        (["--config", "none.toml"], 2),
        (["--unsafe-fixes"], 2),
        (["missing.md"], 2),
    ],
)
def test_exit_codes(here, capsys, options, code):
    (here / "update.md").write_text(BAD)

    assert run(capsys, "update.md", *options)[0] == code


def test_an_unknown_rule_names_the_nearest_one(here, capsys):
    (here / "update.md").write_text(BAD)

    code, _, err = run(capsys, "update.md", "--select", "TIM0003")

    assert code == 2
    assert "Did you mean 'TIM003'?" in err


def test_standard_input_is_linted(here, capsys, monkeypatch):
    done = subprocess.run(
        [sys.executable, "-m", "drafter.cli.main", "lint", "-", "-f", "concise", "-s", "TIM003"],
        input=BAD, capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    assert done.returncode == 1
    assert done.stdout.startswith("<stdin>:1:25: block TIM003")


def test_without_paths_the_folder_is_walked(here, capsys):
    (here / "docs").mkdir()
    (here / "docs" / "a.md").write_text(BAD)
    (here / "b.py").write_text(BAD)

    _, out, _ = run(capsys, "-f", "concise", "-s", "TIM003", "-q")

    assert [line.split(":")[0] for line in out.splitlines()] == ["docs/a.md"]


def test_an_unreadable_file_is_named_and_the_others_are_still_checked(here, capsys):
    (here / "a.md").write_bytes(b"\xff\xfe\xff")
    (here / "b.md").write_text(BAD)

    code, out, err = run(capsys, "a.md", "b.md", "-f", "json", "-s", "TIM003")

    assert code == 2
    assert rules_in(out) == {"TIM003"}
    assert "a.md" in err


def test_the_nearest_configuration_counts_for_each_file(here, capsys):
    (here / "drafter.toml").write_text('[lint]\nselect = ["TIM003"]\n')
    (here / "in").mkdir()
    (here / "in" / "drafter.toml").write_text('[lint]\nselect = ["VAG001"]\n')
    (here / "a.md").write_text(BAD)
    (here / "in" / "b.md").write_text(BAD)

    _, out, _ = run(capsys, "-f", "json")
    _, isolated, _ = run(capsys, "a.md", "-f", "json", "--isolated")

    assert {(row["path"], row["rule"]) for row in json.loads(out)} == {
        ("a.md", "TIM003"),
        ("in/b.md", "VAG001"),
    }
    assert len(rules_in(isolated)) > 2


def test_per_file_settings_and_own_terms_count(here, capsys):
    (here / "drafter.toml").write_text(
        '[lint]\nselect = ["TIM003", "VAG002"]\n'
        '[lint.per-file-ignores]\n"old/*" = ["TIM003"]\n'
        '[lint.terms]\nVAG002 = [{ phrase = "mothership{,s}", better = ["the sign-in page"] }]\n'
        '[lint.severity]\nVAG002 = "info"\n'
    )
    (here / "old").mkdir()
    (here / "old" / "a.md").write_text("The motherships fell at 14:00.\n")

    _, out, _ = run(capsys, "-f", "json")

    (row,) = json.loads(out)
    assert (row["rule"], row["text"], row["suggestions"], row["severity"]) == (
        "VAG002", "motherships", ["the sign-in page"], "info",
    )  # fmt: skip


def test_a_postmortem_is_known_by_its_place_and_front_matter_says_more(here, capsys):
    (here / "postmortems").mkdir()
    (here / "postmortems" / "a.md").write_text("# Review\n\nText.\n")
    (here / "b.md").write_text("---\naudience: executives\nstage: monitoring\n---\nText.\n")

    _, _, err = run(capsys, "-v", "--exit-zero")

    assert "postmortems/a.md: read as postmortem" in err
    assert "b.md: read as executives, stage monitoring" in err


def test_verbose_says_which_rules_lack_their_context(here, capsys):
    (here / "a.md").write_text(GOOD)

    _, _, without = run(capsys, "a.md", "-v")
    _, _, with_now = run(capsys, "a.md", "-v", "--now", "2026-05-04T14:30Z")

    assert "TIM002 next-update-in-past skipped in 1 file: needs --now" in without
    assert "TIM002" not in with_now


@pytest.mark.parametrize("form", ["full", "concise", "json", "json-lines", "github", "sarif", "junit"])
def test_a_secret_is_never_printed(here, capsys, form):
    (here / "a.md").write_text(f"We found an issue with key {KEY} today.\n")

    for options in ([], ["-s", "VAG001"], ["--diff"], ["--statistics"], ["-v"]):
        _, out, err = run(capsys, "a.md", "-f", form, "-s", "ALL", *options)
        assert KEY not in out + err


def test_fixes_are_shown_then_applied(here, capsys):
    path = here / "a.md"
    path.write_bytes(b"Uploads are are failing.\r\n")

    shown, diff, _ = run(capsys, "a.md", "--diff", "-s", "CLR017", "--unsafe-fixes")
    unchanged = path.read_bytes()
    fixed, _, err = run(capsys, "a.md", "--fix", "-s", "CLR017", "--unsafe-fixes")

    assert (shown, fixed) == (1, 0)
    assert "+Uploads are failing." in diff
    assert unchanged == b"Uploads are are failing.\r\n"
    assert path.read_bytes() == b"Uploads are failing.\r\n"
    assert "Mended 1" in err


def test_fixing_standard_input_prints_the_text_alone(here):
    done = subprocess.run(
        [sys.executable, "-m", "drafter.cli.main", "lint", "-", "--fix", "--unsafe-fixes", "-s", "CLR017"],
        input="Uploads are are failing.\n", capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    assert done.stdout == "Uploads are failing.\n"


def test_findings_go_to_a_file_when_asked(here, capsys):
    (here / "a.md").write_text(BAD)

    _, out, _ = run(capsys, "a.md", "-f", "sarif", "-o", "log.sarif")

    assert out == ""
    assert json.loads((here / "log.sarif").read_text())["version"] == "2.1.0"


def test_statistics_count(here, capsys):
    (here / "a.md").write_text(BAD * 2)

    _, out, _ = run(capsys, "a.md", "--statistics", "-s", "TIM003")

    assert out == "2  TIM003  block  time-without-zone\n"


def test_explain_says_why_with_examples(capsys):
    code, out, _ = run(capsys, "--explain", "time-without-zone")

    assert code == 0
    assert out.startswith("TIM003 time-without-zone (block")
    assert "Flagged:" in out


def test_the_command_offers_every_form_there_is():
    from drafter.checks.lint.report import FORMS
    from drafter.cli import lint
    from drafter.core.finding import SEVERITIES

    assert (lint.FORMS, lint.SEVERITIES) == (FORMS, SEVERITIES)


def test_help_names_the_exit_codes(capsys):
    assert main(["lint", "--help"]) == 0
    assert "Exit code 0" in capsys.readouterr().out


def on_terminal(argv, cwd, **env):
    """Run a command with a terminal as its output; return what it wrote there."""
    ours, theirs = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "TERM")}
    process = subprocess.Popen(
        argv, cwd=cwd, stdout=theirs, stderr=subprocess.PIPE, env=environment | {"TERM": "xterm"} | env
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux ends a terminal so
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    process.communicate(timeout=60)
    return seen


def test_colour_comes_on_a_terminal_only_and_no_color_is_heard(here):
    (here / "a.md").write_text(BAD)
    root = Path(__file__).resolve().parents[2]
    argv = [sys.executable, "-m", "drafter.cli.main", "lint", "a.md"]
    env = {"PYTHONPATH": str(root)}

    assert b"\x1b[" in on_terminal(argv, here, **env)
    assert b"\x1b[" not in on_terminal(argv, here, NO_COLOR="1", **env)
    assert (
        b"\x1b["
        not in subprocess.run(argv, capture_output=True, cwd=here, env=os.environ | env, timeout=60).stdout
    )


def test_rules_are_listed_and_explained(capsys):
    assert main(["rules"]) == 0
    listed = capsys.readouterr().out
    assert main(["rules", "TIM003", "--format", "json"]) == 0
    (rule,) = json.loads(capsys.readouterr().out)

    assert "TIM003  time-without-zone" in listed
    assert rule["name"] == "time-without-zone"
    assert len(rule["flags"]) >= 3
    assert main(["rules", "TIM9"]) == 2
