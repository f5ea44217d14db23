"""A stored draft put together for the desk: evidence in place, findings with waivers, what is possible."""

import json
from dataclasses import dataclass, field

from drafter.core.draft import Draft
from drafter.errors import NotFound
from drafter.protocols import Transaction
from drafter.review import approval as rules
from drafter.review import fact_check, waivers
from drafter.review.editing import place, statistics
from drafter.review.records import (
    Approval,
    AuditEntry,
    DraftHead,
    DraftRecord,
    FactCheck,
    Incident,
    Publication,
    Waiver,
)
from drafter.review.states import possible
from drafter.service.room import Room
from drafter.service.staleness import of_draft
from drafter.service.views import (
    DraftSummary,
    DraftView,
    FactCheckView,
    FindingView,
    SentenceView,
    TurnedDown,
)

SAID_NO = ("draft.rejected", "draft.check_answered")  # what the audit calls the two ways to say it


def draft_of(tx: Transaction, draft_id: str) -> DraftRecord:
    """Return the draft. Raises NotFound."""
    found = tx.get(DraftRecord, id=draft_id)
    if found is None:
        raise NotFound(f"There is no draft {draft_id!r}.", remedy="List them at /v1/incidents/{id}/updates.")
    return found


def draft_summary(draft: DraftHead) -> DraftSummary:
    """Return the draft as a list shows it."""
    return DraftSummary(**{name: getattr(draft, name) for name in DraftSummary.model_fields})


def valid_approvals(draft: DraftHead, approvals: list[Approval]) -> list[Approval]:
    """Return the approvals of the text as it stands, oldest first."""
    return [one for one in approvals if one.withdrawn_at is None and one.version == draft.version]


@dataclass(slots=True)
class Papers:
    """What was said about one draft, each kind in order of time."""

    approvals: list[Approval] = field(default_factory=list)
    waivers: list[Waiver] = field(default_factory=list)
    checks: list[FactCheck] = field(default_factory=list)
    publications: list[Publication] = field(default_factory=list)


def papers_of(tx: Transaction, draft_ids: tuple[str, ...]) -> dict[str, Papers]:
    """Return what was said about several drafts, with one question to the store for each kind."""
    found = {draft_id: Papers() for draft_id in draft_ids}
    for approval in tx.find(Approval, draft_id=draft_ids, order=("at", "id")):
        found[approval.draft_id].approvals.append(approval)
    for waiver in tx.find(Waiver, draft_id=draft_ids, order=("at", "id")):
        found[waiver.draft_id].waivers.append(waiver)
    for check in tx.find(FactCheck, draft_id=draft_ids, order=("asked_at", "id")):
        found[check.draft_id].checks.append(check)
    for sent in tx.find(Publication, draft_id=draft_ids, order=("at", "id")):
        found[sent.draft_id].publications.append(sent)
    return found


def draft_view(
    room: Room, tx: Transaction, incident: Incident, draft: DraftRecord, papers: Papers | None = None
) -> DraftView:
    """Return everything about a draft that somebody needs to decide about it."""
    (audience,) = room.line.audiences([draft.audience])
    update = room.update(tx, draft.update_id)
    papers = papers or papers_of(tx, (draft.id,))[draft.id]
    approvals, given = papers.approvals, papers.waivers
    valid = valid_approvals(draft, approvals)
    reasons = rules.second_opinion(incident, audience, update.sheet, draft.text)
    enough = rules.is_enough(draft, valid, reasons)
    done = draft.state in ("approved", "published", "withdrawn", "corrected")
    body = draft.body
    return DraftView(
        id=draft.id,
        update_id=draft.update_id,
        incident_id=draft.incident_id,
        audience=draft.audience,
        title=audience.title,
        state=draft.state,
        version=draft.version,
        stage=draft.stage,
        subject=body.subject,
        text=draft.text,
        shown_text=room.line.filled(body, update.sheet).text,
        written_text=draft.written.text,
        sentences=_sentences(body),
        findings=_findings(body, given),
        scores=body.scores,
        next_update_at=draft.next_update_at,
        method=body.method,
        no_change=body.no_change,
        unit=audience.unit,
        max_units=audience.max_units,
        stats=statistics(draft.written, body),
        authors=draft.authors,
        created_at=draft.created_at,
        updated_at=draft.updated_at,
        updated_by=draft.updated_by,
        stale=of_draft(room, tx, incident, draft, approvals),
        second_opinion=reasons,
        awaits_second=bool(valid) and not enough,
        possible=possible(draft.state),
        fact_check=check_view(room, papers.checks[-1], draft) if papers.checks else None,
        turned_down=_turned_down(tx, draft) if draft.state == "rejected" else None,
        approvals=tuple(approvals),
        waivers=tuple(given),
        publications=tuple(papers.publications),
        approved_text=valid[-1].text if valid and done else None,
    )


def check_view(room: Room, check: FactCheck, draft: DraftHead) -> FactCheckView:
    """Return the fact check with its link while it can be answered."""
    current = check.version == draft.version
    if not current or check.answer:
        return FactCheckView.of(check, current=current)
    token = fact_check.sign(check.id, check.expires_at, room.secret())
    return FactCheckView.of(check, current=True, token=token, link=room.check_url.format(token=token))


def _turned_down(tx: Transaction, draft: DraftHead) -> TurnedDown | None:
    said = tx.find(
        AuditEntry,
        incident_id=draft.incident_id,
        subject=draft.id,
        action=SAID_NO,
        order=("-seq",),
        limit=1,
    )
    if not said:
        return None
    words = json.loads(said[0].payload or "{}")
    return TurnedDown(by=said[0].who, reason=words.get("reason") or words.get("comment") or "")


def _sentences(body: Draft) -> tuple[SentenceView, ...]:
    views = []
    for sentence, span in zip(body.sentences, place(body.sentences, body.text), strict=True):
        start, end = span or (None, None)
        views.append(
            SentenceView(
                **sentence.model_dump(include=set(SentenceView.model_fields) - {"start", "end"}),
                start=start,
                end=end,
            )
        )
    return tuple(views)


def _findings(body: Draft, given: list[Waiver]) -> tuple[FindingView, ...]:
    by_key = {waiver.key: waiver for waiver in given}
    views = []
    for finding in body.findings:
        key = waivers.key(finding, body.text)
        views.append(
            FindingView.of(finding, key=key, waivable=not waivers.is_leak(finding), waiver=by_key.get(key))
        )
    return tuple(views)
