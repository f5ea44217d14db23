import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.core.durations import find_durations

MIN, HOUR, DAY = 60, 3600, 86400


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("lasted 21 minutes", 21 * MIN),
        ("7 h 13 min", 7 * HOUR + 13 * MIN),
        ("7h13m", 7 * HOUR + 13 * MIN),
        ("1h30", 90 * MIN),
        ("half an hour", 30 * MIN),
        ("an hour and a half", 90 * MIN),
        ("one and a half hours", 90 * MIN),
        ("1.5 hours", 90 * MIN),
        ("a 90-minute outage", 90 * MIN),
        ("two hours", 2 * HOUR),
        ("thirty-five minutes", 35 * MIN),
        ("1 hour, 20 minutes and 5 seconds", HOUR + 20 * MIN + 5),
        ("a quarter of an hour", 15 * MIN),
        ("three days", 3 * DAY),
        ("9 min 30 s", 9 * MIN + 30),
    ],
)
def test_a_duration_is_read_in_figures_and_in_words(text, seconds):
    (found,) = find_durations(text)
    assert found.seconds == seconds


@pytest.mark.parametrize(
    ("text", "true_of", "false_of"),
    [
        ("about an hour", 59 * MIN, 90 * MIN),
        ("21 minutes", 21 * MIN + 20, 22 * MIN),
        ("a little over seven hours", 7 * HOUR + 13 * MIN, 9 * HOUR),
        ("almost three days", 2.8 * DAY, 4 * DAY),
        ("up to 30 minutes", 5 * MIN, 45 * MIN),
        ("more than two hours", 9 * HOUR, HOUR),
        ("10-15 minutes", 12 * MIN, 20 * MIN),
        ("a few minutes", 4 * MIN, 30 * MIN),
        ("exactly 10 minutes", 10 * MIN, 11 * MIN),
    ],
)
def test_the_qualifier_decides_what_the_words_cover(text, true_of, false_of):
    (found,) = find_durations(text)
    assert found.covers(true_of)
    assert not found.covers(false_of)


def test_more_than_has_no_upper_end():
    assert find_durations("more than two hours")[0].high_s == math.inf


@pytest.mark.parametrize(
    "text",
    ["at 14h05", "T+15m", "100m users", "a second node", "24/7", "every minute", "500 ms", "the second day"],
)
def test_what_is_no_duration_stays_out(text):
    assert find_durations(text) == []


@given(st.text(max_size=120) | st.from_regex(r"[0-9a-z \-.,]{0,60}", fullmatch=True))
def test_any_text_gives_true_offsets_and_ordered_bounds(text):
    for found in find_durations(text):
        assert text[found.start : found.end] == found.written
        assert found.low_s <= found.seconds <= found.high_s
