"""What a published text promises is found, with its time."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from drafter.core.prose import sentences
from drafter.review.promises import extract, kinds

AT = datetime(2026, 5, 4, 14, 0, tzinfo=UTC)
LABELS = Path(__file__).with_name("promises_labelled.tsv")


@pytest.mark.parametrize(
    ("sentence", "promised"),
    [
        ("Next update by 14:30 UTC.", ["next_update"]),
        ("We will post another update at 15:00 UTC.", ["next_update"]),
        ("We'll keep this page updated.", ["next_update"]),
        ("We expect checkout to be fully restored by 16:00 UTC.", ["fix"]),
        ("The maintenance will take about two hours.", ["fix"]),
        ("We will publish a root cause analysis within five days.", ["postmortem"]),
        ("Affected customers will be refunded.", ["credit"]),
        ("We will contact every affected customer by email.", ["contact"]),
        ("There is no ETA at the moment, we will update this page at 15:00 UTC.", ["next_update"]),
        ("Everything should be back to normal.", []),
        ("We do not know yet when it will be fixed.", []),
        ("Users experienced delays of up to 11 minutes.", []),
        ("We will update the DNS record.", []),
        ("The root cause was an expired certificate.", []),
        ("Payments were refunded yesterday.", []),
    ],
)
def test_a_sentence_promises_what_it_announces(sentence, promised):
    assert list(kinds(sentence)) == promised


@pytest.mark.parametrize(
    ("text", "zone", "due"),
    [
        ("Next update by 14:30 UTC.", "UTC", "14:30"),
        ("Next update by 16:30 CEST.", "UTC", "14:30"),
        ("We will post an update at 10:30.", "America/New_York", "14:30"),
        ("We will update this page in 30 minutes.", "UTC", "14:30"),
        ("Next update within half an hour.", "UTC", "14:30"),
        ("Next update within two hours.", "UTC", "16:00"),
        ("We will post again soon with more information.", "UTC", None),
        ("It began at 13:10 UTC and we will share more details at 15:00 UTC.", "UTC", "15:00"),
    ],
)
def test_the_time_of_a_promise_is_read_from_its_sentence(text, zone, due):
    (found,) = extract(text, at=AT, zone=zone)

    assert (found.due_at and f"{found.due_at:%H:%M}") == due


def test_what_the_policy_promised_stands_even_if_the_text_says_it_another_way():
    due = AT.replace(hour=15)

    (found,) = extract(
        "You may see an error. We write again when the clock strikes three.", at=AT, next_update_at=due
    )

    assert (found.kind, found.due_at) == ("next_update", due)


def test_promises_in_really_published_updates_are_found(shared):
    texts = {}
    for line in (shared / "corpus" / "status_updates.jsonl").read_text().splitlines():
        row = json.loads(line)
        texts[row["id"]] = sentences(row["text"])
    right = wrong = missed = 0
    for line in LABELS.read_text().splitlines():
        if line.startswith("#"):
            continue
        update, number, labelled = line.split("\t")
        wanted = set(filter(None, labelled.split(",")))
        found = set(kinds(texts[update][int(number)]))
        right += len(wanted & found)
        wrong += len(found - wanted)
        missed += len(wanted - found)

    assert right + missed >= 70
    assert 2 * right / (2 * right + wrong + missed) >= 0.9


def test_the_sentence_with_the_time_is_the_promise_not_the_one_that_speaks_of_it():
    at = datetime(2026, 5, 4, 14, 0, tzinfo=UTC)
    text = "Until our next update we keep checking that it holds. You will hear from us again by 14:30 UTC."

    (found,) = extract(text, at=at, next_update_at=at + timedelta(minutes=30))

    assert found.text == "You will hear from us again by 14:30 UTC."
