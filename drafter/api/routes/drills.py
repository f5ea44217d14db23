"""Routes around practice: a stored incident plays, the trainee writes, the review scores."""

from fastapi import APIRouter, Response

from drafter.api.callers import ActorDep, ServiceDep
from drafter.api.conventions import ClaimDep, problems, replayed
from drafter.api.wire import DrillIn
from drafter.service.drills import DrillView

router = APIRouter(prefix="/v1", responses=problems(404), tags=["drills"])


@router.get("/drills", summary="The incidents that can be played")
def stored(actor: ActorDep, service: ServiceDep) -> tuple[str, ...]:
    """Their names."""
    return service.drills.stored(actor)


@router.post("/drills", status_code=201, summary="Play a stored incident")
def start(
    body: DrillIn, actor: ActorDep, service: ServiceDep, claim: ClaimDep, response: Response
) -> DrillView:
    """Its clock shows the time of the first note and runs `speed` times as fast as life."""
    view = service.drills.start(actor, body.name, speed=body.speed, claim=claim)
    replayed(response, claim)
    return view


@router.get("/incidents/{incident_id}/drill", summary="How far a drill is, and its score so far")
def see(incident_id: str, actor: ActorDep, service: ServiceDep) -> DrillView:
    """Cadence, coverage and lint of 100, and their mean."""
    return service.drills.see(actor, incident_id)


@router.post("/incidents/{incident_id}/drill/notes", summary="Hand out the notes whose time has come")
def go_on(incident_id: str, actor: ActorDep, service: ServiceDep) -> DrillView:
    """Asking again before the next note's time changes nothing."""
    return service.drills.go_on(actor, incident_id)
