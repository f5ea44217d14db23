"""An approved text is sent exactly once, whatever breaks in between."""

import pytest
from desk import Desk, HandClock, person
from far_side import TOKEN

from drafter.errors import Conflict, DeliveryFailed, DeliveryUnsure, InputError, Refused
from drafter.publish.couriers import HttpCourier
from drafter.publish.outlets import Outlets
from drafter.publish.targets import PagerDuty, Statuspage
from drafter.review.records import AuditEntry, Publication

ADA, BEN = person("ada"), person("ben")


@pytest.fixture
def sender(store, far_side):
    """A desk with a status page and a pager to send to."""
    page = Statuspage(name="page", kind="statuspage", base_url=far_side.url, page_id="p", token=TOKEN)
    pager = PagerDuty(
        name="pager", kind="pagerduty", base_url=far_side.url, sender="a@b.example", token=TOKEN,
        audiences=("status_page",),
    )  # fmt: skip
    courier = HttpCourier(private_hosts=("127.0.0.1",), wait=lambda seconds: None, timeout_s=1)
    return Desk(store=store, clock=HandClock(), outlets=Outlets({"page": page, "pager": pager}, courier))


def approved(sender):
    draft = sender.drafted()
    return sender.service.approvals.approve(BEN, draft.id, version=1)


def test_the_far_side_gets_exactly_the_approved_text_and_it_is_on_record(sender, far_side):
    draft = approved(sender)
    text = sender.service.publishing.outgoing(ADA, draft.id).text

    sent = sender.service.deliveries.send(ADA, draft.id, "page")

    assert far_side.texts() == [text]
    assert sent.state == "sent"
    assert sent.url == "https://stspg.example/inc1"
    with sender.store.reading() as tx:
        (record,) = tx.find(Publication, draft_id=draft.id)
    assert (record.text, record.channel, record.reference) == (text, "page", sent.url)
    assert sender.service.drafts.get(ADA, draft.id).state == "published"


def test_nothing_unapproved_is_sent(sender, far_side):
    draft = sender.drafted()

    with pytest.raises(Conflict, match="cannot be published"):
        sender.service.deliveries.send(ADA, draft.id, "page")
    with pytest.raises(Conflict, match="cannot be published"):
        sender.service.deliveries.dry_run(ADA, draft.id, "page")

    assert far_side.requests == []


def test_a_dry_run_shows_the_request_and_sends_nothing(sender, far_side):
    draft = approved(sender)

    shown = sender.service.deliveries.dry_run(ADA, draft.id, "page")

    text = sender.service.publishing.outgoing(ADA, draft.id).text
    assert shown.request.body["incident"]["body"] == text
    assert TOKEN not in shown.model_dump_json()
    assert far_side.requests == []


def test_the_same_text_is_not_sent_twice(sender, far_side):
    draft = approved(sender)
    sender.service.deliveries.send(ADA, draft.id, "page")

    with pytest.raises(Conflict, match="already"):
        sender.service.deliveries.send(ADA, draft.id, "page")

    assert len(far_side.kept) == 1


def test_a_later_update_stands_under_the_same_incident_of_the_page(sender, far_side):
    first = approved(sender)
    sender.service.deliveries.send(ADA, first.id, "page")
    sender.clock.forward(minutes=10)
    sender.service.incidents.add_notes(ADA, first.incident_id, "14:20 - action: A second step")
    update = sender.service.updates.create(ADA, first.incident_id, audiences=["status_page"])
    later = sender.service.approvals.approve(BEN, update.drafts[0].id, version=1)

    sender.service.deliveries.send(ADA, later.id, "page")

    assert [one["thread"] for one in far_side.kept] == ["inc1", "inc1"]


@pytest.mark.parametrize("fault", ["500", "drop"])
def test_a_text_that_arrived_unseen_is_found_and_not_sent_again(sender, far_side, fault):
    draft = approved(sender)
    far_side.faults = [fault]
    with pytest.raises(DeliveryUnsure):
        sender.service.deliveries.send(ADA, draft.id, "page")

    sent = sender.service.deliveries.send(ADA, draft.id, "page")

    assert sent.state == "sent"
    assert sent.attempts == 2
    assert len(far_side.kept) == 1


def test_a_text_that_did_not_arrive_is_sent_after_asking(sender, far_side):
    draft = approved(sender)
    far_side.faults = ["drop-before"]
    with pytest.raises(DeliveryUnsure):
        sender.service.deliveries.send(ADA, draft.id, "page")

    sender.service.deliveries.send(ADA, draft.id, "page")

    assert len(far_side.kept) == 1


def test_a_target_that_cannot_be_asked_leaves_it_to_a_person(sender, far_side):
    draft = approved(sender)
    far_side.faults = ["drop"]
    for _ in range(2):
        with pytest.raises(DeliveryUnsure):
            sender.service.deliveries.send(ADA, draft.id, "pager", thread="PT4")
    (unsure,) = sender.service.deliveries.list(ADA, draft.incident_id).deliveries

    settled = sender.service.deliveries.resolve(ADA, unsure.id, arrived=True, reference="seen there")

    assert len(far_side.kept) == 1
    assert settled.state == "sent"
    assert sender.service.drafts.get(ADA, draft.id).state == "published"


def test_a_person_who_does_not_find_it_there_may_send_again(sender, far_side):
    draft = approved(sender)
    far_side.faults = ["drop-before"]
    with pytest.raises(DeliveryUnsure):
        sender.service.deliveries.send(ADA, draft.id, "pager", thread="PT4")
    (unsure,) = sender.service.deliveries.list(ADA, draft.incident_id).deliveries
    sender.service.deliveries.resolve(ADA, unsure.id, arrived=False)

    assert sender.service.deliveries.send(ADA, draft.id, "pager", thread="PT4").state == "sent"
    assert len(far_side.kept) == 1


def test_a_sure_failure_says_why_and_may_be_repeated(sender, far_side):
    draft = approved(sender)
    far_side.faults = ["429"] * 4
    with pytest.raises(DeliveryFailed, match="429"):
        sender.service.deliveries.send(ADA, draft.id, "page")
    (failed,) = sender.service.deliveries.list(ADA, draft.incident_id).deliveries
    assert failed.state == "failed"
    assert sender.service.drafts.get(ADA, draft.id).state == "approved"

    assert sender.service.deliveries.send(ADA, draft.id, "page").state == "sent"


@pytest.mark.parametrize("arrived", [True, False])
def test_a_process_that_died_while_sending_is_followed_by_one_that_looks_first(sender, far_side, arrived):
    draft = approved(sender)
    delivery, notice, _ = sender.service.deliveries._begin(ADA, draft.id, "page", "")
    if arrived:
        sender.outlets.send("page", notice)
    with pytest.raises(Conflict, match="right now"):
        sender.service.deliveries.send(BEN, draft.id, "page")
    sender.clock.forward(minutes=3)

    sent = sender.service.deliveries.send(BEN, draft.id, "page")

    assert sent.id == delivery.id
    assert len(far_side.kept) == 1


def test_a_text_edited_while_it_was_on_the_wire_is_recorded_as_it_was_sent(sender, far_side):
    draft = approved(sender)
    text = sender.service.publishing.outgoing(ADA, draft.id).text
    send = sender.outlets.send

    def meanwhile(name, notice):
        sender.service.drafts.edit(ADA, draft.id, text="Other words entirely.", version=1)
        return send(name, notice)

    sender.outlets.send = meanwhile
    sender.service.deliveries.send(ADA, draft.id, "page")

    with sender.store.reading() as tx:
        (record,) = tx.find(Publication, draft_id=draft.id)
    assert record.text == text
    assert sender.service.drafts.get(ADA, draft.id).text == "Other words entirely."


def test_a_target_takes_only_texts_for_its_readers(sender):
    draft = sender.drafted(audience="internal")

    with pytest.raises(InputError, match="takes no text for 'internal'"):
        sender.service.deliveries.send(ADA, draft.id, "page")


def test_a_bot_and_a_viewer_send_nothing(sender, far_side):
    draft = approved(sender)

    for somebody in (person("b", "bot"), person("v", "viewer")):
        with pytest.raises(Refused):
            sender.service.deliveries.send(somebody, draft.id, "page")

    assert far_side.requests == []


def test_the_audit_tells_of_every_attempt(sender, far_side):
    draft = approved(sender)
    far_side.faults = ["500"]
    with pytest.raises(DeliveryUnsure):
        sender.service.deliveries.send(ADA, draft.id, "page")
    sender.service.deliveries.send(ADA, draft.id, "page")

    with sender.store.reading() as tx:
        told = [entry.action for entry in tx.find(AuditEntry, incident_id=draft.incident_id, order=("seq",))]
    assert [one.removeprefix("delivery.") for one in told if one.startswith("delivery.")] == [
        "sending", "unsure", "sending", "sent",
    ]  # fmt: skip


def test_the_feed_tells_readers_what_they_were_told(sender):
    draft = approved(sender)
    sender.service.deliveries.send(ADA, draft.id, "page")

    (told,) = sender.service.feed.newest(None, "status_page")

    assert told.title == "Checkout errors"
    assert [one.stage for one in told.updates] == [draft.stage]
    assert sender.service.feed.newest(None, "internal") == []
