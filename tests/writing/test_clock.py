from datetime import UTC, datetime, timedelta

import pytest

from drafter.writing.clock import Clock, duration

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "less than a minute"),
        (1, "one minute"),
        (17, "17 minutes"),
        (60, "an hour"),
        (89, "89 minutes"),
        (95, "about one and a half hours"),
        (121, "about two hours"),
        (139, "more than two hours"),
        (210, "about three and a half hours"),
        (60 * 24 * 3, "about three days"),
    ],
)
def test_a_length_of_time_is_told_as_people_tell_it(minutes, words):
    assert duration(NOON, NOON + timedelta(minutes=minutes)) == words


def test_a_length_of_time_follows_from_the_two_printed_clock_times():
    assert duration(NOON.replace(second=50), NOON.replace(minute=13, second=5)) == "13 minutes"


def test_times_carry_the_zone_the_team_speaks_of_and_a_date_only_on_another_day():
    clock = Clock("America/Los_Angeles", "Pacific Time (US & Canada)", as_of=NOON, twelve_hour=True)

    assert clock.moment(NOON) == "5:00 AM Pacific Time"
    assert clock.moment(NOON - timedelta(days=1)) == "5:00 AM Pacific Time on 3 May"
    assert clock.span(NOON, NOON + timedelta(hours=1)) == "from 5:00 AM to 6:00 AM Pacific Time"


def test_a_window_over_midnight_names_both_days():
    clock = Clock("UTC", "UTC", as_of=NOON)

    span = clock.span(NOON - timedelta(hours=14), NOON)

    assert span == "from 22:00 UTC on 3 May to 12:00 UTC on 4 May"


@pytest.mark.parametrize(
    ("zone", "hour"), [("UTC-08:00", "04:00"), ("UTC+05:30", "17:30"), ("no such zone", "12:00")]
)
def test_fixed_offsets_are_read_and_an_unknown_zone_is_utc(zone, hour):
    assert Clock(zone, "", as_of=NOON).hour(NOON) == hour


def test_a_place_is_printed_as_its_time():
    assert Clock("America/Denver", "Denver", as_of=NOON).moment(NOON) == "06:00 Denver time"


@pytest.mark.parametrize(
    ("written", "label"), [("+01:00", "UTC+1"), ("-0530", "UTC-5:30"), ("+00:00", "UTC+0")]
)
def test_an_offset_is_named_as_readers_know_it(written, label):
    assert Clock("UTC", written, as_of=NOON).label == label
