"""What people told us, cut down to what they see."""

from datetime import UTC, datetime

import pytest

from drafter import draft
from drafter.writing.heard import failing_share, missed, some_requests_fail, words_of

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def status(*notes):
    """Return the status page's draft of notes without a map."""
    text = "\n".join(f"2026-05-04 10:{minute:02} UTC {note}" for minute, note in enumerate(notes))
    return draft(text, audiences=["status_page"], as_of=NOON).drafts[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("branch rep: the till does not open", "the till does not open"),
        ('forum: "all my albums are EMPTY', "all your albums are empty"),
        ('but my users never get the mail" - 2 customers so far', "but your users never get the mail"),
        ('"your page says no', "our page says no"),
        ('customers see "Payment failed"', 'customers see "Payment failed"'),
        ("on a test tablet: the list is empty", "on a test tablet: the list is empty"),
    ],
)
def test_who_spoke_and_quotation_marks_are_left_out(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("guests never get the door code", "door code"),
        ("pharmacies can order but no confirmation comes back", "confirmation"),
        ("delivery notes are not arriving", "delivery notes"),
        ("the page does not load", ""),
        ("it does not come back", ""),
    ],
)
def test_what_people_wait_for_in_vain_is_named(text, what):
    assert missed(text) == what


def test_status_codes_with_a_share_of_requests_mean_that_some_fail():
    assert some_requests_fail("504s about 1 in 5 requests")
    assert some_requests_fail("503 on half of the calls")
    assert not some_requests_fail("429 from the cloud API")
    assert not some_requests_fail("half of the requests are slow")


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("504s about 1 in 5 requests", "Some requests fail."),
        ('3 customers say jobs sit in "Queued" forever', 'jobs sit in "Queued" forever'),
        (
            "branch rep: pharmacies can order but no confirmation comes back",
            "not get the confirmation",
        ),
        (
            'Duty mgr: agents can\'t print boarding passes, kiosk screens "Service temporarily unavailable"',
            "Agents cannot print boarding passes.",
        ),
        ("guests at reception say the door code never works", "the door code does not work"),
        ("The albums look empty", "The albums look empty."),
        ('shops report that the card reader shows "Try later"', 'the card reader shows "Try later"'),
    ],
)
def test_the_first_sentence_is_what_people_said(note, said):
    assert said in status(note).sentences[0].text


@pytest.mark.parametrize("note", ["mobile app working for some, kiosks no", "app is slow, only for staff"])
def test_a_torn_end_or_a_limit_is_never_cut_off(note):
    first = status(note).sentences[0].text

    assert "working for some" not in first
    assert first != "The app is slow."


def test_the_worst_kind_of_trouble_names_it_not_the_latest():
    text = status("zq-7 is down for guests", "guests are checked in by hand, which is slow").sentences[0].text

    assert "slow" not in text


def test_what_goes_on_about_people_stays_with_them():
    assert "charged and do not get a room" in status("Guests are charged and do not get a room.").text


def test_the_share_of_failing_requests_is_told():
    assert failing_share("~4.5 % of export requests end in a 502") == "about 4.5% of requests"
    assert failing_share("9 % of nodes answer 502 to requests") == ""
    assert status("About 7 % of search requests end in a 502.").text.startswith("About 7% of requests fail.")


def test_their_things_become_the_readers_things():
    said = status("Guests report that they pay and then see no room in their list.").text
    assert "you pay and then see no room in your list" in said
