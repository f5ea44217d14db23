"""VAG006 vague-frequency: intermittent, occasional, sporadic, at times, without a rate."""

from collections.abc import Iterator

from drafter.checks.lint.detect import find_unknowns
from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Rule

RATE = Pattern(r"\bhow (?:often|frequent\w*|many)\b|\b(?:the )?(?:rate|frequency)\b")


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each word for "now and then", unless the text says that nobody knows the rate yet."""
    matches = document.phrases("VAG006")
    if matches and RATE.search(document.lower) and find_unknowns(document):
        return
    for match in matches:
        yield match.hit(
            "{words} does not say how often. Give a rate: 'about 1 in 20 requests', or 'for 10 minutes in "
            "every "
            "hour'; if nobody knows, say that."
        )


RULE = Rule(
    code="VAG006",
    name="vague-frequency",
    severity="info",
    audiences="CSX",
    kind="phrase",
    summary="intermittent, occasional, sporadic, at times, without a rate",
    why="A reader plans differently for one failure in a hundred and for one in two.",
    source="uptimemonit.com on status wording",
    check=check,
    flags=(
        "Calls drop sporadically.",
        "Some pages are slow from time to time.",
        "There are occasional failures when you save a form.",
    ),
    passes=(
        "A temporary password is in the mail we sent you.",
        "One call in ten drops after a minute.",
        "Calls drop from time to time; we do not know yet how often.",
    ),
)
