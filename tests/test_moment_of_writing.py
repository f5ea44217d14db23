"""Notes that name no day: the moment of writing names it, and without one the error says what to give."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

import drafter
from drafter.errors import InputError
from drafter.pipeline import read_by

AS_OF = datetime(2026, 5, 4, 14, 10, tzinfo=UTC)


def moments(notes, as_of=AS_OF, **more):
    read = read_by(notes, as_of, zone=more.pop("zone", "UTC"), day=more.pop("day", None))
    return [entry.at for entry in read.entries]


def test_the_moment_of_writing_names_the_day_of_the_notes():
    assert moments("14:02 payments fail") == [datetime(2026, 5, 4, 14, 2, tzinfo=UTC)]


def test_notes_from_before_midnight_are_of_the_day_before():
    shortly_after = datetime(2026, 5, 5, 0, 20, tzinfo=UTC)

    found = moments("23:50 payments fail\n00:10 rolled back", as_of=shortly_after)

    assert found == [datetime(2026, 5, 4, 23, 50, tzinfo=UTC), datetime(2026, 5, 5, 0, 10, tzinfo=UTC)]


def test_the_day_is_that_of_the_notes_own_zone():
    tokyo = timezone(timedelta(hours=9))

    found = moments("00:50 payments fail", as_of=datetime(2026, 5, 4, 16, 0, tzinfo=UTC), zone="Asia/Tokyo")

    assert found == [datetime(2026, 5, 5, 0, 50, tzinfo=tokyo)]


def test_a_day_that_is_written_or_given_stands():
    assert moments("2026-05-01 14:02 payments fail") == [datetime(2026, 5, 1, 14, 2, tzinfo=UTC)]
    assert moments("14:02 payments fail", day=date(2026, 5, 2)) == [datetime(2026, 5, 2, 14, 2, tzinfo=UTC)]


def test_a_draft_keeps_the_clock_times_of_notes_without_a_day():
    made = drafter.draft("14:02 alert: payments fail", as_of=AS_OF, zone="UTC", audiences=["status_page"])

    assert "14:02 UTC" in made.drafts[0].text


def test_without_a_day_and_a_moment_the_error_says_why_and_what_to_give():
    with pytest.raises(InputError) as told:
        drafter.verify("Payments work again.", notes=["14:02 UTC payments fail"])

    assert "line 1, no line names the day" in told.value.message
    assert "--date" in told.value.remedy
