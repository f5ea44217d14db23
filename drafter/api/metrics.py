"""Counters for Prometheus, in a registry of their own so that two apps in one process do not clash."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from drafter.review.records import PromiseEntry
from drafter.service import Service

SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


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
            "Findings in drafts and texts",
            ["rule", "severity"],
            registry=self.registry,
        )
        self._promises = Gauge(
            "drafter_promises", "Promises by how they stand", ["state"], registry=self.registry
        )

    def seen(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def drafted(self, audience: str) -> None:
        """Count one draft."""
        self._drafts.labels(audience).inc()

    def found(self, rule: str, severity: str) -> None:
        """Count one finding."""
        self._findings.labels(rule, severity).inc()

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
