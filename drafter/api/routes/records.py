"""Routes around the audit log, its live feed, and API keys."""

import time
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Header, Query
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import AwareDatetime

from drafter.api.callers import ActorDep, ReadingActor, ServiceDep
from drafter.api.conventions import Cursor, Limit, problems
from drafter.api.wire import KeyIn
from drafter.review.chain import ChainReport
from drafter.review.records import AuditEntry
from drafter.service.archive import Deleted
from drafter.service.edit_reports import StoredEditReport
from drafter.service.keys import KeyList, KeyView
from drafter.service.pages import Page
from drafter.service.views import IncidentFile

router = APIRouter(prefix="/v1", responses=problems(404), tags=["records"])
POLL_S = 0.5
LONGEST_FEED_S = 3_600


@router.get("/audit", summary="The audit log, newest first")
def audit(
    actor: ActorDep,
    service: ServiceDep,
    incident_id: Annotated[str | None, Query(max_length=40)] = None,
    who: Annotated[str | None, Query(max_length=80)] = None,
    action: Annotated[str | None, Query(max_length=80)] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[AuditEntry]:
    """Who did what, when, in which request."""
    return service.audits.find(
        actor, incident_id=incident_id, who=who, action=action, limit=limit, cursor=cursor
    )


@router.get("/audit/verify", summary="Verify the audit chain")
def verify_audit(actor: ActorDep, service: ServiceDep) -> ChainReport:
    """Recompute every hash; says where the chain breaks first."""
    return service.audits.verify(actor)


@router.get("/edits", summary="How much people changed in drafts")
def edits(
    actor: ActorDep,
    service: ServiceDep,
    since: Annotated[AwareDatetime | None, Query(description="Of drafts written from then on.")] = None,
    until: Annotated[AwareDatetime | None, Query(description="And before then.")] = None,
) -> StoredEditReport:
    """Drafts sent as written, edited or sent back, and sentences and words changed, by reader and writer."""
    return service.edit_reports.report(actor, since=since, until=until)


@router.get("/events", summary="What happens, as it happens", response_class=EventSourceResponse)
def events(
    actor: ReadingActor,
    service: ServiceDep,
    incident_id: Annotated[str | None, Query(max_length=40)] = None,
    last_event_id: Annotated[int | None, Header(ge=0, description="Go on after this event.")] = None,
    seconds: Annotated[float, Query(ge=0, le=LONGEST_FEED_S, description="How long to listen.")] = 300,
) -> Iterator[ServerSentEvent]:
    """Audit entries as server-sent events; the event's name is the action, its id the entry's number."""
    seen = service.audits.last_seq() if last_event_id is None else last_event_id
    ends = time.monotonic() + seconds
    while True:
        for entry in service.audits.since(actor, seen, incident_id=incident_id):
            seen = entry.seq
            yield ServerSentEvent(
                data=entry.model_dump(mode="json", exclude={"hash", "previous_hash", "payload_hash"}),
                event=entry.action,
                id=str(entry.seq),
            )
        if time.monotonic() >= ends:
            return
        time.sleep(POLL_S)


@router.get("/incidents/{incident_id}/export", summary="Everything kept about an incident")
def export(incident_id: str, actor: ActorDep, service: ServiceDep) -> IncidentFile:
    """Notes, facts, drafts with every version, approvals, publications, promises and audit, as one file."""
    return service.archive.export(actor, incident_id)


@router.delete("/incidents/{incident_id}", summary="Delete an incident for good")
def delete(incident_id: str, actor: ActorDep, service: ServiceDep) -> Deleted:
    """Only when it is no longer open. The audit keeps that it existed, not what it said."""
    return service.archive.delete(actor, incident_id)


@router.get("/keys", summary="List API keys")
def keys(actor: ActorDep, service: ServiceDep) -> KeyList:
    """Without their secrets."""
    return service.keys.find(actor)


@router.post("/keys", status_code=201, summary="Make an API key")
def create_key(body: KeyIn, actor: ActorDep, service: ServiceDep) -> KeyView:
    """The secret is in this answer and nowhere else."""
    return service.keys.create(
        actor, person=body.person, roles=tuple(dict.fromkeys(body.roles)), expires_at=body.expires_at
    )


@router.post("/keys/{key_id}/rotate", summary="Give a key a new secret")
def rotate_key(key_id: str, actor: ActorDep, service: ServiceDep) -> KeyView:
    """The old secret stops working at once."""
    return service.keys.rotate(actor, key_id)


@router.delete("/keys/{key_id}", summary="Revoke a key")
def revoke_key(key_id: str, actor: ActorDep, service: ServiceDep) -> KeyView:
    """It stops working at once."""
    return service.keys.revoke(actor, key_id)
