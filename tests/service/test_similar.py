"""What was said then is found by its words, on both databases."""

from alembic import command
from desk import START

from drafter.review.records import Incident
from drafter.store import schema


def said(client, desk, title, notes):
    incident = desk.declared(title=title, notes=notes)
    draft = client.draft_update(incident.id, audiences=["status_page"]).drafts[0]
    client.approve(draft.id, version=1)
    client.publish(draft.id, "status page")
    return incident


PAYING = "2026-05-04 14:05 - symptom: You may see an error when you pay by card\n"
SEARCHING = "2026-05-04 14:05 - symptom: Search answers slowly\n"


def test_the_incident_with_the_same_words_comes_first(desk):
    client = desk.client()
    said(client, desk, "Search is slow", SEARCHING)
    payments = said(client, desk, "Card payments fail", PAYING)
    now = desk.declared(title="Paying by card fails", notes="")

    found = client.similar(now.id).found

    assert found[0].incident_id == payments.id
    assert "You may see an error when you pay by card" in found[0].text
    assert found[0].at >= START


def test_an_incident_is_not_like_itself_and_strange_words_break_nothing(desk):
    client = desk.client()
    only = said(client, desk, "Card payments fail", PAYING)
    strange = desk.declared(title='") OR NEAR( | & ! * :: 😀', notes="")

    assert client.similar(only.id).found == ()
    assert client.similar(strange.id).found == ()


def test_what_was_deleted_is_found_no_more(desk):
    client = desk.client()
    old = said(client, desk, "Card payments fail", PAYING)
    now = desk.declared(title="Card payments fail again", notes="")
    assert client.similar(now.id).found

    with desk.store.writing() as tx:
        tx.delete(Incident, id=old.id)

    assert client.similar(now.id).found == ()


def test_texts_published_before_the_index_was_made_are_in_it(desk):
    client = desk.client()
    old = said(client, desk, "Card payments fail", PAYING)
    now = desk.declared(title="Card payments fail again", notes="")

    with desk.store.engine.begin() as connection:
        command.downgrade(schema._config(connection), "m003")
    schema.upgrade(desk.store.engine)

    assert [one.incident_id for one in client.similar(now.id).found] == [old.id]
