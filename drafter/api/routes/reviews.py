"""Routes around what was said: timeline, scope decisions, the review, readers' feedback."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from drafter.api.callers import ActorDep, ServiceDep
from drafter.api.conventions import ClaimDep, problems, replayed
from drafter.api.wire import ActionIn, ActionPatch, FeedbackIn, ScopeIn
from drafter.review.comms import CommsTimeline
from drafter.review.report import Report
from drafter.service.reviews import (
    FeedbackCounts,
    FeedbackPage,
    FeedbackThanks,
    ReviewPage,
    ReviewText,
    ScopeDecisions,
)
from drafter.service.similar import SimilarIncidents

router = APIRouter(prefix="/v1", responses=problems(404, 409), tags=["reviews"])
feedback = APIRouter(prefix="/v1/feedback", responses=problems(404), tags=["feedback"])


@router.get("/incidents/{incident_id}/comms", summary="What was said, and when")
def timeline(
    incident_id: str,
    actor: ActorDep,
    service: ServiceDep,
    audience: Annotated[
        str | None, Query(max_length=80, description="Only what these readers had; else all outside.")
    ] = None,
) -> CommsTimeline:
    """Phases below, messages above, every interval in minutes, the longest silence marked."""
    return service.reviews.timeline(actor, incident_id, audience=audience)


@router.get("/incidents/{incident_id}/similar", summary="What was said in incidents like this one")
def similar(incident_id: str, actor: ActorDep, service: ServiceDep) -> SimilarIncidents:
    """Found by the words of what was published, best first, at the stage this incident is in."""
    return service.similar.find(actor, incident_id)


@router.get("/incidents/{incident_id}/scope", summary="Who is told: one, some or all")
def scope(incident_id: str, actor: ActorDep, service: ServiceDep) -> ScopeDecisions:
    """The decisions so far, what speaks against them now, and the channels each choice proposes."""
    return service.reviews.scope(actor, incident_id)


@router.post("/incidents/{incident_id}/scope", status_code=201, summary="Decide who is told")
def decide_scope(
    incident_id: str, body: ScopeIn, actor: ActorDep, service: ServiceDep, claim: ClaimDep, response: Response
) -> ScopeDecisions:
    """One, some or all customers, with a reason; channels are proposed when none are named."""
    view = service.reviews.decide_scope(
        actor,
        incident_id,
        reach=body.scope,
        reason=body.reason,
        channels=tuple(dict.fromkeys(body.channels)),
        claim=claim,
    )
    replayed(response, claim)
    return view


@router.get("/incidents/{incident_id}/review", summary="The communication review")
def review(incident_id: str, actor: ActorDep, service: ServiceDep) -> Report:
    """Intervals, eight questions with computed answers, likely causes, advice, actions, comparison."""
    return service.reviews.report(actor, incident_id)


@router.get("/incidents/{incident_id}/review/markdown", summary="The review as Markdown")
def review_text(incident_id: str, actor: ActorDep, service: ServiceDep) -> ReviewText:
    """To file beside the technical review."""
    return service.reviews.text(actor, incident_id)


@router.get("/incidents/{incident_id}/review/page", summary="The review as a page to print")
def review_page(incident_id: str, actor: ActorDep, service: ServiceDep) -> ReviewPage:
    """One HTML file that asks no other host for anything."""
    return service.reviews.page(actor, incident_id)


@router.post("/incidents/{incident_id}/review", status_code=201, summary="Save the review's figures")
def save_review(incident_id: str, actor: ActorDep, service: ServiceDep) -> Report:
    """Later reviews are compared with them; saving again replaces them."""
    return service.reviews.save(actor, incident_id)


@router.post("/incidents/{incident_id}/review/actions", status_code=201, summary="Agree on an action")
def add_action(
    incident_id: str,
    body: ActionIn,
    actor: ActorDep,
    service: ServiceDep,
    claim: ClaimDep,
    response: Response,
) -> Report:
    """With an owner and a date that is still to come."""
    view = service.reviews.add_action(
        actor, incident_id, text=body.text, owner=body.owner, due=body.due, claim=claim
    )
    replayed(response, claim)
    return view


@router.patch("/review-actions/{action_id}", summary="Say whether an action is done")
def tick_action(action_id: str, body: ActionPatch, actor: ActorDep, service: ServiceDep) -> Report:
    """Answers with the review it belongs to."""
    return service.reviews.tick_action(actor, action_id, done=body.done)


@router.get("/incidents/{incident_id}/feedback", summary="What readers answered")
def feedback_counts(incident_id: str, actor: ActorDep, service: ServiceDep) -> FeedbackCounts:
    """Counts and lines of text; nothing about who wrote them."""
    return service.reviews.feedback(actor, incident_id)


@feedback.get("/{token}", summary="The update a feedback link belongs to")
def open_feedback(token: str, service: ServiceDep) -> FeedbackPage:
    """Needs no key."""
    return service.reviews.open_feedback(token)


@feedback.post("/{token}", status_code=201, summary="Did this answer your question?")
def give_feedback(token: str, body: FeedbackIn, request: Request, service: ServiceDep) -> FeedbackThanks:
    """Yes or no and one line of text. Rate-limited; nothing about the reader is kept."""
    caller = request.client.host if request.client else "unknown"
    request.app.state.feedback_limiter.count(caller, service.room.clock().timestamp())
    return service.reviews.give_feedback(token, answered=body.answered, comment=body.comment)
