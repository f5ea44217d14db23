"""How much people changed before a draft could go out."""

from datetime import timedelta

import pytest
from desk import person

from drafter.client import Client
from drafter.review.editing import word_count, words_changed

BEN = person("ben")


def send(desk, draft, version=1):
    desk.service.approvals.approve(BEN, draft.id, version=version)
    desk.service.publishing.publish(BEN, draft.id, channel="status page")


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("Payments fail for you.", "Payments fail for you.", 0),
        ("Payments fail for you.", "Payments may fail for you.", 1),
        ("Payments fail for you.", "Payments work for you.", 1),
        ("Payments fail for you.", "Payments fail.", 2),
        ("", "We are sorry.", 3),
    ],
)
def test_words_taken_out_put_in_or_replaced_are_counted(before, after, changed):
    assert words_changed(before, after) == changed


def test_drafts_count_once_somebody_has_decided(any_desk):
    any_desk.drafted()
    untouched = any_desk.drafted()
    edited = any_desk.drafted()
    rejected = any_desk.drafted()
    send(any_desk, untouched)
    better = any_desk.service.drafts.edit(
        BEN, edited.id, text=f"{edited.text}\nWe are sorry for this.", version=1
    )
    any_desk.service.approvals.approve(person("ada"), better.id, version=2)
    any_desk.service.approvals.reject(BEN, rejected.id, reason="not true")

    found = any_desk.service.edit_reports.report(BEN)

    together = found.together
    assert (together.drafts, together.as_written, together.edited, together.sent_back) == (3, 1, 1, 1)
    assert together.sentences_added == 1
    assert together.words_changed == 5
    assert together.words == 2 * word_count(untouched.text)
    assert set(found.by_audience) == {"status_page"}
    assert set(found.by_writer) == {"template"}
    assert not found.more


def test_a_span_counts_the_drafts_written_in_it(desk):
    send(desk, desk.drafted())
    now = desk.clock()

    assert desk.service.edit_reports.report(BEN, since=now - timedelta(hours=1)).together.drafts == 1
    assert desk.service.edit_reports.report(BEN, since=now + timedelta(hours=1)).together.drafts == 0
    assert desk.service.edit_reports.report(BEN, until=now - timedelta(hours=1)).together.drafts == 0


def test_the_report_comes_over_http(desk):
    send(desk, desk.drafted())
    client = Client(http=desk.http(), person="ben")

    assert client.edits(since=desk.clock() - timedelta(days=1)).together.as_written == 1
