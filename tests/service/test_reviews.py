"""The morning after: what was said, why it was silent, what readers answered. Through API and client."""

from datetime import date, timedelta

import pytest
from desk import START

from drafter.errors import InputError, NotFound


def send(client, desk, incident_id, channel="status page"):
    draft = client.draft_update(incident_id, audiences=["status_page"]).drafts[0]
    client.approve(draft.id, version=1)
    return client.publish(draft.id, channel)


def test_a_review_tells_the_story_of_what_was_said(desk):
    client = desk.client()
    incident = desk.declared(comms_owner="ada")
    desk.clock.forward(minutes=4)
    first = send(client, desk, incident.id)
    client.count_contacts(incident.id, 12, asking_if_down=4)
    desk.clock.forward(minutes=50)
    send(client, desk, incident.id)
    client.decide_scope(incident.id, "all", "Everybody pays here", channels=["status page"])
    client.change_incident(incident.id, state="resolved")
    client.add_action(incident.id, "Name who approves at night", owner="Ben", due=date(2026, 6, 1))

    report = client.review(incident.id)
    page = client.review_markdown(incident.id)

    assert [gap.minutes for gap in report.timeline.gaps] == [14, 50, 0]  # first seen at 14:05
    assert (report.figures.messages, report.figures.promises_kept, report.figures.promises_broken) == (
        2,
        0,
        1,
    )
    assert [(one.cause, one.minutes) for one in report.advice] == [("no_news", 50), ("late_start", 14)]
    assert len(report.answers) == 8
    assert "0 contacts before the first message, 12 after it." in page
    assert "**longest**" in page
    assert f"> {first.text.splitlines()[0]}" in page
    assert "Name who approves at night (Ben, 2026-06-01)" in page


def test_reviews_are_compared_with_those_saved_before(desk):
    client = desk.client()
    old = desk.declared(title="Search was slow")
    send(client, desk, old.id)
    client.save_review(old.id)
    new = desk.declared()

    report = client.review(new.id)

    assert [(one.title, one.figures.messages) for one in report.compared] == [("Search was slow", 1)]
    assert "Search was slow" in client.review_markdown(new.id)


def test_an_action_in_the_past_is_refused_and_a_done_one_is_ticked(desk):
    client = desk.client()
    incident = desk.declared()
    with pytest.raises(InputError, match="has passed"):
        client.add_action(incident.id, "Too late", owner="Ben", due=START.date() - timedelta(days=1))

    report = client.add_action(incident.id, "In time", owner="Ben", due=date(2026, 6, 1))
    ticked = client.tick_action(report.actions[0].id)

    assert [one.done for one in ticked.actions] == [True]


def test_readers_answer_by_link_and_nothing_else_is_known_of_them(desk):
    client = desk.client()
    incident = desk.declared()
    token = send(client, desk, incident.id).publications[0].feedback_token
    with desk.http() as http:
        page = http.get(f"/v1/feedback/{token}")
        kept = http.post(f"/v1/feedback/{token}", json={"answered": False, "comment": "Is\nit me?"})
        wrong = http.post("/v1/feedback/fb_nope", json={"answered": True})
        answers = [http.post(f"/v1/feedback/{token}", json={"answered": True}).status_code for _ in range(12)]

    counts = client.feedback(incident.id)

    assert page.json()["text"].startswith("You may see")
    assert (kept.status_code, wrong.status_code) == (201, 404)
    assert answers[-1] == 429
    assert (counts.yes, counts.no) == (answers.count(201), 1)
    assert counts.answers[0].comment == "Is it me?"


def test_a_scope_decision_stays_on_record_with_what_spoke_against_it(desk):
    client = desk.client()
    incident = desk.declared()

    view = client.decide_scope(incident.id, "one", "Only Acme uses this part", channels=["status page"])

    assert "tells everybody" in view.decisions[0].warnings[0]
    assert client.incident(incident.id).channels == ("status page",)
    assert view.proposed["one"] == ("shared channel", "email to the customer")


def test_what_readers_wrote_cannot_draw_in_the_review(desk):
    client = desk.client()
    incident = desk.declared(title="<script>alert(1)</script> | x")

    page = client.review_markdown(incident.id)

    assert "<script>" not in page


def test_a_review_of_nothing_says_so(desk):
    client = desk.client()
    incident = desk.declared(notes="")

    report = client.review(incident.id)

    assert report.figures.messages == 0
    assert report.answers[-1].answer == "Nothing: no message went out."
    with pytest.raises(NotFound):
        client.review("inc_nope")
