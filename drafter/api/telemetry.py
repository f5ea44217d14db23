"""One OpenTelemetry span per request, sent to a collector over OTLP (HTTP, protobuf). Needs the extra `otel`.

A span says route, method, status and time, and joins the caller's trace. Addresses of links that are keys
(fact check, feedback) and query strings, which may hold words of an incident, stay here.
"""

import re
from urllib.parse import urlsplit

from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import Span, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from drafter import __version__
from drafter.errors import InputError
from drafter.settings import Settings

PATH = "/v1/traces"
LINK = re.compile(r"(/v1/(?:checks|feedback)/)[^/]+")
HIDDEN = "hidden"


class Discreet(SpanProcessor):
    """Takes out of a span, as it starts, what may not leave this process."""

    def on_start(self, span: Span, parent_context: Context | None = None) -> None:
        """Hide query strings and the secret part of a link."""
        said = span.attributes or {}
        if said.get("url.query"):
            span.set_attribute("url.query", HIDDEN)
        path = str(said.get("url.path", ""))
        if (shown := LINK.sub(rf"\1{HIDDEN}", path)) != path:
            span.set_attribute("url.path", shown)


def tracer_provider(settings: Settings) -> TracerProvider:
    """Return where spans go. Raises InputError when the address of the collector is none."""
    address = urlsplit(settings.otlp_endpoint)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise InputError(
            f"{settings.otlp_endpoint!r} is no address of a collector.",
            remedy="Give one such as http://127.0.0.1:4318.",
            where="DRAFTER_OTLP_ENDPOINT",
        )
    base = settings.otlp_endpoint.rstrip("/")
    exporter = OTLPSpanExporter(
        endpoint=base if base.endswith(PATH) else base + PATH, headers=settings.otlp_headers
    )
    about = {"service.name": "drafter", "service.version": __version__}
    provider = TracerProvider(resource=Resource.create(about), shutdown_on_exit=False)
    provider.add_span_processor(Discreet())
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider
