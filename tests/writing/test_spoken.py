"""Whole sentences that a note holds for readers are told as they stand."""

from datetime import UTC, datetime

import drafter
from drafter.core.system_map import SystemMap
from drafter.intake.notes import parse_notes

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
START = "All times UTC, 2 March 2026\n10:20 customers cannot upload files\n"


def status(*lines: str) -> str:
    notes = START + "\n".join(f"10:{minute} {text}" for minute, text in enumerate(lines, start=30))
    made = drafter.draft(parse_notes(notes.encode()), SystemMap(), audiences=["status_page"], as_of=AT)
    return made.drafts[0].text


def test_a_plain_sentence_for_readers_is_told() -> None:
    assert "Wards in the north are shown an old list." in status("Wards in the north are shown an old list.")


def test_once_it_is_over_only_what_was_said_since() -> None:
    text = status(
        "Wards in the north are shown an old list.", "uploads work again", "Late parcels leave today."
    )
    assert "old list" not in text


def test_team_talk_a_guess_and_inside_words_are_not() -> None:
    text = status(
        "We looked at the wards in the north.",
        "Maybe wards in the north see an old list.",
        "The kafka consumer in the north is stuck.",
        "wards in the east are shown an old list",
    )
    assert "wards" not in text.lower()
    assert "kafka" not in text
