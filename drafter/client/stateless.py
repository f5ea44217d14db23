"""What is answered and not kept: drafts from notes, checks of texts, maps."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from drafter.client.transport import Transport
from drafter.core.audience import Audience
from drafter.intake.backstage import CatalogueImport


class StatelessCalls(Transport):
    """Calls that keep nothing."""

    def preview(
        self,
        notes: str | Sequence[str],
        system_map: str | Mapping[str, Any] | None = None,
        *,
        audiences: Iterable[str] | None = None,
        as_of: datetime | None = None,
        next_update_at: datetime | None = None,
        zone: str | None = None,
        day: date | None = None,
    ) -> dict[str, Any]:
        """Draft from notes and a map; nothing is kept."""
        body = {
            "notes": notes if isinstance(notes, str) else list(notes),
            "system_map": system_map,
            "audiences": None if audiences is None else list(audiences),
            "as_of": as_of,
            "next_update_at": next_update_at,
            "zone": zone,
            "day": day,
        }
        return self._json("POST", "/v1/preview", body)

    def verify(self, text: str, notes: str | Sequence[str], **more: Any) -> list[dict[str, Any]]:
        """Return what in a text the notes do not support; `more` as the route takes it."""
        body = {"text": text, "notes": notes if isinstance(notes, str) else list(notes), **more}
        found: list[dict[str, Any]] = self._json("POST", "/v1/verify", body)["findings"]
        return found

    def lint(self, text: str, **more: Any) -> list[dict[str, Any]]:
        """Return what a reader of a text would stumble over; `more` as the route takes it."""
        found: list[dict[str, Any]] = self._json("POST", "/v1/lint", {"text": text, **more})["findings"]
        return found

    def audiences(self) -> list[Audience]:
        """Return who can be written for."""
        return [Audience.model_validate(one) for one in self._send("GET", "/v1/audiences").json()]

    def rules(self, prefix: str = "") -> list[dict[str, Any]]:
        """Return the rules of the linter."""
        found: list[dict[str, Any]] = self._send("GET", "/v1/rules", params={"prefix": prefix}).json()
        return found

    def check_map(self, system_map: str | Mapping[str, Any], notes: str | None = None) -> dict[str, Any]:
        """Return what a map leaves a writer without."""
        return self._json("POST", "/v1/maps/check", {"system_map": system_map, "notes": notes})

    def import_map(self, files: Mapping[str, str]) -> CatalogueImport:
        """Turn the files of a Backstage catalogue into a map to complete; nothing is kept."""
        return self._made(CatalogueImport, "/v1/maps/import", {"files": dict(files)}, None)

    def map_schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the map format."""
        return self._json("GET", "/v1/maps/schema")
