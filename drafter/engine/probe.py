"""Tries an endpoint and says in plain words what it supports."""

from dataclasses import dataclass, field
from typing import Any

import httpx2
from pydantic import BaseModel

from drafter.engine.dialect import RUNGS, DialectMemory, Rung
from drafter.engine.openai_engine import OpenAIEngine
from drafter.engine.outcome import Completion, EngineFailure
from drafter.engine.prompt import Message, Prompt
from drafter.engine.settings import EngineSettings
from drafter.engine.usage import Usage

RUNG_WORDS: dict[Rung, str] = {
    "json_schema": "JSON schema",
    "json_object_schema": "JSON object with a schema beside it",
    "json_object": "JSON object",
    "plain": "plain text",
}


class Weather(BaseModel):
    """The shape that is asked for; nothing in the prompt but the schema leads to it."""

    place: str
    degrees: int
    words: list[str]


@dataclass(frozen=True)
class Tried:
    """One thing that was tried. `level`: fine, weak (works with a loss), or fails."""

    what: str
    level: str
    said: str


@dataclass
class Report:
    """What was found, in order, and the totals. `usable` is true when drafts can be asked for."""

    base_url: str
    model: str
    tried: list[Tried] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)
    rung: Rung | None = None

    @property
    def usable(self) -> bool:
        """Say whether the endpoint gives answers that fit."""
        return self.rung is not None

    def as_dict(self) -> dict[str, Any]:
        """Return the stable JSON shape."""
        return {
            "base_url": self.base_url,
            "model": self.model,
            "usable": self.usable,
            "rung": self.rung,
            "tried": [{"what": one.what, "level": one.level, "said": one.said} for one in self.tried],
            "usage": self.usage.as_dict(),
        }


class _Ear:
    def __init__(self) -> None:
        self.pieces = 0

    def begin(self) -> None:
        self.pieces = 0

    def text(self, piece: str) -> None:
        self.pieces += 1


def _prompt(schema_told: bool) -> Prompt:
    told = "Answer with one JSON object." if schema_told else "Answer in your own words."
    text = "Tell me about the weather in Oslo on a day in May, with a temperature and two words for it."
    return Prompt("probe", (Message("system", told), Message("user", text)), Weather, max_output_tokens=200)


def probe(
    settings: EngineSettings, *, timeout_s: float = 30.0, transport: httpx2.BaseTransport | None = None
) -> Report:
    """Return what the endpoint supports; about six small calls, each at most `timeout_s` long."""
    report = Report(settings.base_url, settings.model)
    _try_models(report, settings, timeout_s, transport)
    failed: EngineFailure | None = None
    for rung in RUNGS:
        pinned = settings.model_copy(update={"rung": rung, "max_retries": 1, "max_reasks": 0})
        engine = OpenAIEngine(pinned, memory=DialectMemory(), transport=transport)
        answer = _ask(engine, _prompt(schema_told=rung in ("json_object", "plain")), timeout_s, report)
        engine.close()
        if isinstance(answer, Completion):
            report.tried.append(Tried(RUNG_WORDS[rung], "fine", "The answer fitted the schema."))
            report.rung = report.rung or rung
        elif answer.outcome == "invalid":
            report.tried.append(
                Tried(RUNG_WORDS[rung], "weak", "Taken, but the answer did not fit the schema.")
            )
        else:
            failed = answer
            report.tried.append(Tried(RUNG_WORDS[rung], "fails", answer.message))
            if answer.outcome in ("unreachable", "unauthorised", "not_found", "timed_out"):
                break
    if report.rung is None:
        remedy = failed.remedy if failed else "Try a model that can follow a JSON schema."
        report.tried.append(Tried("Drafts", "fails", f"This endpoint cannot be used. {remedy}"))
        return report
    _try_streaming(report, settings, timeout_s, transport)
    _say_usage(report)
    return report


def _try_models(
    report: Report, settings: EngineSettings, timeout_s: float, transport: httpx2.BaseTransport | None
) -> None:
    engine = OpenAIEngine(settings, transport=transport)
    names = engine.models(min(timeout_s, 10.0))
    engine.close()
    if not names:
        report.tried.append(
            Tried("List of models", "weak", "The endpoint lists no models; that is no fault.")
        )
    elif settings.model in names:
        said = f"{settings.model!r} is among the {len(names)} models it lists."
        report.tried.append(Tried("List of models", "fine", said))
    else:
        shown = ", ".join(sorted(names)[:8])
        said = f"{settings.model!r} is not in the list. There are: {shown}."
        report.tried.append(Tried("List of models", "weak", said))


def _ask(
    engine: OpenAIEngine, prompt: Prompt, timeout_s: float, report: Report, ear: _Ear | None = None
) -> Completion | EngineFailure:
    try:
        answer: Completion | EngineFailure = engine.complete(prompt, timeout_s=timeout_s, listener=ear)
    except EngineFailure as failure:
        answer = failure
    report.usage = report.usage + answer.usage
    return answer


def _try_streaming(
    report: Report, settings: EngineSettings, timeout_s: float, transport: httpx2.BaseTransport | None
) -> None:
    engine = OpenAIEngine(settings.model_copy(update={"rung": report.rung}), transport=transport)
    ear = _Ear()
    answer = _ask(engine, _prompt(schema_told=True), timeout_s, report, ear)
    engine.close()
    if isinstance(answer, EngineFailure):
        report.tried.append(Tried("Streaming", "weak", f"Failed: {answer.message}"))
    elif ear.pieces > 1:
        report.tried.append(Tried("Streaming", "fine", f"The answer came in {ear.pieces} pieces."))
    else:
        report.tried.append(
            Tried("Streaming", "weak", "The answer came in one piece; sentences appear late.")
        )


def _say_usage(report: Report) -> None:
    usage = report.usage
    if usage.unreported == usage.calls:
        report.tried.append(Tried("Token counts", "weak", "Not reported; cost cannot be shown."))
    else:
        cached = (
            "cached tokens are reported"
            if usage.cached_tokens
            else "no cached tokens seen in so short a test"
        )
        said = f"{usage.input_tokens} in, {usage.output_tokens} out over {usage.calls} calls; {cached}."
        report.tried.append(Tried("Token counts", "fine", said))
    cost = "no price is set for this model" if usage.cost is None else f"this test cost {usage.cost:.4f}"
    average = usage.latency_s / max(usage.calls, 1)
    report.tried.append(Tried("Speed and cost", "fine", f"{average:.1f} s a call on average; {cost}."))
