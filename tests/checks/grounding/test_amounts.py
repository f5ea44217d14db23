"""Numbers and lengths of time as people write them."""

import pytest

from drafter.checks.grounding.amounts import find_amounts
from drafter.checks.grounding.rules.durations import fits


@pytest.mark.parametrize(
    ("text", "low_s", "high_s", "bound"),
    [
        ("about an hour", 3600, 3600, "about"),
        ("a little over seven hours", 25200, 25200, "justover"),
        ("more than four hours", 14400, 14400, "over"),
        ("an estimated 10 to 15 minutes", 600, 900, "about"),
        ("half an hour", 1800, 1800, ""),
        ("7 h 13 min", 25980, 25980, ""),
        ("an hour and forty minutes", 6000, 6000, ""),
        ("two and a half hours", 9000, 9000, ""),
        ("exactly 12 minutes", 720, 720, "exact"),
    ],
)
def test_a_length_of_time_is_read_with_what_bounds_it(text, low_s, high_s, bound):
    (amount,) = find_amounts(text)

    assert (amount.low, amount.high, amount.unit, amount.bound) == (low_s, high_s, "s", bound)


@pytest.mark.parametrize(
    ("said", "really_min", "fine"),
    [
        ("about an hour", 66, True),
        ("about an hour", 95, False),
        ("a little over seven hours", 433, True),
        ("a little over two hours", 433, False),
        ("more than four hours", 245, True),
        ("more than four hours", 230, False),
        ("21 minutes", 21, True),
        ("21 minutes", 24, False),
        ("almost two hours", 113, True),
        ("half an hour", 32, True),
    ],
)
def test_rounding_is_fine_when_the_draft_says_so(said, really_min, fine):
    (amount,) = find_amounts(said)

    assert fits(amount, really_min * 60, really_min * 60) is fine


@pytest.mark.parametrize(
    ("text", "value", "unit", "nouns"),
    [
        ("34 tickets", 34, "", ("tickets",)),
        ("two of our servers", 2, "", ("servers",)),
        ("12,000 orders", 12000, "", ("orders",)),
        ("99.9 % of requests", 99.9, "%", ("requests",)),
        ("half of the drives", 50, "%", ("drives",)),
    ],
)
def test_a_count_is_read_with_what_it_counts(text, value, unit, nouns):
    (amount,) = find_amounts(text)

    assert (amount.low, amount.unit, amount.nouns) == (value, unit, nouns)


def test_versions_and_identifiers_are_no_counts():
    assert find_amounts("release 1.2.3 and node web-14") == []
