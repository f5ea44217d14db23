"""Without a map: what customers see is told in the notes' own words, when every word of them is plain."""

import re
from datetime import UTC, datetime

import pytest

from drafter import draft

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def status(*notes):
    """Return the status page's draft of notes without a map."""
    text = "\n".join(f"2026-05-04 10:{minute:02} UTC {note}" for minute, note in enumerate(notes))
    return draft(text, audiences=["status_page"], as_of=NOON).drafts[0]


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (
            'customers see "Payment failed" when they pay',
            'You may see "Payment failed" when you pay.',
        ),
        ("Customers in Germany can't open invoices, get an error page",
         "Customers in Germany cannot open invoices and get an error page."),
        ("Uploads fail with a timeout", "Uploads fail with a timeout."),
        ("some users can't see their orders", "Some of you cannot see your orders."),
        ("Password reset emails are not arriving", "Password reset emails are not arriving."),
        ("emails delayed up to 40 minutes", "Emails are delayed up to 40 minutes."),
    ],
)  # fmt: skip
def test_plain_notes_are_told_in_their_own_words(note, said):
    assert status(note).sentences[0].text == said


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("several customers say they can't log in", "you cannot log in"),
        ("users report search takes forever", "search takes forever"),
        ("customers complain that emails are late", "emails are late"),
        ("Users report that Invoices cannot be opened", "that invoices cannot be opened"),
        ("Users report that French pages are empty", "that French pages are empty"),
    ],
)
def test_what_people_told_us_is_told_as_a_report(note, said):
    text = status(note).sentences[0].text

    assert said in text
    assert "report" in text


@pytest.mark.parametrize(
    "note",
    [
        "checkout-api returns 500 for half of the requests",
        "customers see errors from kafka-2",
        "Zeus is down for users in Germany",
        "users of the harvester cannot log in",
        "Jane says users cannot log in",
    ],
)
def test_a_word_that_is_not_plain_keeps_the_clause_inside(note):
    text = status(note).text.lower()

    for inside in ("checkout-api", "kafka", "zeus", "harvester", "jane"):
        assert inside not in text


def test_who_wrote_to_us_is_neither_the_symptom_nor_the_number_of_those_hit():
    made = status(
        'customers see "Payment failed" when they pay', "34 people have called us", "12 tickets so far"
    )

    assert made.sentences[0].text.startswith("You may see")
    assert "34" not in made.text
    assert "12 tickets" not in made.text


def test_a_message_on_a_screen_is_never_the_cause():
    made = status('customers can\'t log in, get "invalid token"', "rotated keys back")

    assert "cause: an access key" not in made.text
    assert "know the cause" not in made.text


def test_what_was_not_lost_is_named_as_the_note_names_it():
    assert "No messages were lost." in status("emails delayed", "no messages lost").text


def test_a_thing_in_plain_words_is_what_works_again():
    made = status("search takes forever for users", "rollback done", "search is back to normal")

    assert made.sentences[0].text.startswith("Search is working again")


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        (("users cannot log in", "workaround: log in with SSO works"), "Log in with SSO."),
        (
            ("users can't open the app on Android", "workaround: clear the app's storage and log in again"),
            "Clear the app's storage and log in again.",
        ),
        (("users can't open the app on Android", "iOS not affected"), "iOS is not affected."),
        (("dashboards are loading slowly", "only EU customers"), "This affects only EU customers."),
        (
            ("Customers cannot open invoices", "~30% of invoice requests fail"),
            "About 30% of invoice requests fail.",
        ),
        (("Customers cannot open invoices", "downloads still work"), "Downloads still work."),
        (("Customers cannot open invoices", "only affects EU"), "This affects only customers in the EU."),
        (("Customers cannot open invoices", "only affects EU, US fine"), "The US is not affected."),
        (
            ("checkout error rate above 5%", "about 60 tickets, customers say card gets declined"),
            "We have reports that your card gets declined.",
        ),
        (
            ("nurses on ward 3 call: patient list does not load on tablets",),
            "The patient list does not load on tablets.",
        ),
    ],
)
def test_what_a_note_adds_is_told_in_its_own_words(notes, said):
    assert said in [sentence.text for sentence in status(*notes).sentences]


def test_an_unknown_symptom_is_said_to_be_unknown_and_not_guessed():
    text = status("researcher reports that invoices of other customers can be opened").sentences[0].text

    assert "may not work as usual" in text or "do not know yet" in text
    assert "may not be able" not in text


def test_resolved_at_the_end_of_a_line_resolves():
    made = status("customers are charged twice", "fix deployed", "no double charges for 45 min, resolved")

    assert made.stage == "resolved"


def test_once_it_is_over_every_part_that_was_hit_is_named_and_the_first_told_of():
    system_map = {
        "components": [
            {"id": "api", "customer_name": "the API",
             "symptoms": {"errors": "API requests fail with an error"}},
            {"id": "web", "aliases": ["web app"], "customer_name": "the web app",
             "symptoms": {"down": "the web app does not load"}},
        ]
    }  # fmt: skip
    notes = """2026-05-04 09:03 UTC customers report uploads via API fail with error 503
2026-05-04 09:15 UTC restarted it by mistake, web app was down 2 min
2026-05-04 09:20 UTC raised connection limit
2026-05-04 09:45 UTC all good, closing
"""
    text = draft(notes, system_map, audiences=["status_page"], as_of=NOON).drafts[0].text

    assert text.startswith("Resolved: the API and the web app are working again. API requests failed")


def test_a_customers_words_in_quotes_are_not_a_message_on_a_screen():
    made = status('support has 9 tickets, all "payment page won\'t load"')

    assert made.sentences[0].text == "We have reports that the payment page will not load."


def test_an_hour_that_moves_is_left_out():
    made = status("orders placed in the last hour are not showing up in order history")

    assert made.sentences[0].text == "Orders are not showing up in order history."


def test_only_before_a_thing_is_no_part_of_its_name():
    assert status("only search is slow").sentences[0].text == "Search is slow."


def test_lost_data_comes_first_and_its_restoration_ends_it():
    lost = "backup job deleted attachments uploaded between 09:00 and 09:45"
    open_text = status(lost, "restoring from a copy").text
    over = status(lost, "restoring from a copy", "all attachments restored and checked").text

    assert open_text.startswith("Data may be missing")
    assert "we do not know yet whether" in open_text.lower()
    assert re.search(r"We have restored the data that was missing\.|We restored the missing data\.", over)
    assert "do not know yet whether" not in over


def test_what_a_rule_does_to_people_is_no_step_of_ours():
    made = status("mobile users see errors", "firewall rule pushed at 09:50 blocks some carriers")

    assert "we blocked" not in made.text


def test_what_was_made_good_after_the_end_is_told_and_its_count_is_not_the_reach():
    text = status(
        "Customers cannot pay",
        "payments work again",
        "some customers were charged twice, about 40 orders",
        "all refunds done",
    ).text

    assert "Customers were charged more than once." in text or "Payments were charged more than once." in text
    assert "we refunded the payments that were affected" in text.replace("We", "we")
    assert "40 orders" not in text


@pytest.mark.parametrize(
    ("back", "first"),
    [
        ("site is back up", "The site is working again."),
        ("the mobile app is back online", "The mobile app is working again."),
        ("payments-api-7 is healthy again", "Our service is working again."),
        ("everything is back to normal", "Our service is working again."),
    ],
)
def test_what_works_again_is_named_as_the_notes_do_when_the_name_is_plain(back, first):
    assert status("pager: error rate up", "restarted the worker", back).text.startswith(first)


def test_a_part_that_is_in_order_is_not_guessed_to_be_hit():
    system_map = {
        "components": [
            {"id": "points", "customer_name": "points", "symptoms": {"missing": "points are not credited"}},
            {"id": "discounts", "customer_name": "discounts", "aliases": ["discount"], "symptoms": {}},
        ]
    }
    notes = (
        "2026-05-04 10:00 UTC points are not added for customers\n"
        "2026-05-04 10:02 UTC customers see errors with discounts\n"
        "2026-05-04 10:20 UTC discounts are not affected"
    )
    text = draft(notes, system_map, audiences=["status_page"]).drafts[0].text

    assert "see errors" not in text
