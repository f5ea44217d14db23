from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.core.times import TimeContext, find_times, read_zone

FEBRUARY = TimeContext(date=date(2026, 2, 14), zone=read_zone("UTC"))


def only(text, context=FEBRUARY):
    found = find_times(text, context=context)
    assert len(found) == 1, found
    return found[0]


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("14:05 checkout down", utc(2026, 2, 14, 14, 5)),
        ("since 2:05 pm PST", utc(2026, 2, 14, 22, 5)),
        ("2:05pm", utc(2026, 2, 14, 14, 5)),
        ("11:21a", utc(2026, 2, 14, 11, 21)),
        ("12:28p", utc(2026, 2, 14, 12, 28)),
        ("12:05 AM", utc(2026, 2, 14, 0, 5)),
        ("0:25:59 AM", utc(2026, 2, 14, 0, 25, 59)),
        ("9AM UTC", utc(2026, 2, 14, 9)),
        ("2.30 p.m.", utc(2026, 2, 14, 14, 30)),
        ("1405Z", utc(2026, 2, 14, 14, 5)),
        ("at 14h05, we", utc(2026, 2, 14, 14, 5)),
        ("at noon", utc(2026, 2, 14, 12)),
        ("24:00", utc(2026, 2, 15)),
        ("14:05:06.123Z", utc(2026, 2, 14, 14, 5, 6)),
        ("2026-03-04T14:05:06+01:00", utc(2026, 3, 4, 13, 5, 6)),
        ("2026-03-04T14:05-08:00", utc(2026, 3, 4, 22, 5)),
        ("2026-03-04 14:05 UTC", utc(2026, 3, 4, 14, 5)),
        ("2026/03/04 14:05", utc(2026, 3, 4, 14, 5)),
        ("15 Feb 2024, 14:05 BST", utc(2024, 2, 15, 13, 5)),
        ("Feb 15 at 3 pm", utc(2026, 2, 15, 15)),
        ("00:12 UTC (15 Feb)", utc(2026, 2, 15, 0, 12)),
        ("13/4/2026 14:00", utc(2026, 4, 13, 14)),
        ("4.3.2026 14:00", utc(2026, 3, 4, 14)),
        ("02-14-2025 11:30 am", utc(2025, 2, 14, 11, 30)),
        ("yesterday at 14:05", utc(2026, 2, 13, 14, 5)),
        ("2025-03-03 ~2025-03-03 19:30", utc(2025, 3, 3, 19, 30)),
        ("14:05 UTC+2", utc(2026, 2, 14, 12, 5)),
        ("14:05 (UTC-7)", utc(2026, 2, 14, 21, 5)),
        ("18:00 PST (UTC-7)", utc(2026, 2, 15, 1)),
        ("16:37 Denver time", utc(2026, 2, 14, 23, 37)),
        ("11:15 AM Pacific Time (US & Canada)", utc(2026, 2, 14, 19, 15)),
        ("10:00 Europe/Berlin", utc(2026, 2, 14, 9)),
    ],
)
def test_every_way_to_write_a_time_gives_its_instant(text, instant):
    assert only(text).instant == instant


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("10:00 - 11:15 AM", (10, 0), (11, 15)),
        ("11:30-1:15 PM", (11, 30), (13, 15)),
        ("~13:30-13:45", (13, 30), (13, 45)),
        ("between 14:00 and 14:20 UTC", (14, 0), (14, 20)),
        ("from 2 pm to 3 pm", (14, 0), (15, 0)),
        ("12:22 - to 13:00", (12, 22), (13, 0)),
    ],
)
def test_a_span_has_two_ends_that_share_zone_and_half_of_the_day(text, start, end):
    mention = only(text)
    assert mention.kind == "span"
    assert (mention.hour, mention.minute) == start
    assert mention.until is not None
    assert (mention.until.hour, mention.until.minute) == end


def test_a_span_over_midnight_ends_on_the_next_day():
    mention = only("from 23:50 to 00:20 UTC")
    assert mention.until is not None
    assert mention.until.instant == utc(2026, 2, 15, 0, 20)


def test_two_times_joined_by_and_are_two_times():
    assert len(find_times("at 14:05 and 14:20", context=FEBRUARY)) == 2


@pytest.mark.parametrize(
    "text", ["~14:05", "ca. 14:05", "around 14:05", "shortly after 14:05", "14:05ish", "14:??"]
)
def test_an_approximate_time_says_so(text):
    assert only(text).approximate


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3/4/2026 14:00", "3 April or 4 March"),
        ("14:05 IST", "India (UTC+05:30) or Israel"),
        ("14:05 CST", "US Central (UTC-06:00) or China"),
        ("2026-03-29 02:30 Europe/Berlin", "did not happen"),
        ("2026-10-25 02:30 Europe/Berlin", "happened twice"),
        ("T+15", "a moment the text does not give"),
        ("30 Feb 2026", "there is no day 30"),
    ],
)
def test_what_is_ambiguous_or_impossible_is_said_and_never_guessed(text, words):
    mention = only(text)
    assert mention.instant is None
    assert words in mention.problem


def test_the_known_zone_settles_an_ambiguous_name():
    context = TimeContext(date=date(2026, 2, 14), zone=read_zone("Asia/Kolkata"))
    assert only("14:05 IST", context).instant == utc(2026, 2, 14, 8, 35)


def test_the_day_of_the_incident_settles_the_order_of_day_and_month():
    context = TimeContext(date=date(2026, 3, 4), zone=read_zone("UTC"))
    assert only("04/03/2026, 14:05", context).instant == utc(2026, 3, 4, 14, 5)


def test_a_time_without_am_or_pm_is_ambiguous_in_a_log_that_writes_both():
    context = TimeContext(date=date(2026, 2, 14), zone=read_zone("UTC"), twelve_hour=True)
    assert only("12:30 restart", context).problem
    assert only("14:30 restart", context).instant == utc(2026, 2, 14, 14, 30)


def test_an_offset_counts_from_its_origin():
    context = TimeContext(origin=utc(2026, 2, 14, 14, 0))
    assert only("T+1h30", context).instant == utc(2026, 2, 14, 15, 30)
    assert only("+20m", context).instant == utc(2026, 2, 14, 14, 20)


def test_the_full_stop_of_a_sentence_is_no_part_of_the_time():
    assert only("it was back at 9 am.").written == "9 am"
    assert only("it was back at 9 a.m.").written == "9 a.m."


def test_near_midnight_the_nearest_day_is_meant():
    context = TimeContext(near=utc(2026, 2, 15, 0, 10), zone=read_zone("UTC"))
    assert only("since 23:50 UTC", context).instant == utc(2026, 2, 14, 23, 50)
    assert only("by 00:40 UTC", context).instant == utc(2026, 2, 15, 0, 40)


def test_without_a_day_there_is_no_instant_and_no_problem():
    mention = only("14:05 UTC", TimeContext())
    assert (mention.instant, mention.problem) == (None, "")


@pytest.mark.parametrize(
    "text",
    [
        "version 1.2.3 at 10.0.0.1:8080",
        "ratio 3:1",
        "5-6 days",
        "+5% load",
        "I may 5 times",
        "ticket 12345",
        "sha 1e4f2a",
        "port 443",
        "https://example.org/a/2026/03",
        "a span of 20 - 30 pods",
    ],
)
def test_numbers_that_are_no_times_stay_numbers(text):
    assert find_times(text, context=FEBRUARY) == []


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("PST", "UTC-08:00"),
        ("PDT", "UTC-07:00"),
        ("BST", "UTC+01:00"),
        ("EEST", "UTC+03:00"),
        ("Z", "UTC"),
        ("UTC-7", "UTC-07:00"),
        ("+02:00", "UTC+02:00"),
        ("PT", "America/Los_Angeles"),
        ("Pacific Time (US & Canada)", "America/Los_Angeles"),
        ("Denver", "America/Denver"),
        ("PST (UTC-7)", "UTC-07:00"),
    ],
)
def test_zones_are_read_as_people_write_them(written, name):
    zone = read_zone(written)
    assert zone is not None
    assert zone.name == name


@pytest.mark.parametrize("written", ["", "Narnia", "UTC+99", "soon", "../etc/passwd"])
def test_what_is_no_zone_is_no_zone(written):
    assert read_zone(written) is None


@given(st.text(max_size=200) | st.from_regex(r"[0-9:/ .apmUTCZ+~\-]{0,60}", fullmatch=True))
def test_any_text_gives_true_offsets_and_no_crash(text):
    end = 0
    for mention in find_times(text, context=FEBRUARY):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.written
        end = mention.end


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_a_day_at_the_edge_of_the_calendar_is_no_crash(day, zone):
    (found,) = find_times("23:30 payments fail", context=TimeContext(date=day, zone=read_zone(zone)))

    assert found.instant is None
    assert "outside the calendar" in found.problem
