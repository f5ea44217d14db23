"""The window that notes give looking back, once it works again."""

from datetime import UTC, datetime

import pytest

from drafter.core.fact import FactSheet
from drafter.core.system_map import SystemMap
from drafter.facts.sheet import build_sheet
from drafter.intake.notes import parse_notes

AT = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
START = """All times UTC, 2 March 2026
10:20 customers cannot upload
10:30 rolled back
10:45 uploads work again
"""


def sheet(last: str) -> FactSheet:
    return build_sheet(parse_notes(f"{START}11:30 {last}".encode()), SystemMap(), as_of=AT)


@pytest.mark.parametrize(
    "last",
    [
        "closed. 5,100 users could not upload between 09:55 and 10:40",
        "resolved. 09:55 to 10:40.",
        "closing. uploads failed 09:55-10:40 for 5,100 users",
    ],
)
def test_the_window_told_at_the_close_counts(last: str) -> None:
    found = sheet(last)
    assert found.started is not None
    assert found.restored is not None
    assert (found.started.at.hour, found.started.at.minute) == (9, 55)
    assert (found.restored.at.hour, found.restored.at.minute) == (10, 40)


@pytest.mark.parametrize(
    "last",
    [
        "closed. 40 files uploaded between 09:55 and 10:10 must be sent again",
        "closed. watched it from 10:45 to 11:15",
        "closed. maintenance is planned from 12:00 to 13:00",
        "closed. 12 files cannot be recovered (09:51 to 09:58)",
        "closed. 60 uploads failed on the timeout 08:00-08:40",
    ],
)
def test_a_span_of_something_else_is_no_window(last: str) -> None:
    found = sheet(last)
    assert found.restored is not None
    assert (found.restored.at.hour, found.restored.at.minute) == (10, 45)


def test_a_span_that_ends_long_before_it_was_seen_to_work_is_no_window() -> None:
    notes = (
        "All times UTC, 2 March 2026\n10:14 customers cannot pull images\n10:40 restore started\n"
        "13:30 pulls work again\n13:50 140 images pushed between 10:00 and 10:33 failed\n15:00 closed\n"
    )

    found = build_sheet(parse_notes(notes.encode()), SystemMap(), as_of=AT)

    assert found.restored is not None
    assert found.restored.at.hour == 13
