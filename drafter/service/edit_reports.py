"""What people changed in drafts before they went out, over a span of time."""

from datetime import datetime

from drafter.review.edit_figures import DECIDED, EditReport, edit_report
from drafter.review.records import DraftRecord
from drafter.service.actors import Actor
from drafter.service.room import Room

MOST = 2_000  # drafts, the newest; counting reads every text


class StoredEditReport(EditReport):
    """The report with its span. `more` says that older drafts of the span were not counted."""

    since: datetime | None
    until: datetime | None
    more: bool


class EditReports:
    """The one use case: how well drafts served."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def report(
        self, actor: Actor, *, since: datetime | None = None, until: datetime | None = None
    ) -> StoredEditReport:
        """Return the figures of drafts written from `since` on and before `until`, all when None."""
        actor.need("read")
        with self._room.store.reading() as tx:
            drafts = tx.find(
                DraftRecord,
                state=DECIDED,
                since={"created_at": since} if since else None,
                before={"created_at": until} if until else None,
                order=("-created_at", "id"),
                limit=MOST + 1,
            )
        found = edit_report(drafts[:MOST])
        return StoredEditReport(**dict(found), since=since, until=until, more=len(drafts) > MOST)
