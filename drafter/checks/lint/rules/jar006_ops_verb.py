"""JAR006 ops-verb: deploy, roll back, fail over, drain, mitigate: what operators say they do."""

from collections.abc import Iterator

from drafter.checks.lint.explained import explained, known_terms
from drafter.checks.lint.readers import known_to_readers
from drafter.checks.lint.rule import Context, Document, Hit, Rule


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each such verb once, unless readers know it or it is explained."""
    seen: set[str] = set()
    known = known_terms(context)
    for match in document.phrases("JAR006"):
        if match.words.lower() in seen:
            continue
        if known_to_readers(document, context, match.start, match.end):
            continue
        if match.words.lower() in known or explained(document, match.start, match.end):
            continue
        sentence = document.sentence_at(match.start)
        if match.words[:1].isupper() and sentence is not None and match.start > sentence.start + 1:
            continue  # "a Drain destination" is a feature
        seen.add(match.words.lower())
        yield match.hit("{words} is what operators say. Say what it does for readers: {better}.")


RULE = Rule(
    code="JAR006",
    name="ops-verb",
    severity="info",
    audiences="CX",
    kind="phrase",
    summary="deploy, roll back, fail over, provision, drain, mitigate, remediate, escalate, page",
    why="These words are short for us and empty for a reader outside.",
    source="18F word list (deploy); a list of our own",
    check=check,
    flags=(
        "We rolled back the release.",
        "Traffic fails over to Dublin.",
        "The team deployed a hotfix and restarted the pods.",
    ),
    passes=(
        "The app drains your battery faster than usual.",
        "We put back the version from Monday.",
        "Restart the app to see the new page.",
    ),
)
