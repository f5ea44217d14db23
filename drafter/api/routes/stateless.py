"""Routes that keep nothing: preview, verify, lint, and what there is to choose from."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel

from drafter.api.callers import ActorDep, DraftingActor, ServiceDep
from drafter.api.conventions import problems
from drafter.api.streams import heard, problem_event
from drafter.api.wire import CatalogueIn, LintIn, MapCheckIn, PreviewIn, VerifyIn
from drafter.core.audience import Audience
from drafter.core.finding import Severity
from drafter.errors import DrafterError
from drafter.intake.backstage import CatalogueImport
from drafter.writing.model.result import Hear

router = APIRouter(prefix="/v1", responses=problems(), tags=["stateless"])


class FindingOut(BaseModel):
    """One place in a text, what is wrong there, and what to write instead."""

    rule: str
    name: str
    severity: Severity
    start: int
    end: int
    line: int
    column: int
    text: str
    message: str
    suggestions: list[str]
    evidence_lines: list[int]


class Findings(BaseModel):
    """Findings in text order."""

    findings: list[FindingOut]


class PreviewOut(BaseModel):
    """The fact sheet in short and one draft per audience."""

    stage: str
    reopened: bool
    facts: list[dict[str, Any]]
    unknowns: list[dict[str, Any]]
    conflicts: list[dict[str, Any]]
    questions: list[dict[str, Any]]
    drafts: list[dict[str, Any]]


class RuleOut(BaseModel):
    """A rule, why it is one, and examples."""

    code: str
    name: str
    severity: str
    audiences: list[str]
    kind: str
    summary: str
    why: str
    source: str
    flags: list[str]
    passes: list[str]


class MapReport(BaseModel):
    """What a map leaves a writer without."""

    components: int
    gaps: list[dict[str, Any]]
    drawing: str


@router.post("/preview", summary="Draft from notes and a map, keep nothing")
def preview(body: PreviewIn, actor: ActorDep, service: ServiceDep) -> PreviewOut:
    """Notes and a map in; fact sheet, drafts and findings out."""
    return PreviewOut(**_preview(body, actor, service).as_dict())


@router.post(
    "/preview/events",
    summary="The same as a stream of events",
    response_class=EventSourceResponse,
)
def preview_events(body: PreviewIn, actor: DraftingActor, service: ServiceDep) -> Iterator[ServerSentEvent]:
    """Event `facts` first, then one `draft` per audience as it is written, then `done`; or `problem`."""
    try:
        wanted = [one.id for one in service.room.line.audiences(body.audiences)]
        for number, audience in enumerate(wanted):
            result = _preview(body.model_copy(update={"audiences": [audience]}), actor, service).as_dict()
            drafts = result.pop("drafts")
            if number == 0:
                yield ServerSentEvent(data=result, event="facts")
            yield ServerSentEvent(data=drafts[0], event="draft", id=str(number + 1))
        yield ServerSentEvent(data={"drafts": len(wanted)}, event="done")
    except DrafterError as error:
        yield problem_event(error)


@router.post(
    "/preview/sentences",
    summary="The same, sentence by sentence as a model writes them",
    response_class=EventSourceResponse,
)
def preview_sentences(
    body: PreviewIn, actor: DraftingActor, service: ServiceDep
) -> Iterator[ServerSentEvent]:
    """Event `sentence` for each that passed every check, `restart` when an answer is given anew.

    Then `facts`, one `draft` per audience (these replace the sentences heard before), `model` with what it
    did and cost, and `done`; `problem` instead when the notes or the map cannot be used. Without a model
    only the last ones come.
    """

    def act(hear: Hear) -> Iterator[ServerSentEvent]:
        result = service.stateless.preview_sentences(actor, hear=hear, **_given(body))
        drafts, model = result.pop("drafts"), result.pop("model", None)
        yield ServerSentEvent(data=result, event="facts")
        for one in drafts:
            yield ServerSentEvent(data=one, event="draft")
        if model:
            yield ServerSentEvent(data=model, event="model")
        yield ServerSentEvent(data={"drafts": len(drafts)}, event="done")

    yield from heard(act)


def _given(body: PreviewIn) -> dict[str, Any]:
    names = ("notes", "system_map", "audiences", "as_of", "next_update_at", "zone", "day")
    return {name: getattr(body, name) for name in names}


def _preview(body: PreviewIn, actor: ActorDep, service: ServiceDep) -> Any:
    return service.stateless.preview(actor, **_given(body))


@router.post("/verify", summary="Say what in a text the notes do not support")
def verify(body: VerifyIn, actor: ActorDep, service: ServiceDep) -> Findings:
    """Works on anybody's text."""
    found = service.stateless.verify(actor, **body.model_dump())
    return Findings(findings=[FindingOut(**one.as_dict()) for one in found])


@router.post("/lint", summary="Say what a reader would stumble over")
def lint(body: LintIn, actor: ActorDep, service: ServiceDep) -> Findings:
    """Needs no notes and no map."""
    found = service.stateless.lint(actor, **body.model_dump())
    return Findings(findings=[FindingOut(**one.as_dict()) for one in found])


@router.get("/audiences", summary="Who can be written for")
def audiences(actor: ActorDep, service: ServiceDep) -> list[Audience]:
    """Every audience with what it may see and what an update to it must say."""
    return service.stateless.audiences(actor)


@router.get("/rules", summary="The rules of the linter")
def rules(
    actor: ActorDep,
    service: ServiceDep,
    prefix: Annotated[str, Query(max_length=40, description="Only codes that begin like this.")] = "",
) -> list[RuleOut]:
    """Every rule with its reason and its examples."""
    return [RuleOut(**one) for one in service.stateless.rules(actor, prefix)]


@router.get("/rules/{code}", summary="One rule", responses=problems(404))
def rule(code: str, actor: ActorDep, service: ServiceDep) -> RuleOut:
    """The rule of that code, such as TIM001."""
    return RuleOut(**service.stateless.rule(actor, code))


@router.post("/maps/check", summary="Check a system map")
def check_map(body: MapCheckIn, actor: ActorDep, service: ServiceDep) -> MapReport:
    """Say whether the map loads, and what it leaves a writer without."""
    return MapReport(**service.stateless.check_map(actor, body.system_map, body.notes))


@router.post("/maps/import", summary="A Backstage catalogue to a map to complete")
def import_map(body: CatalogueIn, actor: ActorDep, service: ServiceDep) -> CatalogueImport:
    """A skeleton of the map, what of the catalogue could not be used, and what to fill in."""
    return service.stateless.import_map(actor, body.files)


@router.get("/maps/schema", summary="JSON Schema of the map format")
def map_schema(actor: ActorDep, service: ServiceDep) -> dict[str, Any]:
    """The schema that editors can check a map with while one types."""
    return service.stateless.map_schema(actor)
