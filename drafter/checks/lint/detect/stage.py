"""The stage a text speaks from, when nobody has said it: open, watched, or over."""

from typing import Literal

from drafter.checks.lint.context import Context
from drafter.checks.lint.detect.promises import find_next_update
from drafter.checks.lint.detect.reading import Readings, readings
from drafter.checks.lint.document import Document

Spoken = Literal["open", "watching", "over", "unclear"]
_OF_STAGE: dict[str, Spoken] = {
    "investigating": "open",
    "identified": "open",
    "fixing": "open",
    "monitoring": "watching",
    "resolved": "over",
}


def spoken_stage(source: str | Document) -> Spoken:
    """Return what the words say: "over" needs an ending and nothing that goes on."""
    document = Document(source) if isinstance(source, str) else source
    known = document.shelf.get("spoken_stage")
    if known is None:
        known = document.shelf["spoken_stage"] = _spoken(document)
    return known  # type: ignore[return-value]  # the shelf holds what was put there one line above


def _spoken(document: Document) -> Spoken:
    parts = readings(document)
    ended = _any(parts, "ended")
    if _any(parts, "open"):
        return "open"
    if ended:
        return (
            "watching" if _any(parts, "watch") and find_next_update(document).precision != "none" else "over"
        )
    return "open" if _any(parts, "watch") or _any(parts, "harm") else "unclear"


def stage_of(document: Document, context: Context) -> Spoken:
    """Return the stage the context names, else the one the words speak from."""
    if context.stage:
        return _OF_STAGE.get(context.stage, "open")
    return spoken_stage(document)


def _any(parts: Readings, kind: str) -> bool:
    return any(parts[number].of(kind) for number in range(len(parts)))
