"""STR011 resolved-without-confirmation: a closing text lacks the end time, or what is left over for
readers.
"""

from collections.abc import Iterator

from drafter.checks.lint.detect import stage_of
from drafter.checks.lint.detect.reading import is_update
from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Example, Hit, Option, Rule

CLOCK = Pattern(
    r"\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2}\s?(?:am|pm)\b|\bnoon\b|\bmidnight\b|\b\d{4}\s?(?:utc|gmt|z)\b"
)
LEFT_OVER = Pattern(
    r"\b(?:no|not|nothing|none|any|all|some) (?:\w+ ){0,3}(?:lost|missing|need to|needs to|further "
    r"effect|leftover|left over|action|affected any longer|"
    r"damaged|deleted|changed|required|needed|to do|left)\b|\b(?:lost|missing|delayed|queued|waiting|"
    r"backlog|catch(?:ing)? up|remain|resend|resubmit|retry|"
    r"try again|restart|you (?:can|may|will|do not|don't|should|need)|please|still|arrive[ds]?|sent "
    r"again|will be (?:sent|processed|delivered))\b"
)
PARTIAL = Pattern(r"\b(?:partly|partially|most|not yet|for some|mostly|except)\b")


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the closing sentence with what it lacks."""
    if not is_update(document) or stage_of(document, context) != "over":
        return
    lower = document.visible_lower
    if PARTIAL.search(lower):
        return
    missing = []
    if not CLOCK.search(lower):
        missing.append("when it ended ('since 12:05 UTC')")
    if not LEFT_OVER.search(lower):
        missing.append("what is left ('No data was lost; you need not do anything')")
    if len(missing) < (1 if context.option("STR011", "strict") else 2):
        return
    yield Hit(*document.anchor, f"A closing update should also say {' and '.join(missing)}.")


RULE = Rule(
    code="STR011",
    name="resolved-without-confirmation",
    severity="block",
    audiences="CSX",
    kind="document",
    summary="resolved text lacks an end time and a line on data loss and leftover effects",
    why="'Resolved' alone leaves readers to find out whether their work is lost and when to look.",
    source="PagerDuty, external communication guidelines (Resolution)",
    check=check,
    options=(
        Option("strict", False, "ask for the end time and the leftovers each, not for at least one of them"),
    ),
    flags=(
        "The phone fault is resolved. Thank you.",
        Example("This incident has been resolved.", stage="resolved"),
        "Everything works again for everyone.",
    ),
    passes=(
        Example("Phones in most offices work again; Madrid is still silent.", stage="monitoring"),
        "Phones have worked for everyone since 12:05 UTC. No voicemail was lost.",
        "Invoices can be opened again since 15:10 UTC; you do not need to do anything.",
    ),
)
