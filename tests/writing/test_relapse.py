"""After a relapse the draft tells what readers meet now, not what they met before."""

from datetime import UTC, datetime

import drafter
from drafter.core.system_map import Component, SystemMap
from drafter.intake.notes import parse_notes

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LIBRARY = SystemMap(
    components=(
        Component(
            id="library",
            name="library",
            customer_name="the library site",
            aliases=("library",),
            symptoms={"down": "the library site is offline"},
        ),
    )
)
BEFORE = (
    "10:05 the library is down",
    "10:20 restarted the library server",
    "10:30 the library is back online, works for everyone",
)


def status(*lines: str) -> str:
    notes = "All times UTC, 2 March 2026\n" + "\n".join((*BEFORE, *lines))
    made = drafter.draft(parse_notes(notes.encode()), LIBRARY, audiences=["status_page"], as_of=AT)
    return made.drafts[0].text


def test_trouble_of_another_kind_is_told_in_the_words_of_the_notes() -> None:
    text = status("11:10 Ana reports that some readers of the library are having trouble with logging in")
    assert "having trouble with logging in" in text
    assert "offline" not in text


def test_the_time_told_is_that_of_the_return() -> None:
    text = status("11:10 the library is down again")
    assert "The library site is offline again." in text
    assert "11:10 UTC" in text
    assert "10:05" not in text
