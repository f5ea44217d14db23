"""`drafter rewrite`: one report, or a folder that can be stopped at any moment and goes on."""

import json
import signal
import subprocess
import sys
import time

import pytest

from drafter.cli.main import main
from drafter.cli.rewrite import worth
from drafter.cli.rewrite_folder import Plan, shares
from drafter.core.system_map import SystemMap
from drafter.jobs.crew import FEW

REPORT = "# Outage on 4 May 2026\n\n## Impact\n\nCustomers could not pay for {n} minutes.\n"


@pytest.fixture
def folder(tmp_path):
    source = tmp_path / "reports"
    (source / "2026").mkdir(parents=True)
    (source / "a.md").write_text(REPORT.format(n=11))
    (source / "2026" / "b.txt").write_text(REPORT.format(n=12))
    (source / "picture.md").write_bytes(b"\x89PNG\r\n\x1a\n")
    (source / "notes.csv").write_text("not a report")
    return source


def test_one_report_goes_to_standard_output_and_what_is_beside_it_to_standard_error(folder, capsys):
    assert main(["rewrite", str(folder / "a.md")]) == 0

    printed = capsys.readouterr()
    assert "Customers could not pay for 11 minutes." in printed.out
    assert "questions to answer" in printed.err


def test_json_holds_everything(folder, capsys):
    assert main(["rewrite", str(folder / "a.md"), "--format", "json", "-q"]) == 0

    made = json.loads(capsys.readouterr().out)
    assert {
        "text",
        "sentences",
        "removals",
        "figures",
        "commitments",
        "gaps",
        "before",
        "after",
    } <= made.keys()


def test_a_folder_gives_results_a_report_and_says_which_file_failed(folder, tmp_path, capsys):
    out = tmp_path / "out"

    assert main(["rewrite", str(folder), "-o", str(out)]) == 1

    report = json.loads((out / "report.json").read_text())
    by = {row["name"]: row for row in report["documents"]}
    assert report["sums"]["done"] == 2
    assert by["picture.md"]["state"] == "failed"
    assert "PNG" in by["picture.md"]["error"]
    assert "11 minutes" in (out / "a.md").read_text()
    assert "12 minutes" in (out / "2026" / "b.txt.md").read_text()
    assert json.loads((out / "a.json").read_text())["figures"]
    page = (out / "report.html").read_text()
    assert "picture.md" in page
    assert 'href="a.md"' in page
    assert "2 of 3 rewritten, 1 failed" in capsys.readouterr().out


def test_what_is_done_is_not_done_again_and_what_changed_is(folder, tmp_path):
    out = tmp_path / "out"
    main(["rewrite", str(folder), "-o", str(out), "-q"])
    before = (out / "a.md").stat().st_mtime_ns, (out / "2026" / "b.txt.md").stat().st_mtime_ns
    (folder / "a.md").write_text(REPORT.format(n=99))
    (folder / "picture.md").unlink()

    assert main(["rewrite", str(folder), "-o", str(out), "-q"]) == 0

    assert "99 minutes" in (out / "a.md").read_text()
    assert (out / "2026" / "b.txt.md").stat().st_mtime_ns == before[1]
    assert json.loads((out / "report.json").read_text())["sums"]["documents"] == 2


def test_a_question_answered_in_the_result_is_no_longer_counted(folder, tmp_path, capsys):
    out = tmp_path / "out"
    main(["rewrite", str(folder), "-o", str(out), "-q", "--format", "json"])
    asked = json.loads(capsys.readouterr().out)["questions"]
    made = json.loads((out / "a.json").read_text())
    (out / "a.md").write_text((out / "a.md").read_text().replace(made["gaps"][0]["question"], "All of them."))

    main(["rewrite", str(folder), "-o", str(out), "-q", "--format", "json"])

    assert json.loads(capsys.readouterr().out)["questions"] == asked - 1
    assert json.loads((out / "report.json").read_text())["sums"]["questions"] == asked - 1


def test_another_map_means_everything_anew(folder, tmp_path):
    out = tmp_path / "out"
    main(["rewrite", str(folder), "-o", str(out), "-q"])
    the_map = tmp_path / "map.yaml"
    the_map.write_text("contact: help@shop.example\n")

    main(["rewrite", str(folder), "-o", str(out), "-q", "--map", str(the_map)])

    assert "help@shop.example" in (out / "a.md").read_text()


def test_a_dry_run_counts_and_writes_nothing(folder, tmp_path, capsys):
    out = tmp_path / "out"

    assert main(["rewrite", str(folder), "-o", str(out), "--dry-run"]) == 0

    assert "3 documents" in capsys.readouterr().out
    assert not out.exists()


def test_a_dry_run_with_a_model_says_what_it_would_cost_and_asks_nothing(folder, tmp_path, capsys):
    nowhere = ["--with-model", "--base-url", "http://127.0.0.1:1/v1", "--model", "m", "--price", "2.5/10"]
    command = ["rewrite", str(folder), "-o", str(tmp_path / "out"), "--dry-run", *nowhere]

    assert main([*command, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["documents"], found["calls"]) == (3, 2)
    assert 200 < found["tokens_in"] / 2 < 2_000
    expected = (found["tokens_in"] * 2.5 + found["tokens_out_at_most"] * 10) / 1e6
    assert found["cost_at_most"] == pytest.approx(expected)
    assert main(command) == 0
    assert "2 calls, about" in capsys.readouterr().out
    assert main(["rewrite", str(folder / "a.md"), "--dry-run", *nowhere]) == 0
    assert "nothing was written" in capsys.readouterr().err


def test_a_folder_needs_a_place_for_its_results(folder, capsys):
    assert main(["rewrite", str(folder)]) == 2
    assert "-o OUT" in capsys.readouterr().err


def test_an_empty_folder_is_an_error(tmp_path, capsys):
    assert main(["rewrite", str(tmp_path), "-o", str(tmp_path / "out")]) == 2
    assert "no document" in capsys.readouterr().err


def killed_midway(tmp_path, documents, *more):
    """Begin to rewrite a folder and end it with signal 9 after some of it; return command and output."""
    source, out = tmp_path / "reports", tmp_path / "out"
    source.mkdir()
    for n in range(documents):
        (source / f"{n:03}.md").write_text(REPORT.format(n=n) * 4)
    command = [sys.executable, "-m", "drafter.cli.main", "rewrite", str(source), "-o", str(out), "-q", *more]
    running = subprocess.Popen(command)
    deadline = time.monotonic() + 60
    while len(list(out.glob("*.md"))) < 20 and time.monotonic() < deadline:
        time.sleep(0.05)
    running.send_signal(signal.SIGKILL)
    running.wait()
    return command, out


def written(out):
    return {path.name: path.stat().st_mtime_ns for path in out.glob("*.md")}


def goes_on(command, out, documents, finished):
    """Run it again: everything is done, and at most what was in flight is done twice."""
    assert 20 <= len(finished) < documents
    assert subprocess.run(command, check=False).returncode == 0

    sums = json.loads((out / "report.json").read_text())["sums"]
    assert sums["done"] == len(written(out)) == documents
    assert sums["repeated"] <= 4
    assert sum(written(out)[name] != when for name, when in finished.items()) <= 4
    return sums


def test_a_killed_run_goes_on_and_loses_nothing(tmp_path):
    command, out = killed_midway(tmp_path, 300)

    sums = goes_on(command, out, 300, written(out))

    assert not list(out.glob(".*.part")) or sums["repeated"] > 0


def test_a_killed_crew_ends_with_its_starter_and_the_next_run_goes_on(tmp_path):
    command, out = killed_midway(tmp_path, 200, "--processes", "2")
    time.sleep(1)
    finished = written(out)
    time.sleep(1)
    assert set(written(out)) == set(finished)  # nobody works on unseen

    goes_on(command, out, 200, finished)


def test_a_crew_writes_what_one_process_writes(tmp_path):
    source = tmp_path / "reports"
    source.mkdir()
    for n in range(6):
        (source / f"{n}.md").write_text(REPORT.format(n=n))

    results = []
    for processes in ("1", "2"):
        out = tmp_path / processes
        assert main(["rewrite", str(source), "-o", str(out), "-q", "--processes", processes]) == 0
        results.append({path.name: path.read_text() for path in out.glob("[0-9]*")})
    assert results[0] == results[1]
    assert len(results[0]) == 12


def test_each_process_gets_its_share_and_together_no_more_than_was_asked_for(tmp_path):
    plan = Plan(
        folder=tmp_path, target="out", system_map=SystemMap(), with_model=False, endpoint={"name": None},
        deadline_s=60, concurrency=7, per_minute=100,
    )  # fmt: skip

    found = shares(plan, 3)

    assert [one.concurrency for one in found] == [3, 2, 2]
    assert sum(one.per_minute for one in found) <= 100


def test_only_a_folder_of_many_documents_is_worth_loading_more_processes(tmp_path, monkeypatch):
    monkeypatch.setattr("drafter.cli.rewrite.processors", lambda: 4)
    for n in range(FEW - 1):
        (tmp_path / f"{n}.md").write_text("x")
    assert worth(tmp_path) == 1

    (tmp_path / "one-more.md").write_text("x")
    assert worth(tmp_path) == 4


def test_a_damaged_pdf_is_one_line_with_what_to_do(capfd, tmp_path):
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")

    assert main(["rewrite", str(tmp_path / "report.pdf")]) == 2
    told = capfd.readouterr().err.splitlines()
    assert told == [
        "drafter: report.pdf: The PDF is damaged or locked. Open it, save it anew without a password."
    ]
