"""What every use case works with, and how it reads and writes."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import TypeVar

from drafter.core.noun import Noun
from drafter.errors import InputError, NotFound, StaleVersion
from drafter.protocols import Clock, Ids, Store, Transaction
from drafter.review.policy import ReviewPolicy
from drafter.review.records import (
    Incident,
    KeptAnswer,
    ModelReading,
    NoteBlock,
    StoredFactEdit,
    Update,
)
from drafter.service.actors import Actor
from drafter.service.line import Known, Line

V = TypeVar("V", bound=Noun)
REMEMBERED = 256  # sheets kept in memory, a few hundred kilobytes each at most


@dataclass(slots=True)
class Claim:
    """An idempotency key: who used it for which body. `replayed` is set when an earlier answer came back."""

    who: str
    key: str
    body_hash: str
    replayed: bool = field(default=False, init=False)


class Updates:
    """The moments of writing read last. They never change once they are kept, so none is read twice."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Update] = OrderedDict()
        self._lock = Lock()

    def get(self, tx: Transaction, update_id: str) -> Update:
        """Return the update. Raises NotFound."""
        with self._lock:
            if update_id in self._kept:
                self._kept.move_to_end(update_id)
                return self._kept[update_id]
        found = tx.get(Update, id=update_id)
        if found is None:
            raise NotFound(
                f"There is no update {update_id!r}.", remedy="List them at /v1/incidents/{id}/updates."
            )
        with self._lock:
            self._kept[update_id] = found
            while len(self._kept) > REMEMBERED:
                self._kept.popitem(last=False)
        return found


@dataclass(frozen=True, slots=True)
class Room:
    """The things around the table: store, line of data, clock, ids, policy, signing secret."""

    store: Store
    line: Line
    clock: Clock
    ids: Ids
    policy: ReviewPolicy
    secret: Callable[[], str]
    check_url: str = "/v1/checks/{token}"
    recent: Updates = field(default_factory=Updates)

    def write(
        self, act: Callable[[Transaction], V], kind: type[V], *, claim: Claim | None = None, status: int = 201
    ) -> V:
        """Run `act` in one writing transaction; with a claim, its answer is kept in the same transaction."""
        with self.store.writing() as tx:
            if claim:
                kept = _kept(tx, claim, kind)
                if kept is not None:
                    return kept
            answer = act(tx)
            if claim:
                tx.insert(
                    KeptAnswer(
                        who=claim.who,
                        key=claim.key,
                        body_hash=claim.body_hash,
                        status=status,
                        answer=answer.model_dump_json(),
                        at=self.clock(),
                    )
                )
            return answer

    def replay(self, claim: Claim | None, kind: type[V]) -> V | None:
        """Return the answer an idempotency key got before, None when it is new."""
        if claim is None:
            return None
        with self.store.reading() as tx:
            return _kept(tx, claim, kind)

    def now(self, incident: Incident) -> datetime:
        """Return the time on the incident's own clock."""
        real = self.clock()
        return incident.clock.now(real) if incident.clock else real

    def update(self, tx: Transaction, update_id: str) -> Update:
        """Return a moment of writing with its sheet. Raises NotFound."""
        return self.recent.get(tx, update_id)

    def known(self, tx: Transaction, incident: Incident, as_of: datetime | None = None) -> Known:
        """Return what is known of the incident now. Raises InputError when there are no notes yet."""
        blocks = self.blocks(tx, incident)
        if not blocks:
            raise InputError(
                "The incident has no notes yet.",
                remedy="Add the scribe's notes, then ask again.",
                where=f"incident {incident.id}",
            )
        return self.line.known(
            incident,
            blocks,
            self.edits(tx, incident),
            self.readings(tx, incident.id),
            as_of=as_of or self.now(incident),
        )

    def blocks(self, tx: Transaction, incident: Incident) -> list[NoteBlock]:
        """Return the note blocks in order."""
        return tx.find(NoteBlock, incident_id=incident.id, order=("n",))

    def edits(self, tx: Transaction, incident: Incident) -> list[StoredFactEdit]:
        """Return the fact edits in order."""
        return tx.find(StoredFactEdit, incident_id=incident.id, order=("n",))

    def readings(self, tx: Transaction, incident_id: str) -> list[ModelReading]:
        """Return what a model read in the notes, the oldest reading first."""
        return tx.find(ModelReading, incident_id=incident_id, order=("n",))

    def audit(
        self,
        tx: Transaction,
        actor: Actor,
        action: str,
        *,
        incident_id: str = "",
        subject: str = "",
        **payload: object,
    ) -> None:
        """Put on record who did what, in the words given."""
        tx.record(
            at=self.clock(),
            who=actor.person,
            action=action,
            incident_id=incident_id,
            subject=subject,
            request_id=actor.request_id,
            payload=payload | ({"key": actor.key_id} if actor.key_id else {}),
        )


def incident_of(tx: Transaction, incident_id: str) -> Incident:
    """Return the incident. Raises NotFound."""
    found = tx.get(Incident, id=incident_id)
    if found is None:
        raise NotFound(f"There is no incident {incident_id!r}.", remedy="List them at /v1/incidents.")
    return found


def _kept(tx: Transaction, claim: Claim, kind: type[V]) -> V | None:
    kept = tx.get(KeptAnswer, who=claim.who, key=claim.key)
    if kept is None:
        return None
    if kept.body_hash != claim.body_hash:
        raise InputError(
            f"The idempotency key {claim.key!r} was used before with another request.",
            remedy="Use a fresh key for a new request; send the very same request to repeat one.",
            where="Idempotency-Key",
        )
    claim.replayed = True
    return kind.model_validate_json(kept.answer)


def refuse_stale(current: int, seen: int | None, what: str) -> None:
    """Raise StaleVersion when the caller saw another version than the current one."""
    if seen is not None and seen != current:
        raise StaleVersion(
            f"The {what} is at version {current}, you saw version {seen}.",
            remedy="Fetch it again, put your change into what is there now, and send that.",
            current=current,
        )


def saved(tx: Transaction, incident: Incident, **changes: object) -> Incident:
    """Keep the changed incident as its next version, and return it."""
    after = incident.model_copy(update={**changes, "version": incident.version + 1})
    tx.save(after)
    return after
