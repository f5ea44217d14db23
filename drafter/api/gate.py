"""What stands before every route: id, host, size, time, and headers on the way out; logs and counts.

One plain ASGI class, so that the cost per request stays small.
"""

import asyncio
import re
import secrets
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from drafter.api.metrics import Metrics
from drafter.api.problems import of_error, of_status, problem, unforeseen_problem
from drafter.errors import TooLarge

log = structlog.get_logger("drafter.api")
ID = re.compile(r"[\w.-]{1,64}", re.ASCII)
LOOPBACK_HOSTS = frozenset(["localhost", "127.0.0.1", "[::1]", "testserver"])
SECURITY = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cache-control": "no-store",
}
STREAMS = ("/events", "/sentences")  # these may take their time


class Gate:
    """The outermost layer of the API."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        metrics: Metrics,
        allowed_hosts: Iterable[str],
        origins: Iterable[str],
        max_body_bytes: int,
        timeout_s: float,
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._hosts = LOOPBACK_HOSTS | {host.lower() for host in allowed_hosts}
        self._any_host = "*" in self._hosts
        self._origins = frozenset(origins)
        self._max_body = max_body_bytes
        self._timeout_s = timeout_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        the_id = given if ID.fullmatch(given) else secrets.token_hex(8)
        scope["request_id"] = the_id
        began = time.perf_counter()
        status = 0

        async def out(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                sent = MutableHeaders(scope=message)
                sent["x-request-id"] = the_id
                for name, value in SECURITY.items():
                    sent.setdefault(name, value)
            await send(message)

        structlog.contextvars.bind_contextvars(request_id=the_id)
        try:
            refusal = self._refusal(scope, headers, the_id)
            if refusal is not None:
                await refusal(scope, receive, out)
                return
            await self._serve(scope, receive, out, the_id, lambda: status)
        finally:
            took = time.perf_counter() - began
            route = getattr(scope.get("route"), "path", "unmatched")
            self._metrics.seen(scope["method"], route, status, took)
            log.info("request", method=scope["method"], route=route, status=status, ms=round(took * 1000, 1))
            structlog.contextvars.unbind_contextvars("request_id")

    async def _serve(
        self, scope: Scope, receive: Receive, send: Send, the_id: str, status: Callable[[], int]
    ) -> None:
        size = 0

        async def measured() -> Message:
            nonlocal size
            message = await receive()
            if message["type"] == "http.request":
                size += len(message.get("body", b""))
                if size > self._max_body:
                    # FastAPI turns any other error while it reads a body into a plain 400.
                    raise HTTPException(413, self._too_large(f"more than {self._max_body}").message)
            return message

        try:
            if scope["path"].endswith(STREAMS):
                await self._app(scope, measured, send)
            else:
                async with asyncio.timeout(self._timeout_s):
                    await self._app(scope, measured, send)
        except TimeoutError:
            if not status():
                await self._late(the_id)(scope, receive, send)
        except Exception as error:  # the last wall: nobody gets a bare 500
            # The app's own handler has answered already when the error is raised again to reach the server.
            if not status():
                log.error("unforeseen error", error=type(error).__name__, exc_info=error)
                await unforeseen_problem(the_id)(scope, receive, send)

    def _refusal(self, scope: Scope, headers: Headers, the_id: str) -> Response | None:
        host = headers.get("host", "").lower()
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        if not self._any_host and name not in self._hosts:
            return of_status(HTTPStatus.MISDIRECTED_REQUEST, the_id, "This host name is not answered here.")
        origin = headers.get("origin")
        if origin and scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            same = origin.split("://", 1)[-1].lower() == host
            if not same and origin not in self._origins:
                return of_status(403, the_id, "Pages of other sites may not change anything here.")
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > self._max_body:
            return of_error(self._too_large(length), the_id)
        return None

    def _too_large(self, size: str) -> TooLarge:
        return TooLarge(
            f"The body has {size} bytes, the limit is {self._max_body}.",
            remedy="Send less at once, or raise DRAFTER_MAX_BODY_BYTES.",
        )

    def _late(self, the_id: str) -> Response:
        return problem(
            the_id,
            503,
            kind="timeout",
            title="It took too long",
            detail=f"The request took longer than {self._timeout_s:g} s.",
            hint="Send less at once, or raise DRAFTER_REQUEST_TIMEOUT_S. Check before repeating.",
            headers={"retry-after": "5"},
        )
