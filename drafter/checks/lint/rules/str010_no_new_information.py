"""STR010 no-new-information: the update repeats the last one and adds no fact and no step."""

from collections.abc import Iterator

from drafter.checks.lint.detect import find_unknowns
from drafter.checks.lint.detect.reading import readings
from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Example, Hit, Rule

HONEST = Pattern(
    r"\b(?:no change|unchanged|nothing (?:has|is) (?:changed|new)|still (?:down|unavailable|failing|"
    r"slow|closed)|no news|not changed|same as)\b",
    any_of=("chang", "still", "no news", "nothing", "same as"),
)
STOCK = ("TON003", "TON005", "TON015", "VAG004", "PRM006", "TIM001")  # what they hold is no news


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the first sentence when every word was said before and nothing honest about it."""
    said_before = set(Document(context.previous[-1]).tokens.words) if context.previous else None
    if not document.sentences or HONEST.search(document.lower) or find_unknowns(document):
        return
    parts = readings(document)
    stock = [(match.start, match.end) for code in STOCK for match in document.phrases(code)]
    fresh = 0
    for number in range(len(parts)):
        reading = parts[number]
        for index, word in enumerate(reading.words):
            at = reading.starts[index]
            known = (said_before is not None and word in said_before) or any(
                start <= at < end for start, end in stock
            )
            if (
                word.isdigit()
                or (":" in reading.gaps[index] and word[:1].isdigit())
                or not reading.marks[index]
                & {"closed", "generic", "act", "provider", "news", "message", "later", "soon"}
            ):
                fresh += 0 if known else 1
    if fresh == 0:
        yield Hit(
            *document.anchor,
            "This adds nothing to the last update. Say what was tried or ruled out, or that nothing "
            "has changed "
            "since a given time and what happens next.",
        )


RULE = Rule(
    code="STR010",
    name="no-new-information",
    severity="warn",
    audiences="CSX",
    kind="context",
    summary="update repeats the last one and adds no fact, no 'unchanged since', no next step",
    why="Readers who open an empty update stop opening the next ones.",
    source="Customer Support Leaders, episode 276 (meaningful update is not new information); PagerDuty",
    check=check,
    needs=("previous",),
    flags=(
        Example("We continue to work on this.", previous="We are working on this."),
        Example("Our team is still investigating the issue.", previous="We are investigating the issue."),
        Example("Work continues.", previous="Calls to Spain drop. We are working on it."),
    ),
    passes=(
        Example("No change since 10:00 UTC: calls to Spain still drop.", previous="Calls to Spain drop."),
        Example(
            "The new cable is in. We are testing calls.",
            previous="Calls to Spain drop. We are working on it.",
        ),
        Example("Calls to Portugal drop as well.", previous="Calls to Spain drop."),
    ),
)
