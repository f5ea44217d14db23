"""The desk and the API in one process on one port: a Streamlit app that the API is mounted into.

Streamlit's pages live in `ui/` and speak HTTP to the API, also here, where both share a process.
"""

import asyncio
import io
import os
import socket
import tomllib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, redirect_stdout, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import streamlit as st
import structlog
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from drafter.api.app import Api, create_app
from drafter.core.note import Notes
from drafter.errors import Conflict, InputError, Refused
from drafter.intake.shipped import ShippedIncident, load_shipped
from drafter.resources import folder
from drafter.review.records import IncidentClock
from drafter.service import Service
from drafter.service.actors import Actor, scopes_of
from drafter.service.views import DraftView
from drafter.settings import Settings
from drafter.wiring import Wired, utc_now, wire

API_PATHS = ("/v1", "/healthz", "/readyz", "/metrics")
# How much of each shipped incident's notes has been written when the demonstration opens.
SHARES = {
    "mybinder-launches-fail": 0.6,
    "leap-hub-outage": 0.55,
    "polar-database-deleted": 0.6,
    "crates-io-slow-publishing": 0.5,
}
SINCE_SENT = timedelta(minutes=18)  # ago: the next update is due soon, and not yet
QUIET = {
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "logger.level": "warning",
    # A neutral accent: red, amber and green are kept for block, warn and fine.
    "theme.light.primaryColor": "#1f5fbf",
    "theme.dark.primaryColor": "#7fb0f5",
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


def explain(error: Exception) -> bool:
    """Say on the page that something of ours broke, that nothing was lost, and what to do; log the rest."""
    structlog.get_logger("drafter.desk").error("page failed", exc_info=error)
    st.error(
        f"**This page could not be drawn ({type(error).__name__}).** Nothing was lost: all that was saved is "
        "still there. Reload the page; if it happens again, the log of `drafter up` says where."
    )
    return True


def free_port() -> int:
    """Return a port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def login(settings: Settings) -> dict[str, Any]:
    """Return what Streamlit is told about log-in. Raises InputError when the file cannot be used."""
    if not settings.login:
        return {}
    try:
        given = tomllib.loads(Path(settings.login).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(
            f"The log-in file {settings.login!r} cannot be read: {error}.",
            remedy="Name a TOML file with an [auth] table in DRAFTER_LOGIN; docs/desk.md shows one.",
            where="DRAFTER_LOGIN",
        ) from None
    wanted = {"redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url"}
    if missing := sorted(wanted - set(given.get("auth", {}))):
        raise InputError(
            f"The log-in file {settings.login!r} does not say {', '.join(missing)}.",
            remedy="Add them to its [auth] table; docs/desk.md shows one.",
            where="DRAFTER_LOGIN",
        )
    os.environ["DRAFTER_LOGIN"] = settings.login  # the pages ask for it
    return {"secrets.files": [settings.login]}


def answer_at_once(loop: asyncio.AbstractEventLoop) -> None:
    """Have the server that this loop is about to start send small answers without waiting for more.

    Streamlit binds its socket without naming TCP, so asyncio does not switch Nagle's wait off, and every
    answer of two packets costs 40 ms. Accepted sockets inherit the option from the listening one.
    """
    create = loop.create_server

    async def create_server(*args: Any, **options: Any) -> Any:
        if (sock := options.get("sock")) is not None:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return await create(*args, **options)

    with suppress(AttributeError):  # a loop that cannot be changed is uvloop, which does this itself
        loop.create_server = create_server  # type: ignore[method-assign]  # only while the server starts


def run(wired: Wired, settings: Settings) -> None:
    """Serve desk and API until interrupted. The pages find the API through DRAFTER_API."""
    os.environ["DRAFTER_API"] = f"http://{settings.host}:{settings.port}"
    api = create_app(wired.service, settings)

    @asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        answer_at_once(asyncio.get_running_loop())
        async with api.router.lifespan_context(api):  # a mounted app's lifespan is not run by itself
            yield

    app = st.App(
        folder("ui") / "main.py",
        lifespan=lifespan,
        routes=[Passage(api, API_PATHS)],
        on_script_error=explain,
    )
    with redirect_stdout(io.StringIO()):  # Streamlit's own banner; the address has been printed
        app.run(
            config={"server.port": settings.port, "server.address": settings.host, **QUIET, **login(settings)}
        )


def seed(settings: Settings, slugs: Sequence[str]) -> list[str]:
    """Put these shipped incidents on the desk, each in the middle of its story; return their ids.

    Each has a clock of its own, which shows the time of its last note and runs on from there; one update
    has gone out, so that there is a promise to keep.
    """
    story = StoryClock()
    wired = wire(settings, clock=story)
    try:
        return [_tell(wired.service, story, load_shipped(slug), SHARES.get(slug, 0.5)) for slug in slugs]
    finally:
        wired.close()


class StoryClock:
    """Real time, put back by `ago` while a story's earlier part is told."""

    def __init__(self) -> None:
        self.ago = timedelta(0)

    def __call__(self) -> datetime:
        """Return the time of the part that is being told."""
        return utc_now() - self.ago


def _tell(service: Service, story: StoryClock, shipped: ShippedIncident, share: float) -> str:
    liaison, second = (Actor(person=name, scopes=scopes_of(("admin",))) for name in ("Liaison", "Second"))
    notes = shipped.notes()
    upto = max(2, round(len(notes.entries) * share))
    shown = _moment(notes, upto) + timedelta(minutes=1)
    before = sum(1 for entry in notes.entries[:upto] if entry.at and entry.at <= shown - SINCE_SENT)
    first = max(1, min(before, upto - 1))
    lines = shipped.notes_text.splitlines(keepends=True)
    first_line, last_line = (_first_line_after(notes, count, len(lines)) for count in (first, upto))

    story.ago = SINCE_SENT
    incident = service.incidents.declare(
        liaison,
        title=shipped.title,
        notes="".join(lines[:first_line]),
        system_map=shipped.map_text,
        severity="SEV2",
        zone=notes.zone,
        declared_at=shown - SINCE_SENT - timedelta(minutes=4),
        clock=IncidentClock(shown=shown, started=utc_now()),
    )
    update = service.updates.create(liaison, incident.id, audiences=["status_page"])
    _send(service, liaison, second, update.drafts[0])
    story.ago = timedelta(0)
    service.incidents.add_notes(liaison, incident.id, "".join(lines[first_line:last_line]))
    service.updates.create(liaison, incident.id)
    return incident.id


def _send(service: Service, liaison: Actor, second: Actor, draft: DraftView) -> None:
    """Approve and publish the status page; a draft that may not go out stays a draft, here as anywhere."""
    with suppress(Conflict, Refused):
        approved = service.approvals.approve(liaison, draft.id, version=draft.version)
        if approved.awaits_second:
            approved = service.approvals.approve(second, draft.id, version=draft.version)
        service.publishing.publish(liaison, approved.id, channel="status page")


def _moment(notes: Notes, upto: int) -> datetime:
    times = [entry.at for entry in notes.entries[:upto] if entry.at]
    return max(times) if times else utc_now()


def _first_line_after(notes: Notes, count: int, total: int) -> int:
    """Return the index of the file's line at which entry `count` + 1 begins."""
    return notes.entries[count].source_line - 1 if count < len(notes.entries) else total
