"""Sending approved texts to targets, what became of them, and the feed of what was published."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from drafter.api.callers import ActorDep, ServiceDep, actor_of, bearer, header_key
from drafter.api.conventions import ClaimDep, problems, replayed
from drafter.api.wire import ArrivedIn, SendIn
from drafter.publish import feeds, html
from drafter.publish.connectors.slack import escaped
from drafter.review.records import Delivery
from drafter.service.actors import Actor
from drafter.service.deliveries import DeliveryList, DryRun, Targets

router = APIRouter(prefix="/v1", responses=problems(404), tags=["publishing"])

SENDING = problems(404, 409, 502, 504)
Form = Literal["text", "html", "slack"]
Reader = Annotated[str, Query(max_length=80, description="Whose texts.", examples=["status_page"])]


@router.get("/targets", summary="Where approved texts may be sent")
def targets(actor: ActorDep, service: ServiceDep) -> Targets:
    """As the file named in DRAFTER_TARGETS defines them, without secrets."""
    return service.deliveries.targets(actor)


@router.post("/drafts/{draft_id}/dry-run", summary="The exact request that would be sent", responses=SENDING)
def dry_run(draft_id: str, body: SendIn, actor: ActorDep, service: ServiceDep) -> DryRun:
    """Nothing is sent and nothing is kept. Refuses what sending would refuse."""
    return service.deliveries.dry_run(actor, draft_id, body.target, thread=body.thread)


@router.post(
    "/drafts/{draft_id}/send", status_code=201, summary="Send the approved text, once", responses=SENDING
)
def send(
    draft_id: str, body: SendIn, actor: ActorDep, service: ServiceDep, claim: ClaimDep, response: Response
) -> Delivery:
    """Exactly the approved text. 502 when it surely did not arrive, 504 when it may have."""
    sent = service.deliveries.send(actor, draft_id, body.target, thread=body.thread, claim=claim)
    replayed(response, claim)
    return sent


@router.get("/incidents/{incident_id}/deliveries", summary="What was sent where")
def deliveries(incident_id: str, actor: ActorDep, service: ServiceDep) -> DeliveryList:
    """Every attempt's end, newest first."""
    return service.deliveries.list(actor, incident_id)


@router.post(
    "/deliveries/{delivery_id}/resolve", summary="Say whether it arrived", responses=problems(404, 409)
)
def resolve(delivery_id: str, body: ArrivedIn, actor: ActorDep, service: ServiceDep) -> Delivery:
    """For a delivery that is unsure: a person looked at the target."""
    return service.deliveries.resolve(actor, delivery_id, arrived=body.arrived, reference=body.reference)


@router.get(
    "/drafts/{draft_id}/clipboard",
    summary="The approved text, ready to paste",
    response_class=Response,
    responses=problems(404, 409),
)
def clipboard(
    draft_id: str,
    actor: ActorDep,
    service: ServiceDep,
    form: Annotated[Form, Query(description="What it will be pasted into.")] = "text",
) -> Response:
    """The same words as plain text, as a page for a mail program, or escaped for Slack."""
    out = service.publishing.outgoing(actor, draft_id)
    if form == "html":
        return Response(html.page(out.subject or "Update", out.text), media_type="text/html; charset=utf-8")
    text = f"{out.subject}\n\n{out.text}" if out.subject else out.text
    return Response(escaped(text) if form == "slack" else text, media_type="text/plain; charset=utf-8")


def feed_reader(
    request: Request,
    token: Annotated[Any, Depends(bearer)] = None,
    key: Annotated[str | None, Depends(header_key)] = None,
) -> Actor | None:
    """Return who reads the feed; nobody in particular when the feed is public."""
    if request.app.state.settings.public_feed:
        return None
    return actor_of(request, token, key)


FeedReader = Annotated[Actor | None, Depends(feed_reader)]


@router.get("/feed.atom", summary="What was published, as Atom", response_class=Response)
def atom(
    request: Request, reader: FeedReader, service: ServiceDep, audience: Reader = "status_page"
) -> Response:
    """One entry per incident. Needs no key when DRAFTER_PUBLIC_FEED is set."""
    found = service.feed.newest(reader, audience)
    return Response(feeds.atom(found, str(request.url)), media_type="application/atom+xml")


@router.get("/feed.rss", summary="What was published, as RSS", response_class=Response)
def rss(
    request: Request, reader: FeedReader, service: ServiceDep, audience: Reader = "status_page"
) -> Response:
    """One item per incident. Needs no key when DRAFTER_PUBLIC_FEED is set."""
    found = service.feed.newest(reader, audience)
    return Response(feeds.rss(found, str(request.url)), media_type="application/rss+xml")
