"""Runs a rule on one of its own examples: the same seam for tests, documentation and benches."""

from datetime import datetime

from drafter.checks.lint.context import AUDIENCE_CLASS, CLASSES, Context
from drafter.checks.lint.document import Document
from drafter.checks.lint.map_terms import MapTerms
from drafter.checks.lint.rule import Example, Hit, Rule

_AUDIENCE_OF_CLASS = {
    "C": "status_page",
    "S": "support_brief",
    "X": "executives",
    "E": "responders",
    "P": "postmortem",
}


def audience_of(reader: str) -> str:
    """Return the shipped audience that stands for a class letter; any other id is returned as it is."""
    return _AUDIENCE_OF_CLASS.get(reader, reader)


def _time(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def context_of(rule: Rule, example: Example) -> Context:
    """Return the context an example states, with the rule's own defaults for everything else."""
    audience = audience_of(example.audience or rule.audiences[0])
    reader = AUDIENCE_CLASS.get(audience, "C")
    assert reader in CLASSES
    settings = {option.name: option.default for option in rule.options} | (example.options or {})
    return Context(
        audience=audience,
        reader=reader,
        stage=example.stage,
        channel=example.channel,
        now=_time(example.now),
        previous=(example.previous,) if example.previous else (),
        promised_at=_time(example.promised_at),
        next_update_at=_time(example.next_update_at),
        title=example.title,
        severity=example.severity,
        cadence_min=example.cadence_min,
        system_map=MapTerms.of(example.system_map) if example.system_map else None,
        settings={rule.code: settings},
    )


def hits(rule: Rule, example: Example) -> list[Hit]:
    """Return what `rule` finds in `example`; nothing when the example lacks a context key it needs."""
    context = context_of(rule, example)
    if context.reader not in rule.audiences or not all(context.has(need) for need in rule.needs):
        return []
    return list(rule.check(Document(example.text), context))
