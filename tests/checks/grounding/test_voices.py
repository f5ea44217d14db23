"""People word an update in many ways: what is right passes in any of them, what is wrong is found."""

from datetime import UTC, datetime

import pytest

from drafter.pipeline import verify

NOTES = """# All times in UTC
2024-05-02 09:04 - alert: booking page down, users report errors too
09:10 - Ravi looks, the API still returns the right prices
09:18 - GitHub looks fine on their end
09:22 - TTL changed from 30 min to 5 min, unclear whether it did anything
09:30 - CPU at 78%, memory at 82%
09:41 - restarted the search pods, still broken after that
09:55 - decision: put the old JDK 8 image back
10:05 - team works on a fix
"""
DUE = datetime(2024, 5, 2, 10, 40, tzinfo=UTC)
LATER = NOTES + "10:20 - old image deployed, booking page works again\n10:31 - incident resolved\n"


def rules(text, notes=NOTES, due=DUE):
    return {
        finding.rule
        for finding in verify(
            text, notes=notes, as_of=datetime(2024, 5, 2, 10, 35, tzinfo=UTC), next_update_at=due
        )
    }


@pytest.mark.parametrize(
    "text",
    [
        "Expect our next post by 10:40 UTC.",
        "Please look here again by 10:40 UTC.",
        "We'll be in touch by 10:40 UTC.",
        "More from us by 10:40 UTC.",
        "By 10:40 UTC you will hear from us again.",
        "Next post: 10:40 UTC at the latest.",
    ],
)
def test_the_next_update_may_be_promised_in_any_words(text):
    assert not rules(text) & {"GRD001", "GRD010", "GRD011"}


@pytest.mark.parametrize("text", ["Look here again by 10:50 UTC.", "More from us by 10:50 UTC."])
def test_another_time_for_the_next_update_is_found_in_any_words(text):
    assert "GRD010" in rules(text)


def test_a_length_after_an_event_is_counted_from_it():
    assert "GRD003" not in rules("The page went down at 09:04 UTC; six minutes later we looked.")
    assert "GRD003" in rules("The page went down at 09:04 UTC; nine minutes later we looked.")


def test_a_setting_is_no_time_that_went_by():
    assert "GRD003" not in rules("We cut it from 30 to 5 minutes.")
    assert "GRD003" in rules("We cut it from 60 to 5 minutes.")


def test_figures_keep_their_labels():
    assert "GRD004" not in rules("CPU is at 78% and memory at 82%.")
    assert "GRD004" in rules("CPU is at 82% and memory at 78%.")


def test_a_figure_in_a_name_counts_nothing():
    assert "GRD004" in rules("We restarted eight of them.")


def test_words_before_a_colon_are_read_too():
    assert "GRD004" in rules("Seven times we had to stop: the search failed.")


@pytest.mark.parametrize(
    "text",
    [
        "The API is fine.",
        "Anyone who was working on a booking lost the connection.",
        "We are putting the list back together.",
        "Our restart closed all open sessions.",
    ],
)
def test_working_back_and_closed_are_not_always_the_service(text):
    assert not rules(text) & {"GRD015", "GRD017"}


@pytest.mark.parametrize(
    "text", ["That cured it.", "This is enough.", "Booking pages are fast again.", "It is back."]
)
def test_a_cure_is_found_while_the_trouble_stays(text):
    assert "GRD017" in rules(text)
    assert "GRD017" not in rules(text, LATER, None)


@pytest.mark.parametrize("text", ["A fix is live.", "A hotfix is out now."])
def test_a_fix_being_made_is_not_out(text):
    notes = "# All times in UTC\n2024-05-02 09:04 - booking page down\n10:05 - team works on a fix\n"

    assert "GRD018" in rules(text, notes)
    assert "GRD018" not in rules("A fix is in the works.", notes)
    assert "GRD018" not in rules(text, notes + "10:20 - fix deployed\n")


@pytest.mark.parametrize(
    "text",
    [
        "Our supplier restarted the search.",
        "GitHub is down.",
        "Our hosting company ran out of memory.",
    ],
)
def test_an_act_or_a_fault_of_somebody_else_is_found(text):
    assert "GRD036" in rules(text)


def test_what_merely_carries_a_suppliers_name_is_not_the_supplier():
    assert "GRD036" not in rules("GitHub logins are down.")


@pytest.mark.parametrize(
    "text",
    [
        "All bookings of that hour are safe.",
        "No bookings were missed.",
        "Your list is complete.",
    ],
)
def test_reassurance_is_found_whatever_is_called_safe(text):
    assert "GRD013" in rules(text)


@pytest.mark.parametrize("text", ["It will not run short again.", "Pages will stay stable from here on."])
def test_a_never_again_is_found_in_any_words(text):
    assert "GRD012" in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "It depends on a faulty cable.",
        "We know why pages fail: a cable broke.",
        "A faulty cable is to blame.",
    ],
)
def test_a_cause_is_found_however_it_is_tied(text):
    assert "GRD020" in rules(text)


def test_a_new_thing_is_told_from_an_act():
    assert "GRD022" not in rules("A newly introduced limit stood in the way.")
    assert "GRD022" in rules("We introduced a limit.")


def test_an_act_counted_in_words_is_counted_in_the_notes():
    notes = NOTES + "10:12 - restarted the search pods once more\n"

    assert "GRD004" not in rules("Two restarts have made no difference.", notes)
    assert "GRD004" in rules("Five restarts have made no difference.", notes)


def test_a_good_hour_and_twenty_minutes_is_one_length():
    assert "GRD003" not in rules("It has been down since 09:10 UTC, a good hour and twenty minutes.")
    assert "GRD003" in rules("It has been down since 09:10 UTC, a good two hours and twenty minutes.")


def test_a_length_after_a_named_event_is_counted_from_its_line():
    assert "GRD003" not in rules("At 09:41 UTC, 37 minutes after users reported errors, we restarted it.")
    assert "GRD003" in rules("At 09:41 UTC, 19 minutes after users reported errors, we restarted it.")


def test_a_cause_told_by_a_pronoun_needs_one_in_the_notes():
    assert "GRD020" in rules("We looked at the image. It is the culprit.")
    assert "GRD020" not in rules(
        "It is the culprit.", NOTES + "10:12 - cause found: the new image broke it\n"
    )


def test_what_is_put_off_right_after_an_act_is_planned_and_waiting_is_not():
    notes = "# All times in UTC\n2024-05-02 09:04 - search down\n09:41 - restarted the pods, waiting\n"

    assert "GRD023" not in rules("We restarted the search.", notes)
    assert "GRD023" in rules(
        "We restarted the search.", notes.replace("restarted the pods, waiting", "restart tomorrow")
    )


def test_a_length_the_notes_write_is_told_as_they_write_it():
    notes = NOTES + "10:14 - last merge was 5 hours ago, 3 min build\n10:16 - last merge was 5 hours ago\n"

    assert "GRD003" not in rules("The last merge was about five hours ago.", notes)
    assert "GRD003" in rules("The last merge was about two hours ago.", notes)


def test_the_ends_of_a_change_are_figures_of_their_own():
    notes = NOTES + "10:14 - doubled the login servers from 4 to 8\n"

    assert "GRD004" not in rules("We now have eight of them.", notes)
    assert "GRD004" in rules("We now have nine of them.", notes)


def test_what_should_have_been_ready_is_no_estimate():
    assert "GRD011" not in rules("It should have been ready at 09:04 UTC.")
    assert "GRD011" in rules("It should be ready at 11:00 UTC.")


def test_a_promise_we_cannot_make_is_none():
    assert "GRD012" not in rules("We hope it holds; we can't promise it.")
    assert "GRD012" in rules("We promise that it holds.")


def test_a_call_to_a_supplier_needs_a_note_of_one():
    assert "GRD036" in rules("We have called our supplier.")
    assert "GRD036" not in rules("We have called our supplier.", NOTES + "10:12 - called the supplier\n")


def test_no_more_is_no_promise_of_news():
    assert "GRD010" not in rules("We stopped sending any more at 09:22 UTC.")


def test_advice_may_name_what_the_notes_released():
    assert "GRD031" not in rules(
        "Please update the app to version 7.4.1.", NOTES + "10:12 - 7.4.1 is in the store\n"
    )
    assert "GRD031" in rules("Please update the app to version 7.4.1.")
