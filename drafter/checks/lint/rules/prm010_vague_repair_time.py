"""PRM010 vague-repair-time: a repair or another act of ours "soon", "shortly", "as soon as possible"."""

from collections.abc import Iterator

from drafter.checks.lint.detect.reading import readings
from drafter.checks.lint.rule import Context, Document, Hit, Rule


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each time word without a time, outside of promises of news (TIM001 has those)."""
    matches = document.phrases("PRM010")
    if not matches:
        return
    parts = readings(document)
    news = {(match.start, match.end) for match in document.phrases("TIM001")}
    for match in matches:
        reading = parts.at(match.start)
        if reading is None:
            continue
        if (reading.of("message") or (reading.of("news") and reading.of("later", "soon"))) and any(
            start < match.end and match.start < end for start, end in news
        ):
            continue
        if reading.words[0] in ("please", "if") or "you" in reading.words[:3]:
            continue
        yield match.hit(
            "{words} is no time. Leave it out, or say what the work waits for and when readers hear more."
        )


RULE = Rule(
    code="PRM010",
    name="vague-repair-time",
    severity="info",
    audiences="CSX",
    kind="phrase",
    summary="a repair or another act 'soon', 'shortly', 'as soon as possible'",
    why="It promises speed and no time; the reader cannot plan with it and cannot hold us to it.",
    source="TIM001's false alarms (a promise of repair, not of news); labels of published updates",
    check=check,
    flags=(
        "Phones should ring again soon.",
        "We are repairing the cable as quickly as we can.",
        "The missing bills will be sent shortly.",
    ),
    passes=(
        "We will write again shortly before noon, at 11:45 UTC.",
        "Please call us as soon as possible if your card was charged twice.",
        "The missing bills will be sent on 5 May.",
    ),
)
