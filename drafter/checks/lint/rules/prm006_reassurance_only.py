"""PRM006 reassurance-only: "rest assured", "top priority", with no act in the same text."""

from collections.abc import Iterator

from drafter.checks.lint.detect import find_actions
from drafter.checks.lint.detect.reading import is_update
from drafter.checks.lint.rule import Context, Document, Hit, Rule


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each comfort phrase of a text that names no act of ours; a long one names some."""
    matches = [m for m in document.phrases("PRM006") if document.text[m.end : m.end + 1] != ":"]
    if not matches or not is_update(document):
        return
    acts = [a for a in find_actions(document) if not any(m.start <= a.start < m.end for m in matches)]
    named = [
        a
        for a in acts
        if not document.lower.startswith(
            ("work", "investigat", "monitor", "look", "on it", "on the case"), a.start
        )
    ]
    if named or (acts and any(document.lower.startswith("investigat", a.start) for a in acts)):
        return
    for match in matches:
        yield match.hit(
            "{words} comforts and tells nothing. Say what is being done: 'both on-call teams are "
            "moving traffic to the spare site'."
        )


RULE = Rule(
    code="PRM006",
    name="reassurance-only",
    severity="warn",
    audiences="CX",
    kind="document",
    summary="rest assured, top priority, we understand the importance, with no action in the same text",
    why="Comfort without work reads as a brush-off.",
    source="Squadcast on keeping customers in the loop (assurance that it is being fixed)",
    check=check,
    flags=(
        "We understand how important phones are to you.",
        "Your trust is our top priority. Everything is under control.",
        "We assure you that we treat this with the utmost urgency.",
    ),
    passes=(
        "Your safety is our top priority: stewards keep two gates open by hand.",
        "Phones are our first priority today: a second team is replacing the cable.",
        "We understand how important phones are to you. We are moving calls to a second line.",
        "A second team is replacing the cable.",
    ),
)
