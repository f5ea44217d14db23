"""Incidents: declared, listed, noted, corrected, ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from drafter.core.fact import FactEdit
from drafter.core.noun import Noun
from drafter.core.system_map import SystemMap
from drafter.errors import Conflict, InputError, NotFound, StaleVersion
from drafter.facts.preparation import Preparation, prepare
from drafter.intake.maps import load_map
from drafter.intake.notes import given_zone
from drafter.intake.sources import plain_text
from drafter.protocols import Transaction
from drafter.review import ledger
from drafter.review.hashes import sheet_hash
from drafter.review.records import (
    Approval,
    DraftHead,
    Flag,
    Incident,
    IncidentClock,
    IncidentState,
    NoteBlock,
    PromiseEntry,
    Publication,
    StoredFactEdit,
    UpdateHead,
)
from drafter.service.actors import Actor
from drafter.service.line import read_notes
from drafter.service.pages import MAX_PAGE, Page, page, read_cursor
from drafter.service.room import Claim, Room, incident_of
from drafter.service.views import Due, FactsView, IncidentView, NotesView

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
    """Use cases around an incident and its notes and facts."""

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
            return self._view(tx, kept)

        return self._room.write(act, IncidentView, claim=claim)

    def get(self, actor: Actor, incident_id: str) -> IncidentView:
        """Return one incident. Raises NotFound."""
        actor.need("read")
        with self._room.store.reading() as tx:
            return self._view(tx, incident_of(tx, incident_id))

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
            around = _Around.of(tx, cut.items)
            return Page[IncidentView](
                items=tuple(self._view(tx, one, around) for one in cut.items), next=cut.next
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
            after = _saved(tx, incident, **wanted)
            self._room.audit(
                tx,
                actor,
                "incident.changed",
                incident_id=incident_id,
                **changes.model_dump(mode="json", exclude_none=True),
            )
            return self._view(tx, after)

        return self._room.write(act, IncidentView)

    def set_map(self, actor: Actor, incident_id: str, system_map: str | Mapping[str, object]) -> SystemMap:
        """Replace the incident's system map; facts are worked out again. Raises InputError."""
        actor.need("notes")
        the_map = load_map(system_map)

        def act(tx: Transaction) -> SystemMap:
            incident = incident_of(tx, incident_id)
            _saved(
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
            return self._notes(tx, incident)

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
            return self._notes(tx, incident_of(tx, incident_id))

    def facts(self, actor: Actor, incident_id: str) -> FactsView:
        """Return the fact sheet as it stands now."""
        actor.need("read")
        with self._room.store.reading() as tx:
            return self._facts(tx, incident_of(tx, incident_id))

    def preparation(self, actor: Actor, incident_id: str) -> Preparation:
        """Return what the liaison should know before writing, filled from the notes first."""
        actor.need("read")
        with self._room.store.reading() as tx:
            known = self._room.known(tx, incident_of(tx, incident_id))
        return prepare(known.sheet, known.notes, known.system_map)

    def edit_fact(
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
            after = _saved(tx, incident, edits_count=n)
            self._room.audit(
                tx,
                actor,
                f"fact.{edit.action}",
                incident_id=incident_id,
                subject=edit.fact_id,
                **mine.model_dump(mode="json", exclude={"by", "fact_id", "action"}, exclude_none=True),
            )
            return self._facts(tx, after)

        return self._room.write(act, FactsView, claim=claim)

    def retract_edit(self, actor: Actor, incident_id: str, n: int) -> FactsView:
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
            after = _saved(tx, incident)
            self._room.audit(
                tx, actor, "fact.retracted", incident_id=incident_id, subject=stored.edit.fact_id, n=n
            )
            return self._facts(tx, after)

        return self._room.write(act, FactsView)

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
        after = _saved(tx, incident, notes_count=n)
        self._room.audit(
            tx,
            actor,
            "notes.added",
            incident_id=incident.id,
            subject=f"block {n}",
            lines=text.strip("\n").count("\n") + 1,
        )
        return after

    def _notes(self, tx: Transaction, incident: Incident) -> NotesView:
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
        read = self._room.known(tx, incident).notes
        return NotesView(
            incident_id=incident.id,
            count=len(read.entries),
            zone=read.zone,
            zone_written=read.zone_written,
            entries=read.entries,
            warnings=read.warnings,
            blocks=incident.notes_count,
        )

    def _facts(self, tx: Transaction, incident: Incident) -> FactsView:
        sheet = self._room.known(tx, incident).sheet
        return FactsView(
            incident_id=incident.id,
            sheet=sheet,
            sheet_hash=sheet_hash(sheet),
            edits=tuple(self._room.edits(tx, incident)),
            notes_count=incident.notes_count,
            edits_count=incident.edits_count,
        )

    def _view(self, tx: Transaction, incident: Incident, around: "_Around | None" = None) -> IncidentView:
        now = self._room.now(incident)
        around = around or _Around.of(tx, (incident,))
        promises = around.promises[incident.id]
        states = [ledger.standing(p, now, self._room.policy) for p in promises]
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
            next_due=due(self._room, incident, promises, bool(sent), now),
            stale_approvals=self._stale(tx, incident, around.approved[incident.id]),
            latest_update_id=last.id if last else "",
            now=now,
            **self._begun(tx, incident, last.id if last else ""),
        )

    def _begun(self, tx: Transaction, incident: Incident, update_id: str) -> dict[str, Any]:
        """Return when it began and what its zone is called, as the latest update had it."""
        if not update_id:
            return {"zone_written": incident.zone or "UTC"}
        sheet = self._room.update(tx, update_id).sheet
        for basis in ("started", "detected", "reported"):
            moment = getattr(sheet, basis)
            if moment is not None:
                return {"zone_written": sheet.zone_written, "started_at": moment.at, "start_basis": basis}
        return {"zone_written": sheet.zone_written}

    def _stale(self, tx: Transaction, incident: Incident, approved: list[DraftHead]) -> tuple[str, ...]:
        """Return the approved, unpublished drafts written from fewer notes or edits than there are now."""
        if not approved:
            return ()
        from drafter.service.staleness import reasons

        return tuple(
            draft.id
            for draft in approved
            if reasons(self._room, tx, incident, draft.id, tx.find(Approval, draft_id=draft.id))
        )


@dataclass(frozen=True, slots=True)
class _Around:
    """What a list shows beside its incidents, by incident: one question to the store for each kind."""

    promises: dict[str, list[PromiseEntry]]
    sent: dict[str, list[Publication]]
    approved: dict[str, list[DraftHead]]
    last: dict[str, UpdateHead]

    @classmethod
    def of(cls, tx: Transaction, incidents: Sequence[Incident]) -> "_Around":
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


def refuse_stale(current: int, seen: int | None, what: str) -> None:
    """Raise StaleVersion when the caller saw another version than the current one."""
    if seen is not None and seen != current:
        raise StaleVersion(
            f"The {what} is at version {current}, you saw version {seen}.",
            remedy="Fetch it again, put your change into what is there now, and send that.",
            current=current,
        )


def _saved(tx: Transaction, incident: Incident, **changes: object) -> Incident:
    after = incident.model_copy(update={**changes, "version": incident.version + 1})
    tx.save(after)
    return after
