"""After the incident, and during it: the comms timeline, scope decisions, feedback, the review."""

from datetime import date, datetime

from drafter.core.fact import FactSheet
from drafter.core.noun import Noun
from drafter.errors import InputError, NotFound
from drafter.protocols import Transaction
from drafter.review import ledger, scope
from drafter.review.comms import CommsTimeline, Phase, Work, timeline
from drafter.review.edit_figures import edit_report
from drafter.review.records import (
    Approval,
    ContactCount,
    DraftHead,
    DraftRecord,
    FactCheck,
    Feedback,
    Incident,
    PromiseEntry,
    Publication,
    ReviewAction,
    SavedReview,
    Scope,
    ScopeDecision,
)
from drafter.review.report import Comparison, Promised, Report, report, saved_figures
from drafter.review.report_page import page
from drafter.review.report_text import markdown
from drafter.service.actors import Actor
from drafter.service.line import Known
from drafter.service.room import Claim, Room, incident_of
from drafter.service.views import ScopeView

COMPARED = 3  # earlier reviews shown beside this one
SENT = ("published", "withdrawn", "corrected")
MAX_FEEDBACK = 2_000  # answers kept per update, so that nobody fills the disk through an open link


class ScopeDecisions(Noun):
    """The decisions of an incident, oldest first, and what to think of now."""

    incident_id: str
    decisions: tuple[ScopeView, ...]
    proposed: dict[str, tuple[str, ...]]
    asking_if_down: int


class ReviewText(Noun):
    """The review as Markdown."""

    incident_id: str
    markdown: str


class ReviewPage(Noun):
    """The review as one HTML page, ready to print."""

    incident_id: str
    html: str


class FeedbackPage(Noun):
    """What a reader sees behind a feedback link."""

    text: str
    at: datetime
    question: str = "Did this update answer your question?"


class FeedbackThanks(Noun):
    """The answer was kept."""

    kept: bool = True


class FeedbackCounts(Noun):
    """What readers answered, by published update."""

    incident_id: str
    yes: int
    no: int
    answers: tuple[Feedback, ...]


class Reviews:
    """Use cases around what was said."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def timeline(self, actor: Actor, incident_id: str, *, audience: str | None = None) -> CommsTimeline:
        """Return what was said against what happened: to readers outside, or to one audience."""
        actor.need("read")
        with self._room.store.reading() as tx:
            return self._timeline(tx, incident_of(tx, incident_id), audience)

    def report(self, actor: Actor, incident_id: str) -> Report:
        """Return the review."""
        actor.need("read")
        with self._room.store.reading() as tx:
            return self._report(tx, incident_of(tx, incident_id))

    def report_in(self, tx: Transaction, incident: Incident) -> Report:
        """Return the review within a transaction that somebody else opened."""
        return self._report(tx, incident)

    def text(self, actor: Actor, incident_id: str) -> ReviewText:
        """Return the review as Markdown."""
        return ReviewText(incident_id=incident_id, markdown=markdown(self.report(actor, incident_id)))

    def page(self, actor: Actor, incident_id: str) -> ReviewPage:
        """Return the review as one HTML page with its picture, ready to print."""
        return ReviewPage(incident_id=incident_id, html=page(self.report(actor, incident_id)))

    def save(self, actor: Actor, incident_id: str) -> Report:
        """Keep the figures of the review, so that the next ones are compared with them."""
        actor.need("draft")
        actor.need_person("save a review")

        def act(tx: Transaction) -> Report:
            incident = incident_of(tx, incident_id)
            found = self._report(tx, incident)
            kept = SavedReview(
                incident_id=incident_id,
                data=found.figures.model_dump(mode="json"),
                by=actor.person,
                at=self._room.clock(),
            )
            if tx.get(SavedReview, incident_id=incident_id):
                tx.save(kept)
            else:
                tx.insert(kept)
            self._room.audit(tx, actor, "review.saved", incident_id=incident_id, **kept.data)
            return found

        return self._room.write(act, Report)

    def add_action(
        self,
        actor: Actor,
        incident_id: str,
        *,
        text: str,
        owner: str,
        due: date,
        claim: Claim | None = None,
    ) -> Report:
        """Agree on one thing to change, with an owner and a date."""
        actor.need("draft")
        actor.need_person("agree on an action")

        def act(tx: Transaction) -> Report:
            incident = incident_of(tx, incident_id)
            if due < self._room.now(incident).date():
                raise InputError(
                    f"{due} has passed.", remedy="Give a date that is still to come.", where="due"
                )
            action = ReviewAction(
                id=self._room.ids("act"),
                incident_id=incident_id,
                text=text.strip(),
                owner=owner.strip(),
                due=due.isoformat(),
                by=actor.person,
                at=self._room.clock(),
            )
            tx.insert(action)
            self._room.audit(
                tx, actor, "review.action", incident_id=incident_id, subject=action.id, text=text, owner=owner
            )
            return self._report(tx, incident)

        return self._room.write(act, Report, claim=claim)

    def tick_action(self, actor: Actor, action_id: str, *, done: bool) -> Report:
        """Say whether an action is done."""
        actor.need("draft")

        def act(tx: Transaction) -> Report:
            action = tx.get(ReviewAction, id=action_id)
            if action is None:
                raise NotFound(f"There is no action {action_id!r}.", remedy="Fetch the review again.")
            tx.save(action.model_copy(update={"done": done}))
            self._room.audit(
                tx, actor, "review.action_done", incident_id=action.incident_id, subject=action_id, done=done
            )
            return self._report(tx, incident_of(tx, action.incident_id))

        return self._room.write(act, Report)

    def decide_scope(
        self,
        actor: Actor,
        incident_id: str,
        *,
        reach: Scope,
        reason: str,
        channels: tuple[str, ...],
        claim: Claim | None = None,
    ) -> ScopeDecisions:
        """Put on record whether one, some or all customers are told, and why."""
        actor.need("draft")
        actor.need_person("decide who is told")

        def act(tx: Transaction) -> ScopeDecisions:
            incident = incident_of(tx, incident_id)
            chosen = channels or scope.proposed(reach)
            contacts = tx.find(ContactCount, incident_id=incident_id)
            decision = ScopeDecision(
                incident_id=incident_id,
                n=tx.count(ScopeDecision, incident_id=incident_id) + 1,
                scope=reach,
                reason=reason.strip(),
                channels=chosen,
                warnings=scope.warnings(reach, chosen, contacts),
                by=actor.person,
                at=self._room.now(incident),
            )
            tx.insert(decision)
            tx.save(incident.model_copy(update={"channels": chosen, "version": incident.version + 1}))
            self._room.audit(
                tx,
                actor,
                "scope.decided",
                incident_id=incident_id,
                scope=reach,
                reason=reason.strip(),
                channels=list(chosen),
                warnings=list(decision.warnings),
            )
            return self._scope(tx, incident_id)

        return self._room.write(act, ScopeDecisions, claim=claim)

    def scope(self, actor: Actor, incident_id: str) -> ScopeDecisions:
        """Return the scope decisions and the channels each choice proposes."""
        actor.need("read")
        with self._room.store.reading() as tx:
            incident_of(tx, incident_id)
            return self._scope(tx, incident_id)

    def open_feedback(self, token: str) -> FeedbackPage:
        """Return the published text behind a feedback link. Raises NotFound."""
        with self._room.store.reading() as tx:
            sent = _by_token(tx, token)
        return FeedbackPage(text=sent.text, at=sent.at)

    def give_feedback(self, token: str, *, answered: bool, comment: str = "") -> FeedbackThanks:
        """Keep a reader's answer; nothing about the reader is kept."""

        def act(tx: Transaction) -> FeedbackThanks:
            sent = _by_token(tx, token)
            if tx.count(Feedback, publication_id=sent.id) < MAX_FEEDBACK:
                tx.insert(
                    Feedback(
                        id=self._room.ids("fdb"),
                        publication_id=sent.id,
                        incident_id=sent.incident_id,
                        answered=answered,
                        comment=" ".join(comment.split()),
                        at=self._room.clock(),
                    )
                )
            return FeedbackThanks()

        return self._room.write(act, FeedbackThanks)

    def feedback(self, actor: Actor, incident_id: str) -> FeedbackCounts:
        """Return what readers answered."""
        actor.need("read")
        with self._room.store.reading() as tx:
            incident_of(tx, incident_id)
            found = tx.find(Feedback, incident_id=incident_id, order=("at", "id"))
        yes = sum(one.answered for one in found)
        return FeedbackCounts(incident_id=incident_id, yes=yes, no=len(found) - yes, answers=tuple(found))

    def _scope(self, tx: Transaction, incident_id: str) -> ScopeDecisions:
        found = tx.find(ScopeDecision, incident_id=incident_id, order=("n",))
        contacts = tx.find(ContactCount, incident_id=incident_id)
        kinds: tuple[Scope, ...] = ("one", "some", "all")
        return ScopeDecisions(
            incident_id=incident_id,
            decisions=tuple(
                ScopeView(
                    **one.model_dump(exclude={"warnings"}),
                    warnings=scope.warnings(one.scope, one.channels, contacts),
                    proposed_channels=scope.proposed(one.scope),
                )
                for one in found
            ),
            proposed={kind: scope.proposed(kind) for kind in kinds},
            asking_if_down=sum(one.asking_if_down for one in contacts),
        )

    def _timeline(self, tx: Transaction, incident: Incident, audience: str | None) -> CommsTimeline:
        if audience is None:
            readers = tuple(one.id for one in self._room.line.audiences() if one.view == "public")
        else:
            readers = tuple(one.id for one in self._room.line.audiences([audience]))
        sent = tx.find(Publication, incident_id=incident.id, audience=readers, order=("at", "id"))
        contacts = tx.find(ContactCount, incident_id=incident.id, order=("at", "n"))
        now = self._room.now(incident)
        known = self._room.known(tx, incident) if incident.notes_count else None
        drafts = tx.find(DraftHead, incident_id=incident.id, audience=readers, order=("created_at", "id"))
        approvals = tx.find(Approval, incident_id=incident.id, order=("at", "id"))
        mine = {draft.id for draft in drafts}
        checks = tx.find(FactCheck, incident_id=incident.id, order=("asked_at", "id"))
        work = Work(
            drafts=tuple(drafts),
            checks=tuple(_in_time(one, incident) for one in checks if one.draft_id in mine),
            approved_at={one.draft_id: one.at for one in approvals},
            news_at=news_moments(known) if known else (),
            symptom_at=first_symptom(known) if known else None,
        )
        return timeline(
            incident,
            known.sheet if known else None,
            sent,
            contacts,
            now=now,
            policy=self._room.policy,
            phases=phases(known, incident.ended_at or now) if known else (),
            work=work,
        )

    def _report(self, tx: Transaction, incident: Incident) -> Report:
        picture = self._timeline(tx, incident, None)
        now = self._room.now(incident)
        promises = tx.find(PromiseEntry, incident_id=incident.id, order=("made_at", "id"))
        drafts = tx.find(DraftRecord, incident_id=incident.id, state=SENT)
        sent = tx.find(Publication, incident_id=incident.id, order=("at", "id"))
        return report(
            incident,
            picture,
            promises=[
                Promised(
                    **{name: getattr(one, name) for name in Promised.model_fields if name != "standing"},
                    standing=ledger.standing(one, now, self._room.policy),
                )
                for one in promises
            ],
            decisions=tx.find(ScopeDecision, incident_id=incident.id, order=("n",)),
            feedback=tx.find(Feedback, incident_id=incident.id, order=("at", "id")),
            actions=tx.find(ReviewAction, incident_id=incident.id, order=("at", "id")),
            edits=edit_report(drafts).together,
            senders=[one.by for one in sent],
            earlier=self._earlier(tx, incident),
        )

    def _earlier(self, tx: Transaction, incident: Incident) -> list[Comparison]:
        found: list[Comparison] = []
        for kept in tx.find(SavedReview, order=("-at",), limit=COMPARED + 1):
            other = tx.get(Incident, id=kept.incident_id)
            if other is not None and other.id != incident.id and len(found) < COMPARED:
                found.append(
                    Comparison(
                        incident_id=other.id, title=other.title, at=kept.at, figures=saved_figures(kept)
                    )
                )
        return found


def phases(known: Known, end: datetime) -> tuple[Phase, ...]:
    """Return the stages with the times of the notes that brought them."""
    times = {entry.line: entry.at for entry in known.notes.entries}
    found: list[Phase] = []
    for change in known.sheet.stages:
        at = times.get(change.line)
        if at is None or (found and found[-1].stage == change.stage):
            continue
        if found:
            found[-1] = found[-1].model_copy(update={"end": max(at, found[-1].start)})
        found.append(Phase(stage=change.stage, start=at, end=max(end, at)))
    return tuple(found)


def news_moments(known: Known) -> tuple[datetime, ...]:
    """Return when notes came that say something readers would want to know."""
    times = {entry.line: entry.at for entry in known.notes.entries}
    sheet: FactSheet = known.sheet
    told = {
        line
        for fact in sheet.facts
        if not fact.hidden and not fact.is_a("coordination", "unknown", "observation", "hypothesis")
        for line in fact.lines
    }
    return tuple(at for line, at in times.items() if line in told and at is not None)


def first_symptom(known: Known) -> datetime | None:
    """Return when a note first tells of something wrong that was seen; None when none does."""
    times = {entry.line: entry.at for entry in known.notes.entries}
    seen = {
        line
        for fact in known.sheet.facts
        if fact.is_a("symptom") and fact.certainty == "confirmed" and not (fact.hidden or fact.negated)
        for line in fact.lines
    }
    return min((at for line, at in times.items() if line in seen and at is not None), default=None)


def _in_time(check: FactCheck, incident: Incident) -> FactCheck:
    """Return the check with its moments on the incident's own clock."""
    if incident.clock is None:
        return check
    return check.model_copy(
        update={
            "asked_at": incident.clock.now(check.asked_at),
            "answered_at": incident.clock.now(check.answered_at) if check.answered_at else None,
        }
    )


def _by_token(tx: Transaction, token: str) -> Publication:
    found = tx.get(Publication, feedback_token=token) if token else None
    if found is None:
        raise NotFound("This link does not belong to an update.", remedy="Check that it is complete.")
    return found
