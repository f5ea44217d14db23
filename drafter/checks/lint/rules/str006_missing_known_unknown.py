"""STR006 missing-known-unknown: cause or end is open, and the text never says what is not known."""

from collections.abc import Iterator

from drafter.checks.lint.detect import find_unknowns, has_symptom, stage_of
from drafter.checks.lint.detect.reading import is_update
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the last sentence when an open incident's text admits nothing."""
    if not is_update(document) or context.short or stage_of(document, context) != "open":
        return
    if document.words < context.option("STR006", "least_words") or find_unknowns(document):
        return
    if not has_symptom(document):
        return
    last = document.sentences[-1]
    yield Hit(
        last.start,
        last.end,
        "Nothing says what is not known yet. Add it: 'We do not yet know the cause', 'We cannot say "
        "yet when it ends'.",
    )


RULE = Rule(
    code="STR006",
    name="missing-known-unknown",
    severity="warn",
    audiences="CSX",
    kind="document",
    summary="while cause or end is open, the text never says what is not yet known",
    why="A stated gap is believed and saves questions; a hidden one is filled with rumour.",
    source=(
        "Customer Support Leaders, episode 276 (communicate the known and the unknowns); incident.io article"
    ),
    check=check,
    options=(Option("least_words", 5, "shorter texts are not asked for an unknown"),),
    flags=(
        "Calls to Spain drop. We are replacing a cable.",
        "Invoices cannot be opened for anyone. We are working with our supplier.",
        "Search returns nothing for shops in Canada. Next update at 15:00 UTC.",
    ),
    passes=(
        "Calls to Spain drop. The cause is still unknown.",
        "Search works again since 15:00 UTC.",
        "Invoices cannot be opened. We cannot say yet when this ends.",
    ),
)
