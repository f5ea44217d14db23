"""An incident ends when the incident is closed, not when some other thing is."""

import pytest

from drafter.facts.endings import ends_incident


@pytest.mark.parametrize(
    "text",
    [
        "resolved",
        "closed",
        "closing.",
        "all clear.",
        "incident closed",
        "quiet for half an hour, resolved for real",
        "Nora: closed, follow-up by Raj",
        "we are closing this",
        "closing the incident",
        "issue with the label printer is resolved",
        "Duty manager declared the outage resolved",
    ],
)
def test_an_end_of_the_incident(text):
    assert ends_incident(text)


@pytest.mark.parametrize(
    "text",
    [
        "treat as sev2, keep the room closed",
        "keep channel closed to others",
        "the bridge is closed, use the new one",
        "ticket with the carrier is closed, opening a new one",
        "the door to the machine hall is closed",
        "PR closed",
        "incident channel closed",
        "closing at 13:45 if it stays",
        "closing the old bridge",
        "issue is not resolved",
    ],
)
def test_no_end_of_the_incident(text):
    assert not ends_incident(text)


@pytest.mark.parametrize("line", ["09:02 closed", "09:02 all clear", "09:02 incident closed"])
def test_nothing_is_resolved_before_anything_was_wrong(sheet_of, line):
    assert sheet_of("09:00 shift change, Ada takes over", line).stage != "resolved"


@pytest.mark.parametrize("line", ["09:10 the bridge is closed, use the new one", "09:10 PR closed"])
def test_another_thing_that_is_closed_leaves_the_stage(sheet_of, line):
    assert sheet_of("09:00 the shop is down", line).stage == "investigating"
