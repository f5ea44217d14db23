"""The promise ledger: what is owed, when, and whether it was kept.

A promise is kept when the next update to the same readers went out before the promised minute was over.
Overdue and open reads as broken; a later update settles it as broken for good.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from drafter.core.noun import Noun
from drafter.review.policy import ReviewPolicy
from drafter.review.records import Incident, PromiseEntry, PromiseState, Publication

FIRST_MESSAGE = "first message"


def postmortem_due(incident: Incident, policy: ReviewPolicy) -> datetime | None:
    """Return when the postmortem is due: so many hours after the end; None while it goes on."""
    return incident.ended_at + timedelta(hours=policy.postmortem_hours) if incident.ended_at else None


class Owed(Noun):
    """The thing owed soonest. `asked_since` is when the wait for it began."""

    at: datetime
    since: datetime
    what: str
    audience: str = ""
    promise_id: str = ""


def standing(promise: PromiseEntry, now: datetime, policy: ReviewPolicy) -> PromiseState:
    """Return how the promise stands at `now`."""
    overdue = promise.due_at is not None and now >= promise.due_at + timedelta(seconds=policy.kept_within_s)
    return "broken" if promise.state == "open" and overdue else promise.state


def settle(promise: PromiseEntry, publication: Publication, policy: ReviewPolicy) -> PromiseEntry:
    """Return an open next-update promise as the update that answers it leaves it."""
    late = promise.due_at is not None and publication.at >= promise.due_at + timedelta(
        seconds=policy.kept_within_s
    )
    return promise.model_copy(
        update={
            "state": "broken" if late else "kept",
            "settled_at": publication.at,
            "settled_by": publication.id,
        }
    )


def owed_next(
    incident: Incident, promises: Iterable[PromiseEntry], first_sent: bool, policy: ReviewPolicy
) -> Owed | None:
    """Return what is owed soonest: the first message, else the open promise with the earliest time."""
    if not first_sent and incident.state == "open":
        minutes = policy.cadence_for(incident.severity).first_min
        return Owed(
            at=incident.declared_at + timedelta(minutes=minutes),
            since=incident.declared_at,
            what=FIRST_MESSAGE,
        )
    waiting = [p for p in promises if p.state == "open" and p.due_at is not None]
    if not waiting:
        return None
    soonest = min(waiting, key=lambda p: (p.due_at or p.made_at, p.kind))
    assert soonest.due_at is not None
    return Owed(
        at=soonest.due_at,
        since=soonest.made_at,
        what=soonest.kind.replace("_", " "),
        audience=soonest.audience,
        promise_id=soonest.id,
    )


def alarm(at: datetime, since: datetime, now: datetime, policy: ReviewPolicy) -> str:
    """Return "overdue", "warn" once `warn_at` of the wait is over, else "fine"."""
    if now >= at + timedelta(seconds=policy.kept_within_s):
        return "overdue"
    wait = (at - since).total_seconds()
    return "warn" if wait <= 0 or (now - since).total_seconds() >= policy.cadence.warn_at * wait else "fine"
