"""The same words as a note, without its hedge or its "not", are found whatever they speak of."""

import pytest

from drafter.pipeline import verify

NOTES = """# All times in UTC
2026-01-14 07:40 - nurses report the medication list stays empty
07:52 - we think last night's migration locked the table
08:10 - declined orders were not charged
08:20 - ward 3 confirms the list is there again
08:30 - postmortem by Thursday
"""


def rules(text):
    return {finding.rule for finding in verify(text, notes=NOTES)}


@pytest.mark.parametrize(
    "text",
    [
        "Last night's migration locked the table.",
        "The table was locked by last night's migration.",
        "A migration last night locked the table, so the list stayed empty.",
    ],
)
def test_a_guess_told_as_a_fact_is_found(text):
    assert "GRD038" in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "We think last night's migration may have locked the table.",
        "We are checking whether last night's migration locked the table.",
        "It is unknown whether the migration locked the table last night.",
        "The medication list stayed empty.",
    ],
)
def test_a_guess_told_as_one_and_a_fact_told_as_one_pass(text):
    assert "GRD038" not in rules(text)


def test_a_lost_not_is_found_and_a_kept_one_is_not():
    assert "GRD039" in rules("Declined orders were charged.")
    assert "GRD039" not in rules("Declined orders were not charged.")


def test_a_planned_report_may_be_announced_on_its_day_only():
    assert "GRD012" not in rules("We will publish a report by Thursday.")
    assert "GRD012" not in rules("We will publish a report.")
    assert "GRD012" in rules("We will publish a report by Tuesday.")
