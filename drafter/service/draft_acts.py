"""What acts on a draft share: the move to another state, the approval taken back, the entry in the audit."""

from datetime import datetime

from drafter.errors import Conflict, InputError
from drafter.protocols import Transaction
from drafter.review.records import Approval, DraftRecord, Publication
from drafter.review.states import Act, move
from drafter.service.actors import Actor
from drafter.service.draft_views import draft_of, draft_view, valid_approvals
from drafter.service.room import Room, incident_of
from drafter.service.views import DraftView


def moved(tx: Transaction, draft: DraftRecord, state: str) -> None:
    """Keep the draft in its new state."""
    if state != draft.state:
        tx.save(draft.model_copy(update={"state": state}))


def void(tx: Transaction, approval: Approval, actor: Actor, now: datetime, reason: str) -> None:
    """Take an approval back, in whose name and why."""
    tx.save(approval.model_copy(update={"withdrawn_by": actor.person, "withdrawn_at": now, "reason": reason}))


def audited(
    room: Room, tx: Transaction, actor: Actor, draft: DraftRecord, word: str, **payload: object
) -> None:
    """Put on record what was done to the draft."""
    room.audit(
        tx,
        actor,
        f"draft.{word}",
        incident_id=draft.incident_id,
        subject=draft.id,
        audience=draft.audience,
        version=draft.version,
        **payload,
    )


def turn(room: Room, actor: Actor, draft_id: str, act_name: Act, word: str, reason: str) -> DraftView:
    """Take an approval, a draft or a published text back, with a reason. Raises InputError without one."""
    actor.need_person(f"say that a text is {word}")
    if not reason.strip():
        raise InputError("No reason was given.", remedy="Say why in a few words.", where="reason")

    def act(tx: Transaction) -> DraftView:
        draft = draft_of(tx, draft_id)
        incident = incident_of(tx, draft.incident_id)
        state = move(draft.state, act_name)
        now = room.now(incident)
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
                void(tx, one, actor, now, reason.strip())
        after = draft.model_copy(update={"state": state})
        tx.save(after)
        audited(room, tx, actor, after, word, reason=reason.strip())
        return draft_view(room, tx, incident, after)

    return room.write(act, DraftView)


def refuse_changed(reasons: tuple[str, ...]) -> None:
    """Raise Conflict when the ground under a text has moved."""
    if reasons:
        raise Conflict(
            f"What this text rests on has changed: {'; '.join(reasons)}.",
            remedy="Draft a new update, or read it again and confirm that it still holds.",
        )
