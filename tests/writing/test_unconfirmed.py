"""What notes may tell, but nobody has confirmed, is neither told nor called unknown."""

from datetime import UTC, datetime

import pytest

from drafter import draft
from drafter.core.draft import PublishedUpdate

TRADE = (
    "Guests on floors three and four stand before their doors, the lamp stays red.",
    "Reception walks them up with the master key.",
    "Could it be the new batteries? Olga goes to look.",
    "Batteries are full, so it is not that.",
    "Floors one and two open as always.",
    "The writer went a year back when the power came on, and keys it made were out of date.",
)


def written(*lines: str, audience: str = "status_page") -> str:
    notes = "".join(f"2026-03-04 09:{n:02}Z - {line}\n" for n, line in enumerate(lines, start=10))
    return draft(notes, audiences=[audience]).drafts[0].text


def test_a_cause_that_may_have_been_told_is_being_checked():
    text = written(*TRADE)

    assert "checking" in text
    assert "looking for the cause" not in text
    assert "what causes it" not in text


@pytest.mark.parametrize("audience", ["status_page", "executives", "affected_customer_email"])
def test_once_it_works_again_a_cause_nobody_told_is_unconfirmed(audience):
    text = written("customers cannot pay", "restarted the gateway", "payments work again", audience=audience)

    assert "confirmed" in text
    assert "cannot say yet why" not in text
    assert "not known" not in text


def test_that_nobody_knows_it_a_note_must_say():
    text = written(
        "customers cannot pay", "restarted the gateway", "payments work again", "root cause still unknown"
    )

    assert "why it failed" in text


def test_confirmed_is_said_where_a_note_says_so():
    assert "confirmed this at" not in written("checkout shows errors", "Ann looks at the logs")
    assert "confirmed this at" in written("confirmed: checkout shows errors for all customers")


def test_a_cause_in_plain_words_is_told_with_them():
    text = written("customers cannot pay in the shop", "found the cause: our card was never renewed")

    assert "cause: our card was never renewed" in text


def test_where_a_repair_is_told_the_cause_is_not_called_open():
    told = written("customers cannot pay", "rolled back the release", "payments work again")

    assert "earlier version" in told
    assert "confirmed" not in told


def timed(*notes: str) -> str:
    lines = "\n".join(f"2026-03-04 {note}" for note in notes)
    return draft(lines, audiences=["status_page"]).drafts[0].text


def test_a_repair_long_before_the_end_does_not_stand_for_the_cause():
    begun = ("09:10Z - the website is down for customers", "09:15Z - rolled back the release")

    assert "not confirmed the cause" not in timed(*begun, "09:25Z - the website works again")
    assert "not confirmed the cause" in timed(*begun, "11:20Z - the website works again")


@pytest.mark.parametrize(
    ("note", "by_its_word"),
    [("hosting provider has repaired the switch", False), ("provider says the line is restored", True)],
)
def test_a_supplier_who_repaired_its_side_last_is_told(note, by_its_word):
    start = ("09:10Z - the website is down for customers", "09:15Z - restarted the web server")
    end = "10:45Z - the website works again"

    text = timed(*start, f"10:40Z - {note}", end)
    assert "its side" in text
    assert ("told us" in text) == by_its_word
    assert "its side" not in timed(*start, f"10:40Z - {note}", "10:42Z - rolled back the release", end)
    assert "its side" not in timed(*start, "10:40Z - hosting provider has not repaired the switch", end)


def test_a_change_before_the_first_sign_may_be_the_cause_and_is_asked_about():
    changed = "2026-03-04 09:10Z - deployed version 2.4\n2026-03-04 09:20Z - customers cannot sign in"
    quiet = "2026-03-04 09:20Z - customers cannot sign in\n2026-03-04 09:30Z - deployed version 2.4"

    made = draft(changed, audiences=["status_page"])
    assert "not confirmed the cause yet" in made.drafts[0].text
    assert any(question.id == "q-cause_hint-f1.1" for question in made.sheet.questions)
    assert "cause_hint" not in str(draft(quiet, audiences=["status_page"]).sheet.questions)


def test_a_closing_notice_promises_no_further_word_on_the_cause():
    told = written("customers cannot pay", "restarted the gateway", "payments work again", "incident closed")

    assert "confirmed" in told
    assert "yet" not in told


def test_a_step_that_is_told_for_the_first_time_is_news():
    notes = [f"2026-03-04 09:{n}Z - {line}" for n, line in (
        (10, "customers cannot pay in the shop"), (20, "decided to move to a bigger server"),
    )]  # fmt: skip
    first = draft(notes[0], audiences=["status_page"]).drafts[0]
    at = datetime(2026, 3, 4, 9, 10, tzinfo=UTC)
    before = {"status_page": PublishedUpdate(
        text=first.text, audience="status_page", at=at, stage=first.stage,
        fact_ids=tuple(i for s in first.sentences for i in s.fact_ids), upto_line=1,
    )}  # fmt: skip
    text = draft("\n".join(notes), audiences=["status_page"], previous=before).drafts[0].text

    assert "larger server" in text
    assert "nothing" not in text.split("\n\n")[0]
