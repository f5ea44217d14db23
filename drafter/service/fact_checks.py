"""Asking the incident commander whether an exact text is true, in one glance and one click."""

from datetime import timedelta

from drafter.errors import Conflict, InputError, NotFound
from drafter.protocols import Transaction
from drafter.review import fact_check
from drafter.review.hashes import sha256
from drafter.review.records import (
    DraftRecord,
    FactCheck,
)
from drafter.review.states import move
from drafter.service.actors import Actor
from drafter.service.draft_acts import audited, moved
from drafter.service.draft_views import check_view, draft_of
from drafter.service.room import Claim, Room, incident_of, refuse_stale
from drafter.service.views import CheckPage, FactCheckView


class FactChecks:
    """Use cases around one question to the commander."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def ask(
        self,
        actor: Actor,
        draft_id: str,
        *,
        asked_of: str = "",
        version: int | None = None,
        claim: Claim | None = None,
    ) -> FactCheckView:
        """Ask the commander whether this exact text is true and complete; the answer is yes or no."""
        actor.need("draft")

        def act(tx: Transaction) -> FactCheckView:
            draft = draft_of(tx, draft_id)
            incident = incident_of(tx, draft.incident_id)
            refuse_stale(draft.version, version, "draft")
            state = move(draft.state, "ask")
            (audience,) = self._room.line.audiences([draft.audience])
            update = self._room.update(tx, draft.update_id)
            facts = fact_check.facts_to_confirm(draft.body, update.sheet)
            shown = self._room.line.filled(draft.body, update.sheet)
            real = self._room.clock()
            check = FactCheck(
                id=self._room.ids("chk"),
                draft_id=draft.id,
                incident_id=incident.id,
                version=draft.version,
                text_hash=sha256(draft.text),
                line=fact_check.one_line(shown, audience, facts),
                asked_of=asked_of.strip() or incident.commander or "incident commander",
                asked_by=actor.person,
                asked_at=real,
                expires_at=real + timedelta(minutes=self._room.policy.link_minutes),
            )
            tx.insert(check)
            moved(tx, draft, state)
            audited(self._room, tx, actor, draft, "check_asked", of=check.asked_of, text_hash=check.text_hash)
            return check_view(self._room, check, draft)

        return self._room.write(act, FactCheckView, claim=claim)

    def answer(self, actor: Actor, draft_id: str, *, answer: str, comment: str = "") -> FactCheckView:
        """Answer the draft's open fact check under the actor's own name."""
        actor.need("approve")
        actor.need_person("confirm facts")

        def act(tx: Transaction) -> FactCheckView:
            draft = draft_of(tx, draft_id)
            open_ones = tx.find(FactCheck, draft_id=draft_id, answer="", order=("-asked_at", "id"), limit=1)
            if not open_ones:
                raise Conflict("No fact check is waiting for an answer.", remedy="Ask for one first.")
            return self._answer(tx, actor, draft, open_ones[0], answer, comment)

        return self._room.write(act, FactCheckView)

    def open_check(self, token: str) -> CheckPage:
        """Return what a commander sees behind a link. Raises Refused for a link that is not good."""
        with self._room.store.reading() as tx:
            check, draft = self._by_token(tx, token)
            incident = incident_of(tx, draft.incident_id)
            (audience,) = self._room.line.audiences([draft.audience])
            update = self._room.update(tx, draft.update_id)
            return CheckPage(
                check=check_view(self._room, check, draft),
                incident_title=incident.title,
                audience=audience.title,
                subject=draft.body.subject,
                text=self._room.line.filled(draft.body, update.sheet).text,
                facts=fact_check.facts_to_confirm(draft.body, update.sheet),
                questions=tuple(question.text for question in update.sheet.questions),
            )

    def answer_by_link(self, token: str, *, answer: str, name: str = "", comment: str = "") -> FactCheckView:
        """Answer by link, under the name the check was sent to unless another is given."""

        def act(tx: Transaction) -> FactCheckView:
            check, draft = self._by_token(tx, token)
            person = name.strip() or check.asked_of
            actor = Actor(person=f"{person} (by link)", scopes=frozenset())
            return self._answer(tx, actor, draft, check, answer, comment)

        return self._room.write(act, FactCheckView)

    def _by_token(self, tx: Transaction, token: str) -> tuple[FactCheck, DraftRecord]:
        check_id = fact_check.read(token, self._room.secret(), self._room.clock())
        check = tx.get(FactCheck, id=check_id)
        if check is None:
            raise NotFound("This fact check is gone.", remedy="Ask the liaison for a new link.")
        return check, draft_of(tx, check.draft_id)

    def _answer(
        self, tx: Transaction, actor: Actor, draft: DraftRecord, check: FactCheck, answer: str, comment: str
    ) -> FactCheckView:
        if answer not in ("yes", "no"):
            raise InputError(f"{answer!r} is not an answer.", remedy="Answer yes or no.", where="answer")
        if check.version != draft.version:
            raise Conflict(
                "The text was changed after this question was asked.",
                remedy="Ask the liaison for a new link.",
            )
        if check.answer:
            raise Conflict(
                f"{check.answered_by} answered {check.answer} already.", remedy="Ask for a new fact check."
            )
        state = move(draft.state, "yes" if answer == "yes" else "no")
        answered = check.model_copy(
            update={
                "answer": answer,
                "comment": comment.strip(),
                "answered_by": actor.person,
                "answered_at": self._room.clock(),
            }
        )
        tx.save(answered)
        moved(tx, draft, state)
        audited(
            self._room,
            tx,
            actor,
            draft,
            "check_answered",
            answer=answer,
            comment=comment.strip(),
            text_hash=check.text_hash,
        )
        return check_view(self._room, answered, draft)
