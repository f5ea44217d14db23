"""What was done, known by its words, and that an act readers have words for may be told outside."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

import drafter.writing
from drafter.core.system_map import SystemMap
from drafter.facts.acts import act_of, done_now
from drafter.facts.language import DATA
from drafter.facts.phrases import read_rows
from drafter.facts.sheet import build_sheet
from drafter.intake.notes import parse_notes


def visibility(words: str) -> str:
    notes = f"2026-03-02 10:00Z uploads fail for customers\n2026-03-02 10:10Z {words}\n".encode()
    sheet = build_sheet(parse_notes(notes), SystemMap(), as_of=datetime(2026, 3, 2, 12, tzinfo=UTC))
    return sheet.facts[-1].visibility


def test_every_class_of_acts_has_words_for_readers_and_the_other_way_round() -> None:
    written = Path(drafter.writing.__file__).parent / "data" / "en" / "actions.toml"
    phrases = [row["id"] for row in tomllib.loads(written.read_text(encoding="utf-8"))["action"]]
    known = [row[0] for row in read_rows(DATA / "en" / "acts.tsv")]

    assert sorted(known) == sorted(phrases)
    assert len(set(known)) == len(known)


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("rolled the release back", "rollback"),
        ("swapped the disk", "replace"),
        ("two pairs are swapped again", ""),
        ("the page says \"account blocked\"", ""),
        ("blocked orders were shown again", ""),
        ("blocked the address it came from", "block"),
        ("status page set back to operational", ""),
        ("set back the limit", "undo"),
        ("turned it off because the rollback hung", "off"),
        ("took node 7 out of rotation", "out_of_use"),
        ("put the old config back", "undo"),
        ("Standby: licence file is out of date", ""),
        ("moved all writes to the standby", "reroute"),
        ("running on the standby now", "failover"),
    ],
)  # fmt: skip
def test_an_act_is_known_by_its_words(words: str, act: str) -> None:
    found = act_of(words)
    assert (found.id if found else "") == act


def test_what_was_not_done_or_had_been_done_before_comes_off() -> None:
    assert "revert" not in done_now("disabled the cleaner without reverting other changes")
    assert done_now("The disk had been replaced in May, restarted it") == "the disk restarted it"


def test_an_act_with_words_for_readers_is_public_and_a_mere_look_is_not() -> None:
    assert visibility("Ann rolled back the kubelet configmap on node-7") == "public"
    assert visibility("Ann checked the logs of the kubelet on node-7") == "internal"
