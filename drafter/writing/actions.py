"""What we did, put into words a reader outside can picture: "restarted part of the service"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from drafter.core.fact import Fact
from drafter.facts.acts import Act, Sort, act_of, done_now
from drafter.writing.data_files import load_toml
from drafter.writing.names import Names
from drafter.writing.nouns import is_activity, is_plural

_LONGEST_PRODUCT = 3  # words
_LONGEST_NAME = 6  # words; a longer name makes the sentence too long to read in one go

_PLACED = re.compile(
    r"\b(?:in|into|inside|from|within|on|at|with|using) (?:the |our |a |an |that |this )?(?:[\w-]+ ){0,2}$"
)

State = Literal["done", "doing", "planned"]


@dataclass(frozen=True, slots=True)
class Action:
    """One thing done, under way or decided, in plain words.

    `base`, `past` and `ing` are the verb with its object: "restart the website", "restarted ...",
    "restarting ...". `sort` is repair, trial, help or look; `weight` grows with how much the step tells
    of how trouble ended.
    """

    id: str
    sort: Sort
    base: str
    past: str
    ing: str
    state: State
    temporary: bool = False
    weight: int = 2
    tried: bool = False


@cache
def _phrases() -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in load_toml("actions.toml")["action"]}


@cache
def _progress() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(source) for name, source in load_toml("actions.toml")["progress"].items()}


@cache
def _nobody() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(source) for name, source in load_toml("actions.toml")["nobody"].items()}


@cache
def _objects(table: str) -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    return tuple((re.compile(row["match"]), row) for row in load_toml("objects.toml")[table])


def done_earlier(text: str) -> bool:
    """Say whether the words put what was done on an earlier day."""
    return _nobody()["earlier"].search(_nobody()["copy_from"].sub("", text.lower())) is not None


def read_action(fact: Fact, names: Names) -> Action | None:
    """Return the action a fact tells of in plain words, None when no class of action fits."""
    act = act_of(fact.text)
    lowered = done_now(fact.text)
    if act is None or any(_nobody()[reason].search(lowered) for reason in ("options", "prepared", "befell")):
        return None
    row = _phrases()[act.id]
    thing = _object(fact, row, names, act.words)
    if thing is None:
        return None
    tail = (
        row.get("with_object", "").replace("{object}", thing) if thing and row["object"] == "optional" else ""
    )
    forms = {form: row[form].replace("{object}", thing) + tail for form in ("base", "past", "ing")}
    if any(names.leaks(form) for form in forms.values()):
        forms = {form: row[form].replace("{object}", _some_part(names)) for form in ("base", "past", "ing")}
        if any(names.leaks(form) for form in forms.values()):
            return None
    action = Action(
        id=act.id,
        sort=act.sort,
        state=_state(fact, lowered, act),
        weight=row.get("weight", 2),
        temporary=bool(_progress()["temporary"].search(lowered)),
        **forms,
    )
    return only_tried(action) if _progress()["tried"].search(lowered) else action


def doubted(fact: Fact, following: Sequence[Fact]) -> bool:
    """Say whether the same note doubts that this action did anything."""
    beside = (later for later in following[:3] if later.lines[:1] == fact.lines[:1])
    return any(_progress()["doubted"].search(later.text.lower()) for later in beside)


def only_tried(action: Action) -> Action:
    """Return the action as one that was tried, whatever came of it."""
    return replace(action, tried=True, past=f"tried to {action.base}")


def _state(fact: Fact, lowered: str, act: Act) -> State:
    if fact.certainty in ("planned", "suspected") or fact.kind in (
        "decision",
        "hypothesis",
        "internal_estimate",
    ):
        return "planned"
    if _nobody()["later"].search(lowered) and not _progress()["done"].search(lowered):
        return "planned"
    progress = _progress()
    if progress["done"].search(lowered):
        return "done"
    if act.sort == "look" or progress["doing"].search(lowered) or _running(lowered, act.words):
        return "doing"
    return "done"


def _running(lowered: str, verb: re.Pattern[str]) -> bool:
    """Say whether the verb stands in its running form: "is rolling back", or "rolling back" at its head."""
    found = verb.search(lowered)
    return bool(found and any(m.end() > found.start() for m in _progress()["running"].finditer(lowered)))


def _object(fact: Fact, row: dict[str, Any], names: Names, verb: re.Pattern[str]) -> str | None:
    """Return what the verb acts on, "" when it needs nothing, None when it must not be told."""
    wants = row["object"]
    if wants is False:
        return ""
    if wants == "vendor":
        return names.vendor(fact.text) or "a supplier"
    lowered = fact.text.lower()
    found = verb.search(lowered)
    at = found.start() if found else 0
    if wants == "things":
        return _nearest("thing", lowered, at, names)
    for component_id in fact.components:
        component = names.map.by_id.get(component_id)
        part = names.part(component) if component else ""
        if part and len(part.split()) <= _LONGEST_NAME:
            done = is_activity(part) or is_plural(part)  # what people do or get is not itself restarted
            return f"the service for {part}" if done else part
    nearest = _nearest("object", lowered, at, names)
    if wants == "optional":
        return nearest or ""
    if wants == "named":  # "we turned off part of the service" would frighten, and tells nothing
        return nearest
    return nearest or _some_part(names)


def _some_part(names: Names) -> str:
    """Return what to call a part without a name: "part of Harbour Shop"."""
    product = names.map.product.strip()
    short = product and len(product.split()) <= _LONGEST_PRODUCT and not names.leaks(product)
    return f"part of {product}" if short else str(load_toml("objects.toml")["fallback"]["part"])


def _nearest(table: str, lowered: str, at: int, names: Names) -> str | None:
    """Return the plain words for the thing named nearest to the verb, None when there is none."""
    best: tuple[int, str] | None = None
    for pattern, thing in _objects(table):
        for match in pattern.finditer(lowered):
            words = thing["many"] if match[0].endswith("s") else thing["one"]
            if _PLACED.search(lowered[: match.start()]):
                continue  # "re-created the entry in the database": the database is where, not what
            far = abs(match.start() - at)
            if not names.leaks(words) and (best is None or far < best[0]):
                best = (far, words)
    return best[1] if best else None


@cache
def _failed() -> re.Pattern[str]:
    return re.compile(load_toml("effects.toml")["outcome"]["failed"])


def failed(fact: Fact, following: Sequence[Fact]) -> Fact | None:
    """Return the fact that says this action had no effect: itself, or the next words about it."""
    if _failed().search(fact.text.lower()):
        return fact
    for later in following[:2]:
        near = later.lines and fact.lines and later.lines[0] - fact.lines[-1] <= 1
        told = later.kind in ("symptom", "observation", "action", "unknown", "restored")
        if (
            near
            and told
            and later.certainty in ("confirmed", "reported")
            and _failed().search(later.text.lower())
        ):
            return later
    return None
