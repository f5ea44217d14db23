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


@pytest.mark.parametrize(
    ("text", "value", "counts", "qualifier"),
    [
        ("1 in 5 requests fail", 1, "in 5 requests", ""),
        ("504s about 1 in 5 requests on search", 1, "in 5 requests", "about"),
        ("39 of 44 stores are open", 39, "of 44 stores", ""),
        ("at least 3 out of the 12 shops", 3, "out of 12 shops", "at least"),
    ],
)
def test_a_part_of_a_whole_is_one_quantity_and_the_whole_is_no_count(text, value, counts, qualifier):
    *_, quantity = [q for q in find_quantities(text, 1) if q.unit != "s"]

    assert (quantity.value, quantity.counts, quantity.qualifier) == (value, counts, qualifier)
    assert counts.split()[-1] not in {q.counts for q in find_quantities(text, 1)}


def test_a_rate_is_no_part_of_a_whole():
    assert [q.unit for q in find_quantities("restarted 3 in 5 minutes", 1)] == ["minutes"]


@pytest.mark.parametrize("text", ["504s on checkout", "429s still there", "lots of 503s"])
def test_answers_of_a_web_server_are_no_seconds(text):
    assert not any(quantity.unit == "s" for quantity in find_quantities(text, 1))


@pytest.mark.parametrize("text", ["timeout of 500s", "took 504s", "the sync runs every 430s"])
def test_seconds_stay_seconds(text):
    assert [quantity.unit for quantity in find_quantities(text, 1)] == ["s"]


def test_a_label_says_what_its_number_counts():
    (quantity,) = find_quantities("Number of merchants concerned: 6,148, total GBP 21.4m", 1)

    assert (quantity.value, quantity.unit) == (6148, "merchants")
