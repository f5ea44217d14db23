"""The two programs that measure the writer, on one small incident."""

import importlib.util
import json
from types import ModuleType

import pytest

NOTES = """2026-05-04 14:00 UTC - users report that the shop does not load
2026-05-04 14:04 UTC - Priya restarted web-7
2026-05-04 14:06 UTC - that did not help
2026-05-04 14:20 UTC - rollback completed, the shop loads again
2026-05-04 14:40 UTC - incident resolved
"""
MAP = "components:\n- id: web\n  customer_name: the shop\n  symptoms:\n  - does not load\n"


def program(root, name) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"bench_{name}", root / "bench" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def incidents(tmp_path):
    folder = tmp_path / "incidents" / "shop"
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text(NOTES)
    (folder / "system_map.yaml").write_text(MAP)
    (folder / "published.md").write_text(
        "# Published updates, in order\n\n"
        "## 2026-05-04T14:10:00Z - status page update\n\nWe are investigating an issue.\n\n"
        "## 2026-05-04T14:50:00Z - status page update\n\nThis is fixed.\n\nSource: here\n"
    )
    return folder.parent


def test_replay_prints_one_object_with_the_published_keys(root, incidents, capsys, monkeypatch):
    replay = program(root, "replay")
    monkeypatch.setattr("sys.argv", ["replay.py", str(incidents), "--json"])

    assert replay.main() == 0
    figures = json.loads(capsys.readouterr().out)

    assert {
        "incidents", "drafts", "crashes", "blocked_drafts", "leaked_drafts", "raised_suspicions",
        "slots_filled", "symptom_first_mapped", "key_facts_cited", "max_sameness", "ms_per_update",
    } <= set(figures)  # fmt: skip
    assert figures["drafts"] == 5 * 9
    assert (figures["crashes"], figures["leaked_drafts"], figures["raised_suspicions"]) == (0, 0, 0)
    assert (figures["slots_filled"], figures["symptom_first_mapped"]) == (1.0, 1.0)


def test_replay_finds_a_leak_the_writer_would_not_make(root, incidents):
    replay = program(root, "replay")
    notes, system_map = replay.read(incidents / "shop")
    search = replay.internal_words(notes, system_map)

    assert search.search("We restarted web-7.")
    assert not search.search("We restarted the shop.")


def test_a_folder_without_incidents_is_a_usage_error(root, tmp_path, capsys, monkeypatch):
    replay = program(root, "replay")
    monkeypatch.setattr("sys.argv", ["replay.py", str(tmp_path)])

    assert replay.main() == 2
    assert "notes.txt" in capsys.readouterr().err


def test_the_comparison_hides_whose_text_is_whose_and_keeps_the_key_apart(
    root, incidents, tmp_path, monkeypatch
):
    compare = program(root, "compare_published")
    monkeypatch.setattr("sys.argv", ["compare_published.py", str(incidents), "--output", str(tmp_path)])

    assert compare.main() == 0
    page = (tmp_path / "compare.md").read_text()
    key = json.loads((tmp_path / "compare_key.json").read_text())

    assert "We are investigating an issue." in page
    assert "does not load" in page
    assert "ours" not in page
    assert [entry["ours"] in ("A", "B") for entry in key] == [True, True]
