"""Incidents with their notes, facts and maps."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from drafter.client.transport import Transport, match, part
from drafter.core.fact import FactEdit
from drafter.core.system_map import SystemMap
from drafter.facts.preparation import Preparation
from drafter.service.pages import Page
from drafter.service.views import FactsView, IncidentView, NotesView


class IncidentCalls(Transport):
    """Calls about incidents, notes, facts and maps."""

    def declare(self, title: str, *, key: str | None = None, **more: Any) -> IncidentView:
        """Open an incident; `more` as the route takes it: notes, system_map, severity, zone ..."""
        return self._made(IncidentView, "/v1/incidents", {"title": title, **more}, key)

    def incidents(
        self,
        *,
        state: str | None = None,
        severity: str | None = None,
        q: str | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Page[IncidentView]:
        """Return one page of incidents, newest first."""
        asked = {"state": state, "severity": severity, "q": q, "limit": limit, "cursor": cursor}
        return Page[IncidentView].model_validate_json(
            self._send("GET", "/v1/incidents", params=asked).content
        )

    def incident(self, incident_id: str) -> IncidentView:
        """Return one incident."""
        return self._get(IncidentView, f"/v1/incidents/{part(incident_id)}")

    def change_incident(
        self, incident_id: str, *, version: int | None = None, **changes: Any
    ) -> IncidentView:
        """Change an incident: severity, state, flags, comms_owner, commander, channels ..."""
        answer = self._send(
            "PATCH", f"/v1/incidents/{part(incident_id)}", body=changes, headers=match(version)
        )
        return IncidentView.model_validate_json(answer.content)

    def import_notes(
        self,
        incident_id: str,
        export: Sequence[Any] | Mapping[str, Any] | bytes,
        *,
        key: str | None = None,
    ) -> NotesView:
        """Append the messages of an export: its JSON, or the bytes of a zip archive."""
        body = {"zip": b64encode(export).decode()} if isinstance(export, bytes) else {"export": export}
        return self._made(NotesView, f"/v1/incidents/{part(incident_id)}/imports", body, key)

    def notes(self, incident_id: str) -> NotesView:
        """Return the notes as read."""
        return self._get(NotesView, f"/v1/incidents/{part(incident_id)}/notes")

    def add_notes(self, incident_id: str, text: str, *, key: str | None = None) -> NotesView:
        """Append notes exactly as written."""
        return self._made(NotesView, f"/v1/incidents/{part(incident_id)}/notes", {"text": text}, key)

    def facts(self, incident_id: str) -> FactsView:
        """Return the fact sheet as it stands now."""
        return self._get(FactsView, f"/v1/incidents/{part(incident_id)}/facts")

    def preparation(self, incident_id: str) -> Preparation:
        """Return what to know before writing."""
        return self._get(Preparation, f"/v1/incidents/{part(incident_id)}/preparation")

    def edit_fact(self, incident_id: str, edit: FactEdit, *, key: str | None = None) -> FactsView:
        """Confirm, correct, hide, show or add a fact; it goes under the caller's name."""
        body = edit.model_dump(mode="json", exclude={"by"}, exclude_none=True)
        return self._made(FactsView, f"/v1/incidents/{part(incident_id)}/facts/edits", body, key)

    def retract_fact_edit(self, incident_id: str, n: int) -> FactsView:
        """Take back the n-th fact edit."""
        answer = self._send("DELETE", f"/v1/incidents/{part(incident_id)}/facts/edits/{n}")
        return FactsView.model_validate_json(answer.content)

    def system_map(self, incident_id: str) -> SystemMap:
        """Return the incident's system map."""
        return self._get(SystemMap, f"/v1/incidents/{part(incident_id)}/map")

    def set_map(self, incident_id: str, system_map: str | Mapping[str, Any]) -> SystemMap:
        """Replace the incident's system map."""
        answer = self._send("PUT", f"/v1/incidents/{part(incident_id)}/map", body={"system_map": system_map})
        return SystemMap.model_validate_json(answer.content)
