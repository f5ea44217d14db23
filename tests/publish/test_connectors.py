"""Each kind of target gets the request its API wants, within its limits, and only the approved words."""

from datetime import UTC, datetime

import pytest
from far_side import SECRET, TOKEN

from drafter.errors import InputError, TooLarge
from drafter.publish.connectors.slack import MAX_BLOCKS, MAX_SECTION, blocks
from drafter.publish.couriers import HttpCourier
from drafter.publish.outlets import Outlets, connector_for
from drafter.publish.parcel import Notice
from drafter.publish.targets import IncidentIo, Mail, PagerDuty, Slack, Statuspage, Webhook

TEXT = "You may see 'Payment failed' when you pay.\n\nNext update by 14:45 UTC. Prices <10 & >5: *not* hit."


def notice(**more):
    given = {
        "delivery_id": "dlv_1",
        "draft_id": "drf_1",
        "incident_id": "inc_1",
        "title": "Checkout errors",
        "audience": "status_page",
        "stage": "fixing",
        "text": TEXT,
        "text_hash": "0" * 64,
        "next_update_at": datetime(2026, 5, 4, 14, 45, tzinfo=UTC),
    }
    return Notice(**(given | more))


def targets(base):
    return {
        "page": Statuspage(name="page", kind="statuspage", base_url=base, page_id="p1", token=TOKEN),
        "io": IncidentIo(name="io", kind="incident_io", base_url=base, status_page_id="s1", token=TOKEN),
        "pager": PagerDuty(
            name="pager", kind="pagerduty", base_url=base, sender="ada@example.com", token=TOKEN
        ),
        "slack": Slack(name="slack", kind="slack", base_url=base, channel="C1", token=TOKEN),
        "hook": Webhook(name="hook", kind="webhook", url=f"{base}/hook", token=SECRET),
    }


@pytest.fixture
def outlets(far_side):
    courier = HttpCourier(private_hosts=("127.0.0.1",), wait=lambda seconds: None, timeout_s=2)
    return Outlets(targets(far_side.url), courier)


@pytest.mark.parametrize("name", ["page", "io", "slack", "hook"])
def test_the_far_side_takes_the_first_text_and_the_next_one_under_the_same_incident(outlets, far_side, name):
    first = outlets.send(name, notice())
    second = outlets.send(
        name, notice(delivery_id="dlv_2", text="It works again.", stage="monitoring", thread=first.thread)
    )

    assert far_side.texts() == [TEXT, "It works again."]
    assert first.reference
    assert second.reference
    assert second.thread == first.thread


def test_pagerduty_gets_message_and_mail_together_under_its_own_incident(outlets, far_side):
    outlets.send("pager", notice(thread="PT4", subject="Checkout errors"))
    outlets.send("pager", notice(thread="PT4"))

    assert far_side.texts() == [TEXT, TEXT]
    with pytest.raises(InputError, match="which of its incidents"):
        outlets.send("pager", notice())


@pytest.mark.parametrize("name", ["page", "io", "pager", "slack", "hook"])
def test_what_is_shown_of_a_request_holds_no_secret(outlets, name):
    shown = outlets.parcel(name, notice(thread="t1")).shown().model_dump_json()

    assert TOKEN not in shown
    assert SECRET not in shown
    assert TEXT.split("\n")[0] in shown


def test_a_status_page_refuses_a_text_over_its_limit_and_names_it(outlets, far_side):
    with pytest.raises(TooLarge, match="25,000 characters; this text has 25,001"):
        outlets.send("page", notice(text="x" * 25_001))

    assert far_side.requests == []


def test_a_status_page_refuses_a_name_over_its_limit(outlets):
    with pytest.raises(TooLarge, match="255"):
        outlets.send("page", notice(title="x" * 256))


def test_a_text_that_slack_would_cut_is_refused(outlets):
    with pytest.raises(TooLarge, match="12,000"):
        outlets.send("slack", notice(text="word " * 2_500))


def test_slack_takes_the_longest_text_that_is_let_through(outlets, far_side):
    text = "\n\n".join(["word " * 700 + "end."] * 3)

    outlets.send("slack", notice(text=text))

    assert far_side.texts()[0].split() == text.split()


def test_slack_blocks_stay_within_every_limit_and_keep_every_word():
    made = blocks("h" * 400, "\n\n".join("word " * n for n in (10, 900, 30, 1_300)))

    assert len(made) <= MAX_BLOCKS
    assert len(made[0]["text"]["text"]) == 150
    assert all(0 < len(block["text"]["text"]) <= MAX_SECTION for block in made[1:])
    assert sum(block["text"]["text"].count("word") for block in made[1:]) == 2_240


def test_nothing_in_a_text_is_markup_for_slack(outlets):
    parcel = outlets.parcel("slack", notice(text="<!channel> and <https://x.example|y>"))

    assert "<!channel>" not in parcel.body["text"]
    assert all(block["text"]["type"] == "plain_text" for block in parcel.body["blocks"])


def test_slack_says_no_with_a_good_status_and_is_believed(outlets, far_side, monkeypatch):
    monkeypatch.setattr(far_side, "slack", lambda *given: {"ok": False, "error": "not_in_channel"})

    with pytest.raises(InputError, match="not_in_channel"):
        outlets.send("slack", notice())


@pytest.mark.parametrize(
    ("stage", "word"),
    [("investigating", "investigating"), ("fixing", "identified"), ("resolved", "resolved")],
)
def test_stages_go_by_the_words_of_the_page(outlets, stage, word):
    assert outlets.parcel("page", notice(stage=stage)).body["incident"]["status"] == word
    assert outlets.parcel("io", notice(stage=stage)).body["incident_status"] == word


@pytest.mark.parametrize("name", ["page", "slack"])
def test_a_text_that_arrived_is_found_by_its_delivery_and_another_is_not(outlets, name):
    sent = outlets.send(name, notice())

    assert outlets.find(name, notice()).reference == sent.reference
    assert outlets.find(name, notice(thread=sent.thread)).thread == sent.thread
    assert outlets.find(name, notice(delivery_id="dlv_other")) is None


def test_an_update_at_incident_io_is_found_by_its_exact_text(outlets):
    first = outlets.send("io", notice())
    later = notice(text="It works again.", thread=first.thread)
    assert outlets.find("io", later) is None

    outlets.send("io", later)

    assert outlets.find("io", later).thread == first.thread


def test_mail_carries_the_same_words_twice_and_names_itself():
    target = Mail(
        name="mail", kind="mail", host="mail.example", sender="Shop <news@shop.example>", to=("a@b.example",)
    )

    parcel = connector_for(target).parcel(notice(subject="Payments fail"))

    assert parcel.text == TEXT
    assert "Prices &lt;10 &amp; &gt;5: *not* hit." in parcel.html
    assert parcel.message_id == "<dlv_1@shop.example>"
    with pytest.raises(InputError, match="one line"):
        connector_for(target).parcel(notice(subject="a\nBcc: everybody@x.example"))
