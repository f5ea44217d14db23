"""Sending an approved text to a target: kept before it is sent, sent once, on record afterwards.

Nothing is held open while the text is on the wire. A process that dies in between leaves a delivery that
says `sending`; the next attempt first finds out whether the text arrived.
"""

from datetime import timedelta

from drafter.core.noun import Noun
from drafter.errors import Conflict, DeliveryFailed, DeliveryUnsure, DrafterError, InputError, NotFound
from drafter.protocols import Transaction
from drafter.publish.outlets import Outlets, TargetView
from drafter.publish.parcel import Notice, Parcel, Receipt
from drafter.review.records import Delivery, DeliveryState, DraftRecord, Incident
from drafter.service.actors import Actor
from drafter.service.draft_views import draft_of
from drafter.service.publishing import Publishing
from drafter.service.room import Claim, Room, incident_of
from drafter.service.views import Outgoing

ON_THE_WAY = timedelta(minutes=2)  # longer than a courier takes with all its attempts


class DryRun(Noun):
    """The very request that would be sent; secrets are hidden."""

    target: str
    request: Parcel


class Targets(Noun):
    """Where approved texts may be sent."""

    targets: tuple[TargetView, ...]


class DeliveryList(Noun):
    """What was sent where for one incident, newest first."""

    incident_id: str
    deliveries: tuple[Delivery, ...]


class Deliveries:
    """Use cases around sending."""

    def __init__(self, room: Room, publishing: Publishing, outlets: Outlets) -> None:
        self._room = room
        self._publishing = publishing
        self._outlets = outlets

    def targets(self, actor: Actor) -> Targets:
        """Return the targets, without their secrets."""
        actor.need("read")
        return Targets(targets=self._outlets.targets())

    def list(self, actor: Actor, incident_id: str) -> DeliveryList:
        """Return what was sent for an incident. Raises NotFound."""
        actor.need("read")
        with self._room.store.reading() as tx:
            incident_of(tx, incident_id)
            found = tx.find(Delivery, incident_id=incident_id, order=("-started_at", "id"))
            return DeliveryList(incident_id=incident_id, deliveries=tuple(found))

    def dry_run(self, actor: Actor, draft_id: str, target: str, *, thread: str = "") -> DryRun:
        """Return the request that `send` would make now. Raises what `send` would raise before sending."""
        actor.need("read")
        with self._room.store.reading() as tx:
            draft = draft_of(tx, draft_id)
            incident = incident_of(tx, draft.incident_id)
            self._refuse_other_readers(target, draft)
            out = self._publishing.ready(tx, incident, draft, target)
            known = tx.get(Delivery, draft_id=draft.id, target=target)
            name = known.id if known else "set when it is sent"
            notice = self._notice(incident, draft, out, name, thread or self._thread(tx, incident, target))
        return DryRun(target=target, request=self._outlets.parcel(target, notice).shown())

    def send(
        self, actor: Actor, draft_id: str, target: str, *, thread: str = "", claim: Claim | None = None
    ) -> Delivery:
        """Send the approved text, once. `thread` is the far side's id of the incident, where it has one.

        Raises Conflict when it is not approved, was sent, or is being sent; DeliveryFailed when it surely
        did not arrive, DeliveryUnsure when it may have.
        """
        actor.need("publish")
        actor.need_person("publish")
        kept = self._room.replay(claim, Delivery)
        if kept is not None:
            return kept
        delivery, notice, before = self._begin(actor, draft_id, target, thread)
        try:
            receipt = self._arrived_already(delivery, notice, before) or self._outlets.send(target, notice)
        except DeliveryUnsure as error:
            self._end(actor, delivery, "unsure", error)
            raise
        except DrafterError as error:
            self._end(actor, delivery, "failed", error)
            raise
        return self._sent(actor, delivery, receipt, claim)

    def resolve(self, actor: Actor, delivery_id: str, *, arrived: bool, reference: str = "") -> Delivery:
        """Say whether an unsure text stands at its target. Raises Conflict when it is not unsure."""
        actor.need("publish")
        actor.need_person("say what was published")
        with self._room.store.reading() as tx:
            delivery = tx.get(Delivery, id=delivery_id)
            if delivery is None:
                raise NotFound(
                    f"There is no delivery {delivery_id!r}.",
                    remedy="List them at /v1/incidents/{id}/deliveries.",
                )
            stuck = delivery.state == "sending" and not self._on_the_way(delivery)
        if delivery.state != "unsure" and not stuck:
            raise Conflict(
                f"This delivery is {delivery.state}: there is nothing to settle.",
                remedy="Wait for it to end, or send it again.",
            )
        if arrived:
            return self._sent(actor, delivery, Receipt(reference=reference, thread=delivery.thread))
        return self._end(actor, delivery, "failed", None)

    def _begin(
        self, actor: Actor, draft_id: str, target: str, thread: str
    ) -> tuple[Delivery, Notice, DeliveryState | None]:
        """Keep that the text is being sent; return that, the notice, and how an earlier attempt stands."""
        with self._room.store.writing() as tx:
            draft = draft_of(tx, draft_id)
            incident = incident_of(tx, draft.incident_id)
            self._refuse_other_readers(target, draft)
            out = self._publishing.ready(tx, incident, draft, target)
            known = tx.get(Delivery, draft_id=draft.id, target=target)
            if known is not None and known.state == "sending" and self._on_the_way(known):
                raise Conflict(
                    "This text is being sent there right now.", remedy="Wait a moment and look again."
                )
            delivery = Delivery(
                id=known.id if known else self._room.ids("dlv"),
                draft_id=draft.id,
                incident_id=incident.id,
                target=target,
                version=draft.version,
                subject=out.subject,
                text=out.text,
                text_hash=out.text_hash,
                next_update_at=out.next_update_at,
                thread=thread or self._thread(tx, incident, target),
                attempts=known.attempts + 1 if known else 1,
                started_at=self._room.clock(),
                by=actor.person,
            )
            notice = self._notice(incident, draft, out, delivery.id, delivery.thread)
            self._outlets.parcel(
                target, notice
            )  # what the far side would refuse is refused before it is kept
            if known is None:
                tx.insert(delivery)
            else:
                tx.save(delivery)
            self._audit(tx, actor, delivery, "sending")
            return delivery, notice, known.state if known else None

    def _arrived_already(
        self, delivery: Delivery, notice: Notice, before: DeliveryState | None
    ) -> Receipt | None:
        """Find out what became of an earlier attempt that may have arrived. Raises DeliveryUnsure."""
        if before in (None, "failed") or self._outlets.can_repeat(delivery.target, notice):
            return None
        if not self._outlets.can_ask(delivery.target, notice):
            raise DeliveryUnsure(
                "An earlier attempt may have arrived, and this target cannot be asked.",
                remedy="Look there whether the text stands, then say so with this delivery's `resolve`.",
            )
        try:
            return self._outlets.find(delivery.target, notice)
        except DeliveryFailed as error:
            raise DeliveryUnsure(
                f"An earlier attempt may have arrived, and asking failed: {error.message}",
                remedy="Send it again when the target answers: it is asked first.",
            ) from None

    def _sent(
        self, actor: Actor, delivery: Delivery, receipt: Receipt, claim: Claim | None = None
    ) -> Delivery:
        def act(tx: Transaction) -> Delivery:
            draft = draft_of(tx, delivery.draft_id)
            incident = incident_of(tx, delivery.incident_id)
            done = delivery.model_copy(
                update={
                    "state": "sent",
                    "finished_at": self._room.clock(),
                    "reference": receipt.reference,
                    "thread": receipt.thread or delivery.thread,
                    "url": receipt.url,
                    "note": receipt.note,
                }
            )
            tx.save(done)
            self._publishing.record(
                tx,
                actor,
                incident,
                draft,
                _as_sent(draft, delivery),
                channel=delivery.target,
                at=self._room.now(incident),
                reference=receipt.url or receipt.reference,
            )
            self._audit(tx, actor, done, "sent", reference=receipt.reference)
            return done

        return self._room.write(act, Delivery, claim=claim)

    def _end(
        self, actor: Actor, delivery: Delivery, state: DeliveryState, error: DrafterError | None
    ) -> Delivery:
        ended = delivery.model_copy(
            update={
                "state": state,
                "finished_at": self._room.clock(),
                "note": error.message if error else "A person looked: it is not there.",
            }
        )
        with self._room.store.writing() as tx:
            tx.save(ended)
            self._audit(tx, actor, ended, state, why=ended.note)
        return ended

    def _refuse_other_readers(self, target: str, draft: DraftRecord) -> None:
        if not self._outlets.takes(target, draft.audience):
            raise InputError(
                f"{target!r} takes no text for {draft.audience!r}.",
                remedy="Send the draft that was written for its readers, or change the target's audiences.",
                where="target",
            )

    def _notice(
        self, incident: Incident, draft: DraftRecord, out: Outgoing, delivery_id: str, thread: str
    ) -> Notice:
        return Notice(
            delivery_id=delivery_id,
            draft_id=draft.id,
            incident_id=incident.id,
            title=incident.title,
            audience=draft.audience,
            stage=draft.stage,
            subject=out.subject,
            text=out.text,
            text_hash=out.text_hash,
            next_update_at=out.next_update_at,
            thread=thread,
        )

    def _thread(self, tx: Transaction, incident: Incident, target: str) -> str:
        """Return the far side's id of this incident from the first update that went there."""
        sent = tx.find(
            Delivery,
            incident_id=incident.id,
            target=target,
            state="sent",
            order=("started_at", "id"),
            limit=1,
        )
        return sent[0].thread if sent else ""

    def _on_the_way(self, delivery: Delivery) -> bool:
        return self._room.clock() - delivery.started_at < ON_THE_WAY

    def _audit(self, tx: Transaction, actor: Actor, delivery: Delivery, word: str, **payload: object) -> None:
        self._room.audit(
            tx,
            actor,
            f"delivery.{word}",
            incident_id=delivery.incident_id,
            subject=delivery.id,
            draft=delivery.draft_id,
            target=delivery.target,
            text_hash=delivery.text_hash,
            attempt=delivery.attempts,
            **payload,
        )


def _as_sent(draft: DraftRecord, delivery: Delivery) -> Outgoing:
    """Return the text that was sent, even when the draft was edited while it was on the wire."""
    return Outgoing(
        draft_id=draft.id,
        incident_id=draft.incident_id,
        audience=draft.audience,
        subject=delivery.subject,
        text=delivery.text,
        text_hash=delivery.text_hash,
        stage=draft.stage,
        next_update_at=delivery.next_update_at,
        approved_by=(),
        approved_at=delivery.started_at,
    )
