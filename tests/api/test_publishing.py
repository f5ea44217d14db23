"""Sending, pasting and reading what was published, over HTTP."""

from xml.etree import ElementTree

import pytest
from desk import person
from far_side import TOKEN

from drafter.errors import Conflict, DeliveryUnsure
from drafter.publish.couriers import HttpCourier
from drafter.publish.outlets import Outlets
from drafter.publish.targets import Statuspage
from drafter.settings import Settings

BEN = person("ben")


@pytest.fixture
def sender(desk, far_side):
    page = Statuspage(name="page", kind="statuspage", base_url=far_side.url, page_id="p", token=TOKEN)
    courier = HttpCourier(private_hosts=("127.0.0.1",), wait=lambda seconds: None, timeout_s=1)
    desk.outlets = Outlets({"page": page}, courier)
    desk.__post_init__()
    return desk


@pytest.fixture
def approved(sender):
    draft = sender.drafted()
    return sender.service.approvals.approve(BEN, draft.id, version=1)


def test_a_client_lists_tries_sends_and_sees_what_became_of_it(sender, approved, far_side):
    desk = sender.client()

    assert [one.name for one in desk.targets()] == ["page"]
    assert desk.dry_run(approved.id, "page").request.method == "POST"
    sent = desk.send(approved.id, "page")
    assert [one.id for one in desk.deliveries(approved.incident_id)] == [sent.id]
    assert len(far_side.kept) == 1
    with pytest.raises(Conflict):
        desk.send(approved.id, "page")


def test_an_idempotency_key_gets_the_first_answer_again(sender, approved, far_side):
    http = sender.http()
    headers = {"idempotency-key": "k1"}
    first = http.post(f"/v1/drafts/{approved.id}/send", json={"target": "page"}, headers=headers)
    again = http.post(f"/v1/drafts/{approved.id}/send", json={"target": "page"}, headers=headers)

    assert first.status_code == again.status_code == 201
    assert again.headers["idempotency-replayed"] == "true"
    assert again.json() == first.json()
    assert len(far_side.kept) == 1


def test_an_unsure_delivery_is_a_problem_that_says_what_to_do(sender, approved, far_side):
    far_side.faults = ["500"]
    answer = sender.http().post(f"/v1/drafts/{approved.id}/send", json={"target": "page"})

    assert answer.status_code == 504
    assert answer.json()["hint"].startswith("Look there")
    far_side.faults = ["drop-before"] * 4  # not even the question is answered
    with pytest.raises(DeliveryUnsure):
        sender.client().send(approved.id, "page")


def test_the_text_is_ready_to_paste_in_three_forms(sender, approved):
    http = sender.http()
    text = sender.service.publishing.outgoing(BEN, approved.id).text
    url = f"/v1/drafts/{approved.id}/clipboard"

    assert http.get(url).text == text
    assert http.get(url, params={"form": "html"}).text.startswith("<!DOCTYPE html>")
    assert "&quot;" not in http.get(url, params={"form": "slack"}).text
    assert http.get(url, params={"form": "fax"}).status_code == 422


def test_feeds_are_read_without_a_key_only_where_that_is_set(sender, approved, far_side):
    sender.service.deliveries.send(BEN, approved.id, "page")
    sender.settings = Settings(auth="keys")
    assert sender.http().get("/v1/feed.atom").status_code == 401

    sender.settings = Settings(auth="keys", public_feed=True)
    atom, rss = (sender.http().get(f"/v1/feed.{kind}") for kind in ("atom", "rss"))

    assert atom.headers["content-type"] == "application/atom+xml"
    assert b"Checkout errors" in atom.content
    assert ElementTree.fromstring(rss.content).find("channel/item/title").text == "Checkout errors"
    assert b"Checkout" not in sender.http().get("/v1/feed.atom?audience=internal").content


def test_a_draft_that_is_not_approved_has_nothing_to_paste_and_the_description_says_so(desk):
    draft = desk.drafted()

    answer = desk.http().get(f"/v1/drafts/{draft.id}/clipboard")

    assert answer.status_code == 409
    described = desk.app().openapi()["paths"]["/v1/drafts/{draft_id}/clipboard"]["get"]["responses"]
    assert "409" in described
