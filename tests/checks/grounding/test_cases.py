"""Figures on planted errors. The floors are what was reached, a little below; raise them with the checker."""

import json

import pytest
from grounding import measure


def test_planted_errors_are_found_and_good_drafts_left_alone(report_cases):
    figures, _ = measure(report_cases)

    assert figures["tier1"] >= 0.95
    assert figures["tier2"] >= 0.78
    assert figures["tier3"] >= 0.57
    assert figures["located"] >= 0.95
    assert figures["good_flagged_block"] == 0
    assert figures["good_flagged_any"] <= 0.10


def test_they_are_found_in_voices_too_though_fewer(voices_cases):
    figures, _ = measure(voices_cases)

    assert figures["tier1"] >= 0.94
    assert figures["tier2"] >= 0.73
    assert figures["tier3"] >= 0.41
    assert figures["located"] >= 0.99
    assert figures["good_flagged_block"] == 0
    assert figures["good_flagged_any"] <= 0.02


def test_good_drafts_of_other_trades_are_not_blocked(trades_cases):
    figures, _ = measure(trades_cases)

    assert figures["tier1"] >= 0.94
    assert figures["tier2"] >= 0.70
    assert figures["located"] >= 0.99
    assert figures["good_flagged_block"] == 0
    assert figures["good_flagged_any"] <= 0.10


def test_plainly_written_good_drafts_are_not_blocked(plain_cases):
    figures, _ = measure(plain_cases)

    assert figures["tier1"] >= 0.91
    assert figures["tier2"] >= 0.73
    assert figures["tier3"] >= 0.56
    assert figures["located"] >= 0.99
    assert figures["good_flagged_block"] == 0
    assert figures["good_flagged_any"] <= 0.06


def test_drafts_of_a_desk_are_not_blocked_and_most_planted_errors_found(desks_cases):
    figures, _ = measure(desks_cases)

    assert figures["tier1"] >= 0.97
    assert figures["tier2"] >= 0.76
    assert figures["tier3"] >= 0.65
    assert figures["located"] >= 0.98
    assert figures["good_flagged_block"] == 0
    assert figures["good_flagged_any"] <= 0.045


def test_drafts_in_the_voices_of_many_houses_are_seldom_flagged(houses_cases):
    figures, _ = measure(houses_cases)

    assert figures["tier1"] >= 0.86
    assert figures["tier2"] >= 0.47
    assert figures["tier3"] >= 0.37
    assert figures["located"] >= 0.98
    assert figures["good_flagged_block"] == 0
    assert figures["good_flagged_any"] <= 0.07


def test_drafts_of_a_communications_lead_are_left_alone(oncall_cases):
    figures, _ = measure(oncall_cases)

    assert figures["tier1"] >= 0.95
    assert figures["tier2"] >= 0.63
    assert figures["tier3"] >= 0.23
    assert figures["located"] >= 0.99
    assert figures["good_flagged_block"] == 0
    assert figures["good_flagged_any"] == 0


def test_drafts_passed_on_from_one_writer_to_the_next_are_seldom_flagged(relay_cases):
    figures, _ = measure(relay_cases)

    assert figures["tier1"] == 1
    assert figures["tier2"] >= 0.51
    assert figures["tier3"] >= 0.23
    assert figures["located"] >= 0.99
    assert figures["good_flagged_block"] == 0
    assert figures["good_flagged_any"] <= 0.04


def test_the_shared_cases_reach_the_figures_of_the_design(shared):
    lines = (shared / "grounding" / "cases.jsonl").read_text(encoding="utf-8").splitlines()

    figures, _ = measure([json.loads(line) for line in lines])

    assert figures["tier1"] >= 0.97
    assert figures["tier2"] >= 0.88
    assert figures["tier3"] >= 0.50
    assert figures["located"] >= 0.85
    assert figures["good_flagged_block"] <= 0.02
    assert figures["good_flagged_any"] <= 0.10


@pytest.mark.parametrize("tier", [1, 2, 3])
def test_every_tier_has_cases_from_many_incidents(own_cases, tier):
    assert len({case["incident"] for case in own_cases if case["tier"] == tier}) >= 10


def test_drafts_of_workshops_and_huts_are_not_blocked(workshops_cases):
    figures, _ = measure(workshops_cases)

    assert figures["tier1"] >= 0.84
    assert figures["tier2"] >= 0.51
    assert figures["tier3"] >= 0.23
    assert figures["located"] >= 0.99
    assert figures["good_flagged_block"] == 0
    assert figures["good_flagged_any"] <= 0.15


def test_drafts_of_cellars_and_crane_hire_are_seldom_blocked(cellars_cases):
    figures, _ = measure(cellars_cases)

    assert figures["tier1"] >= 0.90
    assert figures["tier2"] >= 0.35
    assert figures["tier3"] >= 0.26
    assert figures["located"] >= 0.98
    assert figures["good_flagged_block"] <= 0.03
    assert figures["good_flagged_any"] <= 0.25
