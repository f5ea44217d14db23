"""Rewriting internal reports for customers: one at once, many as a batch with progress."""

import time
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from drafter.api.callers import ActorDep, ReadingActor, ServiceDep
from drafter.api.conventions import ClaimDep, Cursor, Limit, NeededVersion, problems, replayed, tag
from drafter.api.wire import (
    BatchIn,
    DocumentIn,
    DocumentsIn,
    ReasonIn,
    RewriteIn,
    RewriteTextIn,
    WaiverIn,
)
from drafter.core.job import Job
from drafter.service.batches import BatchView, Document
from drafter.service.pages import Page
from drafter.service.rewrite_reviews import RewriteReviewView

router = APIRouter(prefix="/v1", responses=problems(404), tags=["rewriting"])
POLL_S = 0.5
Number = Annotated[int, Path(ge=1, le=1_000_000, description="Its number in the batch.")]


def _documents(given: list[DocumentIn]) -> list[Document]:
    return [Document(name=one.name, content=one.bytes()) for one in given]


@router.post("/rewrite", summary="The customers' version of one report, keep nothing")
def rewrite(body: RewriteIn, actor: ActorDep, service: ServiceDep) -> dict[str, Any]:
    """Markdown, HTML, Word, PDF or text in; the text with sources, removals, figures and questions out."""
    document = Document(name=body.name, content=body.bytes())
    made, failures = service.batches.rewrite(actor, document, body.system_map, with_model=body.with_model)
    return made.as_dict() | ({"model_failures": list(failures)} if failures else {})


@router.post("/batches", status_code=201, summary="Rewrite many reports")
def create(
    body: BatchIn, actor: ActorDep, service: ServiceDep, claim: ClaimDep, response: Response
) -> BatchView:
    """Work begins at once and goes on by itself, also after a restart."""
    made = service.batches.create(
        actor,
        title=body.title,
        documents=_documents(body.documents),
        system_map=body.system_map,
        with_model=body.with_model,
        claim=claim,
    )
    replayed(response, claim)
    return made


@router.get("/batches", summary="List batches")
def batches(
    actor: ActorDep, service: ServiceDep, limit: Limit = 50, cursor: Cursor = None
) -> Page[BatchView]:
    """Newest first."""
    return service.batches.find(actor, limit=limit, cursor=cursor)


@router.get("/batches/{batch_id}", summary="How far a batch is")
def batch(batch_id: str, actor: ActorDep, service: ServiceDep) -> BatchView:
    """Counts and sums."""
    return service.batches.get(actor, batch_id)


@router.post(
    "/batches/{batch_id}/documents", status_code=201, summary="Add documents", responses=problems(404, 409)
)
def add(batch_id: str, body: DocumentsIn, actor: ActorDep, service: ServiceDep) -> BatchView:
    """As many requests as it takes; each document has its own name."""
    return service.batches.add(actor, batch_id, _documents(body.documents))


@router.get("/batches/{batch_id}/documents", summary="The documents of a batch")
def documents(
    batch_id: str,
    actor: ActorDep,
    service: ServiceDep,
    after: Annotated[int, Query(ge=0, le=1_000_000, description="Number of the last one seen.")] = 0,
    limit: Limit = 200,
) -> list[Job]:
    """In order, each with its state and the figures of its result."""
    return service.batches.jobs(actor, batch_id, after=after, limit=limit)


@router.get(
    "/batches/{batch_id}/documents/{n}", summary="The result of one document", responses=problems(404, 409)
)
def result(batch_id: str, n: Number, actor: ActorDep, service: ServiceDep) -> dict[str, Any]:
    """409 while there is none."""
    return service.batches.result(actor, batch_id, n)


@router.get(
    "/batches/{batch_id}/documents/{n}/review",
    summary="A rewritten report under review",
    responses=problems(404, 409),
)
def review(
    batch_id: str, n: Number, actor: ActorDep, service: ServiceDep, response: Response
) -> RewriteReviewView:
    """The text as it stands, what is found in it, what stops an approval, and who did what."""
    return _tagged(response, service.rewrite_reviews.get(actor, batch_id, n))


@router.put(
    "/batches/{batch_id}/documents/{n}/review",
    summary="Save an edited report",
    responses=problems(404, 409, 412, 428),
)
def edit(
    batch_id: str,
    n: Number,
    body: RewriteTextIn,
    actor: ActorDep,
    service: ServiceDep,
    seen: NeededVersion,
    response: Response,
) -> RewriteReviewView:
    """Needs If-Match. Takes an approval back; answers 412 when somebody else saved first."""
    view = service.rewrite_reviews.edit(actor, batch_id, n, text=body.text, version=seen)
    return _tagged(response, view)


@router.post(
    "/batches/{batch_id}/documents/{n}/review/waivers",
    status_code=201,
    summary="Let a finding in a rewritten report stand",
    responses=problems(404, 409),
)
def waive(
    batch_id: str,
    n: Number,
    body: WaiverIn,
    actor: ActorDep,
    service: ServiceDep,
    claim: ClaimDep,
    response: Response,
) -> RewriteReviewView:
    """By name and with a reason; leaks and open questions cannot be waived."""
    view = service.rewrite_reviews.waive(actor, batch_id, n, key=body.key, reason=body.reason, claim=claim)
    replayed(response, claim)
    return _tagged(response, view)


@router.post(
    "/batches/{batch_id}/documents/{n}/review/approval",
    summary="Approve the exact text of a rewritten report",
    responses=problems(404, 409, 412, 428),
)
def approve(
    batch_id: str,
    n: Number,
    actor: ActorDep,
    service: ServiceDep,
    seen: NeededVersion,
    claim: ClaimDep,
    response: Response,
) -> RewriteReviewView:
    """Needs If-Match. 403 while a finding stands, or when an author may not be the one who approves."""
    view = service.rewrite_reviews.approve(actor, batch_id, n, version=seen, claim=claim)
    replayed(response, claim)
    return _tagged(response, view)


@router.post(
    "/batches/{batch_id}/documents/{n}/review/rejection",
    summary="Reject a rewritten report",
    responses=problems(404, 409),
)
def reject(
    batch_id: str, n: Number, body: ReasonIn, actor: ActorDep, service: ServiceDep, response: Response
) -> RewriteReviewView:
    """With a reason; an edit brings it back."""
    return _tagged(response, service.rewrite_reviews.reject(actor, batch_id, n, reason=body.reason))


@router.get("/batches/{batch_id}/archive", summary="Every result as a zip archive", response_class=Response)
def archive(batch_id: str, actor: ActorDep, service: ServiceDep) -> Response:
    """Markdown and JSON of each document as it stands now, and the report, which says what is approved."""
    packed = service.batches.archive(actor, batch_id)
    headers = {"content-disposition": f'attachment; filename="{batch_id}.zip"'}
    return Response(packed, media_type="application/zip", headers=headers)


def existing(batch_id: str, actor: ReadingActor, service: ServiceDep) -> str:
    """Return the batch's id if there is one: a stream must refuse before it begins."""
    return service.batches.get(actor, batch_id).id


@router.get("/batches/{batch_id}/events", summary="Progress as events", response_class=EventSourceResponse)
def events(
    batch_id: Annotated[str, Depends(existing)],
    actor: ReadingActor,
    service: ServiceDep,
    seconds: Annotated[int, Query(ge=0, le=3_600, description="How long to listen.")] = 600,
) -> Iterator[ServerSentEvent]:
    """Event `progress` whenever something was finished, `done` at the end."""
    until = time.monotonic() + seconds
    last = None
    while True:
        now = service.batches.get(actor, batch_id)
        if now.counts != last:
            last = now.counts
            yield ServerSentEvent(data=now.counts.model_dump(mode="json"), event="progress")
        if now.counts.finished:
            yield ServerSentEvent(data=now.sums, event="done")
            return
        if time.monotonic() >= until:
            return
        time.sleep(POLL_S)


def _tagged(response: Response, view: RewriteReviewView) -> RewriteReviewView:
    tag(response, view.version)
    return view
