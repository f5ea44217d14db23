"""What the use cases answer with: records put together the way a page or a bot reads them."""

from typing import Any, Literal

from pydantic import AwareDatetime

from drafter.core.audience import Slot
from drafter.core.draft import Method, Origin, Scores
from drafter.core.fact import Fact, FactSheet, Stage, Topic
from drafter.core.finding import Finding, Severity
from drafter.core.note import Note
from drafter.core.noun import Noun
from drafter.review.editing import EditStats
from drafter.review.records import (
    Approval,
    DraftState,
    FactCheck,
    FindingWaiver,
    Flag,
    Incident,
    IncidentClock,
    IncidentState,
    PromiseEntry,
    PromiseState,
    Publication,
    ScopeDecision,
    StoredFactEdit,
    UpdateHead,
    Waiver,
)
from drafter.review.states import Act

Alarm = Literal["none", "fine", "warn", "overdue"]


class Due(Noun):
    """What is owed next. `seconds` from now, negative when overdue; `no_news`: a no-news update is due."""

    at: AwareDatetime | None = None
    seconds: int | None = None
    alarm: Alarm = "none"
    what: str = ""
    audience: str = ""
    promise_id: str = ""
    no_news: bool = False


class IncidentView(Noun):
    """An incident as a list shows it. `now` is what its own clock shows.

    `zone_written` is what people there call the zone ("CEST"); `started_at` is the earliest moment the
    latest update knew, `start_basis` which one that is.
    """

    id: str
    title: str
    state: IncidentState
    severity: str
    stage: Stage | None
    product: str
    flags: tuple[Flag, ...]
    zone: str | None
    day: str | None
    comms_owner: str
    commander: str
    channels: tuple[str, ...]
    slow_announced: bool
    declared_at: AwareDatetime
    ended_at: AwareDatetime | None
    created_at: AwareDatetime
    created_by: str
    notes_count: int
    edits_count: int
    updates_count: int
    published_count: int
    promises_kept: int
    promises_broken: int
    last_published_at: AwareDatetime | None
    next_due: Due
    stale_approvals: tuple[str, ...] = ()
    latest_update_id: str = ""
    clock: IncidentClock | None = None
    now: AwareDatetime
    version: int
    zone_written: str = "UTC"
    started_at: AwareDatetime | None = None
    start_basis: Literal["", "started", "detected", "reported"] = ""


class NotesView(Noun):
    """The notes as read: every entry with its line, and what could not be read for certain."""

    incident_id: str
    count: int
    zone: str
    zone_written: str
    entries: tuple[Note, ...]
    warnings: tuple[str, ...]
    blocks: int


class FactsView(Noun):
    """The fact sheet as it stands now, with the edits people made."""

    incident_id: str
    sheet: FactSheet
    sheet_hash: str
    edits: tuple[StoredFactEdit, ...]
    notes_count: int
    edits_count: int


class FindingView(Noun):
    """A finding about a stored draft. `key` names it in a waiver; `waived_by` is who let it stand."""

    key: str
    rule: str
    name: str
    severity: Severity
    start: int
    end: int
    line: int
    column: int
    text: str
    message: str
    suggestions: tuple[str, ...] = ()
    evidence_lines: tuple[int, ...] = ()
    waivable: bool
    waived_by: str = ""
    waived_because: str = ""

    @classmethod
    def of(cls, finding: Finding, *, key: str, waivable: bool, waiver: FindingWaiver | None) -> "FindingView":
        """Return the view of `finding`."""
        return cls(
            **finding.as_dict(),
            key=key,
            waivable=waivable,
            waived_by=waiver.by if waiver else "",
            waived_because=waiver.reason if waiver else "",
        )


class SentenceView(Noun):
    """A sentence and where it stands in the text; `start` and `end` are None when it no longer does."""

    text: str
    slot: Slot
    fact_ids: tuple[str, ...]
    map_ids: tuple[str, ...]
    lines: tuple[int, ...]
    unknowns: tuple[Topic, ...]
    policy: bool
    origin: Origin
    section: str
    start: int | None
    end: int | None


class FactCheckView(Noun):
    """A fact check as the desk shows it. `link` is where a commander answers without a log-in."""

    id: str
    draft_id: str
    version: int
    current: bool
    line: str
    asked_of: str
    asked_by: str
    asked_at: AwareDatetime
    expires_at: AwareDatetime
    answer: Literal["", "yes", "no"]
    comment: str
    answered_by: str
    answered_at: AwareDatetime | None
    token: str = ""
    link: str = ""

    @classmethod
    def of(cls, check: FactCheck, *, current: bool, token: str = "", link: str = "") -> "FactCheckView":
        """Return the view of `check`; `current` when the draft still reads as it did then."""
        shown = check.model_dump(exclude={"incident_id", "text_hash"})
        return cls(**shown, current=current, token=token, link=link)


class CheckPage(Noun):
    """What a commander sees behind a link: the text, at most three facts to confirm, the answer so far.

    `text` is what readers would see now, with the clock time of the next update.
    """

    check: FactCheckView
    incident_title: str
    audience: str
    subject: str
    text: str
    facts: tuple[Fact, ...]
    questions: tuple[str, ...] = ()


class DraftSummary(Noun):
    """A draft as a list shows it."""

    id: str
    update_id: str
    incident_id: str
    audience: str
    state: DraftState
    version: int
    stage: Stage
    text: str
    next_update_at: AwareDatetime | None
    authors: tuple[str, ...]
    updated_at: AwareDatetime
    updated_by: str


class TurnedDown(Noun):
    """Who said no to a text, and why."""

    by: str
    reason: str


class DraftView(Noun):
    """A draft with everything needed to decide about it.

    `text` is what is edited, with `{{next_update}}` in it; `shown_text` is what readers would see now.
    `stale` says why what it rests on has changed, empty when it has not. `second_opinion` says why somebody
    other than the authors must approve. `possible` are the acts its state allows. `turned_down` is who said
    no to it last, while it is rejected. `approved_text` is what may go out, exactly, once it is approved.
    """

    id: str
    update_id: str
    incident_id: str
    audience: str
    title: str
    state: DraftState
    version: int
    stage: Stage
    subject: str
    text: str
    shown_text: str
    written_text: str
    sentences: tuple[SentenceView, ...]
    findings: tuple[FindingView, ...]
    scores: Scores | None
    next_update_at: AwareDatetime | None
    method: Method
    no_change: bool
    unit: str
    max_units: int
    stats: EditStats
    authors: tuple[str, ...]
    created_at: AwareDatetime
    updated_at: AwareDatetime
    updated_by: str
    stale: tuple[str, ...]
    second_opinion: tuple[str, ...]
    awaits_second: bool
    possible: tuple[Act, ...]
    fact_check: FactCheckView | None
    turned_down: TurnedDown | None
    approvals: tuple[Approval, ...]
    waivers: tuple[Waiver, ...]
    publications: tuple[Publication, ...]
    approved_text: str | None


class UpdateView(Noun):
    """One moment of writing with its drafts."""

    id: str
    incident_id: str
    number: int
    as_of: AwareDatetime
    stage: Stage
    sheet_hash: str
    created_by: str
    created_at: AwareDatetime
    model: dict[str, Any] | None = None
    drafts: tuple[DraftView, ...]


class UpdateSummary(UpdateHead):
    """One moment of writing as a list shows it."""

    drafts: tuple[DraftSummary, ...] = ()


class Outgoing(Noun):
    """The exact approved text, to copy or to send."""

    draft_id: str
    incident_id: str
    audience: str
    subject: str
    text: str
    text_hash: str
    stage: Stage
    next_update_at: AwareDatetime | None
    approved_by: tuple[str, ...]
    approved_at: AwareDatetime


class PromiseView(PromiseEntry):
    """A promise and how it stands now. `seconds` until it is due, negative when overdue."""

    standing: PromiseState
    seconds: int | None = None
    alarm: Alarm = "none"


class PromisesView(Noun):
    """The ledger of an incident: what was promised, what of it was kept, what is owed next."""

    incident_id: str
    kept: int
    broken: int
    open: int
    next_due: Due
    postmortem_due_at: AwareDatetime | None = None
    promises: tuple[PromiseView, ...]


class ScopeView(ScopeDecision):
    """A scope decision with what to think of before it is acted on."""

    proposed_channels: tuple[str, ...] = ()


class IncidentFile(Noun):
    """Everything kept about one incident, for export."""

    incident: Incident
    records: dict[str, list[dict[str, Any]]]
