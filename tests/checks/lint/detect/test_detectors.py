"""What a text says: symptoms, scope, actions, unknowns, promises, the stage it speaks from."""

import pytest

from drafter.checks.lint.detect import (
    find_actions,
    find_next_update,
    find_promises,
    find_scope,
    find_symptoms,
    find_unknowns,
    spoken_stage,
    symptom_in_first_sentence,
)


def words(text, spans):
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    "text",
    [
        "You cannot open invoices.",
        "Search is slow for shops in Spain.",
        "Calls to Spain drop after a minute.",
        "Orders placed since noon are missing.",
        "The website is down.",
        "Payments fail with an error.",
        "Emails arrive two hours late.",
        "Uploads work again.",
        "There is an outage of the ticket shop.",
        "Nobody can sign in.",
        "Reports show yesterday's figures.",
        "The app closes by itself.",
        "Package downloads take up to ten minutes longer.",
        "The login servers are down.",
        'The ticket machine shows "Out of paper".',
        "A wrong name in a list stops letters from leaving.",
        "Power is off in 3,200 homes.",
        "All homes in Ashby have water again.",
        "Reminders were not mailed.",
        "Ticket machines refuse cards.",
        "The phone key does not open hotel doors.",
        "Music stutters on older phones.",
        "The page keeps loading.",
        "Search finds nothing.",
        "Patients wait up to an hour longer for results.",
        "Points were not automatically credited to your card.",
        "Streaming quality is poor.",
    ],
)
def test_an_effect_on_the_reader_is_a_symptom(text):
    assert find_symptoms(text)


@pytest.mark.parametrize(
    "text",
    [
        "We are investigating an issue.",
        "The service is experiencing degraded performance.",
        "A disk in one of our servers failed.",
        "The issue has been resolved.",
        "Everything is back to normal.",
        "The database crashed and was restarted.",
        "There were no errors.",
        "We are unable to reproduce the fault.",
        "We are replacing a faulty switch.",
        "Our vendor has replaced a faulty line card.",
        "The outage was caused by a DNS entry.",
        "A release went out with a wrong setting.",
        "Hang tight, we know about the trouble.",
        "We have failed over to the second site.",
    ],
)
def test_inner_events_and_empty_words_are_no_symptom(text):
    assert find_symptoms(text) == []


def test_the_first_sentence_is_judged_behind_its_label():
    assert symptom_in_first_sentence("Investigating - Calls to Spain drop. We changed a router at noon.")
    assert symptom_in_first_sentence("Update at noon:\nCalls to Spain drop.")
    assert not symptom_in_first_sentence("We changed a router at noon. Calls to Spain drop.")


@pytest.mark.parametrize(
    "text",
    [
        "Uploads fail for customers in Canada.",
        "About 5% of orders fail.",
        "Mobile apps are not affected.",
        "Only the Billing page is slow.",
        "All customers are affected.",
        "We are looking into problems with vouchers.",
        "Checkout with mOney is slow.",
        "The letters of 34 companies are late.",
    ],
)
def test_a_group_a_place_a_share_or_what_is_spared_is_scope(text):
    assert find_scope(text)


def test_the_name_of_the_whole_product_is_no_scope():
    assert find_scope("Yes, Zembla is down.", product="Zembla") == []


@pytest.mark.parametrize(
    "text",
    [
        "We are investigating.",
        "Our supplier is replacing the cable.",
        "The faulty server has been restarted.",
        "We rolled back the release at noon.",
        "Engineers will deploy a fix.",
        "Maintenance is in progress.",
        "A ticket has been opened with our supplier.",
        "We paused withdrawals.",
        "We are in contact with the bank.",
        "A network cable is worn and we are replacing it.",
    ],
)
def test_what_we_do_is_an_action(text):
    assert find_actions(text)


@pytest.mark.parametrize(
    "text",
    [
        "The website is down.",
        "Please restart the app.",
        "The issue is resolved.",
        "We are aware that invoices cannot be opened.",
        "You can follow the work on this page.",
        "Printing is slow in all shops.",
        "Reloading the page does not help.",
        "Trains run to schedule.",
    ],
)
def test_what_happens_or_the_reader_does_is_no_action(text):
    assert find_actions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "We do not yet know the cause.",
        "There is no ETA.",
        "The reason is still unknown.",
        "It is not clear how many customers are affected.",
        "We cannot say yet when this ends.",
    ],
)
def test_a_stated_gap_is_an_unknown(text):
    assert find_unknowns(text)


def test_a_hedge_is_no_unknown():
    assert find_unknowns("This is probably the network. We are investigating.") == []


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("Next update at 10:45 UTC.", "specific"),
        ("We will post again in 30 minutes.", "specific"),
        ("Updates every hour until it is over.", "specific"),
        ("We write again tomorrow by noon.", "specific"),
        ("We will update this page as we learn more.", "vague"),
        ("More details to follow.", "vague"),
        ("A full report will be published.", "vague"),
        ("We will keep you posted.", "vague"),
        ("The fix will be live at 10:45 UTC.", "none"),
        ("Please let us know if you see more errors.", "none"),
        ("We will update the database software at noon.", "none"),
        ("Follow our supplier's page for more updates.", "none"),
    ],
)
def test_the_next_update_is_specific_vague_or_none(text, precision):
    assert find_next_update(text).precision == precision


def test_a_time_in_a_later_sentence_beats_a_vague_promise():
    text = "We will share more soon. Next update at 10:45 UTC."

    promise = find_next_update(text)

    assert promise.when == "10:45"
    assert text[promise.when_start : promise.when_end] == "10:45"


def test_promises_are_told_apart_by_what_is_promised():
    text = (
        "We will write again by 10:00 UTC. All shops should be back by noon. "
        "We will publish a full report. You will get a refund."
    )

    assert [promise.kind for promise in find_promises(text)] == ["next_update", "fix", "report", "credit"]


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Calls to Spain drop. We are replacing a cable.", "open"),
        ("Calls to Spain work again since 12:05 UTC.", "over"),
        ("The fix is in. We are monitoring calls. Next update at 14:00 UTC.", "open"),
        ("This is not resolved yet.", "open"),
        ("The outage is over.", "over"),
    ],
)
def test_the_words_tell_the_stage(text, stage):
    assert spoken_stage(text) == stage
