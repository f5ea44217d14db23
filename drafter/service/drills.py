"""Drills: a stored incident plays at its own pace, the trainee writes, the review scores."""

from drafter.core.note import Notes
from drafter.core.noun import Noun
from drafter.errors import InputError, NotFound
from drafter.intake.notes import parse_notes
from drafter.intake.shipped import list_shipped, load_shipped
from drafter.protocols import Transaction
from drafter.review.drill import DrillScore, passage, score, told_by
from drafter.review.records import DraftRecord, Drill, IncidentClock
from drafter.service.actors import Actor
from drafter.service.incidents import Incidents
from drafter.service.reviews import SENT, Reviews
from drafter.service.room import Claim, Room, incident_of

SEVERITY = "SEV2"


class DrillView(Noun):
    """How far a drill is: `told` of `total` notes, and the score so far."""

    incident_id: str
    name: str
    speed: float
    told: int
    total: int
    score: DrillScore


class Drills:
    """Use cases around practice."""

    def __init__(self, room: Room, incidents: Incidents, reviews: Reviews) -> None:
        self._room = room
        self._incidents = incidents
        self._reviews = reviews

    def stored(self, actor: Actor) -> tuple[str, ...]:
        """Return the names of the incidents that can be played."""
        actor.need("read")
        return tuple(list_shipped())

    def start(self, actor: Actor, name: str, *, speed: float = 1.0, claim: Claim | None = None) -> DrillView:
        """Begin to play a shipped incident by name. Raises NotFound."""
        shipped = load_shipped(name)
        return self.play(
            actor, shipped.notes_text, name=name, title=shipped.title, system_map=shipped.map_text,
            speed=speed, claim=claim,
        )  # fmt: skip

    def play(
        self,
        actor: Actor,
        notes_text: str,
        *,
        name: str,
        title: str,
        system_map: str | None = None,
        speed: float = 1.0,
        claim: Claim | None = None,
    ) -> DrillView:
        """Begin to play these notes; the clock shows the first one's time. Raises InputError."""
        if (kept := self._room.replay(claim, DrillView)) is not None:
            return kept
        notes = parse_notes(notes_text, name=name)
        start = next((entry.at for entry in notes.entries if entry.at), None)
        if start is None:
            raise InputError(
                "No note has a time, so nothing can be played.",
                remedy="Give notes with clock times.",
                where=name,
            )
        told = told_by(notes, start)
        incident = self._incidents.declare(
            actor,
            title=f"Drill: {title}",
            notes=passage(notes_text, notes, 0, told),
            system_map=system_map,
            severity=SEVERITY,
            zone=notes.zone,
            day=f"{start:%Y-%m-%d}",
            comms_owner=actor.person,
            declared_at=start,
            clock=IncidentClock(shown=start, started=self._room.clock(), speed=speed),
        )

        def act(tx: Transaction) -> DrillView:
            drill = Drill(
                incident_id=incident.id, name=name, text=notes_text, told=told, total=len(notes.entries),
                by=actor.person, at=self._room.clock(),
            )  # fmt: skip
            tx.insert(drill)
            self._room.audit(tx, actor, "drill.started", incident_id=incident.id, name=name, speed=speed)
            return self._view(tx, actor, drill)

        return self._room.write(act, DrillView, claim=claim)

    def see(self, actor: Actor, incident_id: str) -> DrillView:
        """Return how far the drill is, with the score so far. Raises NotFound."""
        actor.need("read")
        with self._room.store.reading() as tx:
            return self._view(tx, actor, _drill_of(tx, incident_id))

    def go_on(self, actor: Actor, incident_id: str) -> DrillView:
        """Add the notes whose time has come. Raises NotFound."""
        actor.need("notes")

        def claim_notes(tx: Transaction) -> Passage:
            drill = _drill_of(tx, incident_id)
            notes = self._notes(drill)
            told = told_by(notes, self._room.now(incident_of(tx, incident_id)))
            if told <= drill.told:
                return Passage(text="")
            tx.save(drill.model_copy(update={"told": told}))
            return Passage(text=passage(drill.text, notes, drill.told, told))

        due = self._room.write(claim_notes, Passage)
        if due.text:
            self._incidents.add_notes(actor, incident_id, due.text)
        return self.see(actor, incident_id)

    def _notes(self, drill: Drill) -> Notes:
        return parse_notes(drill.text, name=drill.name)

    def _view(self, tx: Transaction, actor: Actor, drill: Drill) -> DrillView:
        incident = incident_of(tx, drill.incident_id)
        sent = tx.find(DraftRecord, incident_id=incident.id, state=SENT, order=("created_at", "id"))
        return DrillView(
            incident_id=incident.id,
            name=drill.name,
            speed=incident.clock.speed if incident.clock else 1.0,
            told=drill.told,
            total=drill.total,
            score=score(self._reviews.report_in(tx, incident), [one.body for one in sent]),
        )


class Passage(Noun):
    """Notes whose time has come, as written."""

    text: str


def _drill_of(tx: Transaction, incident_id: str) -> Drill:
    found = tx.get(Drill, incident_id=incident_id)
    if found is None:
        raise NotFound(f"{incident_id!r} is not a drill.", remedy="Start one at /v1/drills.")
    return found
