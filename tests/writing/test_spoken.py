"""Whole sentences that a note holds for readers are told as they stand."""

from datetime import UTC, datetime

import drafter
from drafter.core.system_map import SystemMap
from drafter.intake.notes import parse_notes

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
START = "All times UTC, 2 March 2026\n10:20 customers cannot upload files\n"


def status(*lines: str, at: datetime = AT) -> str:
    notes = START + "\n".join(f"10:{minute} {text}" for minute, text in enumerate(lines, start=30))
    made = drafter.draft(parse_notes(notes.encode()), SystemMap(), audiences=["status_page"], as_of=at)
    return made.drafts[0].text


def test_a_plain_sentence_for_readers_is_told() -> None:
    assert "Wards in the north are shown an old list." in status("Wards in the north are shown an old list.")


def test_once_it_is_over_only_what_was_said_since() -> None:
    text = status(
        "Wards in the north are shown an old list.", "uploads work again", "Late parcels leave today."
    )
    assert "are shown an old list" not in text


def test_team_talk_a_guess_and_inside_words_are_not() -> None:
    text = status(
        "We looked at the wards in the north.",
        "Maybe wards in the north see an old list.",
        "The kafka consumer in the north is stuck.",
    )
    assert "wards" not in text.lower()
    assert "kafka" not in text


def test_what_readers_are_to_do_is_told_and_then_not_denied() -> None:
    text = status("Your files are safe. Please do not upload the same file twice.")
    assert "Please do not upload the same file twice." in text
    assert "nothing you can do" not in text


def test_a_condition_stays_with_its_advice() -> None:
    said = "If your order shows as cancelled, please do not place it again."
    assert said in status(said)


def test_what_the_team_is_asked_to_do_is_no_advice() -> None:
    assert "Please check the list" not in status("Please check the list of the north.")
    assert "Please tell people" not in status("Please tell people that first.")


def test_what_is_done_for_those_who_were_hit_stays_to_the_end() -> None:
    text = status("No fines will be charged for late books.", "uploads work again", "closed")
    assert "No fines will be charged for late books." in text


def test_today_is_told_on_the_same_day_only() -> None:
    said = "We will write to all parents today."
    assert said in status(said)
    assert said not in status(said, at=datetime(2026, 3, 3, 9, 0, tzinfo=UTC))


def test_hours_are_printed_as_everywhere_in_the_text() -> None:
    text = status("Your page shows the prices of 09:40.", "You can see the list of 10:15 in the shop.")
    assert "You can see the list of 10:15 UTC in the shop." in text


def test_it_needs_the_sentence_before() -> None:
    assert "They are kept on your device." in status(
        "Messages from the north do not arrive. They are kept on your device."
    )
    assert "They are kept" not in status("The kafka topic is stuck. They are kept on your device.")


def test_where_all_notes_are_sentences_one_is_no_sign_of_being_said_for_readers():
    found = "Spot checks find the addresses of this week."
    told = status("The first parcel was found.", found, "The team meets at noon.", "All lists are printed.")
    assert found not in told


def test_a_sentence_that_names_no_thing_is_not_told() -> None:
    assert "Triggered" not in status("Customers in the east see it too. Triggered through the north gate.")


def test_a_range_keeps_both_its_hours() -> None:
    text = status("uploads work again", "Files sent between 09:50 and 10:25 did not show in folders.")
    assert "between 09:50 and 10:25 UTC" in text or "between 09:50" not in text
