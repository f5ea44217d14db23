"""An incident's file can be taken out whole, and deleted so that only the fact of it remains."""

from datetime import timedelta

import pytest
from desk import person

from drafter.errors import NotFound, Refused
from drafter.service.incidents import IncidentChanges

ROOT = person("root")


def closed(desk):
    draft = desk.drafted()
    desk.service.approvals.approve(person("ben"), draft.id, version=1)
    desk.service.publishing.publish(ROOT, draft.id, channel="status page")
    desk.service.incidents.change(ROOT, draft.incident_id, IncidentChanges(state="closed"))
    return draft


def test_the_file_holds_everything(any_desk):
    draft = closed(any_desk)

    found = any_desk.service.archive.export(ROOT, draft.incident_id)

    assert found.incident.id == draft.incident_id
    filled = {name for name, rows in found.records.items() if rows}
    assert {
        "notes",
        "updates",
        "drafts",
        "draft_versions",
        "approvals",
        "publications",
        "promises",
        "audit",
    } <= filled


def test_a_deleted_incident_leaves_the_audit_whole_and_without_its_words(any_desk):
    draft = closed(any_desk)

    any_desk.service.archive.delete(ROOT, draft.incident_id)

    with pytest.raises(NotFound):
        any_desk.service.incidents.get(ROOT, draft.incident_id)
    entries = any_desk.service.audits.find(ROOT, incident_id=draft.incident_id).items
    assert entries[0].action == "incident.deleted"
    assert {entry.payload for entry in entries[1:]} == {None}
    assert any_desk.service.audits.verify(ROOT).whole


def test_an_open_incident_is_not_deleted(desk):
    incident = desk.declared()

    with pytest.raises(Refused, match="open"):
        desk.service.archive.delete(ROOT, incident.id)


def test_the_postmortem_is_due_two_days_after_the_end(desk):
    draft = closed(desk)

    ledger = desk.service.promises.ledger(ROOT, draft.incident_id)

    assert ledger.postmortem_due_at == desk.clock.now + timedelta(hours=48)
