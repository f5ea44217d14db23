"""TON007 cheerful: exclamation marks and good cheer in the middle of harm."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

MARK = Pattern(r"(?<=[\w)'’\"*])[ ]?!{1,5}(?![=\[\w])")


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each cheerful phrase, and each exclamation mark outside of a quotation."""
    seen: set[int] = set()
    for match in document.phrases("TON007"):
        sentence = document.sentence_number(match.start)
        if sentence is not None:
            seen.add(sentence)
        yield match.hit(
            "{words} celebrates while others count their losses. State the fact: 'Sign-in works again "
            "since 12:05 UTC.'"
        )
    if not context.option("TON007", "exclamation"):
        return
    for mark in MARK.around_sign(document.prose, "!"):
        sentence = document.sentence_number(mark.start())
        if sentence in seen:
            continue
        yield Hit(
            mark.start(),
            mark.end(),
            "An exclamation mark is too loud for an incident. Use a full stop.",
            (".",),
        )


RULE = Rule(
    code="TON007",
    name="cheerful",
    severity="warn",
    audiences="CXP",
    kind="pattern",
    summary="exclamation marks, great news, excited, happy to report, during an incident",
    why="Cheer in a text about harm says that the writer does not feel it.",
    source="Vale, Google style: exclamation points; Incident response from the eyes of the customer",
    check=check,
    options=(Option("exclamation", True, "flag exclamation marks too, not only cheerful phrases"),),
    flags=(
        "We are thrilled to announce that phones ring again.",
        "Phones work again! Have a great weekend.",
        "Good news: the cable is repaired.",
    ),
    passes=(
        'The screen greets you with "Welcome!" and then stays blank.',
        "Phones work again since 12:05 UTC.",
        "Set the rule to a != b in the form.",
    ),
)
