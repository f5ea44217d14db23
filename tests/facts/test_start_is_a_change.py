"""The time of a state somebody saw is never passed off as the time it began."""

from datetime import UTC, date, datetime

import pytest

from drafter.core.system_map import SystemMap
from drafter.facts.sheet import build_sheet
from drafter.intake.notes import parse_notes


def started(line):
    notes = parse_notes(line, zone="UTC", date=date(2026, 5, 4))
    as_of = datetime(2026, 5, 4, 15, tzinfo=UTC)
    return build_sheet(notes, SystemMap(product="Shop"), as_of=as_of).started


@pytest.mark.parametrize(
    "line", ["14:05 pager mails: Shop is down", "14:05 checked, the shop is not loading"]
)
def test_a_state_at_a_time_is_no_start(line):
    assert started(line) is None


def test_a_change_at_a_time_is_a_start():
    found = started("14:05 payments start failing for all customers")

    assert found is not None
    assert found.at == datetime(2026, 5, 4, 14, 5, tzinfo=UTC)
