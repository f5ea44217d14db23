"""An incident's whole file: taken out to keep elsewhere, or deleted when its time is over."""

from datetime import datetime

from drafter.core.noun import Noun
from drafter.errors import Refused
from drafter.protocols import Transaction
from drafter.review.records import (
    Approval,
    AuditEntry,
    ContactCount,
    DraftRecord,
    DraftVersion,
    Drill,
    FactCheck,
    Feedback,
    Incident,
    ModelReading,
    NoteBlock,
    PromiseEntry,
    Publication,
    ReviewAction,
    SavedReview,
    ScopeDecision,
    StoredFactEdit,
    Update,
    Waiver,
)
from drafter.service.actors import Actor
from drafter.service.room import Room, incident_of
from drafter.service.views import IncidentFile

KINDS: dict[str, tuple[type[Noun], tuple[str, ...]]] = {
    "notes": (NoteBlock, ("n",)),
    "fact_edits": (StoredFactEdit, ("n",)),
    "model_readings": (ModelReading, ("n",)),
    "updates": (Update, ("number",)),
    "drafts": (DraftRecord, ("created_at", "id")),
    "fact_checks": (FactCheck, ("asked_at", "id")),
    "approvals": (Approval, ("at", "id")),
    "waivers": (Waiver, ("at", "id")),
    "publications": (Publication, ("at", "id")),
    "promises": (PromiseEntry, ("made_at", "id")),
    "scope_decisions": (ScopeDecision, ("n",)),
    "contact_counts": (ContactCount, ("n",)),
    "feedback": (Feedback, ("at", "id")),
    "review_actions": (ReviewAction, ("at", "id")),
    "drills": (Drill, ("at",)),
    "reviews": (SavedReview, ("at",)),
    "audit": (AuditEntry, ("seq",)),
}


class Deleted(Noun):
    """What was deleted. The audit keeps that it existed and who deleted it, not what it said."""

    incident_id: str
    forgotten_entries: int


class Archive:
    """Use cases around an incident's whole file."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def export(self, actor: Actor, incident_id: str) -> IncidentFile:
        """Return everything kept about an incident."""
        actor.need("admin")
        with self._room.store.reading() as tx:
            incident = incident_of(tx, incident_id)
            records = {
                name: [
                    one.model_dump(mode="json") for one in tx.find(kind, incident_id=incident_id, order=order)
                ]
                for name, (kind, order) in KINDS.items()
            }
            texts = tuple(str(one["id"]) for one in records["drafts"])
            versions = tx.find(DraftVersion, draft_id=texts, order=("draft_id", "version"))
        records["draft_versions"] = [one.model_dump(mode="json") for one in versions]
        return IncidentFile(incident=incident, records=records)

    def over_since(self, actor: Actor, ended_before: datetime) -> list[Incident]:
        """Return the incidents that ended before a time, the oldest first: those whose keeping may end."""
        actor.need("admin")
        with self._room.store.reading() as tx:
            return tx.find(
                Incident,
                state=("resolved", "closed"),
                before={"ended_at": ended_before},
                order=("ended_at", "id"),
            )

    def delete(self, actor: Actor, incident_id: str) -> Deleted:
        """Delete an incident for good. Raises Refused while it is open."""
        actor.need("admin")
        actor.need_person("delete an incident")

        def act(tx: Transaction) -> Deleted:
            incident = incident_of(tx, incident_id)
            if incident.state == "open":
                raise Refused(
                    "An open incident cannot be deleted.",
                    remedy="Set its state to closed first, then delete it.",
                )
            tx.delete(Incident, id=incident_id)
            forgotten = tx.forget_payloads(incident_id)
            self._room.audit(tx, actor, "incident.deleted", incident_id=incident_id)
            return Deleted(incident_id=incident_id, forgotten_entries=forgotten)

        return self._room.write(act, Deleted)
