"""What Prometheus reads about drafts, their findings and the model."""

from drafter import draft
from drafter.api.metrics import Metrics
from drafter.core.finding import Finding
from drafter.core.system_map import SystemMap
from drafter.intake.notes import parse_notes
from drafter.service.line import Known, Written

NOTES = b"2026-05-04 09:00 UTC alert: queue depth 40k\n2026-05-04 09:05 UTC restarted the relay\n"
FOUND = Finding("VAG002", "vague", "warn", 0, 2, 1, 1, "We", "Say what customers see.")


def test_every_finding_and_every_token_is_counted(desk):
    made = draft(NOTES, SystemMap(), audiences=["status_page", "postmortem"])
    drafts = [one.model_copy(update={"findings": (FOUND, FOUND)}) for one in made.drafts]
    usage = {"calls": 2, "input_tokens": 900, "output_tokens": 70, "latency_s": 1.5, "cost": None}
    known = Known(notes=parse_notes(NOTES), system_map=SystemMap(), sheet=made.sheet)
    metrics = Metrics()

    for _ in range(2):
        metrics.written(Written(drafts=tuple(drafts), known=known, model={"name": "m", "usage": usage}))

    page = metrics.page(desk.service).decode()
    rules = [(found.rule, found.severity) for one in drafts for found in one.findings]
    for rule, severity in set(rules):
        count = 2.0 * rules.count((rule, severity))
        assert f'drafter_findings_total{{rule="{rule}",severity="{severity}"}} {count}' in page
    assert 'drafter_model_total{what="input_tokens"} 1800.0' in page
    assert 'drafter_model_total{what="calls"} 4.0' in page
    assert 'what="cost"' not in page
