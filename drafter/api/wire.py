"""What callers send, with the limits that hold and an example of each."""

import json
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    Base64Bytes,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from drafter.core.fact import Certainty, EditAction, FactEdit, FactKind, Stage, Visibility
from drafter.review.records import Flag, IncidentState, Scope
from drafter.service.actors import RoleName

MAX_NOTES = 2_000_000
MAX_TEXT = 100_000
FIRST_YEAR, LAST_YEAR = 1970, 2200


def _no_nul(value: str) -> str:
    if "\x00" in value:
        raise ValueError("a NUL character cannot be kept")
    return value


D = TypeVar("D", date, datetime)


def _in_our_time(value: D) -> D:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"a time is between the years {FIRST_YEAR} and {LAST_YEAR}")
    return value


When = Annotated[AwareDatetime, AfterValidator(_in_our_time)]
Day = Annotated[date, AfterValidator(_in_our_time)]
Words = Annotated[str, StringConstraints(max_length=500), AfterValidator(_no_nul)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80), AfterValidator(_no_nul)]
Reason = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000), AfterValidator(_no_nul)
]
NotesText = Annotated[str, StringConstraints(max_length=MAX_NOTES), AfterValidator(_no_nul)]
Prose = Annotated[str, StringConstraints(max_length=MAX_TEXT), AfterValidator(_no_nul)]
MapText = Annotated[str, StringConstraints(max_length=1_000_000), AfterValidator(_no_nul)]

NOTES_EXAMPLE = (
    "# All times in UTC\n"
    "2026-05-04 13:58 - alert: checkout error rate above 20 %\n"
    "2026-05-04 14:05 - customers see 'Payment failed' when they pay\n"
    "2026-05-04 14:12 - rolled back release 4312\n"
)
DOCUMENT_EXAMPLE = {
    "name": "pm-7.md",
    "text": "# Outage\n\n## Impact\n\nCustomers could not pay for 47 minutes.",
}
MAP_EXAMPLE = {
    "product": "Shop",
    "components": [
        {
            "id": "checkout-api",
            "customer_name": "checkout",
            "symptoms": {"errors": "you may see 'Payment failed' when you pay"},
        }
    ],
}


def _whole_example(schema: dict[str, Any]) -> None:
    """Add an example of the whole body, made of those of its fields, so that it can be sent as it stands."""
    fields: dict[str, Any] = schema["properties"]
    schema["examples"] = [
        {name: field["examples"][0] for name, field in fields.items() if field.get("examples")}
    ]


class Body(BaseModel):
    """A request body: closed, so that a typing slip is told and never ignored."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_whole_example)


class PreviewIn(Body):
    """Notes and a map to draft from; nothing is kept."""

    notes: NotesText | list[NotesText] = Field(examples=[NOTES_EXAMPLE])
    system_map: MapText | dict[str, Any] | None = Field(default=None, examples=[MAP_EXAMPLE])
    audiences: list[Name] | None = Field(default=None, max_length=50, examples=[["status_page"]])
    as_of: When | None = Field(default=None, examples=["2026-05-04T14:15:00Z"])
    next_update_at: When | None = None
    zone: Name | None = Field(default=None, examples=["UTC"])
    day: Day | None = Field(default=None, examples=["2026-05-04"])


class VerifyIn(Body):
    """A text and the notes it should rest on."""

    text: Prose = Field(examples=["Checkout has been failing since 13:58 UTC."])
    notes: NotesText | list[NotesText] = Field(examples=[NOTES_EXAMPLE])
    system_map: MapText | dict[str, Any] | None = Field(default=None, examples=[MAP_EXAMPLE])
    audience: Name = Field(default="status_page", examples=["status_page"])
    as_of: When | None = Field(default=None, examples=["2026-05-04T14:15:00Z"])
    next_update_at: When | None = None
    zone: Name | None = Field(default=None, examples=["UTC"])
    day: Day | None = None


class LintIn(Body):
    """Anybody's text and how it should be read."""

    text: Prose = Field(examples=["We are looking into an issue and will update soon."])
    audience: Name | None = Field(default=None, examples=["status_page"])
    stage: Stage | None = None
    channel: Name | None = None
    now: When | None = None
    next_update_at: When | None = None
    previous: list[Prose] = Field(default=[], max_length=50)
    title: Words | None = None
    system_map: dict[str, Any] | None = None
    select: list[Name] = Field(default=[], max_length=200)
    ignore: list[Name] = Field(default=[], max_length=200)


class IncidentIn(Body):
    """An incident to open; notes and map may come later."""

    title: Annotated[Words, StringConstraints(strip_whitespace=True, min_length=1)] = Field(
        examples=["Checkout errors"]
    )
    notes: NotesText = Field(default="", examples=[NOTES_EXAMPLE])
    system_map: MapText | dict[str, Any] | None = Field(default=None, examples=[MAP_EXAMPLE])
    severity: Name = Field(default="", examples=["SEV2"])
    flags: list[Flag] = Field(default=[], max_length=3)
    zone: Name | None = Field(default=None, examples=["UTC"])
    day: Day | None = Field(default=None, examples=["2026-05-04"])
    comms_owner: Name = ""
    commander: Name = ""
    declared_at: When | None = None
    clock_shows: When | None = Field(
        default=None, description="For drills and examples: what the incident's own clock shows now."
    )
    clock_speed: float = Field(default=1.0, gt=0, le=1_000)


class IncidentPatch(Body):
    """What to change; what is left out stays."""

    title: Annotated[Words, StringConstraints(strip_whitespace=True, min_length=1)] | None = None
    severity: Name | None = Field(default=None, examples=["SEV1"])
    state: IncidentState | None = None
    flags: list[Flag] | None = Field(default=None, max_length=3)
    zone: Name | None = None
    day: Day | None = None
    comms_owner: Name | None = Field(default=None, examples=["Ada"])
    commander: Name | None = None
    channels: list[Name] | None = Field(default=None, max_length=50)
    slow_announced: bool | None = None
    declared_at: When | None = None
    ended_at: When | None = None


class NotesIn(Body):
    """Notes to append, exactly as the scribe wrote them."""

    text: NotesText = Field(examples=["14:20 - error rate is back to normal"])


class ImportIn(Body):
    """An export of a chat or incident tool: its JSON as it is, or a zip archive in base64."""

    export: list[Any] | dict[str, Any] | None = Field(
        default=None,
        examples=[{"messages": [{"ts": "1777903500.000100", "user": "ada", "text": "payments fail"}]}],
    )
    zip: Base64Bytes | None = None

    @model_validator(mode="after")
    def one_of_the_two(self) -> Self:
        """Refuse both and neither."""
        if (self.export is None) == (self.zip is None):
            raise ValueError("give either `export` or `zip`")
        return self

    def source(self) -> bytes:
        """Return the export's bytes."""
        return self.zip if self.zip is not None else json.dumps(self.export).encode()


class DocumentIn(Body):
    """A report: its text, or its bytes in base64 for Word and PDF. The name tells the format."""

    name: Annotated[Words, StringConstraints(min_length=1, max_length=200)] = Field(
        examples=[DOCUMENT_EXAMPLE["name"]]
    )
    text: NotesText | None = Field(default=None, examples=[DOCUMENT_EXAMPLE["text"]])
    base64: Base64Bytes | None = None

    @model_validator(mode="after")
    def one_of_the_two(self) -> Self:
        """Refuse both and neither."""
        if (self.text is None) == (self.base64 is None):
            raise ValueError("give either `text` or `base64`")
        return self

    def bytes(self) -> bytes:
        """Return the document's bytes."""
        return self.base64 if self.base64 is not None else str(self.text).encode()


class RewriteIn(DocumentIn):
    """A report to rewrite, and the map that says what may be named.

    `with_model` lets the service's model word the first part, held to the report sentence by sentence.
    """

    system_map: MapText | dict[str, Any] | None = None
    with_model: bool = False


class DocumentsIn(Body):
    """Documents to add to a batch."""

    documents: list[DocumentIn] = Field(min_length=1, max_length=500, examples=[[DOCUMENT_EXAMPLE]])


class BatchIn(Body):
    """A batch of reports; more can be added afterwards. `with_model` as for one report."""

    title: Name = Field(default="", examples=["Reports of 2025"])
    system_map: MapText | dict[str, Any] | None = None
    with_model: bool = False
    documents: list[DocumentIn] = Field(default_factory=list, max_length=500, examples=[[DOCUMENT_EXAMPLE]])


class CatalogueIn(Body):
    """The YAML files of a Backstage catalogue, path to content."""

    files: dict[str, NotesText] = Field(
        examples=[{"catalog-info.yaml": "kind: Component\nmetadata: {name: checkout-api}\n"}]
    )


class MapIn(Body):
    """A system map, as YAML text or as an object."""

    system_map: MapText | dict[str, Any] = Field(examples=[MAP_EXAMPLE])


class MapCheckIn(MapIn):
    """A map to check, and notes to look for unmapped parts in."""

    notes: NotesText | None = Field(default=None, examples=[NOTES_EXAMPLE])


class FactEditIn(Body):
    """A person's word on a fact."""

    fact_id: Annotated[str, StringConstraints(pattern=r"^[\w.:-]{1,40}$")] = Field(examples=["f2.1"])
    action: EditAction = Field(examples=["confirm"])
    text: Annotated[Words, StringConstraints(max_length=2_000)] = ""
    kind: FactKind | None = None
    certainty: Certainty | None = None
    components: list[Name] | None = Field(default=None, max_length=50)
    visibility: Visibility | None = None

    def edit(self, by: str) -> FactEdit:
        """Return the edit as the facts know it."""
        given = self.model_dump()
        given["components"] = None if self.components is None else tuple(self.components)
        return FactEdit(by=by, **given)


class UpdateIn(Body):
    """A moment of writing: for whom, and what is promised; everything may be left out."""

    audiences: list[Name] | None = Field(
        default=None, min_length=1, max_length=50, examples=[["status_page"]]
    )
    as_of: When | None = None
    next_update_at: When | None = None


class TextIn(Body):
    """The text as a person left it."""

    text: Prose = Field(
        examples=["You may see 'Payment failed' when you pay. Next update by {{next_update}}."]
    )
    subject: Words | None = None
    next_update_at: When | None = None


class RewriteTextIn(Body):
    """The customers' version of a report as a person left it."""

    text: NotesText = Field(examples=["# Outage\n\n## In short\n\nYou could not pay for 47 minutes.\n"])


class WaiverIn(Body):
    """Which finding may stand, and why."""

    key: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")] = Field(examples=["0123456789abcdef"])
    reason: Reason = Field(examples=["The page itself uses this word."])


class AskIn(Body):
    """Whom to ask; the incident's commander when left out."""

    asked_of: Name = Field(default="", examples=["Dana"])


class AnswerIn(Body):
    """The commander's answer."""

    answer: Literal["yes", "no"] = Field(examples=["no"])
    comment: Words = Field(default="", examples=["It began at 14:02, not at 13:58."])


class LinkAnswerIn(AnswerIn):
    """The answer by link, under the name the question was sent to unless another is given."""

    name: Name = Field(default="", examples=["Dana"])


class ApproveIn(Body):
    """The next update to promise; from the cadence when left out."""

    next_update_at: When | None = None


class ReasonIn(Body):
    """Why."""

    reason: Reason = Field(examples=["The number of customers is wrong."])


class PublishIn(Body):
    """Where the approved text went. `text_hash` guards against sending another text."""

    channel: Annotated[Name, StringConstraints(min_length=1)] = Field(examples=["status page"])
    at: When | None = None
    reference: Words = Field(default="", examples=["https://status.example.com/incidents/1"])
    text_hash: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None


class SendIn(Body):
    """Where to send the approved text. `thread` is the far side's id of the incident, where it has one."""

    target: Annotated[Name, StringConstraints(min_length=1)] = Field(examples=["status"])
    thread: Name = Field(default="", examples=["PT4KHLK"])


class ArrivedIn(Body):
    """What a person saw when they looked at the target."""

    arrived: bool = Field(examples=[True])
    reference: Words = Field(default="", examples=["https://status.example.com/incidents/1"])


class SettleIn(Body):
    """How a promise ended."""

    state: Literal["kept", "broken", "dropped"] = Field(examples=["kept"])
    note: Reason = Field(examples=["The report is published."])


class ContactsIn(Body):
    """How many customers got in touch around a time."""

    count: int = Field(ge=0, le=10_000_000, examples=[34])
    asking_if_down: int = Field(default=0, ge=0, le=10_000_000)
    at: When | None = None


class ScopeIn(Body):
    """One, some or all customers, and why."""

    scope: Scope = Field(examples=["some"])
    reason: Reason = Field(examples=["Only customers in the EU region pay through this part."])
    channels: list[Name] = Field(default=[], max_length=50, examples=[["status page"]])


class ActionIn(Body):
    """One thing to change before the next incident."""

    text: Reason = Field(examples=["Give the liaison a seat in the call from the start."])
    owner: Annotated[Name, StringConstraints(min_length=1)] = Field(examples=["Ada"])
    due: date = Field(examples=["2026-06-01"])


class ActionPatch(Body):
    """Whether it is done."""

    done: bool = Field(examples=[True])


class DrillIn(Body):
    """The name of a stored incident, and how much faster than life it plays."""

    name: Name = Field(examples=["leap-hub-outage"])
    speed: float = Field(default=10.0, gt=0, le=1_000)


class FeedbackIn(Body):
    """Did the update answer the reader's question? One line of text if they like."""

    answered: bool = Field(examples=[False])
    comment: Words = Field(default="", examples=["Does this reach the app too?"])


class KeyIn(Body):
    """Whom the key stands for and in which roles."""

    person: Annotated[Name, StringConstraints(min_length=1)] = Field(examples=["Ada"])
    roles: list[RoleName] = Field(min_length=1, max_length=6, examples=[["liaison"]])
    expires_at: When | None = None
