"""A draft's way out: edited, fact-checked, approved, published, and taken back when it was wrong."""

from datetime import datetime, timedelta

from drafter.core.draft import NEXT_UPDATE, Draft
from drafter.core.fact import FactSheet
from drafter.core.noun import Noun
from drafter.errors import Conflict, InputError, NotFound, Refused
from drafter.review import approval as rules
from drafter.review import fact_check, ledger, waivers
from drafter.review.editing import edit, statistics
from drafter.review.hashes import facts_hash, sha256
from drafter.review.promises import extract
from drafter.review.records import (
    Approval,
    DraftRecord,
    DraftVersion,
    FactCheck,
    Incident,
    PromiseEntry,
    Publication,
    Waiver,
)
from drafter.review.states import Act, move
from drafter.service.actors import Actor
from drafter.service.draft_views import check_view, draft_of, draft_view, valid_approvals
from drafter.service.incidents import refuse_stale
from drafter.service.protocols import Transaction
from drafter.service.room import Claim, Room, incident_of
from drafter.service.staleness import of_draft
from drafter.service.updates import insert_update, last_published
from drafter.service.views import CheckPage, DraftView, FactCheckView, Outgoing

MAX_TEXT = 100_000
SOON_MIN = 5  # a promise nearer than this at approval is moved to the next due time


class Versions(Noun):
    """Every saved text of a draft, newest first."""

    draft_id: str
    versions: tuple[DraftVersion, ...]


class Drafts:
    """Use cases around one draft."""

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
            self._audit(tx, actor, after, "edited", text_hash=sha256(body.text), **stats)
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
            self._audit(tx, actor, after, "refreshed", sheet=update.sheet_hash)
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
                self._audit(
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
            real = self._room.clock()
            check = FactCheck(
                id=self._room.ids("chk"),
                draft_id=draft.id,
                incident_id=incident.id,
                version=draft.version,
                text_hash=sha256(draft.text),
                line=fact_check.one_line(draft.body, audience, facts),
                asked_of=asked_of.strip() or incident.commander or "incident commander",
                asked_by=actor.person,
                asked_at=real,
                expires_at=real + timedelta(minutes=self._room.policy.link_minutes),
            )
            tx.insert(check)
            self._moved(tx, draft, state)
            self._audit(tx, actor, draft, "check_asked", of=check.asked_of, text_hash=check.text_hash)
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
                text=draft.text,
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

    def approve(
        self,
        actor: Actor,
        draft_id: str,
        *,
        version: int,
        next_update_at: datetime | None = None,
        claim: Claim | None = None,
    ) -> DraftView:
        """Sign off the exact text, its facts and its promise; fills in the next update.

        Raises Refused for what stands in the way, StaleVersion when another text stands there now, Conflict
        when facts it rests on changed.
        """
        actor.need("approve")
        actor.need_person("approve")

        def act(tx: Transaction) -> DraftView:
            draft = draft_of(tx, draft_id)
            incident = incident_of(tx, draft.incident_id)
            refuse_stale(draft.version, version, "draft")
            state = move(draft.state, "approve")
            valid = valid_approvals(draft, tx.find(Approval, draft_id=draft.id, order=("at", "id")))
            refuse_changed(of_draft(self._room, tx, incident, draft, ()))
            (audience,) = self._room.line.audiences([draft.audience])
            known = self._room.known(tx, incident)
            now = self._room.now(incident)
            due = self._due(incident, draft, next_update_at, valid, now)
            previous = last_published(tx, incident.id).get(draft.audience)
            body = draft.body.model_copy(update={"next_update_at": due})
            body = self._room.line.check(body, audience, known, previous=previous)
            given = tx.find(Waiver, draft_id=draft.id)
            checks = tx.find(FactCheck, draft_id=draft.id, order=("-asked_at", "id"), limit=1)
            rules.refuse_unapprovable(
                incident=incident,
                draft=draft.model_copy(update={"body": body}),
                standing=waivers.standing(body.findings, draft.text, given),
                check=checks[0] if checks else None,
                policy=self._room.policy,
            )
            update = self._room.update(tx, draft.update_id)
            final = self._final(body, known.sheet)
            mine = Approval(
                id=self._room.ids("apr"),
                draft_id=draft.id,
                incident_id=incident.id,
                version=draft.version,
                subject=body.subject,
                text=final,
                text_hash=sha256(f"{body.subject}\n{final}"),
                facts_hash=draft.facts_hash,
                sheet_hash=update.sheet_hash,
                next_update_at=due,
                by=actor.person,
                at=now,
                second=bool(valid),
            )
            if any(one.by == actor.person and one.next_update_at == due for one in valid):
                return draft_view(self._room, tx, incident, draft)
            for other in valid:
                if other.next_update_at != due:
                    self._void(tx, other, actor, now, "the next update was moved")
            tx.insert(mine)
            reasons = rules.second_opinion(incident, audience, known.sheet, draft.text)
            same = [one for one in valid if one.next_update_at == due]
            enough = rules.is_enough(draft, [*same, mine], reasons)
            after = draft.model_copy(
                update={"state": state if enough else draft.state, "next_update_at": due, "body": body}
            )
            tx.save(after)
            self._audit(
                tx,
                actor,
                after,
                "approved" if enough else "approved_first",
                text_hash=mine.text_hash,
                facts_hash=mine.facts_hash,
                next_update_at=due.isoformat() if due else None,
                fact_checked=bool(
                    checks and checks[0].version == draft.version and checks[0].answer == "yes"
                ),
                second_opinion=list(reasons),
            )
            return draft_view(self._room, tx, incident, after)

        return self._room.write(act, DraftView, claim=claim)

    def reject(self, actor: Actor, draft_id: str, *, reason: str) -> DraftView:
        """Say no, and why; an edit brings the draft back."""
        actor.need("approve")
        return self._turn(actor, draft_id, "reject", "rejected", reason)

    def unapprove(self, actor: Actor, draft_id: str, *, reason: str) -> DraftView:
        """Take an approval back before anything was published."""
        actor.need("approve")
        return self._turn(actor, draft_id, "unapprove", "unapproved", reason)

    def withdraw(self, actor: Actor, draft_id: str, *, reason: str) -> DraftView:
        """Say that what was published is wrong; the next update to the same readers corrects it."""
        actor.need("publish")
        return self._turn(actor, draft_id, "withdraw", "withdrawn", reason)

    def outgoing(self, actor: Actor, draft_id: str) -> Outgoing:
        """Return the exact approved text. Raises Conflict when there is none or it has become stale."""
        actor.need("read")
        with self._room.store.reading() as tx:
            draft = draft_of(tx, draft_id)
            return self._outgoing(tx, incident_of(tx, draft.incident_id), draft)

    def publish(
        self,
        actor: Actor,
        draft_id: str,
        *,
        channel: str,
        at: datetime | None = None,
        reference: str = "",
        text_hash: str | None = None,
        claim: Claim | None = None,
    ) -> DraftView:
        """Put on record that the approved text went out on a channel. Once per channel.

        Raises Conflict when the text is not approved, stale, or was sent there already.
        """
        actor.need("publish")
        actor.need_person("publish")

        def act(tx: Transaction) -> DraftView:
            draft = draft_of(tx, draft_id)
            incident = incident_of(tx, draft.incident_id)
            self._publish(tx, actor, incident, draft, channel.strip(), at, reference, text_hash)
            return draft_view(self._room, tx, incident_of(tx, incident.id), draft_of(tx, draft_id))

        return self._room.write(act, DraftView, claim=claim)

    def _publish(
        self,
        tx: Transaction,
        actor: Actor,
        incident: Incident,
        draft: DraftRecord,
        channel: str,
        at: datetime | None,
        reference: str,
        text_hash: str | None,
    ) -> None:
        if not channel:
            raise InputError("No channel was named.", remedy="Say where it went.", where="channel")
        state = move(draft.state, "publish")
        out = self._outgoing(tx, incident, draft)
        if text_hash is not None and text_hash != out.text_hash:
            raise Conflict(
                "The text that was sent is not the approved one.",
                remedy="Fetch the approved text and send that.",
            )
        if tx.get(Publication, draft_id=draft.id, channel=channel) is not None:
            raise Conflict(
                f"This text was published on {channel!r} already.",
                remedy="Nothing needs doing; to say something else, draft a new update.",
            )
        now = self._room.now(incident)
        sent_at = at or now
        if sent_at > now + timedelta(minutes=1):
            raise InputError(
                f"{sent_at:%H:%M} UTC is in the future.",
                remedy="Give the time it really went out.",
                where="at",
            )
        newer = tx.find(
            Publication, incident_id=incident.id, audience=draft.audience, order=("-at", "id"), limit=1
        )
        mine = self._room.update(tx, draft.update_id)
        if newer and newer[0].draft_id != draft.id:
            other = self._room.update(tx, draft_of(tx, newer[0].draft_id).update_id)
            if other.number > mine.number:
                raise Conflict(
                    "These readers have had a later update already.",
                    remedy="Draft a new one from what is known now.",
                )
        cited = dict.fromkeys(fact_id for s in draft.body.sentences for fact_id in s.fact_ids)
        sent = Publication(
            id=self._room.ids("pub"),
            draft_id=draft.id,
            incident_id=incident.id,
            audience=draft.audience,
            channel=channel,
            stage=draft.stage,
            subject=out.subject,
            text=out.text,
            text_hash=out.text_hash,
            by=actor.person,
            at=sent_at,
            recorded_at=now,
            next_update_at=out.next_update_at,
            fact_ids=tuple(cited),
            phrasings=tuple(s.phrasing for s in draft.body.sentences if s.phrasing),
            notes_upto=max((max(c.line, 0) for c in mine.sheet.stages), default=0),
            reference=reference,
            feedback_token=self._room.ids("fb"),
        )
        tx.insert(sent)
        self._correct(tx, incident, draft, sent)
        self._keep_promises(tx, incident, draft, sent, first=draft.state != "published")
        tx.save(draft_of(tx, draft.id).model_copy(update={"state": state}))
        self._audit(
            tx, actor, draft, "published", channel=channel, text_hash=out.text_hash, at=sent_at.isoformat(),
            reference=reference, publication=sent.id,
        )  # fmt: skip

    def _correct(self, tx: Transaction, incident: Incident, draft: DraftRecord, sent: Publication) -> None:
        """Mark earlier, withdrawn texts to the same readers as corrected by this one."""
        for other in tx.find(Publication, incident_id=incident.id, audience=draft.audience):
            if other.withdrawn_at is not None and not other.corrected_by and other.draft_id != draft.id:
                tx.save(other.model_copy(update={"corrected_by": sent.id}))
                wrong = draft_of(tx, other.draft_id)
                if wrong.state == "withdrawn":
                    tx.save(wrong.model_copy(update={"state": move(wrong.state, "correct")}))

    def _keep_promises(
        self, tx: Transaction, incident: Incident, draft: DraftRecord, sent: Publication, *, first: bool
    ) -> None:
        """Settle what this text answers, and enter what it promises; once per draft, not per channel."""
        if not first:
            return
        for promise in tx.find(
            PromiseEntry, incident_id=incident.id, audience=draft.audience, kind="next_update", state="open"
        ):
            if promise.made_at <= sent.at:
                tx.save(ledger.settle(promise, sent, self._room.policy))
        update = self._room.update(tx, draft.update_id)
        for found in extract(
            sent.text, at=sent.at, zone=update.sheet.zone, next_update_at=sent.next_update_at
        ):
            tx.insert(
                PromiseEntry(
                    id=self._room.ids("prm"),
                    incident_id=incident.id,
                    publication_id=sent.id,
                    audience=draft.audience,
                    kind=found.kind,
                    text=found.text,
                    made_at=sent.at,
                    due_at=found.due_at,
                )
            )

    def _outgoing(self, tx: Transaction, incident: Incident, draft: DraftRecord) -> Outgoing:
        approvals = tx.find(Approval, draft_id=draft.id, order=("at", "id"))
        valid = valid_approvals(draft, approvals)
        if draft.state not in ("approved", "published") or not valid:
            raise Conflict(
                f"The draft is {draft.state.replace('_', ' ')}: there is no approved text.",
                remedy="Have it approved first.",
            )
        if draft.state == "approved":
            refuse_changed(of_draft(self._room, tx, incident, draft, approvals))
        last = valid[-1]
        return Outgoing(
            draft_id=draft.id,
            incident_id=draft.incident_id,
            audience=draft.audience,
            subject=last.subject,
            text=last.text,
            text_hash=last.text_hash,
            stage=draft.stage,
            next_update_at=last.next_update_at,
            approved_by=tuple(one.by for one in valid),
            approved_at=last.at,
        )

    def _due(
        self,
        incident: Incident,
        draft: DraftRecord,
        wanted: datetime | None,
        valid: list[Approval],
        now: datetime,
    ) -> datetime | None:
        if wanted is not None:
            rules.refuse_past_promise(wanted, now)
            return wanted
        if draft.stage == "resolved":
            return None
        standing = valid[-1].next_update_at if valid else draft.next_update_at
        if standing is not None and standing > now + (timedelta(0) if valid else timedelta(minutes=SOON_MIN)):
            return standing
        return self._room.policy.cadence_for(incident.severity).next_update_at(
            draft.stage, now, started=incident.declared_at, slow_announced=incident.slow_announced
        )

    def _final(self, body: Draft, sheet: FactSheet) -> str:
        if NEXT_UPDATE in body.text and body.next_update_at is None:
            raise Refused(
                "The text announces a next update, but a resolved incident promises none.",
                remedy="Take that sentence out, or give the time of the next update.",
            )
        return self._room.line.filled(body, sheet).text

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
        self._moved(tx, draft, state)
        self._audit(
            tx,
            actor,
            draft,
            "check_answered",
            answer=answer,
            comment=comment.strip(),
            text_hash=check.text_hash,
        )
        return check_view(self._room, answered, draft)

    def _turn(self, actor: Actor, draft_id: str, act_name: Act, word: str, reason: str) -> DraftView:
        actor.need_person(f"say that a text is {word}")
        if not reason.strip():
            raise InputError("No reason was given.", remedy="Say why in a few words.", where="reason")

        def act(tx: Transaction) -> DraftView:
            draft = draft_of(tx, draft_id)
            incident = incident_of(tx, draft.incident_id)
            state = move(draft.state, act_name)
            now = self._room.now(incident)
            if act_name == "withdraw":
                for sent in tx.find(Publication, draft_id=draft.id):
                    tx.save(
                        sent.model_copy(
                            update={
                                "withdrawn_at": now,
                                "withdrawn_by": actor.person,
                                "reason": reason.strip(),
                            }
                        )
                    )
            else:
                for one in valid_approvals(draft, tx.find(Approval, draft_id=draft.id)):
                    self._void(tx, one, actor, now, reason.strip())
            after = draft.model_copy(update={"state": state})
            tx.save(after)
            self._audit(tx, actor, after, word, reason=reason.strip())
            return draft_view(self._room, tx, incident, after)

        return self._room.write(act, DraftView)

    def _void(self, tx: Transaction, approval: Approval, actor: Actor, now: datetime, reason: str) -> None:
        tx.save(
            approval.model_copy(update={"withdrawn_by": actor.person, "withdrawn_at": now, "reason": reason})
        )

    def _moved(self, tx: Transaction, draft: DraftRecord, state: str) -> None:
        if state != draft.state:
            tx.save(draft.model_copy(update={"state": state}))

    def _audit(self, tx: Transaction, actor: Actor, draft: DraftRecord, word: str, **payload: object) -> None:
        self._room.audit(
            tx,
            actor,
            f"draft.{word}",
            incident_id=draft.incident_id,
            subject=draft.id,
            audience=draft.audience,
            version=draft.version,
            **payload,
        )


def refuse_changed(reasons: tuple[str, ...]) -> None:
    """Raise Conflict when the ground under a text has moved."""
    if reasons:
        raise Conflict(
            f"What this text rests on has changed: {'; '.join(reasons)}.",
            remedy="Draft a new update, or read it again and confirm that it still holds.",
        )
