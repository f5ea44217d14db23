"""STR007 missing-action: it is broken, and nothing says what is being done."""

from collections.abc import Iterator

from drafter.checks.lint.detect import has_symptom, stage_of
from drafter.checks.lint.detect.actions import has_action
from drafter.checks.lint.detect.reading import is_update
from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Rule

AWARE = Pattern(
    r"\b(?:aware|sorry|apologi[sz]e|frustrat|understand|know how)",
    any_of=("aware", "sorry", "apolog", "frustrat", "underst", "know how"),
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the last sentence when an open incident's text names no act of ours."""
    if not is_update(document) or context.short or stage_of(document, context) in ("over", "watching"):
        return
    if has_action(document) or not (has_symptom(document) or AWARE.search(document.lower)):
        return
    last = document.sentences[-1]
    yield Hit(
        last.start,
        last.end,
        "Nothing says what is being done. Name the act: 'We are reversing the change that started it.'",
    )


RULE = Rule(
    code="STR007",
    name="missing-action",
    severity="block",
    audiences="CSX",
    kind="document",
    summary="says it is broken (or that 'we are aware') but not what is being done",
    why="People wait calmly when they see work; without it they call, or give up.",
    source="Squadcast, keeping teams and customers in the loop (assurance that it is being fixed)",
    check=check,
    flags=(
        "Phones are silent in all our offices. We know you rely on them.",
        "We are aware that invoices cannot be opened.",
        "Exports are late for customers in Canada. Sorry about that.",
    ),
    passes=(
        "Phones are silent. Our supplier is replacing a cable.",
        "Phones work again since 12:05 UTC.",
        "Exports are late. We added two machines at 10:00 UTC.",
    ),
)
