"""GRD029 known-as-unknown, GRD030 conflict-ignored: what the notes settle, and what they leave open."""

from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence
from drafter.checks.grounding.patterns import expression
from drafter.checks.grounding.rule import Hit, Rule, cite
from drafter.checks.grounding.statements import Statement
from drafter.core.audience import Audience
from drafter.core.fact import Fact

_CAUSE_UNKNOWN = expression("cause_unknown")
_OPEN = expression("disagreement")


def check_known(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield "we do not know the cause" when a confirmed fact gives one."""
    if statement.origin == "template":
        return  # unknowns of the template are what the sheet's facts leave over
    match = _CAUSE_UNKNOWN.search(statement.text)
    if not match:
        return
    causes = [f for f in evidence.facts("cause") if f.kind == "cause" and f.certainty == "confirmed"]
    lines = evidence.lines_of(causes)
    linked = [n for n in lines if n in evidence.lines and evidence.lines[n].reading.of("links")]
    later = [
        n
        for n, line in evidence.lines.items()
        if linked and n > max(linked) and _CAUSE_UNKNOWN.search(line.text)
    ]
    if linked and not later:
        yield Hit(
            *match.span(),
            f"'{match[0]}': {cite(linked)} gives the cause. Say it, or hide that fact.",
            tuple(linked),
        )


def check_conflict(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield a figure that the notes contradict, told as if they agreed."""
    if not statement.amounts or not evidence.sheet.conflicts or _OPEN.search(statement.text):
        return
    facts = {fact.id: fact for fact in evidence.sheet.facts}
    for conflict in evidence.sheet.conflicts:
        disagreeing = [facts[fact_id] for fact_id in conflict.fact_ids if fact_id in facts]
        for start, end in _told(statement, disagreeing):
            yield Hit(
                start,
                end,
                f"'{statement.text[start:end]}': {cite(conflict.lines)} disagree on {conflict.about}. "
                f"Leave it out, or say that it is open. Ask: {conflict.question}",
                conflict.lines,
            )


def _told(statement: Statement, facts: list[Fact]) -> Iterator[tuple[int, int]]:
    figures = [q for f in facts for q in f.quantities if len(q.counts) > 2]  # "s" and "%" count nothing
    rivals = [q for q in figures if any(q.counts == o.counts and q.value != o.value for o in figures)]
    values = {q.value for q in rivals}
    counted = {w for q in rivals for w in q.counts.lower().split() if len(w) > 3}
    text = statement.text.lower()
    for amount in statement.amounts:
        if amount.low in values and (not counted or any(w.rstrip("s") in text for w in counted)):
            yield amount.start, amount.end


RULES = (
    Rule(
        "GRD029", "known-as-unknown", "warn", "The text says it is not known; a confirmed fact gives it.",
        "Readers learn later that we knew.", check_known,
    ),
    Rule(
        "GRD030", "conflict-ignored", "warn", "A figure the notes contradict, told as settled.",
        "One of the two is wrong, and nobody has said which.", check_conflict,
    ),
)  # fmt: skip
