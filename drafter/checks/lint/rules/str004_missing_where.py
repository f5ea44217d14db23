"""STR004 missing-where: no product, feature, page or region is named."""

from collections.abc import Iterator

from drafter.checks.lint.detect import find_scope, stage_of
from drafter.checks.lint.detect.reading import is_update, readings
from drafter.checks.lint.rule import Context, Document, Hit, Rule

WEAK = frozenset({"requests", "runs", "completions", "records"})  # features that belong to any product


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the first sentence when no sentence names a thing or place the effect is in."""
    if not is_update(document) or (context.title and find_scope(context.title)):
        return
    if stage_of(document, context) == "over" and context.previous:
        return
    parts = readings(document)
    for number in range(len(parts)):
        reading = parts[number]
        if reading.of("region") or any(map(_thing, ["", *reading.words], reading.words, reading.marks)):
            return
        if reading.named(0, len(reading.words)) and _proper(reading.written):
            return
    yield Hit(
        *document.anchor,
        "Nothing says where. Name the page, feature or region people use: 'on the Billing page', 'in "
        "the EU region'.",
    )


def _thing(before: str, word: str, marks: frozenset[str]) -> bool:
    """Say whether a word names something, as far as the cue lists can tell; an "error message" is nothing."""
    if "feature" in marks:
        return word not in WEAK and before not in ("error", "warning")
    return len(word) > 3 and not marks and not word.isdigit()


def _proper(written: list[str]) -> bool:
    return any(word[:1].isupper() for word in written[1:])


RULE = Rule(
    code="STR004",
    name="missing-where",
    severity="warn",
    audiences="CS",
    kind="document",
    summary="no product, feature, page or region is named",
    why="A reader who uses one page of ten needs to know whether it is theirs.",
    source="PagerDuty, external communication guidelines (scope)",
    check=check,
    flags=(
        "You may get an error message. We are working on it.",
        "You may see errors. We are working on it.",
        "Things are slow for everyone. We are investigating.",
        "Some users cannot connect. We will update you soon.",
    ),
    passes=(
        "You may see errors in the app.",
        "The checkout shows a blank page.",
        "Everything in the Frankfurt region is slow.",
    ),
)
