"""Incidents: declared, listed, noted, changed, ended."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from drafter.core.noun import Noun
from drafter.core.system_map import SystemMap
from drafter.errors import Conflict, InputError
from drafter.intake.maps import load_map
from drafter.intake.notes import given_zone
from drafter.intake.sources import plain_text
from drafter.protocols import Transaction
from drafter.review.records import (
    Flag,
    Incident,
    IncidentClock,
    IncidentState,
    NoteBlock,
)
from drafter.service.actors import Actor
from drafter.service.incident_views import Around, incident_view, notes_view
from drafter.service.line import read_notes
from drafter.service.pages import MAX_PAGE, Page, page, read_cursor
from drafter.service.room import Claim, Room, incident_of, refuse_stale, saved
from drafter.service.views import IncidentView, NotesView

ORDER = ("-created_at", "id")
MAX_BLOCKS = 20_000


class IncidentChanges(Noun):
    """What to change of an incident; None leaves a field as it is."""

    title: str | None = None
    severity: str | None = None
    state: IncidentState | None = None
    flags: tuple[Flag, ...] | None = None
    zone: str | None = None
    day: str | None = None
    comms_owner: str | None = None
    commander: str | None = None
    channels: tuple[str, ...] | None = None
    slow_announced: bool | None = None
    declared_at: datetime | None = None
    ended_at: datetime | None = None


class Incidents:
    """Use cases around an incident and its notes."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def declare(
        self,
        actor: Actor,
        *,
        title: str,
        notes: str = "",
        system_map: str | Mapping[str, object] | None = None,
        severity: str = "",
        flags: tuple[Flag, ...] = (),
        zone: str | None = None,
        day: str | None = None,
        comms_owner: str = "",
        commander: str = "",
        declared_at: datetime | None = None,
        clock: IncidentClock | None = None,
        claim: Claim | None = None,
    ) -> IncidentView:
        """Open an incident, with its first notes if there are any. Raises InputError, TooLarge."""
        actor.need("notes")
        real = self._room.clock()
        now = clock.now(real) if clock else real
        the_map = SystemMap() if system_map is None else load_map(system_map)
        given_zone(zone)  # one that cannot be read would make every note unreadable
        incident = Incident(
            id=self._room.ids("inc"),
            title=title.strip(),
            severity=severity.strip(),
            flags=flags,
            zone=zone,
            day=day or f"{declared_at or now:%Y-%m-%d}",
            system_map=the_map.model_dump(mode="json"),
            comms_owner=comms_owner,
            commander=commander,
            declared_at=declared_at or now,
            created_at=real,
            created_by=actor.person,
            clock=clock,
        )

        def act(tx: Transaction) -> IncidentView:
            kept = incident
            tx.insert(incident)
            self._room.audit(
                tx, actor, "incident.declared", incident_id=incident.id, title=title, severity=severity
            )
            if notes.strip():
                kept = self._add(tx, actor, incident, notes)
            return incident_view(self._room, tx, kept)

        return self._room.write(act, IncidentView, claim=claim)

    def get(self, actor: Actor, incident_id: str) -> IncidentView:
        """Return one incident. Raises NotFound."""
        actor.need("read")
        with self._room.store.reading() as tx:
            return incident_view(self._room, tx, incident_of(tx, incident_id))

    def find(
        self,
        actor: Actor,
        *,
        state: IncidentState | None = None,
        severity: str | None = None,
        words: str | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Page[IncidentView]:
        """Return incidents, newest first. `words` are looked for in the title."""
        actor.need("read")
        limit = min(limit, MAX_PAGE)
        equals: dict[str, Any] = {}
        if state:
            equals["state"] = state
        if severity:
            equals["severity"] = severity
        with self._room.store.reading() as tx:
            found = tx.find(
                Incident,
                order=ORDER,
                limit=limit + 1,
                after=read_cursor(cursor, ORDER),
                containing={"title": words} if words else None,
                **equals,
            )
            cut = page(found, limit, ORDER)
            around = Around.of(tx, cut.items)
            return Page[IncidentView](
                items=tuple(incident_view(self._room, tx, one, around) for one in cut.items), next=cut.next
            )

    def change(
        self, actor: Actor, incident_id: str, changes: IncidentChanges, *, version: int | None = None
    ) -> IncidentView:
        """Change what was said of an incident. Raises InputError; StaleVersion when another was first."""
        actor.need("notes")
        given_zone(changes.zone)
        wanted = changes.model_dump(exclude_none=True)

        def act(tx: Transaction) -> IncidentView:
            incident = incident_of(tx, incident_id)
            refuse_stale(incident.version, version, "incident")
            if wanted.get("state") in ("resolved", "closed") and not incident.ended_at:
                wanted.setdefault("ended_at", self._room.now(incident))
            if wanted.get("state") == "open":
                wanted["ended_at"] = None
            after = saved(tx, incident, **wanted)
            self._room.audit(
                tx,
                actor,
                "incident.changed",
                incident_id=incident_id,
                **changes.model_dump(mode="json", exclude_none=True),
            )
            return incident_view(self._room, tx, after)

        return self._room.write(act, IncidentView)

    def set_map(self, actor: Actor, incident_id: str, system_map: str | Mapping[str, object]) -> SystemMap:
        """Replace the incident's system map; facts are worked out again. Raises InputError."""
        actor.need("notes")
        the_map = load_map(system_map)

        def act(tx: Transaction) -> SystemMap:
            incident = incident_of(tx, incident_id)
            saved(
                tx, incident, system_map=the_map.model_dump(mode="json"), map_version=incident.map_version + 1
            )
            self._room.audit(
                tx, actor, "map.changed", incident_id=incident_id, components=len(the_map.components)
            )
            return the_map

        return self._room.write(act, SystemMap)

    def get_map(self, actor: Actor, incident_id: str) -> SystemMap:
        """Return the incident's system map."""
        actor.need("read")
        with self._room.store.reading() as tx:
            return SystemMap.model_validate(incident_of(tx, incident_id).system_map)

    def add_notes(
        self, actor: Actor, incident_id: str, text: str, *, claim: Claim | None = None
    ) -> NotesView:
        """Append notes exactly as written. Raises InputError, TooLarge; nothing is kept then."""
        actor.need("notes")

        def act(tx: Transaction) -> NotesView:
            incident = self._add(tx, actor, incident_of(tx, incident_id), text)
            return notes_view(self._room, tx, incident)

        return self._room.write(act, NotesView, claim=claim)

    def import_notes(
        self, actor: Actor, incident_id: str, export: bytes, *, claim: Claim | None = None
    ) -> NotesView:
        """Append the messages of a chat or incident tool as notes. Raises InputError, TooLarge."""
        return self.add_notes(actor, incident_id, plain_text(export, name="export"), claim=claim)

    def notes(self, actor: Actor, incident_id: str) -> NotesView:
        """Return the notes as read."""
        actor.need("read")
        with self._room.store.reading() as tx:
            return notes_view(self._room, tx, incident_of(tx, incident_id))

    def _add(self, tx: Transaction, actor: Actor, incident: Incident, text: str) -> Incident:
        if not text.strip():
            raise InputError(
                "There is nothing in the notes.", remedy="Paste at least one line.", where="text"
            )
        if incident.notes_count >= MAX_BLOCKS:
            raise Conflict(
                f"The incident has {MAX_BLOCKS} note blocks, the most it can have.",
                remedy="Open a new incident for what follows.",
            )
        text = plain_text(text)
        n = incident.notes_count + 1
        block = NoteBlock(
            incident_id=incident.id, n=n, text=text.strip("\n"), by=actor.person, at=self._room.clock()
        )
        read_notes(
            incident, [*self._room.blocks(tx, incident), block]
        )  # refuses what could not be read later
        tx.insert(block)
        after = saved(tx, incident, notes_count=n)
        self._room.audit(
            tx,
            actor,
            "notes.added",
            incident_id=incident.id,
            subject=f"block {n}",
            lines=text.strip("\n").count("\n") + 1,
        )
        return after
