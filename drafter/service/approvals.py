"""Signing off a text: bound to its exact words, its facts and its promise."""

from datetime import datetime, timedelta

from drafter.core.draft import NEXT_UPDATE, Draft
from drafter.core.fact import FactSheet
from drafter.errors import Refused
from drafter.protocols import Transaction
from drafter.review import approval as rules
from drafter.review import waivers
from drafter.review.hashes import sha256
from drafter.review.records import (
    Approval,
    DraftRecord,
    FactCheck,
    Incident,
    Waiver,
)
from drafter.review.states import move
from drafter.service.actors import Actor
from drafter.service.draft_acts import audited, refuse_changed, turn, void
from drafter.service.draft_views import draft_of, draft_view, valid_approvals
from drafter.service.room import Claim, Room, incident_of, refuse_stale
from drafter.service.staleness import of_draft
from drafter.service.updates import last_published
from drafter.service.views import DraftView

SOON_MIN = 5  # a promise nearer than this at approval is moved to the next due time


class Approvals:
    """Use cases around signing off."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def approve(
        self,
        actor: Actor,
        draft_id: str,
        *,
        version: int,
        next_update_at: datetime | None = None,
        claim: Claim | None = None,
    ) -> DraftView:
        """Sign off the exact text, its facts and its promise; fills in the next update.

        Raises Refused for what stands in the way, StaleVersion when another text stands there now, Conflict
        when facts it rests on changed.
        """
        actor.need("approve")
        actor.need_person("approve")

        def act(tx: Transaction) -> DraftView:
            draft = draft_of(tx, draft_id)
            incident = incident_of(tx, draft.incident_id)
            refuse_stale(draft.version, version, "draft")
            state = move(draft.state, "approve")
            valid = valid_approvals(draft, tx.find(Approval, draft_id=draft.id, order=("at", "id")))
            refuse_changed(of_draft(self._room, tx, incident, draft, ()))
            (audience,) = self._room.line.audiences([draft.audience])
            known = self._room.known(tx, incident)
            now = self._room.now(incident)
            due = self._due(incident, draft, next_update_at, valid, now)
            previous = last_published(tx, incident.id).get(draft.audience)
            body = draft.body.model_copy(update={"next_update_at": due})
            body = self._room.line.check(body, audience, known, previous=previous)
            given = tx.find(Waiver, draft_id=draft.id)
            checks = tx.find(FactCheck, draft_id=draft.id, order=("-asked_at", "id"), limit=1)
            rules.refuse_unapprovable(
                incident=incident,
                draft=draft.model_copy(update={"body": body}),
                standing=waivers.standing(body.findings, draft.text, given),
                check=checks[0] if checks else None,
                policy=self._room.policy,
            )
            update = self._room.update(tx, draft.update_id)
            final = self._final(body, known.sheet)
            mine = Approval(
                id=self._room.ids("apr"),
                draft_id=draft.id,
                incident_id=incident.id,
                version=draft.version,
                subject=body.subject,
                text=final,
                text_hash=sha256(f"{body.subject}\n{final}"),
                facts_hash=draft.facts_hash,
                sheet_hash=update.sheet_hash,
                next_update_at=due,
                by=actor.person,
                at=now,
                second=bool(valid),
            )
            if any(one.by == actor.person and one.next_update_at == due for one in valid):
                return draft_view(self._room, tx, incident, draft)
            for other in valid:
                if other.next_update_at != due:
                    void(tx, other, actor, now, "the next update was moved")
            tx.insert(mine)
            reasons = rules.second_opinion(incident, audience, known.sheet, draft.text)
            same = [one for one in valid if one.next_update_at == due]
            enough = rules.is_enough(draft, [*same, mine], reasons)
            after = draft.model_copy(
                update={"state": state if enough else draft.state, "next_update_at": due, "body": body}
            )
            tx.save(after)
            audited(
                self._room,
                tx,
                actor,
                after,
                "approved" if enough else "approved_first",
                text_hash=mine.text_hash,
                facts_hash=mine.facts_hash,
                next_update_at=due.isoformat() if due else None,
                fact_checked=bool(
                    checks and checks[0].version == draft.version and checks[0].answer == "yes"
                ),
                second_opinion=list(reasons),
            )
            return draft_view(self._room, tx, incident, after)

        return self._room.write(act, DraftView, claim=claim)

    def reject(self, actor: Actor, draft_id: str, *, reason: str) -> DraftView:
        """Say no, and why; an edit brings the draft back."""
        actor.need("approve")
        return turn(self._room, actor, draft_id, "reject", "rejected", reason)

    def unapprove(self, actor: Actor, draft_id: str, *, reason: str) -> DraftView:
        """Take an approval back before anything was published."""
        actor.need("approve")
        return turn(self._room, actor, draft_id, "unapprove", "unapproved", reason)

    def _due(
        self,
        incident: Incident,
        draft: DraftRecord,
        wanted: datetime | None,
        valid: list[Approval],
        now: datetime,
    ) -> datetime | None:
        if wanted is not None:
            rules.refuse_past_promise(wanted, now)
            return wanted
        if draft.stage == "resolved":
            return None
        standing = valid[-1].next_update_at if valid else draft.next_update_at
        if standing is not None and standing > now + (timedelta(0) if valid else timedelta(minutes=SOON_MIN)):
            return standing
        return self._room.policy.cadence_for(incident.severity).next_update_at(
            draft.stage, now, started=incident.declared_at, slow_announced=incident.slow_announced
        )

    def _final(self, body: Draft, sheet: FactSheet) -> str:
        if NEXT_UPDATE in body.text and body.next_update_at is None:
            raise Refused(
                "The text announces a next update, but a resolved incident promises none.",
                remedy="Take that sentence out, or give the time of the next update.",
            )
        return self._room.line.filled(body, sheet).text
