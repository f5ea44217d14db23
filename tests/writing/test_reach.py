"""How many are hit: counted by the notes, outgrown by a later one, or not known."""

from datetime import UTC, datetime

import drafter
from drafter.core.system_map import SystemMap
from drafter.intake.notes import parse_notes

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def text_of(*lines: str) -> str:
    notes = "All times UTC, 2 March 2026\n" + "\n".join(
        f"10:{minute} {text}" for minute, text in enumerate(lines, start=20)
    )
    return (
        drafter.draft(parse_notes(notes.encode()), SystemMap(), audiences=["status_page"], as_of=AT)
        .drafts[0]
        .text
    )


def test_a_count_under_a_label_is_told() -> None:
    assert "418 candidates" in text_of(
        "candidates cannot open their papers", "Count from the database: 418 candidates in 37 colleges."
    )


def test_a_count_that_a_later_note_outgrows_is_not_told() -> None:
    told = text_of("guests see wrong prices", "7 hotels are affected now", "paused sales for 340 hotels")

    assert "7 hotels" not in told


def test_what_the_notes_count_in_words_of_their_own_is_not_called_unknown() -> None:
    told = text_of("customers cannot save files", "186 blade slices affected")

    assert "how many of you" not in told


def test_what_nobody_counted_is_called_unknown() -> None:
    assert "how many of you" in text_of("customers cannot save files", "restarted the store")
