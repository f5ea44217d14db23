"""TIM001 vague-next-update: a promise of news without a clock time.

"Soon" keeps people at the page; a clock time lets them leave it.
"""

from collections.abc import Iterator

from drafter.checks.lint.detect.promises import promise_in
from drafter.checks.lint.detect.reading import readings
from drafter.checks.lint.rule import Context, Document, Hit, Rule


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each vague time word in a sentence that promises a message and names no time."""
    parts = readings(document)
    for match in document.phrases("TIM001"):
        reading = parts.at(match.start)
        if reading is None:
            continue
        promise = promise_in(reading)
        news = reading.of("message") or (reading.of("news") and reading.of("later", "soon"))
        if not news or (
            promise is not None and (promise.kind not in ("next_update", "report") or promise.when)
        ):
            continue
        yield match.hit("{words} is not a time. Say when with the zone: 'Next update by 10:45 UTC'.")


RULE = Rule(
    code="TIM001",
    name="vague-next-update",
    severity="block",
    audiences="CSX",
    kind="phrase",
    summary="promise of news without a clock time: soon, shortly, ASAP, in due course, as we learn more",
    why="Readers cannot plan around 'soon', so they reload the page or call.",
    source="Atlassian incident communication play (update in 30 minutes)",
    check=check,
    flags=(
        "More details to come.",
        "We will keep you posted as things develop.",
        "Expect another message from us in due course.",
    ),
    passes=(
        "We want to restore calls to Spain as soon as possible.",
        "We will write again shortly before noon, at 11:45 UTC.",
        "Sooner or later every cable breaks.",
    ),
)
