"""Which sentences may stand in running text for customers, and in whose words."""

import re

import pytest

from drafter.rewriting.acts import by_us, in_past, one_of_us, our_parts
from drafter.rewriting.repeats import repeats
from drafter.rewriting.rewrite import rewrite
from drafter.rewriting.telling import is_whole
from drafter.rewriting.titles import subject_of
from drafter.rewriting.vocabulary import hard_to_read

HEAD = "# Outage on 4 May 2026\n\n"


def business(report, head=HEAD):
    return rewrite(head + report).text.partition("## The technical part")[0]


def section(text, heading):
    found = re.search(rf"^## {heading}\n\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


@pytest.mark.parametrize(
    "text",
    [
        "The shop stopped.",
        "A wrong price list caused the error.",
        "When the list was loaded, we noticed the error.",
        "Due to the holiday, more people used the shop.",
        "The height that the queue reached was a record.",
        "A customer said that two orders were missing.",
        "We're moving the list to a new place.",
    ],
)
def test_a_subject_and_a_verb_of_its_own_make_a_sentence(text):
    assert is_whole(text)


@pytest.mark.parametrize(
    "text",
    [
        "Error detected and verified.",
        "A change in how orders are stored.",
        "The order in which we restart the shops.",
        "Deployed with care, assuming there will be no harm.",
        "Even though customers were told.",
        "No orders at all until noon.",
        "Limited knowledge because of the holiday.",
        "Increased price, because we were late.",
    ],
)
def test_a_fragment_is_no_sentence(text):
    assert not is_whole(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Restarted the shop.", "We restarted the shop."),
        ("Freed 40 places; all was well.", "We freed 40 places; all was well."),
        ("Increased prices were seen.", "Increased prices were seen."),
        ("Created By: the web team.", "Created By: the web team."),
    ],
)
def test_who_is_left_out_is_us(text, said):
    assert by_us(text) == said


def test_a_person_who_works_on_our_systems_is_us_and_a_reporter_is_left_out():
    assert one_of_us("Someone rolled back the release.") == "We rolled back the release."
    assert one_of_us("Someone reports that orders are late.") == "Orders are late."
    assert one_of_us("Someone called at noon.") == "Someone called at noon."
    assert one_of_us("It was postponed twice by someone.") == "It was postponed twice by us."
    assert one_of_us("It was reported by someone.") == "It was reported by someone."


def test_a_stand_in_is_ours_where_it_ends_its_phrase():
    assert our_parts("The error was in an internal part.") == "The error was in a part of our system."
    assert our_parts("The internal part agents failed.") == "The internal part agents failed."
    assert our_parts("A user called an internal part came.") == "A user called an internal part came."
    assert our_parts("We rolled it back on an internal server.") == "We rolled it back."


def test_a_stand_in_that_cannot_be_said_plainly_is_not_told():
    text = business("## Root cause\n\nThe `order_keeper.rows` agents were too slow for the shop.\n")
    assert "internal part" not in text


def test_nobody_is_blamed():
    text = business("## Root cause\n\nThe web team ignored the warning of the shop.\n")
    assert "ignored" not in text


def test_words_of_the_trade_are_for_the_technical_part():
    assert hard_to_read("The qubit stopped the zygote.", frozenset())
    assert not hard_to_read("The zygote stopped the shop.", frozenset())
    assert not hard_to_read("The qubit stopped the zygote.", frozenset(("zygote",)))


def test_a_term_that_is_part_of_the_products_name_is_not_explained():
    front = "---\norganisation: ShopPods\n---\n\n"
    text = business("## Impact\n\nUsers of a pod could not pay.\n", head=front + HEAD)
    assert "Users of a pod could not pay." in text


def test_the_same_is_not_said_twice():
    assert repeats("Customers could not pay by card.", "From noon on customers could not pay by card.")
    assert not repeats("Customers could pay by card.", "From noon on customers could not pay by hand at all.")
    assert not repeats("At 10:05 we opened the shop page.", "We opened the shop page.")
    assert repeats("At 10:05 we opened the shop page.", "We opened the shop page.", whenever=True)


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Post-mortem: Failing mails on 6 May 2026", "Failing mails"),
        ("Incident on 2026-05-04 - Certificate error in browsers", "Certificate error in browsers"),
        ("Issue Summary", ""),
        ("Incident on 2026-05-04", ""),
        ("Update on the May 4, 2026 incident in the shop", ""),
    ],
)
def test_a_title_says_what_it_was_about(title, subject):
    assert subject_of(title) == subject


def test_the_title_has_the_day_once():
    assert rewrite("# Late mails on 4 May 2026\n\nMails were late.\n").text.startswith(
        "# Late mails – 4 May 2026\n"
    )


def test_what_was_not_lost_is_not_told_alone():
    text = business(
        "## What was exposed\n\nQXRT and VXRT rows with addresses were exposed.\n\n"
        "Passwords were not exposed.\n"
    )
    assert "Passwords" not in section(text, "In short")


def test_under_a_heading_that_asks_who_an_amount_answers():
    text = business("## Who was affected\n\nAll 612 shops that use the list.\n")
    assert "This affected all 612 shops that use the list." in text


def test_what_readers_can_do_has_a_place_of_its_own():
    text = business("## Summary\n\nDrivers could not pay. Drivers who got a ticket can send us the number.\n")
    assert section(text, "What you can do") == "Drivers who got a ticket can send us the number."


def test_what_was_done_in_the_incident_is_no_plan():
    text = business("## Actions taken\n\nThe page was closed by us at once.\n")
    assert "closed" not in section(text, "What we plan to change")


def test_repairs_of_a_report_without_headings_stand_under_fixed():
    text = business("Drivers could not pay. We put in the new address and payments worked again.\n")
    assert section(text, "How we fixed it") == "We put in the new address and payments worked again."


def test_thin_words_are_no_repair():
    text = business("## Timeline\n\n- 10:05 Restarted `order_keeper.rows` on kube-7.\n")
    assert "part of the service" not in text


@pytest.mark.parametrize(
    "said",
    [
        'Our team notes "it is the queue that stops the shop".',
        "Many things went right in the shop that day.",
        "The details of the error can be found in the notes.",
        "The new price list of the shop expected it to be there.",
        "The orders were lost by that error of the shop.",
    ],
)
def test_speech_praise_and_pointers_are_no_story(said):
    assert said not in business(f"## Summary\n\nDrivers could not pay. {said}\n")


def test_shortening_leaves_the_repair_in_a_repair():
    heavy = "Unquestionably, organisational responsibilities regarding infrastructure required clarification."
    text = business(
        "## Impact\n\nUsers could not pay for an hour.\n\n## Resolution\n\n"
        "Two unauthorised administrative identities were generated, which have since been removed.\n\n"
        f"## Follow-ups\n\n- {heavy}\n- {heavy[:-1]} again.\n"
    )
    assert "generated." not in text


def test_a_timeline_is_told_as_past_and_without_who_reported_it():
    assert in_past("The order page is restarted.") == "The order page was restarted."
    assert in_past("Users report all orders are failing.") == "All orders were failing."
    assert in_past("We saw that it is late.") == "We saw that it is late."


def test_a_change_that_did_harm_is_no_repair():
    text = business("The update to the order page installed a newer list. Drivers could not pay.\n")
    assert "installed" not in section(text, "How we fixed it")
