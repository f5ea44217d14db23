"""What notes may tell, but nobody has confirmed, is neither told nor called unknown."""

import pytest

from drafter import draft

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
