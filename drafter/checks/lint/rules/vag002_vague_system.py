"""VAG002 vague-system: infrastructure, backend systems, our platform: a thing no reader can point at."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Rule

SPECIFIC = Pattern(
    r"^\s?(?:that|which|where|behind|used for|for|under|of|called|named|in (?:the )?[a-z]+ (?:region|office|building))\b"
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each such word, unless the words after it say which one."""
    for match in document.phrases("VAG002"):
        after = document.lower[match.end : match.end + 40]
        if SPECIFIC.regex.match(after):
            continue
        yield match.hit(
            "{words} could be anything. Name what people use: 'the Billing page', 'the service that sends our emails'."
        )


RULE = Rule(
    code="VAG002",
    name="vague-system",
    severity="warn",
    audiences="CSX",
    kind="phrase",
    summary="infrastructure, backend systems, our product, our platform, a component, as the thing that broke",
    why="A reader cannot match 'infrastructure' with anything on their screen.",
    source="Customer Support Leaders, episode 276 ('infrastructure' or, even worse, 'our product')",
    check=check,
    flags=(
        "Our backend is not stable.",
        "One of our internal systems has failed.",
        "We are repairing a component of our platform.",
    ),
    passes=(
        "Our Infrastructure team found the cut cable.",
        "The service that prints invoices has stopped.",
        "The booking system at the airport is closed.",
    ),
)
