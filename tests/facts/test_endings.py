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
        "RESOLVED 14:45.",
        "Dr. Osei ends the incident.",
        "I declare this over.",
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


def test_a_bare_end_with_the_totals_behind_it_closes(sheet_of):
    begun = (
        "09:00 logins are failing",
        "09:05 rolled back the release",
        "09:12 logins work again for everyone",
    )

    assert sheet_of(*begun, "09:30 end. down 08:54 to 09:12, 38 customers").stage == "resolved"
    assert sheet_of(*begun, "09:30 we're done here").stage == "resolved"


def test_what_was_closed_in_passing_is_no_end(sheet_of):
    begun = ("09:00 the gates are down", "09:05 rolled back the release", "09:12 the gates work again")

    assert sheet_of(*begun, "09:30 gate 7 needs a new board, closed it").stage != "resolved"


def test_fully_recovered_is_not_declared_over(sheet_of):
    begun = ("09:00 logins are failing", "09:05 rolled back the release")

    assert sheet_of(*begun, "09:12 Service fully recovered").stage == "monitoring"


@pytest.mark.parametrize(
    "line", ["10:30 no new reports. closing INF-2291", "10:30 patch merged, infra#3312 closed"]
)
def test_closing_its_numbered_ticket_ends_what_was_worked_on(sheet_of, line):
    assert sheet_of("09:00 customers cannot pay", "09:20 rolled back the release", line).stage == "resolved"


@pytest.mark.parametrize("line", ["09:30 closed INF-2290 as a duplicate", "09:30 PR #3312 closed"])
def test_another_ticket_that_is_closed_leaves_the_stage(sheet_of, line):
    assert sheet_of("09:00 customers cannot pay", "09:20 rolled back the release", line).stage == "fixing"


def test_a_ticket_closed_before_anybody_worked_on_it_ends_nothing(sheet_of):
    assert sheet_of("09:00 customers cannot pay", "09:10 INF-2290 closed").stage == "investigating"
