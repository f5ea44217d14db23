"""A draft's text: read, edited by sentence, confirmed again, findings waived."""

from datetime import datetime

from drafter.core.noun import Noun
from drafter.errors import InputError, NotFound
from drafter.protocols import Transaction
from drafter.review import waivers
from drafter.review.editing import edit, statistics
from drafter.review.hashes import facts_hash, sha256
from drafter.review.records import (
    DraftVersion,
    Waiver,
)
from drafter.review.states import move
from drafter.service.actors import Actor
from drafter.service.draft_acts import audited
from drafter.service.draft_views import draft_of, draft_view
from drafter.service.room import Claim, Room, incident_of, refuse_stale
from drafter.service.updates import insert_update, last_published
from drafter.service.views import DraftView

MAX_TEXT = 100_000


class Versions(Noun):
    """Every saved text of a draft, newest first."""

    draft_id: str
    versions: tuple[DraftVersion, ...]


class Drafts:
    """Use cases around the text of one draft."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def get(self, actor: Actor, draft_id: str) -> DraftView:
        """Return one draft. Raises NotFound."""
        actor.need("read")
        with self._room.store.reading() as tx:
            draft = draft_of(tx, draft_id)
            return draft_view(self._room, tx, incident_of(tx, draft.incident_id), draft)

    def versions(self, actor: Actor, draft_id: str) -> Versions:
        """Return every text the draft ever had."""
        actor.need("read")
        with self._room.store.reading() as tx:
            draft_of(tx, draft_id)
            found = tx.find(DraftVersion, draft_id=draft_id, order=("-version",))
            return Versions(draft_id=draft_id, versions=tuple(found))

    def edit(
        self,
        actor: Actor,
        draft_id: str,
        *,
        text: str,
        version: int,
        subject: str | None = None,
        next_update_at: datetime | None = None,
    ) -> DraftView:
        """Save a person's text. Takes back fact check and approval; waivers of untouched sentences stay.

        Raises StaleVersion when somebody saved another text first, Conflict when it was published.
        """
        actor.need("draft")
        if not text.strip():
            raise InputError(
                "The text is empty.", remedy="Write something, or reject the draft.", where="text"
            )
        if len(text) > MAX_TEXT:
            raise InputError(
                f"The text has {len(text)} characters, the limit is {MAX_TEXT}.",
                remedy="Shorten it.",
                where="text",
            )

        def act(tx: Transaction) -> DraftView:
            draft = draft_of(tx, draft_id)
            incident = incident_of(tx, draft.incident_id)
            refuse_stale(draft.version, version, "draft")
            state = move(draft.state, "edit")
            body = edit(draft.body, text, subject)
            if next_update_at is not None:
                body = body.model_copy(update={"next_update_at": next_update_at})
            if (body.text, body.subject, body.next_update_at) == (
                draft.text, draft.body.subject, draft.next_update_at,
            ):  # fmt: skip
                return draft_view(self._room, tx, incident, draft)
            (audience,) = self._room.line.audiences([draft.audience])
            known = self._room.known(tx, incident)
            previous = last_published(tx, incident.id).get(draft.audience)
            body = self._room.line.check(body, audience, known, previous=previous)
            update = self._room.update(tx, draft.update_id)
            now = self._room.now(incident)
            authors = draft.authors if actor.person in draft.authors else (*draft.authors, actor.person)
            after = draft.model_copy(
                update={
                    "state": state,
                    "version": draft.version + 1,
                    "text": body.text,
                    "body": body,
                    "next_update_at": body.next_update_at,
                    "facts_hash": facts_hash(body.sentences, update.sheet),
                    "authors": authors,
                    "updated_at": now,
                    "updated_by": actor.person,
                }
            )
            tx.save(after)
            stats = statistics(draft.written, body).model_dump()
            tx.insert(
                DraftVersion(
                    draft_id=draft.id,
                    version=after.version,
                    text=body.text,
                    by=actor.person,
                    at=now,
                    stats=stats,
                )
            )
            audited(self._room, tx, actor, after, "edited", text_hash=sha256(body.text), **stats)
            return draft_view(self._room, tx, incident, after)

        return self._room.write(act, DraftView)

    def refresh(self, actor: Actor, draft_id: str, *, version: int | None = None) -> DraftView:
        """Say that the text still holds although facts changed: it is checked against what is known now."""
        actor.need("draft")
        actor.need_person("confirm that a text still holds")

        def act(tx: Transaction) -> DraftView:
            draft = draft_of(tx, draft_id)
            incident = incident_of(tx, draft.incident_id)
            refuse_stale(draft.version, version, "draft")
            state = move(draft.state, "edit")
            (audience,) = self._room.line.audiences([draft.audience])
            known = self._room.known(tx, incident)
            previous = last_published(tx, incident.id).get(draft.audience)
            body = draft.body.model_copy(update={"stage": known.sheet.stage})
            body = self._room.line.check(body, audience, known, previous=previous)
            update = insert_update(self._room, tx, actor, incident, known, based_on=incident)
            now = self._room.now(incident)
            after = draft.model_copy(
                update={
                    "update_id": update.id,
                    "state": state,
                    "version": draft.version + 1,
                    "stage": body.stage,
                    "body": body,
                    "facts_hash": facts_hash(body.sentences, known.sheet),
                    "updated_at": now,
                    "updated_by": actor.person,
                }
            )
            tx.save(after)
            tx.insert(
                DraftVersion(
                    draft_id=draft.id, version=after.version, text=body.text, by=actor.person, at=now
                )
            )
            audited(self._room, tx, actor, after, "refreshed", sheet=update.sheet_hash)
            return draft_view(self._room, tx, incident_of(tx, incident.id), after)

        return self._room.write(act, DraftView)

    def waive(
        self, actor: Actor, draft_id: str, *, key: str, reason: str, claim: Claim | None = None
    ) -> DraftView:
        """Let one finding stand, by name and with a reason. Raises Refused for leaks."""
        actor.need("draft")
        actor.need_person("waive a finding")

        def act(tx: Transaction) -> DraftView:
            draft = draft_of(tx, draft_id)
            incident = incident_of(tx, draft.incident_id)
            move(draft.state, "edit")
            finding = next((f for f in draft.body.findings if waivers.key(f, draft.text) == key), None)
            if finding is None:
                raise NotFound(f"There is no finding {key!r} in this text.", remedy="Fetch the draft again.")
            waivers.refuse_unwaivable(finding, reason)
            if tx.get(Waiver, draft_id=draft.id, key=key) is None:
                tx.insert(
                    Waiver(
                        id=self._room.ids("wvr"),
                        draft_id=draft.id,
                        incident_id=incident.id,
                        key=key,
                        rule=finding.rule,
                        quoted=finding.text,
                        by=actor.person,
                        reason=reason.strip(),
                        at=self._room.now(incident),
                    )
                )
                audited(
                    self._room,
                    tx,
                    actor,
                    draft,
                    "finding_waived",
                    rule=finding.rule,
                    quoted=finding.text,
                    reason=reason.strip(),
                )
            return draft_view(self._room, tx, incident, draft)

        return self._room.write(act, DraftView, claim=claim)
