"""The brief for support agents: nothing that contradicts itself, and no alarm about what every caller has."""

from datetime import UTC, datetime

import pytest
from sheets import at, fact, sheet

from drafter import draft
from drafter.core.system_map import SystemMap
from drafter.writing.audiences import load_audiences
from drafter.writing.evidence import estimate
from drafter.writing.support_slots import third_person
from drafter.writing.template import write

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def brief(*notes):
    """Return the brief on notes without a map."""
    text = "\n".join(f"2026-05-04 10:{minute:02} UTC {note}" for minute, note in enumerate(notes))
    return draft(text, audiences=["support_brief"], as_of=NOON).drafts[0].text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Your bank may be charged.", "A customer's bank may be charged."),
        ("Your orders are late.", "Customers' orders are late."),
        ("You cannot pay with your card.", "Customers cannot pay with their card."),
        ("Some visitors cannot reach your site.", "Some visitors cannot reach the customer's site."),
    ],
)
def test_what_is_the_readers_is_the_customers_for_an_agent(said, told):
    assert third_person(said) == told


def test_a_cause_that_is_found_but_not_told_is_not_called_unconfirmed():
    cause = fact("2", "cause", "zq-9 ate the frobs", visibility="internal")
    down = fact("1", "symptom", "the online booking page does not load", symptom_class="down")
    made = write(
        sheet(down, cause, stage="identified"), SystemMap(), load_audiences()["support_brief"],
        next_update_at=at(60),
    )  # fmt: skip

    assert "We have found" in made.text or "We know what" in made.text
    assert "none is confirmed" not in made.text
    assert "Do not go into the cause" in made.text


def test_looking_for_the_cause_is_said_once():
    text = brief("the booking page does not load for customers")

    assert text.count("for the cause") == 1


def test_missing_data_is_no_reason_to_escalate_where_it_is_the_symptom():
    assert "data is missing or wrong" in brief("the booking page does not load for customers")
    assert "data is missing or wrong" not in brief("The albums look empty")


def test_when_the_suspect_ran_is_no_estimate():
    def held(text, kind, minutes, role="estimate"):
        return estimate(sheet(fact("2", kind, text, minutes=minutes, role=role, certainty="suspected")))

    assert held("could be the job at 14:50", "hypothesis", 50) is None
    assert held("rest should be there by 15:00", "hypothesis", 60) is not None
    assert held("rest should be there by 14:10", "hypothesis", 10) is None  # that hour has passed


def test_that_it_works_again_is_not_headed_as_what_customers_see():
    text = brief("search takes forever for users", "rollback done", "search is back to normal")

    assert text.startswith("Where it stands:")
    assert "What customers see" not in text
