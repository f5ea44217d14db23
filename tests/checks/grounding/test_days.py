"""Which year a day without a year is of: that of the incident, however much later it is read."""

from datetime import UTC, datetime

import pytest

from drafter import verify

NOTES = "2026-05-04 14:05 UTC - customers see an error when they pay\n"


@pytest.mark.parametrize(
    "as_of",
    [
        datetime(2026, 5, 4, 14, 20, tzinfo=UTC),
        datetime(2026, 11, 25, 9, 0, tzinfo=UTC),
        datetime(2027, 4, 1, 9, 0, tzinfo=UTC),
    ],
)
@pytest.mark.parametrize(("day", "wrong"), [("4 May", False), ("May 4", False), ("5 May", True)])
def test_a_day_without_a_year_is_of_the_incidents_year(as_of, day, wrong):
    text = f"Payments failed from 14:05 UTC on {day}."
    rules = {one.rule for one in verify(text, notes=NOTES, as_of=as_of)}

    assert bool(rules & {"GRD001", "GRD002"}) is wrong
