"""STR015 no-reader-action: a security or data notice does not say what the reader should or need not do."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Rule

ADVICE = Pattern(
    r"\b(?:you (?:need|should|must|can|may|do not|don't|need not|will not)|please|change your|reset "
    r"your|check your|sign out|log out|watch (?:for|out)|turn on|"
    r"enable|review your|contact|call us|write to us|no action|nothing (?:you|for you)|ignore|delete "
    r"the|do not (?:open|click|reply)|cancel your|revoke|rotate your|"
    r"replace your|we (?:have|will) (?:already )?(?:reset|changed|written to|contacted|signed you|"
    r"told|inform|mail))"
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the sentence that tells the exposure when no advice stands anywhere."""
    harm = next(iter(document.phrases("STR015")), None)
    if harm is None or ADVICE.search(document.lower):
        return
    if "no sign" in document.lower or "not exposed" in document.lower:
        return
    sentence = document.sentence_at(harm.start)
    start, end = (sentence.start, sentence.end) if sentence else (harm.start, harm.end)
    yield Hit(
        start,
        end,
        "Readers must learn what to do: 'Change your password now at the Account page', or 'You do "
        "not need to do anything'.",
    )


RULE = Rule(
    code="STR015",
    name="no-reader-action",
    severity="warn",
    audiences="C",
    kind="document",
    summary="security or data notice does not say what the reader should or need not do",
    why="Fear without a next step spreads; one clear step protects people.",
    source="ISO 24495-1, principle 4; incident.io article (security nuance)",
    check=check,
    flags=(
        "Invoices of 40 customers were visible to others on 3 May.",
        "A stranger downloaded part of our address list.",
        "An unauthorised party saw card numbers between 10:00 and 10:20 UTC.",
    ),
    passes=(
        "Calls to Spain drop after a minute.",
        "Invoices of 40 customers were visible to others on 3 May. You do not need to do anything.",
        "An unauthorised party saw card numbers. Please ask your bank for a new card.",
    ),
)
