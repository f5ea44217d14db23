"""An incident as people see it: its standing in a list, its notes as read, its facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from drafter.protocols import Transaction
from drafter.review import ledger
from drafter.review.hashes import sheet_hash
from drafter.review.records import Approval, DraftHead, Incident, PromiseEntry, Publication, UpdateHead
from drafter.service.room import Room
from drafter.service.staleness import reasons
from drafter.service.views import Due, FactsView, IncidentView, NotesView


@dataclass(frozen=True, slots=True)
class Around:
    """What a list shows beside its incidents, by incident: one question to the store for each kind."""

    promises: dict[str, list[PromiseEntry]]
    sent: dict[str, list[Publication]]
    approved: dict[str, list[DraftHead]]
    last: dict[str, UpdateHead]

    @classmethod
    def of(cls, tx: Transaction, incidents: Sequence[Incident]) -> "Around":
        """Return it for these incidents."""
        promises: dict[str, list[PromiseEntry]] = {one.id: [] for one in incidents}
        sent: dict[str, list[Publication]] = {one.id: [] for one in incidents}
        approved: dict[str, list[DraftHead]] = {one.id: [] for one in incidents}
        last: dict[str, UpdateHead] = {}
        if incidents:
            ids = tuple(promises)
            newest = {(one.id, one.updates_count) for one in incidents}
            numbers = tuple({number for _, number in newest})
            for promise in tx.find(PromiseEntry, incident_id=ids, order=("made_at", "id")):
                promises[promise.incident_id].append(promise)
            for publication in tx.find(Publication, incident_id=ids, order=("at", "id")):
                sent[publication.incident_id].append(publication)
            for draft in tx.find(DraftHead, incident_id=ids, state="approved", order=("created_at", "id")):
                approved[draft.incident_id].append(draft)
            for head in tx.find(UpdateHead, incident_id=ids, number=numbers):
                if (head.incident_id, head.number) in newest:
                    last[head.incident_id] = head
        return cls(promises, sent, approved, last)


def incident_view(
    room: Room, tx: Transaction, incident: Incident, around: Around | None = None
) -> IncidentView:
    """Return the incident as a list shows it; `around` is what a list read for all of its incidents."""
    now = room.now(incident)
    around = around or Around.of(tx, (incident,))
    promises = around.promises[incident.id]
    states = [ledger.standing(p, now, room.policy) for p in promises]
    sent = around.sent[incident.id]
    last = around.last.get(incident.id)
    return IncidentView(
        **incident.model_dump(exclude={"system_map", "map_version"}),
        stage=last.stage if last else None,
        product=str(incident.system_map.get("product", "")),
        published_count=len(sent),
        promises_kept=states.count("kept"),
        promises_broken=states.count("broken"),
        last_published_at=sent[-1].at if sent else None,
        next_due=due(room, incident, promises, bool(sent), now),
        stale_approvals=_stale(room, tx, incident, around.approved[incident.id]),
        latest_update_id=last.id if last else "",
        now=now,
        **_begun(room, tx, incident, last.id if last else ""),
    )


def _begun(room: Room, tx: Transaction, incident: Incident, update_id: str) -> dict[str, Any]:
    """Return when it began and what its zone is called, as the latest update had it."""
    if not update_id:
        return {"zone_written": incident.zone or "UTC"}
    sheet = room.update(tx, update_id).sheet
    for basis in ("started", "detected", "reported"):
        moment = getattr(sheet, basis)
        if moment is not None:
            return {"zone_written": sheet.zone_written, "started_at": moment.at, "start_basis": basis}
    return {"zone_written": sheet.zone_written}


def _stale(room: Room, tx: Transaction, incident: Incident, approved: list[DraftHead]) -> tuple[str, ...]:
    """Return the approved, unpublished drafts written from fewer notes or edits than there are now."""
    if not approved:
        return ()
    return tuple(
        draft.id
        for draft in approved
        if reasons(room, tx, incident, draft.id, tx.find(Approval, draft_id=draft.id))
    )


def notes_view(room: Room, tx: Transaction, incident: Incident) -> NotesView:
    """Return the notes as read."""
    if not incident.notes_count:
        return NotesView(
            incident_id=incident.id,
            count=0,
            zone=incident.zone or "UTC",
            zone_written=incident.zone or "UTC",
            entries=(),
            warnings=(),
            blocks=0,
        )
    read = room.known(tx, incident).notes
    return NotesView(
        incident_id=incident.id,
        count=len(read.entries),
        zone=read.zone,
        zone_written=read.zone_written,
        entries=read.entries,
        warnings=read.warnings,
        blocks=incident.notes_count,
    )


def facts_view(room: Room, tx: Transaction, incident: Incident) -> FactsView:
    """Return the fact sheet as it stands now, with the edits people made."""
    sheet = room.known(tx, incident).sheet
    return FactsView(
        incident_id=incident.id,
        sheet=sheet,
        sheet_hash=sheet_hash(sheet),
        edits=tuple(room.edits(tx, incident)),
        notes_count=incident.notes_count,
        edits_count=incident.edits_count,
    )


def due(room: Room, incident: Incident, promises: list[PromiseEntry], first_sent: bool, now: datetime) -> Due:
    """Return what the incident owes next, with its countdown."""
    owed = ledger.owed_next(incident, promises, first_sent, room.policy)
    if owed is None:
        return Due()
    state = ledger.alarm(owed.at, owed.since, now, room.policy)
    return Due(
        at=owed.at,
        seconds=int((owed.at - now).total_seconds()),
        alarm=state,
        what=owed.what,
        audience=owed.audience,
        promise_id=owed.promise_id,
        no_news=state != "fine" and bool(owed.promise_id),
    )
