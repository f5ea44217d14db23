"""Moments of writing: one sheet, one draft per audience."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from drafter.core.draft import PublishedUpdate
from drafter.errors import InputError, NotFound
from drafter.protocols import Transaction
from drafter.review.hashes import facts_hash, sheet_hash
from drafter.review.records import (
    DraftHead,
    DraftRecord,
    DraftVersion,
    Incident,
    ModelReading,
    Publication,
    Update,
    UpdateHead,
)
from drafter.service.actors import Actor
from drafter.service.draft_views import draft_summary, draft_view, papers_of
from drafter.service.line import Known, Written
from drafter.service.pages import MAX_PAGE, Page, page, read_cursor
from drafter.service.room import Claim, Room, incident_of
from drafter.service.views import UpdateSummary, UpdateView
from drafter.writing.model.result import Hear

ORDER = ("-number",)


class Updates:
    """Use cases around a moment of writing. `heard` is told of every update that was written and kept."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.heard: Callable[[Written], None] = lambda written: None

    def create(
        self,
        actor: Actor,
        incident_id: str,
        *,
        audiences: Iterable[str] | None = None,
        as_of: datetime | None = None,
        next_update_at: datetime | None = None,
        claim: Claim | None = None,
        hear: Hear | None = None,
    ) -> UpdateView:
        """Write one draft per audience from what is known now. Raises NotFound, InputError.

        With a model, `hear` is told of its sentences as they arrive and pass the checks; the drafts returned
        replace them.
        """
        actor.need("draft")
        answered = self._room.replay(claim, UpdateView)
        if answered is not None:
            return answered
        readers = self._room.line.audiences(audiences)
        if not readers:
            raise InputError("No audience was named.", remedy="Name one, or leave them out for all.")
        with self._room.store.reading() as tx:
            incident = incident_of(tx, incident_id)
            moment = as_of or self._room.now(incident)
            known = self._room.known(tx, incident, moment)
            read_upto = _read_upto(self._room.readings(tx, incident_id))
            previous = last_published(tx, incident_id)
        sheet = known.sheet
        due = next_update_at or self._room.policy.cadence_for(incident.severity).next_update_at(
            sheet.stage,
            moment,
            started=sheet.started.at if sheet.started else incident.declared_at,
            slow_announced=incident.slow_announced,
        )
        if sheet.stage == "resolved":
            due = None
        written = self._room.line.write_update(
            known,
            readers,
            next_update_at=due,
            previous=previous,
            marked_security="security" in incident.flags,
            read_upto=read_upto,
            hear=hear,
        )
        sheet = written.known.sheet

        def act(tx: Transaction) -> UpdateView:
            now = incident_of(tx, incident_id)
            _keep_reading(self._room, tx, now, written)
            update = insert_update(
                self._room, tx, actor, now, written.known, based_on=incident, model=written.model
            )
            for body in written.drafts:
                record = DraftRecord(
                    id=self._room.ids("dft"),
                    update_id=update.id,
                    incident_id=incident_id,
                    audience=body.audience,
                    state="draft",
                    stage=body.stage,
                    text=body.text,
                    facts_hash=facts_hash(body.sentences, sheet),
                    next_update_at=body.next_update_at,
                    authors=(actor.person,),
                    created_at=update.created_at,
                    updated_at=update.created_at,
                    updated_by=actor.person,
                    body=body,
                    written=body,
                )
                tx.insert(record)
                tx.insert(
                    DraftVersion(
                        draft_id=record.id, version=1, text=body.text, by=actor.person, at=update.created_at
                    )
                )
            self._room.audit(
                tx,
                actor,
                "update.drafted",
                incident_id=incident_id,
                subject=update.id,
                audiences=[body.audience for body in written.drafts],
                stage=sheet.stage,
                sheet=update.sheet_hash,
                **({"model": written.model} if written.model else {}),
            )
            for exchange in written.transcript:
                self._room.audit(
                    tx, actor, "model.asked", incident_id=incident_id, subject=update.id, exchange=exchange
                )
            return self._view(tx, now, update)

        made = self._room.write(act, UpdateView, claim=claim)
        self.heard(written)
        return made

    def get(self, actor: Actor, update_id: str) -> UpdateView:
        """Return one moment with its drafts. Raises NotFound."""
        actor.need("read")
        with self._room.store.reading() as tx:
            update = tx.get(UpdateHead, id=update_id)
            if update is None:
                raise NotFound(
                    f"There is no update {update_id!r}.", remedy="List them at /v1/incidents/{id}/updates."
                )
            return self._view(tx, incident_of(tx, update.incident_id), update)

    def find(
        self, actor: Actor, incident_id: str, *, limit: int = 50, cursor: str | None = None
    ) -> Page[UpdateSummary]:
        """Return the moments of an incident, newest first, each with its drafts in short."""
        actor.need("read")
        limit = min(limit, MAX_PAGE)
        with self._room.store.reading() as tx:
            incident_of(tx, incident_id)
            found = tx.find(
                UpdateHead,
                incident_id=incident_id,
                order=ORDER,
                limit=limit + 1,
                after=read_cursor(cursor, ORDER),
            )
            cut = page(found, limit, ORDER)
            heads = tx.find(
                DraftHead, update_id=tuple(one.id for one in cut.items), order=("created_at", "id")
            )
        by_update: dict[str, list[DraftHead]] = {}
        for head in heads:
            by_update.setdefault(head.update_id, []).append(head)
        return Page[UpdateSummary](
            items=tuple(
                UpdateSummary(
                    **one.model_dump(), drafts=tuple(draft_summary(d) for d in by_update.get(one.id, []))
                )
                for one in cut.items
            ),
            next=cut.next,
        )

    def _view(self, tx: Transaction, incident: Incident, update: UpdateHead) -> UpdateView:
        drafts = tx.find(DraftRecord, update_id=update.id)
        papers = papers_of(tx, tuple(one.id for one in drafts))
        order = [audience.id for audience in self._room.line.audiences()]
        drafts.sort(key=lambda one: order.index(one.audience) if one.audience in order else len(order))
        return UpdateView(
            **update.model_dump(include=set(UpdateView.model_fields)),
            drafts=tuple(draft_view(self._room, tx, incident, one, papers[one.id]) for one in drafts),
        )


def _read_upto(readings: Sequence[ModelReading]) -> int:
    """Return the last line a model has read, 0 when it has read none."""
    return max((one.upto for one in readings), default=0)


def _keep_reading(room: Room, tx: Transaction, incident: Incident, written: Written) -> None:
    """Keep what the model read, unless somebody else's update had it read the same lines meanwhile."""
    if written.delta is None:
        return
    readings = room.readings(tx, incident.id)
    upto = written.known.notes.entries[-1].line
    if _read_upto(readings) < upto:
        tx.insert(
            ModelReading(
                incident_id=incident.id,
                n=len(readings) + 1,
                upto=upto,
                delta=written.delta,
                model=str((written.model or {}).get("name", "")),
                at=room.now(incident),
            )
        )


def insert_update(
    room: Room,
    tx: Transaction,
    actor: Actor,
    incident: Incident,
    known: Known,
    *,
    based_on: Incident,
    model: dict[str, Any] | None = None,
) -> UpdateHead:
    """Keep a moment of writing. `based_on` is the incident as it was when the facts were read.

    `model` is what a model's calls used, if it was asked.
    """
    number = incident.updates_count + 1
    update = Update(
        id=room.ids("upd"),
        incident_id=incident.id,
        number=number,
        as_of=known.sheet.as_of,
        stage=known.sheet.stage,
        notes_upto=based_on.notes_count,
        edits_upto=based_on.edits_count,
        sheet_hash=sheet_hash(known.sheet),
        created_by=actor.person,
        created_at=room.now(incident),
        model=model,
        sheet=known.sheet,
    )
    tx.insert(update)
    tx.save(incident.model_copy(update={"updates_count": number}))
    return UpdateHead(**{name: getattr(update, name) for name in UpdateHead.model_fields})


def last_published(tx: Transaction, incident_id: str) -> dict[str, PublishedUpdate]:
    """Return by audience what its readers got last, whether or not it was withdrawn since."""
    found: dict[str, PublishedUpdate] = {}
    for sent in tx.find(Publication, incident_id=incident_id, order=("at", "id")):
        found[sent.audience] = PublishedUpdate(
            text=sent.text,
            audience=sent.audience,
            at=sent.at,
            stage=sent.stage,
            next_update_at=sent.next_update_at,
            fact_ids=sent.fact_ids,
            phrasings=sent.phrasings,
            upto_line=sent.notes_upto,
        )
    return found
