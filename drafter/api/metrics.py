"""Counters for Prometheus, in a registry of their own so that two apps in one process do not clash."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from drafter.review.records import PromiseEntry
from drafter.service import Service
from drafter.service.line import Written

SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

USAGE = ("calls", "input_tokens", "cached_tokens", "output_tokens", "latency_s", "cost")


class Metrics:
    """What is counted. Labels are route templates, never addresses, so their number stays small."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "drafter_requests_total", "Requests", ["method", "route", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "drafter_request_seconds", "Time to answer", ["route"], buckets=SECONDS, registry=self.registry
        )
        self._drafts = Counter("drafter_drafts_total", "Drafts written", ["audience"], registry=self.registry)
        self._findings = Counter(
            "drafter_findings_total",
            "Findings in drafts as written",
            ["rule", "severity"],
            registry=self.registry,
        )
        self._model = Counter(
            "drafter_model_total",
            "Calls, tokens, seconds and cost of the model",
            ["what"],
            registry=self.registry,
        )
        self._promises = Gauge(
            "drafter_promises", "Promises by how they stand", ["state"], registry=self.registry
        )

    def seen(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def written(self, made: Written) -> None:
        """Count the drafts of one update, their findings, and what a model did for them."""
        for draft in made.drafts:
            self._drafts.labels(draft.audience).inc()
            for finding in draft.findings:
                self._findings.labels(finding.rule, finding.severity).inc()
        for what, amount in (made.model or {}).get("usage", {}).items():
            if what in USAGE and amount:
                self._model.labels(what).inc(amount)

    def page(self, service: Service) -> bytes:
        """Return the page Prometheus reads."""
        room = service.room
        now = room.clock()
        with room.store.reading() as tx:
            overdue = len(tx.find(PromiseEntry, state="open", before={"due_at": now}))
            self._promises.labels("open").set(tx.count(PromiseEntry, state="open") - overdue)
            self._promises.labels("overdue").set(overdue)
            self._promises.labels("kept").set(tx.count(PromiseEntry, state="kept"))
            self._promises.labels("broken").set(tx.count(PromiseEntry, state="broken"))
        return generate_latest(self.registry)
