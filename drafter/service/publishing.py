"""What went out: exactly the approved text, once per channel, and what to do when it was wrong."""

from datetime import datetime, timedelta

from drafter.errors import Conflict, InputError
from drafter.protocols import Transaction
from drafter.review import ledger
from drafter.review.promises import extract
from drafter.review.records import (
    Approval,
    DraftRecord,
    Incident,
    PromiseEntry,
    Publication,
)
from drafter.review.states import move
from drafter.service.actors import Actor
from drafter.service.draft_acts import audited, refuse_changed, turn
from drafter.service.draft_views import draft_of, draft_view, valid_approvals
from drafter.service.room import Claim, Room, incident_of
from drafter.service.staleness import of_draft
from drafter.service.views import DraftView, Outgoing


class Publishing:
    """Use cases around what readers get."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def outgoing(self, actor: Actor, draft_id: str) -> Outgoing:
        """Return the exact approved text. Raises Conflict when there is none or it has become stale."""
        actor.need("read")
        with self._room.store.reading() as tx:
            draft = draft_of(tx, draft_id)
            return self._outgoing(tx, incident_of(tx, draft.incident_id), draft)

    def publish(
        self,
        actor: Actor,
        draft_id: str,
        *,
        channel: str,
        at: datetime | None = None,
        reference: str = "",
        text_hash: str | None = None,
        claim: Claim | None = None,
    ) -> DraftView:
        """Put on record that the approved text went out on a channel. Once per channel.

        Raises Conflict when the text is not approved, stale, or was sent there already.
        """
        actor.need("publish")
        actor.need_person("publish")

        def act(tx: Transaction) -> DraftView:
            draft = draft_of(tx, draft_id)
            incident = incident_of(tx, draft.incident_id)
            self._publish(tx, actor, incident, draft, channel.strip(), at, reference, text_hash)
            return draft_view(self._room, tx, incident_of(tx, incident.id), draft_of(tx, draft_id))

        return self._room.write(act, DraftView, claim=claim)

    def withdraw(self, actor: Actor, draft_id: str, *, reason: str) -> DraftView:
        """Say that what was published is wrong; the next update to the same readers corrects it."""
        actor.need("publish")
        return turn(self._room, actor, draft_id, "withdraw", "withdrawn", reason)

    def _publish(
        self,
        tx: Transaction,
        actor: Actor,
        incident: Incident,
        draft: DraftRecord,
        channel: str,
        at: datetime | None,
        reference: str,
        text_hash: str | None,
    ) -> None:
        out = self.ready(tx, incident, draft, channel)
        if text_hash is not None and text_hash != out.text_hash:
            raise Conflict(
                "The text that was sent is not the approved one.",
                remedy="Fetch the approved text and send that.",
            )
        now = self._room.now(incident)
        sent_at = at or now
        if sent_at > now + timedelta(minutes=1):
            raise InputError(
                f"{sent_at:%H:%M} UTC is in the future.",
                remedy="Give the time it really went out.",
                where="at",
            )
        self.record(tx, actor, incident, draft, out, channel=channel, at=sent_at, reference=reference)

    def ready(self, tx: Transaction, incident: Incident, draft: DraftRecord, channel: str) -> Outgoing:
        """Return the text that may go out on a channel now.

        Raises Conflict when it is not approved, stale, was sent there already, or readers had a later one.
        """
        if not channel:
            raise InputError("No channel was named.", remedy="Say where it went.", where="channel")
        move(draft.state, "publish")
        out = self._outgoing(tx, incident, draft)
        if tx.get(Publication, draft_id=draft.id, channel=channel) is not None:
            raise Conflict(
                f"This text was published on {channel!r} already.",
                remedy="Nothing needs doing; to say something else, draft a new update.",
            )
        newer = tx.find(
            Publication, incident_id=incident.id, audience=draft.audience, order=("-at", "id"), limit=1
        )
        mine = self._room.update(tx, draft.update_id)
        if newer and newer[0].draft_id != draft.id:
            other = self._room.update(tx, draft_of(tx, newer[0].draft_id).update_id)
            if other.number > mine.number:
                raise Conflict(
                    "These readers have had a later update already.",
                    remedy="Draft a new one from what is known now.",
                )
        return out

    def record(
        self,
        tx: Transaction,
        actor: Actor,
        incident: Incident,
        draft: DraftRecord,
        out: Outgoing,
        *,
        channel: str,
        at: datetime,
        reference: str,
    ) -> None:
        """Put on record that readers have this text, and settle what it answers and promises."""
        cited = dict.fromkeys(fact_id for s in draft.body.sentences for fact_id in s.fact_ids)
        mine = self._room.update(tx, draft.update_id)
        sent = Publication(
            id=self._room.ids("pub"),
            draft_id=draft.id,
            incident_id=incident.id,
            audience=draft.audience,
            channel=channel,
            stage=draft.stage,
            subject=out.subject,
            text=out.text,
            text_hash=out.text_hash,
            by=actor.person,
            at=at,
            recorded_at=self._room.now(incident),
            next_update_at=out.next_update_at,
            fact_ids=tuple(cited),
            phrasings=tuple(s.phrasing for s in draft.body.sentences if s.phrasing),
            notes_upto=max((max(c.line, 0) for c in mine.sheet.stages), default=0),
            reference=reference,
            feedback_token=self._room.ids("fb"),
        )
        tx.insert(sent)
        self._correct(tx, incident, draft, sent)
        self._keep_promises(tx, incident, draft, sent, first=draft.state != "published")
        if draft.state == "approved":
            tx.save(draft_of(tx, draft.id).model_copy(update={"state": move(draft.state, "publish")}))
        audited(
            self._room, tx, actor, draft, "published", channel=channel, text_hash=out.text_hash,
            at=at.isoformat(), reference=reference, publication=sent.id,
        )  # fmt: skip

    def _correct(self, tx: Transaction, incident: Incident, draft: DraftRecord, sent: Publication) -> None:
        """Mark earlier, withdrawn texts to the same readers as corrected by this one."""
        for other in tx.find(Publication, incident_id=incident.id, audience=draft.audience):
            if other.withdrawn_at is not None and not other.corrected_by and other.draft_id != draft.id:
                tx.save(other.model_copy(update={"corrected_by": sent.id}))
                wrong = draft_of(tx, other.draft_id)
                if wrong.state == "withdrawn":
                    tx.save(wrong.model_copy(update={"state": move(wrong.state, "correct")}))

    def _keep_promises(
        self, tx: Transaction, incident: Incident, draft: DraftRecord, sent: Publication, *, first: bool
    ) -> None:
        """Settle what this text answers, and enter what it promises; once per draft, not per channel."""
        if not first:
            return
        for promise in tx.find(
            PromiseEntry, incident_id=incident.id, audience=draft.audience, kind="next_update", state="open"
        ):
            if promise.made_at <= sent.at:
                tx.save(ledger.settle(promise, sent, self._room.policy))
        update = self._room.update(tx, draft.update_id)
        for found in extract(
            sent.text, at=sent.at, zone=update.sheet.zone, next_update_at=sent.next_update_at
        ):
            tx.insert(
                PromiseEntry(
                    id=self._room.ids("prm"),
                    incident_id=incident.id,
                    publication_id=sent.id,
                    audience=draft.audience,
                    kind=found.kind,
                    text=found.text,
                    made_at=sent.at,
                    due_at=found.due_at,
                )
            )

    def _outgoing(self, tx: Transaction, incident: Incident, draft: DraftRecord) -> Outgoing:
        approvals = tx.find(Approval, draft_id=draft.id, order=("at", "id"))
        valid = valid_approvals(draft, approvals)
        if draft.state not in ("approved", "published") or not valid:
            raise Conflict(
                f"The draft is {draft.state.replace('_', ' ')}: there is no approved text.",
                remedy="Have it approved first.",
            )
        if draft.state == "approved":
            refuse_changed(of_draft(self._room, tx, incident, draft, approvals))
        last = valid[-1]
        return Outgoing(
            draft_id=draft.id,
            incident_id=draft.incident_id,
            audience=draft.audience,
            subject=last.subject,
            text=last.text,
            text_hash=last.text_hash,
            stage=draft.stage,
            next_update_at=last.next_update_at,
            approved_by=tuple(one.by for one in valid),
            approved_at=last.at,
        )
