"""TIM006 next-update-too-far: the gap to the next update is over the agreed cadence."""

from collections.abc import Iterator

from drafter.checks.lint.detect.schedule import promised_time
from drafter.checks.lint.rule import Context, Document, Example, Hit, Option, Rule


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the promise when it lies further off than the cadence, unless the text announces a slower
    rhythm.
    """
    assert context.now is not None
    promise = promised_time(document, context)
    if promise is None or context.stage == "resolved":
        return
    by_severity = context.option("TIM006", "minutes")
    most = context.cadence_min or by_severity.get(
        context.severity or "", context.option("TIM006", "default_min")
    )
    gap = (promise.at - context.now).total_seconds() / 60
    if gap <= most * (1 + context.option("TIM006", "slack")):
        return
    if any(
        words in document.lower
        for words in ("from now on", "every", "less often", "slower rhythm", "overnight")
    ):
        return
    yield Hit(
        promise.start,
        promise.end,
        f"The next update is {gap:.0f} minutes off; the agreed rhythm is {most}. Promise a nearer "
        f"time, even for 'no change', "
        "or announce the slower rhythm.",
    )


RULE = Rule(
    code="TIM006",
    name="next-update-too-far",
    severity="warn",
    audiences="CSX",
    kind="context",
    summary="gap to the next update is over the cadence set for the severity",
    why="Silence beyond the rhythm readers know is taken for trouble, and they call.",
    source=(
        "Atlassian incident communication play (every 20 to 30 minutes); PagerDuty (every 20 minutes "
        "for two hours)"
    ),
    check=check,
    needs=("now",),
    options=(
        Option(
            "minutes", {"critical": 30, "major": 60, "minor": 120}, "most minutes between updates by severity"
        ),
        Option("default_min", 60, "most minutes when neither severity nor cadence is known"),
        Option("slack", 0.1, "share by which the rhythm may be passed"),
    ),
    flags=(
        Example("Next update at 13:00 UTC.", now="2026-05-04T10:00:00+00:00", cadence_min=30),
        Example(
            "We write again tomorrow at 09:00 UTC.", now="2026-05-04T10:00:00+00:00", severity="critical"
        ),
        Example("Next message at 15:30 UTC.", now="2026-05-04T10:00:00+00:00", severity="major"),
    ),
    passes=(
        Example(
            "From now on we write every four hours, next at 14:00 UTC.",
            now="2026-05-04T10:00:00+00:00",
            cadence_min=60,
        ),
        Example("Next update at 10:30 UTC.", now="2026-05-04T10:00:00+00:00", cadence_min=30),
        Example("Next update in 45 minutes.", now="2026-05-04T10:00:00+00:00", severity="major"),
    ),
)
