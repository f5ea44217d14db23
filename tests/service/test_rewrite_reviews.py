"""A rewritten report goes through the same review as a draft: edits, findings, waivers, approval, archive."""

import io
import json
import zipfile

import pytest
from desk import person

from drafter.errors import Conflict, InputError, NotFound, Refused, StaleVersion
from drafter.jobs.stored import StoredWorker
from drafter.jobs.table import JobTable
from drafter.review.hashes import sha256
from drafter.service.batches import Document

REPORT = b"""# Outage on 4 May 2026

## Impact

Customers could not pay for 47 minutes. Ada fixed db-7.internal.
"""
CLEAN = "# Outage on 4 May 2026\n\nYou could not pay for 47 minutes on 4 May 2026. We are sorry.\n"
ADA, BEN = person("ada"), person("ben")


@pytest.fixture
def reviews(any_desk):
    return any_desk.service.rewrite_reviews


@pytest.fixture
def batch(any_desk):
    """A batch of two reports that ada handed in, rewritten; give its id."""
    documents = [Document(name=name, content=REPORT) for name in ("a.md", "b.md")]
    made = any_desk.service.batches.create(ADA, title="Old", documents=documents, system_map=None)
    StoredWorker(any_desk.store, JobTable(any_desk.store, any_desk.clock), worker="w").run(forever=False)
    return made.id


def packed(desk, batch):
    with zipfile.ZipFile(io.BytesIO(desk.service.batches.archive(ADA, batch))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def acts(desk):
    found = desk.service.audits.find(ADA, limit=50).items
    return [entry for entry in reversed(found) if entry.action.startswith("rewrite.")]


def key_of(view, words):
    return next(one.key for one in view.findings if one.text == words)


def test_before_anybody_touched_it_the_rewrite_stands_there_as_a_draft(any_desk, batch, reviews):
    view = reviews.get(ADA, batch, 1)

    assert (view.state, view.version, view.name, view.authors) == ("draft", 1, "a.md", ("ada",))
    assert view.text == view.written_text
    assert "47 minutes" in view.text
    assert [one.rule for one in view.findings if one.key in view.standing]
    assert acts(any_desk) == []


def test_a_question_that_is_open_stops_the_approval(any_desk, batch, reviews):
    view = reviews.get(ADA, batch, 1)
    asked = next(one for one in view.findings if one.rule == "RWR001")
    assert not asked.waivable

    with pytest.raises(Refused, match="stands"):
        reviews.approve(BEN, batch, 1, version=1)
    with pytest.raises(Refused, match="cannot be waived"):
        reviews.waive(BEN, batch, 1, key=asked.key, reason="Nobody will ask.")
    assert acts(any_desk) == []


def test_an_edit_is_saved_checked_and_on_record(any_desk, batch, reviews):
    leaking = reviews.edit(BEN, batch, 1, text=CLEAN + "Ada fixed db-7.internal.\n", version=1)
    assert {one.text for one in leaking.findings if one.key in leaking.standing} == {"Ada", "db-7.internal"}

    view = reviews.edit(BEN, batch, 1, text=CLEAN, version=2)

    assert (view.version, view.authors, view.updated_by) == (3, ("ada", "ben"), "ben")
    assert view.standing == ()
    assert reviews.get(ADA, batch, 1) == view
    assert reviews.get(ADA, batch, 2).version == 1
    assert [(one.action, one.who, one.subject) for one in acts(any_desk)] == [
        ("rewrite.edited", "ben", batch)
    ] * 2
    assert json.loads(acts(any_desk)[-1].payload) == {
        "document": 1, "version": 3, "text_hash": sha256(CLEAN),
    }  # fmt: skip


def test_the_same_text_again_changes_nothing(any_desk, batch, reviews):
    reviews.edit(ADA, batch, 1, text=CLEAN, version=1)
    reviews.approve(BEN, batch, 1, version=2)

    view = reviews.edit(ADA, batch, 1, text=CLEAN, version=2)

    assert (view.version, view.state) == (2, "approved")


def test_whoever_saw_another_version_does_not_overwrite_it(batch, reviews):
    reviews.edit(ADA, batch, 1, text=CLEAN, version=1)

    for act in (
        lambda: reviews.edit(BEN, batch, 1, text="Mine.", version=1),
        lambda: reviews.approve(BEN, batch, 1, version=1),
    ):
        with pytest.raises(StaleVersion) as caught:
            act()
        assert caught.value.current == 2
    assert reviews.get(ADA, batch, 1).text == CLEAN


def test_the_exact_text_is_approved_and_an_edit_takes_that_back(any_desk, batch, reviews):
    reviews.edit(ADA, batch, 1, text=CLEAN, version=1)

    signed = reviews.approve(BEN, batch, 1, version=2)

    assert (signed.state, signed.approved_by, signed.approved_at) == ("approved", "ben", any_desk.clock.now)
    assert signed.text_hash == sha256(CLEAN)
    after = reviews.edit(ADA, batch, 1, text=CLEAN + "Thank you.\n", version=2)
    assert (after.state, after.approved_by, after.text_hash) == ("draft", "", "")
    assert [one.action for one in acts(any_desk)] == ["rewrite.edited", "rewrite.approved", "rewrite.edited"]
    assert json.loads(acts(any_desk)[-1].payload)["approval_of"] == "ben"
    assert any_desk.service.audits.verify(ADA).whole


def test_a_finding_is_let_stand_by_name_and_with_a_reason(any_desk, batch, reviews):
    text = CLEAN + "This will never happen again.\n"
    view = reviews.edit(ADA, batch, 1, text=text, version=1)
    (key,) = view.standing
    with pytest.raises(Refused, match="not a reason"):
        reviews.waive(BEN, batch, 1, key=key, reason="ok")

    waived = reviews.waive(BEN, batch, 1, key=key, reason="The board wants these words.")

    assert waived.standing == ()
    (one,) = [one for one in waived.findings if one.key == key]
    assert (one.waived_by, one.waived_because) == ("ben", "The board wants these words.")
    assert reviews.waive(ADA, batch, 1, key=key, reason="Again, the same.") == waived
    assert reviews.approve(BEN, batch, 1, version=2).state == "approved"
    assert [one.action for one in acts(any_desk)] == [
        "rewrite.edited", "rewrite.finding_waived", "rewrite.approved",
    ]  # fmt: skip


def test_a_leak_is_never_let_stand(batch, reviews):
    view = reviews.edit(ADA, batch, 1, text=CLEAN + "Ada fixed it.\n", version=1)

    with pytest.raises(Refused, match="cannot be waived"):
        reviews.waive(BEN, batch, 1, key=key_of(view, "Ada"), reason="She wants to be named.")
    with pytest.raises(Refused, match="Ada"):
        reviews.approve(BEN, batch, 1, version=2)


def test_a_text_of_legal_weight_needs_somebody_who_is_no_author(batch, reviews):
    view = reviews.edit(BEN, batch, 1, text=CLEAN + "Personal data was not touched.\n", version=1)
    assert view.second_opinion == ("the text says 'Personal data'",)

    for author in (ADA, BEN):
        with pytest.raises(Refused, match="somebody who did not"):
            reviews.approve(author, batch, 1, version=2)

    assert reviews.approve(person("cleo"), batch, 1, version=2).approved_by == "cleo"


def test_a_rejected_text_comes_back_with_an_edit(any_desk, batch, reviews):
    with pytest.raises(InputError, match="reason"):
        reviews.reject(BEN, batch, 1, reason=" ")

    view = reviews.reject(BEN, batch, 1, reason="The number is wrong.")

    assert (view.state, view.reason, view.version) == ("rejected", "The number is wrong.", 1)
    with pytest.raises(Conflict, match="rejected"):
        reviews.approve(BEN, batch, 1, version=1)
    assert reviews.edit(ADA, batch, 1, text=CLEAN, version=1).state == "draft"
    assert [one.action for one in acts(any_desk)] == ["rewrite.rejected", "rewrite.edited"]


def test_a_bot_may_edit_but_neither_waive_nor_decide(batch, reviews):
    bot = person("robot", "bot").model_copy(update={"scopes": ADA.scopes})
    reviews.edit(bot, batch, 1, text=CLEAN, version=1)

    for act in (
        lambda: reviews.waive(bot, batch, 1, key="0" * 16, reason="Because I say so."),
        lambda: reviews.approve(bot, batch, 1, version=2),
        lambda: reviews.reject(bot, batch, 1, reason="No good."),
    ):
        with pytest.raises(Refused, match="bot"):
            act()


def test_what_cannot_be_reviewed_is_said(any_desk, batch, reviews):
    waiting = any_desk.service.batches.create(
        ADA, title="", documents=[Document(name="a.md", content=REPORT)], system_map=None
    )
    with pytest.raises(Conflict, match="waiting"):
        reviews.get(ADA, waiting.id, 1)
    with pytest.raises(NotFound):
        reviews.get(ADA, batch, 9)
    with pytest.raises(NotFound):
        reviews.get(ADA, "bat_none", 1)
    with pytest.raises(NotFound, match="no finding"):
        reviews.waive(ADA, batch, 1, key="0" * 16, reason="Because I say so.")
    with pytest.raises(InputError, match="empty"):
        reviews.edit(ADA, batch, 1, text=" \n", version=1)


def test_the_map_of_the_batch_holds_for_edited_texts(any_desk, reviews):
    the_map = {"product": "Shop", "people": ["Grace"]}
    documents = [Document(name="a.md", content=REPORT)]
    batch = any_desk.service.batches.create(ADA, title="", documents=documents, system_map=the_map).id
    StoredWorker(any_desk.store, JobTable(any_desk.store, any_desk.clock), worker="w").run(forever=False)

    view = reviews.edit(ADA, batch, 1, text=CLEAN + "Grace helped.\n", version=1)

    assert [one.text for one in view.findings if one.key in view.standing] == ["Grace"]


def test_the_archive_holds_the_text_as_it_stands_and_says_who_approved_it(any_desk, batch, reviews):
    written = reviews.get(ADA, batch, 1).text
    reviews.edit(ADA, batch, 1, text=CLEAN, version=1)
    reviews.approve(BEN, batch, 1, version=2)

    files = packed(any_desk, batch)

    assert (files["a.md"], files["b.md"]) == (CLEAN, written)
    first, second = (json.loads(files[name]) for name in ("a.json", "b.json"))
    assert (first["text"], first["written_text"]) == (CLEAN, written)
    assert first["approval"] == {
        "approved": True, "approved_by": "ben", "approved_at": "2026-05-04T14:15:00+00:00",
    }  # fmt: skip
    assert second["approval"] == {"approved": False, "approved_by": "", "approved_at": None}
    rows = json.loads(files["report.json"])["documents"]
    assert [(row["approved"], row["approved_by"]) for row in rows] == [(True, "ben"), (False, "")]
    assert "<td>ben, 2026-05-04 14:15 UTC</td>" in files["report.html"]
    assert files["report.html"].count("<td>not yet</td>") == 1


def test_an_approval_that_was_taken_back_is_not_in_the_archive(any_desk, batch, reviews):
    reviews.edit(ADA, batch, 1, text=CLEAN, version=1)
    reviews.approve(BEN, batch, 1, version=2)
    reviews.edit(ADA, batch, 1, text=CLEAN + "Thank you.\n", version=2)

    files = packed(any_desk, batch)

    assert files["a.md"].endswith("Thank you.\n")
    assert [row["approved"] for row in json.loads(files["report.json"])["documents"]] == [False, False]


def test_the_sums_of_a_batch_count_only_what_an_edit_has_left_to_answer(any_desk, batch, reviews):
    batches = any_desk.service.batches
    asked = batches.get(ADA, batch).sums["questions"]

    reviews.edit(ADA, batch, 1, text=CLEAN, version=1)

    assert asked > 1
    assert batches.get(ADA, batch).sums["questions"] == asked // 2
    assert batches.find(ADA).items[0].sums["questions"] == asked // 2
