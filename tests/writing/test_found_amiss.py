"""What was found in a bad state is told once it works again, and never as the cause."""

from datetime import UTC, datetime

import drafter
from drafter.core.draft import Draft
from drafter.core.system_map import SystemMap
from drafter.intake.notes import parse_notes

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
START = "All times UTC, 2 March 2026\n10:20 customers cannot upload files\n"


def drafted(*lines: str) -> Draft:
    notes = START + "\n".join(f"10:{minute} {text}" for minute, text in enumerate(lines, start=30))
    return drafter.draft(
        parse_notes(notes.encode()), SystemMap(), audiences=["status_page"], as_of=AT
    ).drafts[0]


def test_a_full_disk_is_told_as_found_and_the_cause_stays_open() -> None:
    draft = drafted(
        "It is noted that the store is out of disk space", "added disk space", "uploads work again, closed"
    )

    assert "We found storage that had filled up" in draft.text
    assert "the whole cause" in draft.text
    assert "cannot say yet why" not in draft.text
    assert not draft.blocked


def test_a_stated_cause_is_told_as_the_cause() -> None:
    draft = drafted("cause: the disk is full", "added disk space", "uploads work again, closed")

    assert "caused by storage that had filled up" in draft.text or "cause was storage" in draft.text
    assert "the whole cause" not in draft.text


def test_what_is_in_order_or_only_supposed_was_not_found() -> None:
    for said in ("maybe the disk is full", "the disk is not full", "restarted the uploader"):
        draft = drafted(said, "uploads work again, closed")
        assert "We found" not in draft.text, said
