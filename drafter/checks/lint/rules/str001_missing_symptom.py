"""STR001 missing-symptom: no sentence says what the reader sees, cannot do, or gets late.

The symptom is how readers find out whether the text is about them; a component's name tells them nothing.
"""

from collections.abc import Iterator

from drafter.checks.lint.detect import has_symptom, stage_of
from drafter.checks.lint.detect.reading import is_update
from drafter.checks.lint.rule import Context, Document, Hit, Rule


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield one hit at the first sentence when no sentence tells an effect."""
    if not is_update(document) or has_symptom(document):
        return
    if stage_of(document, context) == "over" and context.previous:
        return
    yield Hit(
        *document.anchor,
        "Nothing here says what readers see. Begin with it: 'You cannot sign in', 'Emails arrive late'.",
    )


RULE = Rule(
    code="STR001",
    name="missing-symptom",
    severity="block",
    audiences="CSX",
    kind="document",
    summary="no sentence says what the reader sees, cannot do, or gets late",
    why="Readers ask first whether it is about them; only the effect on them answers that.",
    source="Customer Support Leaders, episode 276; PagerDuty, customer liaison; statuspage.me updates guide",
    check=check,
    flags=(
        "Our network group is looking into a problem with one of our switches.",
        "We are aware of an incident. More details to follow.",
        "The storage controller failed over and we are investigating.",
    ),
    passes=(
        "Card payments work again since 12:05 UTC.",
        "You cannot open shared folders.",
        "Letters ordered since Monday are printed a day late.",
    ),
)
