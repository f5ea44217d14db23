"""STR008 missing-next-update: the incident is open and nothing says when readers hear more."""

from collections.abc import Iterator

from drafter.checks.lint.detect import find_next_update, stage_of
from drafter.checks.lint.detect.reading import is_update
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the last sentence when an open text promises no further message."""
    if not is_update(document) or context.next_update_at is not None:
        return
    if stage_of(document, context) == "over":
        return
    if "{{next_update}}" in document.text or find_next_update(document).precision != "none":
        return
    if any(word in document.lower for word in context.option("STR008", "schedules")):
        return
    last = document.sentences[-1]
    yield Hit(
        last.start,
        last.end,
        "No time for the next update. Add one with its zone: 'Next update by 10:45 UTC, even if "
        "nothing has changed.'",
    )


RULE = Rule(
    code="STR008",
    name="missing-next-update",
    severity="block",
    audiences="CSX",
    kind="document",
    summary="status is open and no next update time is given",
    why="It is the one promise a liaison can always keep, and it lets readers leave the page.",
    source=(
        "Customer Support Leaders, episode 276; incident.io article; PagerDuty, external "
        "communication guidelines"
    ),
    check=check,
    options=(
        Option(
            "schedules",
            ["agreed schedule", "usual schedule", "every morning at"],
            "wording that names a schedule agreed with readers before",
        ),
    ),
    flags=(
        "Phones are silent in all offices. Our supplier is replacing a cable.",
        "We are investigating why invoices cannot be opened.",
        "Calls to Spain drop. You can follow the work on our supplier's page.",
    ),
    passes=(
        "Phones work for everyone since 12:05 UTC.",
        "Phones are silent. We write again at 10:45 UTC.",
        "Calls to Spain drop. Updates every 30 minutes.",
    ),
)
