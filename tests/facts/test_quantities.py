import pytest

from drafter.facts.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("about 20% of requests fail", 20, "%", "about"),
        ("Job count began to decrease from 97,400 jobs", 97400, "jobs", ""),
        ("All requests take 10+ seconds", 10, "seconds", "at least"),
        ("at least 3 hubs are down", 3, "hubs", "at least"),
        ("~50K jobs of one class", 50_000, "jobs", "about"),
    ],
)
def test_a_number_keeps_what_it_counts_and_what_bounds_it(text, value, unit, qualifier):
    (quantity,) = find_quantities(text, 7)

    assert (quantity.value, quantity.unit, quantity.qualifier, quantity.line) == (value, unit, qualifier, 7)


@pytest.mark.parametrize(
    "text", ["at 10:32 AM", "since 2024-03-04", "version 1.29", "PR #4711", "node-7 is back"]
)
def test_times_dates_versions_and_names_are_no_quantities(text):
    assert list(find_quantities(text, 1)) == []
