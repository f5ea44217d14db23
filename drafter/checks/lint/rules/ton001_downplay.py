"""TON001 downplay: words that shrink the harm."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Rule

LENGTH = Pattern(
    r"\b\d[\d.,]{0,12}\s?(?:%|percent|minutes?|mins?|hours?|hrs?|seconds?|secs?|ms|days?|of (?:our|the|"
    r"all|\d)|out of|in \d|customers|users|orders|requests|accounts|people)|\b\d{1,2}:\d{2}\b"
)
SHORT = (
    "brief",
    "short",
    "momentar",
    "quick",
    "limited",
    "isolated",
    "slight",
    "small",
    "only",
    "just",
    "temporar",
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each shrinking word; "brief", "small" and the like pass beside the figure they describe."""
    lower = document.lower
    for match in document.phrases("TON001"):
        sentence = document.sentence_at(match.start)
        start = sentence.start if sentence else match.start
        end = sentence.end if sentence else match.end
        if match.words.lower().lstrip("a ").startswith(SHORT) and LENGTH.search(
            lower, max(start, match.start - 60), min(end, match.end + 60)
        ):
            continue
        yield match.hit(
            "{words} shrinks the harm. Give the figure and let readers judge: '20 minutes', '312 customers'."
        )


RULE = Rule(
    code="TON001",
    name="downplay",
    severity="block",
    audiences="CXP",
    kind="phrase",
    summary=(
        "small number of, minor blip, brief, only, limited impact, may have noticed, in rare cases, slight"
    ),
    why="To the person who was hit it was not minor; the word costs more trust than the fault.",
    source="Incident response from the eyes of the customer (downplay); uptimemonit.com",
    check=check,
    flags=(
        "A tiny fraction of shops was closed for a moment.",
        "The glitch had minimal impact on customers.",
        "You may have noticed a slight delay.",
    ),
    passes=(
        "Only the app is affected; the web shop works.",
        "A brief outage of 4 minutes, from 09:00 to 09:04 UTC, closed all shops.",
        "The fix is in minor version 4.2.",
    ),
)
