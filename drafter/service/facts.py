"""Facts: read as they stand, and put right by a person's word."""

from drafter.core.fact import FactEdit
from drafter.errors import Conflict, InputError, NotFound
from drafter.facts.preparation import Preparation, prepare
from drafter.protocols import Transaction
from drafter.review.records import StoredFactEdit
from drafter.service.actors import Actor
from drafter.service.incident_views import facts_view
from drafter.service.room import Claim, Room, incident_of, saved
from drafter.service.views import FactsView


class Facts:
    """Use cases around an incident's fact sheet."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def get(self, actor: Actor, incident_id: str) -> FactsView:
        """Return the fact sheet as it stands now."""
        actor.need("read")
        with self._room.store.reading() as tx:
            return facts_view(self._room, tx, incident_of(tx, incident_id))

    def preparation(self, actor: Actor, incident_id: str) -> Preparation:
        """Return what the liaison should know before writing, filled from the notes first."""
        actor.need("read")
        with self._room.store.reading() as tx:
            known = self._room.known(tx, incident_of(tx, incident_id))
        return prepare(known.sheet, known.notes, known.system_map)

    def edit(
        self, actor: Actor, incident_id: str, edit: FactEdit, *, claim: Claim | None = None
    ) -> FactsView:
        """Put a person's word on a fact: confirm, correct, hide, show or add one."""
        actor.need("draft")
        actor.need_person("change a fact")

        def act(tx: Transaction) -> FactsView:
            incident = incident_of(tx, incident_id)
            known = self._room.known(tx, incident) if incident.notes_count else None
            here = known is not None and known.sheet.fact(edit.fact_id) is not None
            if edit.action != "add" and not here:
                raise NotFound(
                    f"There is no fact {edit.fact_id!r}.", remedy="Fetch the facts; ids look like 'f4.1'."
                )
            if edit.action == "add" and here:
                raise Conflict(f"There is a fact {edit.fact_id!r}.", remedy="Correct that one.")
            if edit.action in ("add", "correct") and not edit.text.strip():
                raise InputError("The fact says nothing.", remedy="Give its text.", where="text")
            n = incident.edits_count + 1
            mine = edit.model_copy(update={"by": actor.person})
            tx.insert(
                StoredFactEdit(
                    incident_id=incident.id, n=n, edit=mine, by=actor.person, at=self._room.clock()
                )
            )
            after = saved(tx, incident, edits_count=n)
            self._room.audit(
                tx,
                actor,
                f"fact.{edit.action}",
                incident_id=incident_id,
                subject=edit.fact_id,
                **mine.model_dump(mode="json", exclude={"by", "fact_id", "action"}, exclude_none=True),
            )
            return facts_view(self._room, tx, after)

        return self._room.write(act, FactsView, claim=claim)

    def retract(self, actor: Actor, incident_id: str, n: int) -> FactsView:
        """Take back the n-th fact edit. Raises NotFound."""
        actor.need("draft")
        actor.need_person("change a fact")

        def act(tx: Transaction) -> FactsView:
            incident = incident_of(tx, incident_id)
            stored = tx.get(StoredFactEdit, incident_id=incident_id, n=n)
            if stored is None or stored.retracted_at is not None:
                raise NotFound(
                    f"There is no fact edit {n} to take back.", remedy="Fetch the facts to see the edits."
                )
            tx.save(
                stored.model_copy(update={"retracted_by": actor.person, "retracted_at": self._room.clock()})
            )
            after = saved(tx, incident)
            self._room.audit(
                tx, actor, "fact.retracted", incident_id=incident_id, subject=stored.edit.fact_id, n=n
            )
            return facts_view(self._room, tx, after)

        return self._room.write(act, FactsView)
