"""GRD047 hope-told-as-fact: "that will fix it", "back shortly", where no note says so."""

import re
from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence
from drafter.checks.grounding.patterns import expression
from drafter.checks.grounding.rule import Hit, Rule
from drafter.checks.grounding.statements import Statement
from drafter.core.audience import Audience

_FORWARD = expression("forward")
_STRONG = expression("strong_recovery")
_WILL_MEND = expression("will_mend")
_SOON = expression("soon")
_OF_NEWS = expression("of_news")
_UNSURE = frozenset({"guess", "doubt", "no"})


def check(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield hopes for the repair that are put as certain."""
    if statement.next_update_from is not None:
        return
    if any(pattern.search(evidence.lower_text) for pattern in (_WILL_MEND, _SOON)):
        return
    for start, end in statement.reading.segments:
        moods = {m.concept for m in statement.reading.moods if start <= m.start < end}
        hope = _WILL_MEND.search(statement.text, start, end) if moods.isdisjoint(_UNSURE) else None
        hope = hope or _soon(statement.text, start, end)
        if hope:
            yield Hit(
                *hope.span(),
                f"'{hope[0]}' promises that it works; no note does. Say what was done, and what is open.",
            )


def _soon(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the "soon" of a clause on the repair, None when it is one on news."""
    of_repair = _STRONG.search(text, start, end) and _FORWARD.search(text, start, end)
    return _SOON.search(text, start, end) if of_repair and not _OF_NEWS.search(text, start, end) else None


RULES = (
    Rule("GRD047", "hope-told-as-fact", "warn", "A hope for the repair put as certain.",
         "Readers plan by it, and nobody knows whether it holds.", check),
)  # fmt: skip
