"""Advice that notes hold: told in plain words, else asked of the liaison, never denied."""

from datetime import UTC, datetime

import pytest

from drafter import draft
from drafter.facts.advice import advice_in
from drafter.writing.advice import cost_to_reader, said_to_reader, says_no_more

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
DENIED = ("know of nothing you can do", "nothing you can do yet")


def made(*notes, system_map=None, audience="status_page"):
    """Return the draft set of notes a minute apart."""
    text = "\n".join(f"2026-05-04 10:{minute:02} UTC {note}" for minute, note in enumerate(notes))
    return draft(text, system_map, audiences=[audience], as_of=NOON)


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Please ask passengers to come two hours early.", "please come two hours early"),
        ("we need to tell pharmacies NOT to re-order", "please do not order again"),
        ("advice is DON'T resend by hand", "please do not send anything again by hand"),
        ("tell users to resend the form by email", "please send the form again by email"),
        ("members have to re-enter their PIN", "please enter your PIN again"),
        ("option for shops: restore the last copy themselves", "you can restore the last copy yourself"),
        ("riders who have no card can call the desk", "if you have no card, you can call the desk"),
        ("drivers using the old app should restart the phone",
         "if you use the old app, please restart the phone"),
    ],
)  # fmt: skip
def test_advice_is_spoken_to_the_reader(note, said):
    assert said_to_reader(advice_in(note)) == said


@pytest.mark.parametrize(
    "note",
    ["customers have to resend themselves", "tell users to leave them", "riders on foot should update it"],
)
def test_what_a_reader_could_not_follow_has_no_plain_form(note):
    assert said_to_reader(advice_in(note)) == ""


def test_what_it_costs_is_said_with_it():
    assert (
        cost_to_reader("loses whatever was written since (max 1h)") == "you lose whatever was written since"
    )
    text = (
        made(
            "customers cannot open their files",
            "option for customers: restore the last backup themselves."
            " loses whatever was written since the backup",
        )
        .drafts[0]
        .text
    )

    assert "You can restore the last backup yourself. You lose whatever was written since the backup." in text
    assert "restored the data" not in text


def test_advice_of_the_notes_stands_where_its_absence_would():
    text = made("guests cannot open their rooms", "Ana: guests should come to the desk").drafts[0].text

    assert "Please come to the desk." in text
    assert not any(denied in text for denied in DENIED)


def test_an_inside_word_keeps_the_advice_inside_and_asks_the_liaison():
    done = made("guests cannot open their rooms", "tell guests to use the zx-9 fallback")

    assert "zx-9" not in done.drafts[0].text
    assert not any(denied in done.drafts[0].text for denied in DENIED)
    assert any("advises customers" in question.text for question in done.sheet.questions)


def test_advice_somebody_asks_about_is_not_denied_either():
    done = made("guests cannot open their rooms", "can we tell guests to call the desk?")

    assert not any(denied in done.drafts[0].text for denied in DENIED)
    assert "call the desk" not in done.drafts[0].text
    assert any("asks what customers may be told" in question.text for question in done.sheet.questions)


def test_an_agent_is_not_told_that_there_is_nothing_to_do_while_it_is_settled():
    text = made("guests cannot open their rooms", "tell guests to use the zx-9 fallback",
                audience="support_brief").drafts[0].text  # fmt: skip

    assert "we are settling what to advise" in text
    assert not any(denied in text for denied in DENIED)


def test_the_words_of_the_map_are_taken_where_the_notes_say_no_more():
    system_map = {
        "product": "Ladder",
        "components": [
            {
                "id": "app",
                "aliases": ["app"],
                "customer_name": "the app",
                "symptoms": {"down": "the app does not open"},
                "advice": "You can start a charge with your charging card.",
            }
        ],
    }
    text = (
        made("app is down", "tell drivers to use their charging card", system_map=system_map).drafts[0].text
    )

    assert "You can start a charge with your charging card." in text
    assert not says_no_more("please do not use your card", "please use your card")


def test_once_it_works_only_advice_given_from_then_on_is_told():
    before = (
        made("guests cannot log in", "guests should come to the desk", "everything works again")
        .drafts[0]
        .text
    )
    after = made("guests cannot log in", "everything works again", "guests must log in again").drafts[0].text

    assert "desk" not in before
    assert "Please log in again." in after


def test_colleagues_read_the_advice_as_noted():
    text = made("guests cannot log in", "guests should come to the desk", audience="internal").drafts[0].text

    assert "For customers: guests should come to the desk." in text
