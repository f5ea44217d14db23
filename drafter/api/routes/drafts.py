"""Routes around one draft: edit, fact check, approve, publish, take back."""

from fastapi import APIRouter, Response

from drafter.api.callers import ActorDep, ServiceDep
from drafter.api.conventions import ClaimDep, NeededVersion, SeenVersion, problems, replayed, tag
from drafter.api.wire import (
    AnswerIn,
    ApproveIn,
    AskIn,
    LinkAnswerIn,
    PublishIn,
    ReasonIn,
    TextIn,
    WaiverIn,
)
from drafter.service.drafts import Versions
from drafter.service.views import CheckPage, DraftView, FactCheckView, Outgoing

router = APIRouter(prefix="/v1/drafts", responses=problems(404, 409), tags=["drafts"])
checks = APIRouter(prefix="/v1/checks", responses=problems(404, 409), tags=["fact check by link"])


@router.get("/{draft_id}", summary="One draft")
def get(draft_id: str, actor: ActorDep, service: ServiceDep, response: Response) -> DraftView:
    """Text, evidence, findings, scores, approvals, and what is possible now."""
    return _tagged(response, service.drafts.get(actor, draft_id))


@router.put("/{draft_id}/text", summary="Save an edited text", responses=problems(404, 409, 412, 428))
def edit(
    draft_id: str, body: TextIn, actor: ActorDep, service: ServiceDep, seen: NeededVersion, response: Response
) -> DraftView:
    """Needs If-Match. Takes back fact check and approval; answers 412 when somebody else saved first."""
    view = service.drafts.edit(
        actor,
        draft_id,
        text=body.text,
        subject=body.subject,
        next_update_at=body.next_update_at,
        version=seen,
    )
    return _tagged(response, view)


@router.get("/{draft_id}/versions", summary="Every text it had")
def versions(draft_id: str, actor: ActorDep, service: ServiceDep) -> Versions:
    """Newest first, each with who saved it and what they changed in numbers."""
    return service.drafts.versions(actor, draft_id)


@router.post(
    "/{draft_id}/refresh", summary="Say that the text still holds", responses=problems(404, 409, 412)
)
def refresh(
    draft_id: str, actor: ActorDep, service: ServiceDep, seen: SeenVersion, response: Response
) -> DraftView:
    """After facts changed: check the same text against what is known now; it then needs approval again."""
    return _tagged(response, service.drafts.refresh(actor, draft_id, version=seen))


@router.post("/{draft_id}/waivers", status_code=201, summary="Let a finding stand")
def waive(
    draft_id: str, body: WaiverIn, actor: ActorDep, service: ServiceDep, claim: ClaimDep, response: Response
) -> DraftView:
    """By name and with a reason; leaks cannot be waived."""
    view = service.drafts.waive(actor, draft_id, key=body.key, reason=body.reason, claim=claim)
    replayed(response, claim)
    return _tagged(response, view)


@router.post(
    "/{draft_id}/fact-checks",
    status_code=201,
    summary="Ask for a fact check",
    responses=problems(404, 409, 412),
)
def ask(
    draft_id: str,
    body: AskIn,
    actor: ActorDep,
    service: ServiceDep,
    seen: SeenVersion,
    claim: ClaimDep,
    response: Response,
) -> FactCheckView:
    """One line to copy, and a link the commander can answer at without a log-in."""
    view = service.fact_checks.ask(actor, draft_id, asked_of=body.asked_of, version=seen, claim=claim)
    replayed(response, claim)
    return view


@router.post("/{draft_id}/fact-checks/answer", summary="Answer the fact check")
def answer(draft_id: str, body: AnswerIn, actor: ActorDep, service: ServiceDep) -> FactCheckView:
    """Yes or no, under the caller's name."""
    return service.fact_checks.answer(actor, draft_id, answer=body.answer, comment=body.comment)


@router.post("/{draft_id}/approve", summary="Approve the exact text", responses=problems(404, 409, 412, 428))
def approve(
    draft_id: str,
    body: ApproveIn,
    actor: ActorDep,
    service: ServiceDep,
    seen: NeededVersion,
    claim: ClaimDep,
    response: Response,
) -> DraftView:
    """Needs If-Match. Fills in the next update. `awaits_second` says whether one more person must approve."""
    view = service.approvals.approve(
        actor, draft_id, version=seen, next_update_at=body.next_update_at, claim=claim
    )
    replayed(response, claim)
    return _tagged(response, view)


@router.post("/{draft_id}/unapprove", summary="Take an approval back")
def unapprove(
    draft_id: str, body: ReasonIn, actor: ActorDep, service: ServiceDep, response: Response
) -> DraftView:
    """Before anything was published."""
    return _tagged(response, service.approvals.unapprove(actor, draft_id, reason=body.reason))


@router.post("/{draft_id}/reject", summary="Say no")
def reject(
    draft_id: str, body: ReasonIn, actor: ActorDep, service: ServiceDep, response: Response
) -> DraftView:
    """With a reason; an edit brings the draft back."""
    return _tagged(response, service.approvals.reject(actor, draft_id, reason=body.reason))


@router.get("/{draft_id}/approved-text", summary="The exact approved text")
def approved_text(draft_id: str, actor: ActorDep, service: ServiceDep) -> Outgoing:
    """To copy or to send; 409 while there is none or when it has become stale."""
    return service.publishing.outgoing(actor, draft_id)


@router.post("/{draft_id}/publish", status_code=201, summary="Record that it went out")
def publish(
    draft_id: str, body: PublishIn, actor: ActorDep, service: ServiceDep, claim: ClaimDep, response: Response
) -> DraftView:
    """Once per channel; enters its promises in the ledger."""
    view = service.publishing.publish(
        actor,
        draft_id,
        channel=body.channel,
        at=body.at,
        reference=body.reference,
        text_hash=body.text_hash,
        claim=claim,
    )
    replayed(response, claim)
    return _tagged(response, view)


@router.post("/{draft_id}/withdraw", summary="Say that a published text was wrong")
def withdraw(
    draft_id: str, body: ReasonIn, actor: ActorDep, service: ServiceDep, response: Response
) -> DraftView:
    """The next update to the same readers corrects it."""
    return _tagged(response, service.publishing.withdraw(actor, draft_id, reason=body.reason))


@checks.get("/{token}", summary="What the commander is asked")
def open_check(token: str, service: ServiceDep) -> CheckPage:
    """The text and at most three facts to confirm. Needs no key: the link is the key."""
    return service.fact_checks.open_check(token)


@checks.post("/{token}/answer", summary="Answer by link")
def answer_by_link(token: str, body: LinkAnswerIn, service: ServiceDep) -> FactCheckView:
    """Yes or no; works once and until the link expires."""
    return service.fact_checks.answer_by_link(token, answer=body.answer, name=body.name, comment=body.comment)


def _tagged(response: Response, view: DraftView) -> DraftView:
    tag(response, view.version)
    return view
