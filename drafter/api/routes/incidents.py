"""Routes around an incident: notes, facts, map, moments of writing."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from drafter.api.callers import ActorDep, DraftingActor, ServiceDep
from drafter.api.conventions import ClaimDep, Cursor, Limit, SeenVersion, problems, replayed, tag
from drafter.api.streams import heard
from drafter.api.wire import FactEditIn, ImportIn, IncidentIn, IncidentPatch, MapIn, NotesIn, UpdateIn
from drafter.core.system_map import SystemMap
from drafter.facts.preparation import Preparation
from drafter.review.records import IncidentClock, IncidentState
from drafter.service.incidents import IncidentChanges
from drafter.service.pages import Page
from drafter.service.views import FactsView, IncidentView, NotesView, UpdateSummary, UpdateView
from drafter.writing.model.result import Hear

EditNumber = Annotated[int, Path(ge=1, le=1_000_000, description="Its number in the list of edits.")]

router = APIRouter(prefix="/v1/incidents", responses=problems(404, 409), tags=["incidents"])
updates = APIRouter(prefix="/v1/updates", responses=problems(404), tags=["updates"])


@router.post("", status_code=201, summary="Open an incident")
def declare(
    body: IncidentIn, actor: ActorDep, service: ServiceDep, claim: ClaimDep, response: Response
) -> IncidentView:
    """Open an incident, with its first notes and its map if they are at hand."""
    clock = None
    if body.clock_shows:
        clock = IncidentClock(shown=body.clock_shows, started=service.room.clock(), speed=body.clock_speed)
    view = service.incidents.declare(
        actor,
        title=body.title,
        notes=body.notes,
        system_map=body.system_map,
        severity=body.severity,
        flags=tuple(dict.fromkeys(body.flags)),
        zone=body.zone,
        day=body.day.isoformat() if body.day else None,
        comms_owner=body.comms_owner,
        commander=body.commander,
        declared_at=body.declared_at,
        clock=clock,
        claim=claim,
    )
    replayed(response, claim)
    tag(response, view.version)
    response.headers["location"] = f"/v1/incidents/{view.id}"
    return view


@router.get("", summary="List incidents, newest first")
def find(
    actor: ActorDep,
    service: ServiceDep,
    state: IncidentState | None = None,
    severity: Annotated[str | None, Query(max_length=80)] = None,
    q: Annotated[str | None, Query(max_length=200, description="Words in the title.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[IncidentView]:
    """One page of incidents with what each owes next."""
    return service.incidents.find(actor, state=state, severity=severity, words=q, limit=limit, cursor=cursor)


@router.get("/{incident_id}", summary="One incident")
def get(incident_id: str, actor: ActorDep, service: ServiceDep, response: Response) -> IncidentView:
    """The incident, its countdown, and which approvals have become stale."""
    view = service.incidents.get(actor, incident_id)
    tag(response, view.version)
    return view


@router.patch("/{incident_id}", summary="Change an incident", responses=problems(404, 409, 412))
def change(
    incident_id: str,
    body: IncidentPatch,
    actor: ActorDep,
    service: ServiceDep,
    seen: SeenVersion,
    response: Response,
) -> IncidentView:
    """Change severity, state, owner and the like; with If-Match only if nobody else did meanwhile."""
    given = body.model_dump(exclude_unset=True)
    if given.get("day"):
        given["day"] = given["day"].isoformat()
    view = service.incidents.change(actor, incident_id, IncidentChanges(**given), version=seen)
    tag(response, view.version)
    return view


@router.get("/{incident_id}/notes", summary="The notes as read")
def notes(incident_id: str, actor: ActorDep, service: ServiceDep) -> NotesView:
    """Every entry with its line number, time and flags."""
    return service.incidents.notes(actor, incident_id)


@router.post("/{incident_id}/notes", status_code=201, summary="Append notes")
def add_notes(
    incident_id: str, body: NotesIn, actor: ActorDep, service: ServiceDep, claim: ClaimDep, response: Response
) -> NotesView:
    """Append one line or a whole paste, exactly as written."""
    view = service.incidents.add_notes(actor, incident_id, body.text, claim=claim)
    replayed(response, claim)
    return view


@router.post("/{incident_id}/imports", status_code=201, summary="Append the messages of an export")
def import_notes(
    incident_id: str,
    body: ImportIn,
    actor: ActorDep,
    service: ServiceDep,
    claim: ClaimDep,
    response: Response,
) -> NotesView:
    """Slack exports and history, PagerDuty log entries and notes, incident.io updates, any JSON messages."""
    view = service.incidents.import_notes(actor, incident_id, body.source(), claim=claim)
    replayed(response, claim)
    return view


@router.get("/{incident_id}/facts", summary="The fact sheet now")
def facts(incident_id: str, actor: ActorDep, service: ServiceDep) -> FactsView:
    """Facts, unknowns, conflicts and questions, and the edits people made."""
    return service.facts.get(actor, incident_id)


@router.get("/{incident_id}/preparation", summary="What to know before writing")
def preparation(incident_id: str, actor: ActorDep, service: ServiceDep) -> Preparation:
    """Answers from the notes with their lines, terms explained, and what is left to ask."""
    return service.facts.preparation(actor, incident_id)


@router.post(
    "/{incident_id}/facts/edits", status_code=201, summary="Confirm, correct, hide, show or add a fact"
)
def edit_fact(
    incident_id: str,
    body: FactEditIn,
    actor: ActorDep,
    service: ServiceDep,
    claim: ClaimDep,
    response: Response,
) -> FactsView:
    """A person's word on a fact; the line of data runs again with it."""
    view = service.facts.edit(actor, incident_id, body.edit(actor.person), claim=claim)
    replayed(response, claim)
    return view


@router.delete("/{incident_id}/facts/edits/{n}", summary="Take back a fact edit")
def retract_edit(incident_id: str, n: EditNumber, actor: ActorDep, service: ServiceDep) -> FactsView:
    """The edit stays on record, marked as taken back."""
    return service.facts.retract(actor, incident_id, n)


@router.get("/{incident_id}/map", summary="The system map of the incident")
def get_map(incident_id: str, actor: ActorDep, service: ServiceDep) -> SystemMap:
    """The map facts are worked out with."""
    return service.incidents.get_map(actor, incident_id)


@router.put("/{incident_id}/map", summary="Replace the system map")
def set_map(incident_id: str, body: MapIn, actor: ActorDep, service: ServiceDep) -> SystemMap:
    """Facts are worked out again with it."""
    return service.incidents.set_map(actor, incident_id, body.system_map)


@router.post("/{incident_id}/updates", status_code=201, summary="Draft an update")
def create_update(
    incident_id: str,
    body: UpdateIn,
    actor: ActorDep,
    service: ServiceDep,
    claim: ClaimDep,
    response: Response,
) -> UpdateView:
    """One draft per audience from what is known now, each with its evidence and findings."""
    view = service.updates.create(actor, incident_id, **body.model_dump(), claim=claim)
    replayed(response, claim)
    response.headers["location"] = f"/v1/updates/{view.id}"
    return view


@router.post(
    "/{incident_id}/updates/sentences",
    summary="Draft an update and hear it sentence by sentence",
    response_class=EventSourceResponse,
)
def create_update_heard(
    incident_id: str, body: UpdateIn, actor: DraftingActor, service: ServiceDep, claim: ClaimDep
) -> Iterator[ServerSentEvent]:
    """Event `sentence` for each sentence of a model that passed every check, `restart` when an answer is
    given anew, then `update` with what was kept: its drafts replace what was heard. `problem` instead when
    it cannot be drafted. Without a model only `update` comes.
    """

    def act(hear: Hear) -> Iterator[ServerSentEvent]:
        view = service.updates.create(actor, incident_id, **body.model_dump(), claim=claim, hear=hear)
        yield ServerSentEvent(data=view.model_dump(mode="json"), event="update")

    yield from heard(act)


@router.get("/{incident_id}/updates", summary="List updates, newest first")
def find_updates(
    incident_id: str, actor: ActorDep, service: ServiceDep, limit: Limit = 50, cursor: Cursor = None
) -> Page[UpdateSummary]:
    """Moments of writing, each with its drafts in short."""
    return service.updates.find(actor, incident_id, limit=limit, cursor=cursor)


@updates.get("/{update_id}", summary="One update with its drafts")
def get_update(update_id: str, actor: ActorDep, service: ServiceDep) -> UpdateView:
    """Everything about every draft of this moment."""
    return service.updates.get(actor, update_id)
