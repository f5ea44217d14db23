"""Is a stored draft still true to what is known now?"""

from collections.abc import Sequence

from drafter.errors import InputError
from drafter.protocols import Transaction
from drafter.review.records import Approval, DraftRecord, Incident
from drafter.review.staleness import changes
from drafter.service.room import Room

LIVE = ("draft", "check_requested", "checked", "approved")


def reasons(
    room: Room, tx: Transaction, incident: Incident, draft_id: str, approvals: Sequence[Approval]
) -> tuple[str, ...]:
    """Return why the draft is stale: changed facts, or a promise that has passed or moved; empty if not."""
    draft = tx.get(DraftRecord, id=draft_id)
    return () if draft is None else of_draft(room, tx, incident, draft, approvals)


def of_draft(
    room: Room, tx: Transaction, incident: Incident, draft: DraftRecord, approvals: Sequence[Approval]
) -> tuple[str, ...]:
    """Return why this draft is stale; a text that was published or rejected never is."""
    if draft.state not in LIVE:
        return ()
    update = room.update(tx, draft.update_id)
    found: tuple[str, ...] = ()
    moved_on = (update.notes_upto, update.edits_upto) != (incident.notes_count, incident.edits_count)
    if moved_on or (
        incident.edits_count and any(edit.retracted_at is not None for edit in room.edits(tx, incident))
    ):
        try:
            found = changes(draft.body.sentences, update.sheet, room.known(tx, incident).sheet)
        except InputError as error:
            found = (f"the notes can no longer be read: {error.message}",)
    valid = [a for a in approvals if a.withdrawn_at is None and a.version == draft.version]
    if draft.state == "approved" and valid:
        promised = valid[-1].next_update_at
        if promised != draft.next_update_at:
            found = (*found, "the next update was moved after the approval")
        if promised is not None and promised <= room.now(incident):
            found = (*found, f"the next update it promises, {promised:%H:%M} UTC, has passed")
    return found
