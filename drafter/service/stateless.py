"""Use cases that keep nothing: preview, verify, lint."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from drafter.checks.lint.api import lint
from drafter.checks.lint.registry import ALL_RULES
from drafter.checks.lint.rule import Rule
from drafter.core.audience import Audience
from drafter.core.draft import DraftSet
from drafter.core.fact import FactEdit
from drafter.core.finding import Finding
from drafter.errors import NotFound
from drafter.intake.backstage import CatalogueImport, import_catalogue
from drafter.intake.map_coverage import coverage
from drafter.intake.map_drawing import draw
from drafter.intake.map_schema import map_schema
from drafter.intake.maps import load_map
from drafter.intake.sources import read_source
from drafter.pipeline import draft, verify
from drafter.service.actors import Actor
from drafter.service.room import Room
from drafter.writing.model.result import Hear


class Stateless:
    """What can be asked without an incident."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def preview(
        self,
        actor: Actor,
        *,
        notes: str | list[str],
        system_map: str | Mapping[str, object] | None,
        audiences: Iterable[str] | None,
        as_of: datetime | None,
        next_update_at: datetime | None,
        zone: str | None,
        day: date | None,
        edits: tuple[FactEdit, ...] = (),
    ) -> DraftSet:
        """Draft for every audience and keep nothing."""
        actor.need("draft")
        return draft(
            notes,
            system_map,
            audiences=audiences,
            as_of=as_of,
            next_update_at=next_update_at,
            edits=edits,
            zone=zone,
            day=day,
        )

    def preview_sentences(
        self,
        actor: Actor,
        *,
        notes: str | list[str],
        system_map: str | Mapping[str, object] | None,
        hear: Hear,
        **given: Any,
    ) -> dict[str, Any]:
        """Draft, keep nothing, and tell `hear` of each sentence of a model that passes as it arrives."""
        actor.need("draft")
        return self._room.line.preview(notes, system_map, hear=hear, **given)

    def verify(
        self,
        actor: Actor,
        *,
        text: str,
        notes: str | list[str],
        system_map: str | Mapping[str, object] | None,
        audience: str,
        as_of: datetime | None,
        next_update_at: datetime | None,
        zone: str | None,
        day: date | None,
    ) -> list[Finding]:
        """Say what in a text the notes do not support."""
        actor.need("draft")
        return verify(
            text,
            notes=notes,
            system_map=system_map,
            audience=audience,
            as_of=as_of,
            next_update_at=next_update_at,
            zone=zone,
            day=day,
        )

    def lint(self, actor: Actor, *, text: str, **context: Any) -> list[Finding]:
        """Say what a reader of a text would stumble over; `context` as `drafter.lint` takes it."""
        actor.need("draft")
        return list(lint(text, **context))

    def audiences(self, actor: Actor) -> list[Audience]:
        """Return every audience."""
        actor.need("read")
        return self._room.line.audiences()

    def rules(self, actor: Actor, prefix: str = "") -> list[dict[str, Any]]:
        """Return every lint rule whose code begins with `prefix`."""
        actor.need("read")
        return [_rule(one) for one in ALL_RULES if one.code.startswith(prefix.upper())]

    def rule(self, actor: Actor, code: str) -> dict[str, Any]:
        """Return one lint rule. Raises NotFound."""
        actor.need("read")
        found = next((one for one in ALL_RULES if code.upper() == one.code or code == one.name), None)
        if found is None:
            raise NotFound(f"There is no rule {code!r}.", remedy="List them at /v1/rules.")
        return _rule(found)

    def check_map(
        self, actor: Actor, system_map: str | Mapping[str, object], notes: str | None
    ) -> dict[str, Any]:
        """Say what a map leaves a writer without. Raises InputError."""
        actor.need("draft")
        the_map = load_map(system_map)
        gaps = coverage(the_map, read_source(notes) if notes else None)
        return {
            "components": len(the_map.components),
            "gaps": [gap.model_dump(mode="json") for gap in gaps],
            "drawing": draw(the_map),
        }

    def import_map(self, actor: Actor, files: Mapping[str, str]) -> CatalogueImport:
        """Turn a catalogue's files into a map to complete. Raises InputError, TooLarge."""
        actor.need("draft")
        return import_catalogue(files)

    def map_schema(self, actor: Actor) -> dict[str, Any]:
        """Return the JSON Schema of the map format."""
        actor.need("read")
        return dict(map_schema())


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "audiences": list(rule.audiences),
        "kind": rule.kind,
        "summary": rule.summary,
        "why": rule.why,
        "source": rule.source,
        "flags": [example_text(one) for one in rule.flags],
        "passes": [example_text(one) for one in rule.passes],
    }


def example_text(example: object) -> str:
    """Return the text of a rule's example, with or without a context of its own."""
    return str(getattr(example, "text", example))
