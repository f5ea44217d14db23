"""The desk and the API in one process on one port: a Streamlit app that the API is mounted into.

Streamlit's pages live in `ui/` and speak HTTP to the API, also here, where both share a process.
"""

import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import streamlit as st
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from drafter.api.app import Api, create_app
from drafter.core.note import Notes
from drafter.intake.shipped import ShippedIncident, list_shipped, load_shipped
from drafter.resources import folder
from drafter.review.records import IncidentClock
from drafter.service import Service
from drafter.service.actors import Actor, scopes_of
from drafter.settings import Settings
from drafter.wiring import Wired, utc_now

API_PATHS = ("/v1", "/healthz", "/readyz", "/metrics")
# Where the shipped incidents stand when the desk opens: the share of their notes that has been written.
CUTS = {
    "mybinder-launches-fail": 0.2,
    "leap-hub-outage": 0.6,
    "polar-database-deleted": 0.5,
    "crates-io-slow-publishing": 0.4,
}
THEME = {
    "theme.primaryColor": "#1f5fbf",
    "theme.font": "sans-serif",
    "theme.codeFont": "monospace",
}
QUIET = {
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "logger.level": "warning",
}


class Passage(BaseRoute):
    """Hands requests under some paths to another app, path and all; Mount would cut the prefix off."""

    def __init__(self, app: Api, paths: tuple[str, ...]) -> None:
        self.app = app
        self.paths = paths

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Match HTTP requests to one of the paths or below it."""
        path = scope.get("path", "")
        mine = scope["type"] == "http" and any(path == p or path.startswith(f"{p}/") for p in self.paths)
        return (Match.FULL, {}) if mine else (Match.NONE, {})

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request."""
        await self.app(scope, receive, send)


def free_port() -> int:
    """Return a port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def run(wired: Wired, settings: Settings) -> None:
    """Serve desk and API until interrupted. The pages find the API through DRAFTER_API."""
    os.environ["DRAFTER_API"] = f"http://{settings.host}:{settings.port}"
    api = create_app(wired.service, settings)

    @asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        async with api.router.lifespan_context(api):  # a mounted app's lifespan is not run by itself
            yield

    app = st.App(folder("ui") / "main.py", lifespan=lifespan, routes=[Passage(api, API_PATHS)])
    app.run(config={"server.port": settings.port, "server.address": settings.host, **QUIET, **THEME})


def seed(service: Service) -> str:
    """Put the shipped incidents on an empty desk, each in the middle of its story; return the first one's id.

    Each has a clock of its own that shows the time of its last note and runs on from there.
    """
    first = ""
    scribe = Actor(person="Scribe", scopes=scopes_of(("admin",)))
    for slug in list_shipped():
        incident_id = _seed_one(service, scribe, load_shipped(slug), CUTS.get(slug, 0.5))
        first = first or incident_id
    return first


def _seed_one(service: Service, scribe: Actor, shipped: ShippedIncident, share: float) -> str:
    notes = shipped.notes()
    cut = max(2, round(len(notes.entries) * share))
    real = utc_now()
    shown = _moment(notes, cut) + timedelta(minutes=1)
    started = _moment(notes, 1)
    incident = service.incidents.declare(
        scribe,
        title=shipped.title,
        notes=_written(shipped.notes_text, notes, cut),
        system_map=shipped.map_text,
        severity="SEV2",
        zone=notes.zone,
        declared_at=started,
        clock=IncidentClock(shown=shown, started=real),
    )
    service.updates.create(scribe, incident.id)
    return incident.id


def _moment(notes: Notes, upto: int) -> datetime:
    times = [entry.at for entry in notes.entries[:upto] if entry.at]
    return max(times) if times else utc_now()


def _written(text: str, notes: Notes, cut: int) -> str:
    """Return the file as it stood when `cut` entries had been written."""
    lines = text.splitlines()
    if cut < len(notes.entries):
        lines = lines[: notes.entries[cut].source_line - 1]
    return "\n".join(lines) + "\n"
