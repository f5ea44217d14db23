"""Routes around promises and customer contacts."""

from fastapi import APIRouter, Response

from drafter.api.callers import ActorDep, ServiceDep
from drafter.api.conventions import ClaimDep, problems, replayed
from drafter.api.wire import ContactsIn, SettleIn
from drafter.service.promises import Contacts
from drafter.service.views import PromisesView

router = APIRouter(prefix="/v1", responses=problems(404, 409), tags=["promises"])


@router.get("/incidents/{incident_id}/promises", summary="The promise ledger")
def ledger(incident_id: str, actor: ActorDep, service: ServiceDep) -> PromisesView:
    """What was promised, how it stands, and what is owed next."""
    return service.promises.ledger(actor, incident_id)


@router.post("/promises/{promise_id}/settle", summary="Say how a promise ended")
def settle(
    promise_id: str, body: SettleIn, actor: ActorDep, service: ServiceDep, claim: ClaimDep, response: Response
) -> PromisesView:
    """For promises that no later update settles: a postmortem, a credit, a fix."""
    view = service.promises.settle(actor, promise_id, state=body.state, note=body.note, claim=claim)
    replayed(response, claim)
    return view


@router.get("/incidents/{incident_id}/contacts", summary="How many customers got in touch")
def contacts(incident_id: str, actor: ActorDep, service: ServiceDep) -> Contacts:
    """The counts given so far, in order of time."""
    return service.promises.contacts(actor, incident_id)


@router.post("/incidents/{incident_id}/contacts", status_code=201, summary="Count customer contacts")
def count_contacts(
    incident_id: str,
    body: ContactsIn,
    actor: ActorDep,
    service: ServiceDep,
    claim: ClaimDep,
    response: Response,
) -> Contacts:
    """How many got in touch around a time, and how many of them asked whether you are down."""
    view = service.promises.count_contacts(
        actor,
        incident_id,
        count=body.count,
        asking_if_down=body.asking_if_down,
        at=body.at,
        claim=claim,
    )
    replayed(response, claim)
    return view
