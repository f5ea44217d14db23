"""One small incident, its map, and a short way to say what a model answers."""

from collections.abc import Callable
from datetime import date
from typing import Any

from drafter.engine.outcome import EngineFailure
from drafter.engine.prompt import Prompt
from drafter.engine.scripted import ScriptedEngine
from drafter.pipeline_model import ModelDrafts, draft_with_model

TAG = "q7k2v"
DAY = date(2026, 5, 4)
NOTES = """\
14:02 alert: error rate of checkout-api above 20 %
14:05 IC: declared an incident. Ada leads
14:09 maybe the release from 13:50 is the cause?
14:12 support: 34 tickets, customers cannot pay by card
14:20 rolled back the release on checkout-api
14:24 still failing for customers
14:31 search is not affected, checked by hand
"""
MAP = {
    "product": "Shop",
    "components": [
        {
            "id": "checkout",
            "aliases": ["checkout-api", "payments-core"],
            "customer_name": "paying by card",
            "symptoms": {"errors": "your payment may fail", "down": "you cannot pay by card"},
        },
        {"id": "search", "customer_name": "search", "symptoms": {"down": "search does not answer"}},
        {"id": "ledger-db", "internal_only": True},
    ],
    "people": ["Ada"],
    "customers": [{"name": "Globex"}],
}


def said(
    slot: str, text: str, *facts: str, unknowns: tuple[str, ...] = (), parts: tuple[str, ...] = (),
    policy: bool = False, audience: str = "status_page",
) -> dict[str, Any]:  # fmt: skip
    """Return one sentence of a model's answer."""
    return {
        "audience": audience, "slot": slot, "facts": list(facts), "unknowns": list(unknowns), "conflicts": [],
        "parts": list(parts), "policy": policy, "text": text,
    }  # fmt: skip


def mended(n: int, text: str, *facts: str, unknowns: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return one sentence of a repair."""
    return {
        "n": n, "facts": list(facts), "unknowns": list(unknowns), "conflicts": [], "parts": [],
        "policy": False, "text": text,
    }  # fmt: skip


SYMPTOM = said("symptom", "You cannot pay by card at the moment.", "f4.1", parts=("c1",))
REFUND = said("advice", "Ask for a refund at https://pay.example/refund.", "f4.1")
NEWS = said("next_update", "We will tell you more by {{next_update}}.", policy=True)


def scripted(
    *sentences: dict[str, Any], repairs: tuple[Any, ...] = (), extract: Any = None
) -> ScriptedEngine:
    """Return an engine that drafts these sentences for the public group, and mends as told."""
    script: dict[str, list[Any]] = {
        "draft-public": [{"sentences": list(sentences)}],
        "draft-internal": [{"sentences": []}],
        "repair-public": [one if isinstance(one, EngineFailure) else {"sentences": one} for one in repairs],
        "extract": [extract if extract is not None else {"facts": []}],
    }
    return ScriptedEngine(script)


def drafts(
    engine: ScriptedEngine | Callable[[Prompt], Any], *audiences: str, notes: str = NOTES, **options: Any
) -> ModelDrafts:
    """Return the drafts of the small incident."""
    made = engine if hasattr(engine, "complete") else ScriptedEngine(engine)
    options = {"tag": TAG, "zone": "UTC", "day": DAY, "reads": False} | options
    return draft_with_model(
        notes, options.pop("system_map", MAP), engine=made, audiences=audiences or ("status_page",), **options
    )
