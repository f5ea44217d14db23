"""What is kept of an incident and its updates: the nouns the store holds and the review rules read.

Ids are short strings given by the caller; times are given too, so nothing here has a clock. A record with
a `version` is changed only by somebody who names the version they saw.
"""

from datetime import datetime
from typing import Any, Literal

from pydantic import AwareDatetime, Field

from drafter.core.delta import FactDelta
from drafter.core.draft import Draft
from drafter.core.fact import FactEdit, FactSheet, Stage
from drafter.core.noun import Noun

DraftState = Literal[
    "draft", "check_requested", "checked", "approved", "published", "withdrawn", "corrected", "rejected"
]
RewriteState = Literal["draft", "approved", "rejected"]
IncidentState = Literal["open", "resolved", "closed"]
Flag = Literal["security", "privacy", "data"]
PromiseKind = Literal["next_update", "fix", "postmortem", "credit", "contact"]
PromiseState = Literal["open", "kept", "broken", "dropped"]
Scope = Literal["one", "some", "all"]


class IncidentClock(Noun):
    """A clock of the incident's own, for drills and shipped examples: it showed `shown` when it really was
    `started`, and runs `speed` times as fast since.
    """

    shown: AwareDatetime
    started: AwareDatetime
    speed: float = Field(default=1.0, gt=0)

    def now(self, real: datetime) -> datetime:
        """Return what the clock shows when it really is `real`."""
        return self.shown + (real - self.started) * self.speed


class Incident(Noun):
    """One incident. `day` and `zone` are what clock times in the notes mean when they do not say.

    `slow_announced` is set once customers were told of a slower rhythm. `notes_count` and `edits_count`
    grow by one with each note block and each fact edit; together they name a state of the facts.
    """

    id: str
    title: str
    state: IncidentState = "open"
    severity: str = ""
    flags: tuple[Flag, ...] = ()
    zone: str | None = None
    day: str | None = None
    system_map: dict[str, Any] = Field(default_factory=dict)
    map_version: int = 1
    comms_owner: str = ""
    commander: str = ""
    channels: tuple[str, ...] = ()
    slow_announced: bool = False
    clock: IncidentClock | None = None
    declared_at: AwareDatetime
    ended_at: AwareDatetime | None = None
    created_at: AwareDatetime
    created_by: str
    notes_count: int = 0
    edits_count: int = 0
    updates_count: int = 0
    version: int = 1


class NoteBlock(Noun):
    """Text as somebody handed it in: one line or a whole paste. Never changed afterwards."""

    incident_id: str
    n: int
    text: str
    by: str
    at: AwareDatetime


class StoredFactEdit(Noun):
    """A person's word on a fact; `retracted_at` when they took it back."""

    incident_id: str
    n: int
    edit: FactEdit
    by: str
    at: AwareDatetime
    retracted_by: str = ""
    retracted_at: AwareDatetime | None = None


class ModelReading(Noun):
    """What a model read in the notes up to line `upto`: laid over the facts of the rules."""

    incident_id: str
    n: int
    upto: int
    delta: FactDelta
    model: str
    at: AwareDatetime


class UpdateHead(Noun):
    """One moment of writing, without its fact sheet.

    `model` is what a model's calls for it used, cost and came to; None when none was asked.
    """

    id: str
    incident_id: str
    number: int
    as_of: AwareDatetime
    stage: Stage
    notes_upto: int
    edits_upto: int
    sheet_hash: str
    created_by: str
    created_at: AwareDatetime
    model: dict[str, Any] | None = None


class Update(UpdateHead):
    """One moment of writing: the sheet that every draft of this moment was written from."""

    sheet: FactSheet


class DraftHead(Noun):
    """A draft without its sentences: what lists show."""

    id: str
    update_id: str
    incident_id: str
    audience: str
    state: DraftState
    version: int = 1
    stage: Stage
    text: str
    facts_hash: str
    next_update_at: AwareDatetime | None = None
    authors: tuple[str, ...]
    created_at: AwareDatetime
    updated_at: AwareDatetime
    updated_by: str


class DraftRecord(DraftHead):
    """A draft as it stands. `written` is the writer's own, never changed; `body` is what people made of it.

    `authors` are all who asked for it or changed its words, in order.
    """

    body: Draft
    written: Draft


class DraftVersion(Noun):
    """One saved state of a draft's text. `stats` are counts against what the writer wrote."""

    draft_id: str
    version: int
    text: str
    by: str
    at: AwareDatetime
    stats: dict[str, int] = Field(default_factory=dict)


class FactCheck(Noun):
    """One question to the commander about one exact text: is it true, and is nothing key left out?"""

    id: str
    draft_id: str
    incident_id: str
    version: int
    text_hash: str
    line: str
    asked_of: str
    asked_by: str
    asked_at: AwareDatetime
    expires_at: AwareDatetime
    answer: Literal["", "yes", "no"] = ""
    comment: str = ""
    answered_by: str = ""
    answered_at: AwareDatetime | None = None


class Approval(Noun):
    """A person's sign-off on one exact text, one set of facts, one promise."""

    id: str
    draft_id: str
    incident_id: str
    version: int
    subject: str = ""
    text: str
    text_hash: str
    facts_hash: str
    sheet_hash: str
    next_update_at: AwareDatetime | None = None
    by: str
    at: AwareDatetime
    second: bool = False
    withdrawn_by: str = ""
    withdrawn_at: AwareDatetime | None = None
    reason: str = ""


class FindingWaiver(Noun):
    """A named person's word that a finding may stand, and why. `key` says which finding in which sentence."""

    key: str
    rule: str
    quoted: str
    by: str
    reason: str
    at: AwareDatetime


class Waiver(FindingWaiver):
    """A waiver given for a draft."""

    id: str
    draft_id: str
    incident_id: str


class RewriteReview(Noun):
    """The customers' version of one document of a batch, from the first time that a person touches it.

    `version` counts its texts; `authors` are who handed the report in and who changed the words, in order.
    While it is approved, `text_hash` is of the text that was approved; `reason` says why it was rejected.
    """

    batch_id: str
    n: int = Field(ge=1)
    version: int = 1
    text: str
    authors: tuple[str, ...]
    state: RewriteState = "draft"
    waivers: tuple[FindingWaiver, ...] = ()
    approved_by: str = ""
    approved_at: AwareDatetime | None = None
    text_hash: str = ""
    reason: str = ""
    updated_by: str
    updated_at: AwareDatetime


class Publication(Noun):
    """The exact approved text that went out, where, when, by whom. One per draft and channel."""

    id: str
    draft_id: str
    incident_id: str
    audience: str
    channel: str
    stage: Stage
    subject: str = ""
    text: str
    text_hash: str
    by: str
    at: AwareDatetime
    recorded_at: AwareDatetime
    next_update_at: AwareDatetime | None = None
    fact_ids: tuple[str, ...] = ()
    phrasings: tuple[str, ...] = ()
    notes_upto: int = 0
    reference: str = ""
    feedback_token: str = ""
    withdrawn_at: AwareDatetime | None = None
    withdrawn_by: str = ""
    reason: str = ""
    corrected_by: str = ""


DeliveryState = Literal["sending", "sent", "failed", "unsure"]


class Delivery(Noun):
    """One approved text on its way to one target: kept before it is sent, so that a crash forgets nothing.

    `unsure` is a text that may stand there or not. `thread` is the far side's name of the incident,
    `reference` of the text. `version` is the draft's at the time.
    """

    id: str
    draft_id: str
    incident_id: str
    target: str
    version: int
    subject: str = ""
    text: str
    text_hash: str
    next_update_at: AwareDatetime | None = None
    thread: str = ""
    state: DeliveryState = "sending"
    attempts: int = 1
    started_at: AwareDatetime
    by: str
    finished_at: AwareDatetime | None = None
    reference: str = ""
    url: str = ""
    note: str = ""


class PromiseEntry(Noun):
    """Something a published text said would come. `due_at` is None when the text gave no time.

    `state` is open until a later act keeps, breaks or drops it; `broken` is also how an open entry reads
    once it is overdue, which `drafter.review.ledger` works out from the time of asking.
    """

    id: str
    incident_id: str
    publication_id: str
    audience: str
    kind: PromiseKind
    text: str
    made_at: AwareDatetime
    due_at: AwareDatetime | None = None
    state: PromiseState = "open"
    settled_at: AwareDatetime | None = None
    settled_by: str = ""
    note: str = ""


class ScopeDecision(Noun):
    """One, some or all customers: who decided, why, and on which channels."""

    incident_id: str
    n: int
    scope: Scope
    reason: str
    channels: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    by: str
    at: AwareDatetime


class ContactCount(Noun):
    """How many customers got in touch around `at`; `asking_if_down` of them asked whether we are down."""

    incident_id: str
    n: int
    at: AwareDatetime
    count: int = Field(ge=0)
    asking_if_down: int = Field(default=0, ge=0)
    by: str


class Feedback(Noun):
    """A reader's answer to "did this answer your question?"."""

    id: str
    publication_id: str
    incident_id: str
    answered: bool
    comment: str = ""
    at: AwareDatetime


class ReviewAction(Noun):
    """One thing to change before the next incident, with an owner and a date (YYYY-MM-DD)."""

    id: str
    incident_id: str
    text: str
    owner: str
    due: str
    done: bool = False
    by: str
    at: AwareDatetime


class SavedReview(Noun):
    """The figures of a comms review as they stood when somebody saved it, to compare the next one with."""

    incident_id: str
    data: dict[str, Any]
    by: str
    at: AwareDatetime


class Drill(Noun):
    """A stored incident that is being played: `told` of its `total` notes have been handed out."""

    incident_id: str
    name: str
    text: str
    told: int
    total: int
    by: str
    at: AwareDatetime


class AuditEntry(Noun):
    """One link of the audit chain. `hash` covers every field but `payload`, which its own hash stands for."""

    seq: int
    at: AwareDatetime
    who: str
    action: str
    incident_id: str = ""
    subject: str = ""
    request_id: str = ""
    payload: str | None = None
    payload_hash: str
    previous_hash: str
    hash: str


class ApiKey(Noun):
    """A key's public half: who it stands for and what it may do. The secret itself is never kept."""

    id: str
    person: str
    roles: tuple[str, ...]
    scopes: tuple[str, ...]
    secret_hash: str
    created_at: AwareDatetime
    created_by: str
    expires_at: AwareDatetime | None = None
    revoked_at: AwareDatetime | None = None
    last_used_at: AwareDatetime | None = None


class KeptAnswer(Noun):
    """What an idempotency key was answered with; the same key and body get it again."""

    who: str
    key: str
    body_hash: str
    status: int
    answer: str
    at: AwareDatetime


class Secret(Noun):
    """A signing secret made on first start."""

    name: str
    value: str
