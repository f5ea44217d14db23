"""Numbers that no note writes and that its figures bear out, each beside one that they do not."""

import pytest

from drafter import verify

NOTES = """# All times in UTC
2026-08-03 08:00 - pens 1-6 not fed, cold room at -14 instead of -18, 310 of 480 cabs have no card payment
08:10 - quota raised from 8000 to 12000, tenfold traffic before
08:25 - net hangs 4 m above the deck, 212 orders open again
08:40 - slow again, lanes 2 and 5 free
10:15 - last one done
"""


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Six pens were not fed.", "Nine pens were not fed."),
        ("The cold room was four degrees too warm.", "The cold room was seven degrees too warm."),
        (
            "In two out of three cabs you cannot pay by card.",
            "In one out of seven cabs you cannot pay by card.",
        ),
        ("You now have half as much again.", "You now have eight times as much."),
        ("Traffic had gone up ten times.", "Traffic had gone up thirty times."),
        ("The net hangs four metres above the deck.", "The net hangs seven metres above the deck."),
        ("Your order and the other 211 are open.", "Your order and the other 231 are open."),
        ("It is slow for the third time today.", "It is slow for the ninth time today."),
        ("The last one was done at a quarter past ten.", "The last one was done at a quarter past four."),
        ("Use lanes 2 or 5.", "Use lanes 2 or 7."),
        ("The last one was done after ten.", "The last one was done after seven."),
    ],
)
def test_a_number_that_follows_from_the_notes_passes(text, wrong):
    assert "GRD004" not in {finding.rule for finding in verify(text, notes=NOTES)}
    assert "GRD004" in {finding.rule for finding in verify(wrong, notes=NOTES)}
