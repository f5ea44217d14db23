"""What is worked out from figures side by side, parts that were spared, and plans that nobody noted."""

import pytest

from drafter import verify

NOTES = """# All times in UTC
2026-01-14 07:40 - scanners at 39 of 44 gates reject tickets, error rate up to 38 percent
07:52 - restarted the scanners on 20 of 44 gates
08:10 - error rate at 4 percent, works at 30 of 44 gates, rota printing never affected
"""


def rules(text):
    return {finding.rule for finding in verify(text, notes=NOTES)}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Tickets were rejected for half an hour, from 07:40 to 08:10 UTC.", False),
        ("Tickets were rejected for 12 minutes, from 07:40 to 08:10 UTC.", True),
        ("Tickets were rejected for 12 minutes (07:40 to 07:52 UTC).", False),
    ],
)
def test_a_length_is_that_of_the_span_beside_it(text, wrong):
    assert ("GRD003" in rules(text)) is wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("It works at 30 of 44 gates; the other 14 still reject tickets.", False),
        ("It works at 30 of 44 gates; the other 15 still reject tickets.", True),
        ("Errors fell from 38 to 4 percent.", False),
        ("Errors fell from 38 to 9 percent.", True),
        ("About a third of the gates still reject tickets.", False),
    ],
)
def test_a_number_may_be_what_two_figures_leave_over(text, wrong):
    assert bool(rules(text) & {"GRD004", "GRD005"}) is wrong


def test_a_plan_nobody_noted_is_found():
    assert "GRD040" in rules("We will replace every turnstile next year.")
    assert "GRD040" not in rules("We will restart the scanners that are left.")
    assert "GRD040" not in rules("We will keep watching it.")
