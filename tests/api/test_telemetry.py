"""Spans reach a collector on loopback, join the caller's trace, and hold nothing that is secret."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from drafter.errors import InputError
from drafter.settings import Settings

TRACE = "0af7651916cd43dd8448eb211c80319c"


@pytest.fixture
def collector():
    """A collector: its address, and the bodies and headers it was sent."""
    taken = []

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            taken.append((self.path, dict(self.headers), body))
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", taken
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)


def spans(taken):
    for _, _, body in taken:
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            for scope in resource.scope_spans:
                yield from scope.spans


def said(span):
    return {one.key: one.value.string_value or one.value.int_value for one in span.attributes}


def test_a_request_is_one_span_in_the_callers_trace(desk, collector):
    address, taken = collector
    desk.settings = Settings(otlp_endpoint=address, otlp_headers={"x-tenant": "drafter"})

    with desk.http() as http:
        incident = http.post("/v1/incidents", json={"title": "Payments fail"}).json()["id"]
        http.get(f"/v1/incidents/{incident}", headers={"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"})

    first, second = spans(taken)
    assert (first.name, second.name) == ("POST /v1/incidents", "GET /v1/incidents/{incident_id}")
    assert said(second)["http.response.status_code"] == 200
    assert second.trace_id.hex() == TRACE
    assert {path for path, _, _ in taken} == {"/v1/traces"}
    assert {headers["x-tenant"] for _, headers, _ in taken} == {"drafter"}


def test_words_and_links_stay_here(desk, collector):
    address, taken = collector
    desk.settings = Settings(otlp_endpoint=address)

    with desk.http() as http:
        http.get("/v1/incidents", params={"q": "db-7 is down"})
        http.get("/v1/checks/chk.secret-part")
        http.post("/v1/checks/chk.secret-part/answer", json={"answer": "yes"})
        http.post("/v1/lint", json={"text": "Ada broke db-7"}, headers={"authorization": "Bearer drk_secret"})

    assert len(list(spans(taken))) == 4
    sent = b"".join(body for _, _, body in taken)
    for secret in (b"db-7", b"secret", b"Ada"):
        assert secret not in sent


def test_a_collector_that_is_away_costs_no_request(desk):
    desk.settings = Settings(otlp_endpoint="http://127.0.0.1:1")

    assert desk.http().get("/v1/incidents").status_code == 200


def test_an_address_that_is_none_is_refused_at_the_start(desk):
    desk.settings = Settings(otlp_endpoint="collector:4318")

    with pytest.raises(InputError, match="no address of a collector"):
        desk.http()
