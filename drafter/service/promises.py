"""The promise ledger of an incident, and how many customers got in touch."""

from datetime import datetime

from drafter.core.noun import Noun
from drafter.errors import Conflict, InputError, NotFound
from drafter.protocols import Transaction
from drafter.review import ledger
from drafter.review.records import ContactCount, Incident, PromiseEntry, Publication
from drafter.service.actors import Actor
from drafter.service.incident_views import due
from drafter.service.room import Claim, Room, incident_of
from drafter.service.views import PromisesView, PromiseView


class Contacts(Noun):
    """How many customers got in touch, in order of time."""

    incident_id: str
    counts: tuple[ContactCount, ...]


class Promises:
    """Use cases around what was promised."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def ledger(self, actor: Actor, incident_id: str) -> PromisesView:
        """Return everything promised in an incident's published texts, and how it stands."""
        actor.need("read")
        with self._room.store.reading() as tx:
            return self._ledger(tx, incident_of(tx, incident_id))

    def settle(
        self, actor: Actor, promise_id: str, *, state: str, note: str, claim: Claim | None = None
    ) -> PromisesView:
        """Say that a promise was kept, broken or dropped, and how; for those no later update settles."""
        actor.need("draft")
        actor.need_person("settle a promise")
        if state not in ("kept", "broken", "dropped"):
            raise InputError(
                f"{state!r} is not an outcome.", remedy="Say kept, broken or dropped.", where="state"
            )
        if not note.strip():
            raise InputError("Nothing was said about it.", remedy="Say how it was settled.", where="note")

        def act(tx: Transaction) -> PromisesView:
            promise = tx.get(PromiseEntry, id=promise_id)
            if promise is None:
                raise NotFound(
                    f"There is no promise {promise_id!r}.", remedy="List them at /v1/incidents/{id}/promises."
                )
            if promise.state != "open":
                raise Conflict(f"The promise is {promise.state} already.", remedy="Nothing needs doing.")
            incident = incident_of(tx, promise.incident_id)
            tx.save(
                promise.model_copy(
                    update={
                        "state": state,
                        "settled_at": self._room.now(incident),
                        "settled_by": actor.person,
                        "note": note.strip(),
                    }
                )
            )
            self._room.audit(
                tx, actor, f"promise.{state}", incident_id=incident.id, subject=promise.id, note=note.strip()
            )
            return self._ledger(tx, incident)

        return self._room.write(act, PromisesView, claim=claim)

    def count_contacts(
        self,
        actor: Actor,
        incident_id: str,
        *,
        count: int,
        asking_if_down: int = 0,
        at: datetime | None = None,
        claim: Claim | None = None,
    ) -> Contacts:
        """Put on record how many customers got in touch around a time."""
        actor.need("notes")
        if asking_if_down > count:
            raise InputError(
                f"{asking_if_down} of {count} cannot be.",
                remedy="Count each contact once.",
                where="asking_if_down",
            )

        def act(tx: Transaction) -> Contacts:
            incident = incident_of(tx, incident_id)
            n = tx.count(ContactCount, incident_id=incident_id) + 1
            moment = at or self._room.now(incident)
            tx.insert(
                ContactCount(
                    incident_id=incident_id,
                    n=n,
                    at=moment,
                    count=count,
                    asking_if_down=asking_if_down,
                    by=actor.person,
                )
            )
            self._room.audit(
                tx,
                actor,
                "contacts.counted",
                incident_id=incident_id,
                count=count,
                asking_if_down=asking_if_down,
            )
            return self._contacts(tx, incident_id)

        return self._room.write(act, Contacts, claim=claim)

    def contacts(self, actor: Actor, incident_id: str) -> Contacts:
        """Return the contacts counted so far."""
        actor.need("read")
        with self._room.store.reading() as tx:
            incident_of(tx, incident_id)
            return self._contacts(tx, incident_id)

    def _contacts(self, tx: Transaction, incident_id: str) -> Contacts:
        found = tx.find(ContactCount, incident_id=incident_id, order=("at", "n"))
        return Contacts(incident_id=incident_id, counts=tuple(found))

    def _ledger(self, tx: Transaction, incident: Incident) -> PromisesView:
        now = self._room.now(incident)
        promises = tx.find(PromiseEntry, incident_id=incident.id, order=("made_at", "id"))
        views = tuple(self._view(promise, now) for promise in promises)
        states = [view.standing for view in views]
        sent = tx.count(Publication, incident_id=incident.id) > 0
        return PromisesView(
            incident_id=incident.id,
            kept=states.count("kept"),
            broken=states.count("broken"),
            open=states.count("open"),
            next_due=due(self._room, incident, promises, sent, now),
            postmortem_due_at=ledger.postmortem_due(incident, self._room.policy),
            promises=views,
        )

    def _view(self, promise: PromiseEntry, now: datetime) -> PromiseView:
        waiting = promise.state == "open" and promise.due_at is not None
        return PromiseView(
            **promise.model_dump(),
            standing=ledger.standing(promise, now, self._room.policy),
            seconds=int((promise.due_at - now).total_seconds()) if waiting and promise.due_at else None,
            alarm=ledger.alarm(promise.due_at, promise.made_at, now, self._room.policy)
            if waiting and promise.due_at
            else "none",
        )
