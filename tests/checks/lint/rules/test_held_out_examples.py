"""Examples written before tuning: two of each kind for every rule, then those judged wrongly at first."""

import csv
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def bench(program):
    return program("lint_rules")


def figures(bench, path: Path):
    with path.open(encoding="utf-8", newline="") as file:
        return bench.measure(list(csv.DictReader(file, delimiter="\t")))


def test_held_out_examples_are_judged_as_well_as_the_figures_demand(bench):
    found, misses = figures(bench, Path(__file__).with_name("held_out.tsv"))

    assert found["bad_flagged"] >= 0.95, misses
    assert found["good_flagged"] <= 0.02, misses
    assert found["good_error"] <= 0.05, misses


def test_every_rule_has_held_out_examples(bench):
    found, _ = figures(bench, Path(__file__).with_name("held_out.tsv"))

    without = set(bench.RULES) - set(found["per_rule"])
    assert {code for code in without if not code.startswith("LNT")} == set()


def test_the_list_of_candidate_rules_is_covered(bench, shared):
    found, misses = figures(bench, shared / "lint" / "rules.tsv")

    assert not [miss for miss in misses if "no such rule" in miss]
    assert found["bad_flagged"] >= 0.95, misses
    assert found["good_flagged"] <= 0.02, misses
    assert found["good_error"] <= 0.05, misses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[now 2026-05-04 09:00 UTC] Next update soon.", {"now": "2026-05-04T09:00:00+00:00"}),
        ("[status: Monitoring] All fixed.", {"stage": "monitoring"}),
        ("[previous: 5% of customers] 12% of customers.", {"previous": ("5% of customers",)}),
        (
            "[now 10:00 UTC, severity critical, cadence 30 min] Later.",
            {"severity": "critical", "cadence_min": 30},
        ),
    ],
)
def test_context_in_brackets_is_read_and_taken_off_the_text(bench, text, expected):
    rule = bench.RULES["TIM002"]

    bare, context = bench.read(text, rule, "C S X")

    assert "[" not in bare
    for key, value in expected.items():
        known = getattr(context, key)
        assert (known.isoformat() if key == "now" else known) == value
