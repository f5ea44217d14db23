"""The HTTP API: `create_app(service, settings)` gives an ASGI app that answers under /v1."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Response
from fastapi.responses import HTMLResponse
from starlette.middleware.cors import CORSMiddleware
from starlette.types import Receive, Scope, Send

from drafter import __version__
from drafter.api import docs_page, problems
from drafter.api.callers import Limiter
from drafter.api.gate import Gate
from drafter.api.metrics import Metrics
from drafter.api.routes import (
    batches,
    drafts,
    drills,
    incidents,
    ledger,
    publishing,
    records,
    reviews,
    slack,
    stateless,
)
from drafter.errors import StoreError
from drafter.extras import extra
from drafter.service import Service
from drafter.settings import Settings

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

    from drafter.api.oidc import Issuer
    from drafter.slack.door import Door

SUMMARY = "Incident notes in; plain-language updates out, each sentence with the notes it rests on."

PROBLEM = "#/components/schemas/Problem"
FEEDBACK_PER_MINUTE = 10  # answers from one address: a reader gives one


class Api(FastAPI):
    """A FastAPI app with the gate before it."""

    gate: Gate

    def openapi(self) -> dict[str, Any]:
        """Return the description; problems have their own media type, which FastAPI cannot be told."""
        if self.openapi_schema is None:
            described = super().openapi()
            for path in described["paths"].values():
                for operation in path.values():
                    for status, answer in operation["responses"].items():
                        if status >= "400" and answer.get("content"):
                            answer["content"] = {problems.MEDIA_TYPE: {"schema": {"$ref": PROBLEM}}}
        assert self.openapi_schema is not None
        return self.openapi_schema

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve through the gate."""
        if scope["type"] == "http" and "request_id" not in scope:
            await self.gate(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def create_app(service: Service, settings: Settings, door: "Door | None" = None) -> Api:
    """Return the app. The caller closes the service's store when the app is done.

    `door` lets Slack in; without one the settings say whether there is any.
    """

    tracing = _tracing(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        if tracing:
            await asyncio.to_thread(tracing.shutdown)  # sends what is still waiting

    app = Api(
        title="Drafter",
        summary=SUMMARY,
        version=__version__,
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        generate_unique_id_function=lambda route: (
            f"{route.tags[0] if route.tags else 'api'}_{route.name}".replace(" ", "_")
        ),
        strict_content_type=True,
        telemetry={
            "tracing": tracing is not None,
            "tracer_provider": tracing,
            "metrics": False,  # /metrics has them
            "logs": False,
            "operation_spans": False,
            "auto_configure": False,
        },
    )
    metrics = Metrics()
    app.state.service = service
    app.state.settings = settings
    app.state.limiter = Limiter(settings.requests_per_minute)
    app.state.feedback_limiter = Limiter(FEEDBACK_PER_MINUTE)
    service.updates.heard = metrics.written
    app.state.slack = door or _slack(service, settings)
    app.state.issuer = _issuer(service, settings)
    problems.install(app)
    for router in (
        stateless.router,
        incidents.router,
        incidents.updates,
        drafts.router,
        drafts.checks,
        publishing.router,
        ledger.router,
        reviews.router,
        drills.router,
        batches.router,
        reviews.feedback,
        records.router,
        slack.router,
    ):
        app.include_router(router)
    _docs(app)
    _health(app, service, metrics)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.cors_origins),
            allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=["authorization", "content-type", "if-match", "idempotency-key", "x-api-key"],
            expose_headers=["etag", "location", "x-request-id"],
        )
    app.gate = Gate(
        super(Api, app).__call__,
        metrics=metrics,
        allowed_hosts=(*settings.allowed_hosts, settings.host),
        origins=settings.cors_origins,
        max_body_bytes=settings.max_body_bytes,
        timeout_s=settings.request_timeout_s,
    )
    return app


def _slack(service: Service, settings: Settings) -> "Door | None":
    if not settings.slack_signing_secret.get_secret_value():
        return None
    with extra("slack"):
        from drafter.slack.door import open_door
    return open_door(service, settings)


def _issuer(service: Service, settings: Settings) -> "Issuer | None":
    if not settings.oidc_issuer:
        return None
    with extra("oidc"):
        from drafter.api.oidc import Issuer

    return Issuer.of(settings, service.room.clock)


def _tracing(settings: Settings) -> "TracerProvider | None":
    if not settings.otlp_endpoint:
        return None
    with extra("otel"):
        from drafter.api.telemetry import tracer_provider
    return tracer_provider(settings)


def _docs(app: Api) -> None:
    @app.get("/v1/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return HTMLResponse(
            docs_page.page(app.openapi()), headers={"content-security-policy": docs_page.POLICY}
        )


def _health(app: FastAPI, service: Service, metrics: Metrics) -> None:
    @app.get("/healthz", include_in_schema=False)
    def healthz() -> dict[str, Any]:
        """Say that the process runs."""
        return {"ok": True, "version": __version__}

    @app.get("/readyz", include_in_schema=False)
    def readyz(response: Response) -> dict[str, Any]:
        """Say whether requests can be served: the database answers."""
        try:
            service.room.store.ping()
        except StoreError as error:
            response.status_code = 503
            return {"ready": False, "problem": error.message, "hint": error.remedy}
        return {"ready": True}

    @app.get("/metrics", include_in_schema=False)
    def page() -> Response:
        """Counters for Prometheus."""
        return Response(metrics.page(service), media_type="text/plain; version=0.0.4; charset=utf-8")
