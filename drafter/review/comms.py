"""What was said, when, against what was happening: intervals, silences, and why they happened.

Minutes are differences of clock times as people read them, so that anybody can check them with pencil and
paper: 14:02 to 14:35 is 33, whatever the seconds were.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from pydantic import AwareDatetime, Field

from drafter.core.fact import FactSheet, Stage
from drafter.core.noun import Noun
from drafter.review.policy import ReviewPolicy
from drafter.review.records import ContactCount, DraftHead, FactCheck, Incident, Publication

GapCause = Literal[
    "", "no_news", "no_owner", "slow_check", "slow_approval", "not_sent", "not_written", "late_start"
]
SLOW_MIN = 5  # minutes a check or an approval may take before it is why readers waited


class Phase(Noun):
    """A stage of the incident, from when a note put it there until the next one."""

    stage: Stage
    start: AwareDatetime
    end: AwareDatetime


class Message(Noun):
    """One text to one kind of reader, on however many channels. `at` is when the first of them had it."""

    draft_id: str
    publication_ids: tuple[str, ...]
    audience: str
    channels: tuple[str, ...]
    stage: Stage
    at: AwareDatetime
    next_update_at: AwareDatetime | None
    withdrawn: bool
    text: str


class Gap(Noun):
    """The time between two messages, or from the start to the first, or from the last to the end.

    `allowed_minutes` is what had been promised, else what the cadence allows. `contacts` got in touch
    meanwhile. `cause` is the likely reason when it was too long, empty when it was not.
    """

    name: str
    start: AwareDatetime
    end: AwareDatetime
    minutes: int
    allowed_minutes: int
    too_long: bool
    biggest: bool
    contacts: int
    cause: GapCause = ""


class CommsTimeline(Noun):
    """The whole picture. `start_basis` says which of the four moments `start` is."""

    incident_id: str
    start: AwareDatetime
    start_basis: Literal["started", "detected", "reported", "declared"]
    end: AwareDatetime
    over: bool
    phases: tuple[Phase, ...]
    messages: tuple[Message, ...]
    gaps: tuple[Gap, ...]
    biggest_minutes: int
    first_message_minutes: int | None
    contacts: tuple[ContactCount, ...]


class Work(Noun):
    """What went on behind the messages: drafts, checks, when there was news, the first symptom seen."""

    drafts: tuple[DraftHead, ...] = ()
    checks: tuple[FactCheck, ...] = ()
    approved_at: dict[str, datetime] = Field(default_factory=dict)
    news_at: tuple[datetime, ...] = ()
    symptom_at: AwareDatetime | None = None


def minutes_between(start: datetime, end: datetime) -> int:
    """Return the minutes from one clock time to another, seconds left away; never negative."""
    first = start.replace(second=0, microsecond=0)
    last = end.replace(second=0, microsecond=0)
    return max(0, int((last - first).total_seconds()) // 60)


def timeline(
    incident: Incident,
    sheet: FactSheet | None,
    publications: Sequence[Publication],
    contacts: Sequence[ContactCount],
    *,
    now: datetime,
    policy: ReviewPolicy,
    phases: Sequence[Phase] = (),
    work: Work | None = None,
) -> CommsTimeline:
    """Return the comms timeline of the messages given; pass those of the readers it is about."""
    start, basis = _start(incident, sheet, work.symptom_at if work else None)
    sent = messages(publications)
    over = incident.ended_at is not None or (sheet is not None and sheet.resolved is not None)
    end = incident.ended_at or (sheet.resolved.at if sheet and sheet.resolved else now)
    end = max([end, start, *(one.at for one in sent)])
    gaps = _gaps(start, end, over, sent, contacts, incident, policy, work or Work())
    return CommsTimeline(
        incident_id=incident.id,
        start=start,
        start_basis=basis,
        end=end,
        over=over,
        phases=tuple(phases),
        messages=tuple(sent),
        gaps=tuple(gaps),
        biggest_minutes=max((gap.minutes for gap in gaps), default=0),
        first_message_minutes=minutes_between(start, sent[0].at) if sent else None,
        contacts=tuple(contacts),
    )


def messages(publications: Sequence[Publication]) -> list[Message]:
    """Return one message per text, in order of time."""
    by_draft: dict[str, list[Publication]] = {}
    for one in sorted(publications, key=lambda p: (p.at, p.id)):
        by_draft.setdefault(one.draft_id, []).append(one)
    found = [
        Message(
            draft_id=draft_id,
            publication_ids=tuple(one.id for one in sent),
            audience=sent[0].audience,
            channels=tuple(one.channel for one in sent),
            stage=sent[0].stage,
            at=sent[0].at,
            next_update_at=sent[0].next_update_at,
            withdrawn=any(one.withdrawn_at is not None for one in sent),
            text=sent[0].text,
        )
        for draft_id, sent in by_draft.items()
    ]
    return sorted(found, key=lambda message: (message.at, message.draft_id))


def _start(
    incident: Incident, sheet: FactSheet | None, symptom_at: datetime | None
) -> tuple[datetime, Literal["started", "detected", "reported", "declared"]]:
    if sheet and sheet.started:
        return sheet.started.at, "started"
    if sheet and sheet.noticed:
        return sheet.noticed.at, "reported" if sheet.noticed is sheet.reported else "detected"
    if symptom_at and symptom_at < incident.declared_at:
        return symptom_at, "detected"
    return incident.declared_at, "declared"


def _gaps(
    start: datetime,
    end: datetime,
    over: bool,
    sent: Sequence[Message],
    contacts: Sequence[ContactCount],
    incident: Incident,
    policy: ReviewPolicy,
    work: Work,
) -> list[Gap]:
    cadence = policy.cadence_for(incident.severity)
    moments = [start, *(one.at for one in sent)]
    names = ["start to first message", *(f"message {n} to {n + 1}" for n in range(1, len(sent)))]
    last_said_over = bool(sent) and sent[-1].stage == "resolved"
    if not (last_said_over and sent[-1].at >= end):
        moments.append(end)
        closing = "resolution" if over else "now"
        names.append(f"last message to {closing}" if sent else f"start to {closing}")
    if not sent:
        names = names[-1:]
    gaps = []
    for number, (name, first, last) in enumerate(zip(names, moments, moments[1:], strict=False)):
        before = sent[number - 1] if number else None
        if before is None:
            allowed = cadence.first_min
        elif before.next_update_at is not None:
            allowed = minutes_between(before.at, before.next_update_at)
        else:
            allowed = cadence.every_min.get(before.stage, 30)
        minutes = minutes_between(first, last)
        answered = before is not None and before.stage == "resolved"
        late = minutes > allowed and not answered
        gaps.append(
            Gap(
                name=name,
                start=first,
                end=last,
                minutes=minutes,
                allowed_minutes=allowed,
                too_long=late,
                biggest=False,
                contacts=sum(one.count for one in contacts if first <= one.at < last),
                cause=_cause(first, last, number == 0, incident, work) if late else "",
            )
        )
    if gaps:
        longest = max(range(len(gaps)), key=lambda n: (gaps[n].minutes, -n))
        if gaps[longest].minutes:
            gaps[longest] = gaps[longest].model_copy(update={"biggest": True})
    return gaps


def _cause(start: datetime, end: datetime, first: bool, incident: Incident, work: Work) -> GapCause:
    """Return the likely reason for a silence, by what the record shows; the nearest to readers wins."""
    slow = timedelta(minutes=SLOW_MIN)
    for check in work.checks:
        answered = check.answered_at or end
        if start <= check.asked_at < end and answered - check.asked_at > slow:
            return "slow_check"
    written = [draft for draft in work.drafts if start <= draft.created_at < end]
    for draft in written:
        approved = work.approved_at.get(draft.id)
        if approved is not None and approved - draft.created_at > slow:
            return "slow_approval"
    if written and all(draft.state not in ("published", "withdrawn", "corrected") for draft in written):
        return "not_sent"
    if first and incident.declared_at - start > slow:
        return "late_start"
    if not incident.comms_owner and not written:
        return "no_owner"
    if any(start <= moment < end for moment in work.news_at):
        return "not_written"
    return "no_news"
