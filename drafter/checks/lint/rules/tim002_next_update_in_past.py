"""TIM002 next-update-in-past: the promised time lies before the time of publishing, or before the last
promise.
"""

from collections.abc import Iterator

from drafter.checks.lint.detect.schedule import promised_time
from drafter.checks.lint.rule import Context, Document, Example, Hit, Rule


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the promise when its time is over already."""
    assert context.now is not None
    promise = promised_time(document, context)
    if promise is None:
        return
    if promise.at < context.now:
        yield Hit(
            promise.start,
            promise.end,
            f"The next update is promised for {promise.at:%d %B %H:%M} UTC, which is before now "
            f"({context.now:%d %B %H:%M} UTC). "
            "Give a time to come.",
        )
    elif (
        context.promised_at is not None
        and promise.at < context.promised_at
        and promise.at != context.next_update_at  # policy: a new stage can ask for news sooner
        and context.now < context.promised_at
    ):
        yield Hit(
            promise.start,
            promise.end,
            f"The last update promised {context.promised_at:%H:%M} UTC; this one names an earlier "
            f"time. Check the zone.",
        )


RULE = Rule(
    code="TIM002",
    name="next-update-in-past",
    severity="block",
    audiences="CSX",
    kind="context",
    summary="the promised time is before the publish time or before the previous promise",
    why="A promise that is broken when it is read says that nobody checks these texts.",
    source="Customer Support Leaders, episode 276 (you control that promise)",
    check=check,
    needs=("now",),
    flags=(
        Example("We will write to you by 30 April 2026.", now="2026-05-04T12:00:00+00:00"),
        Example("Next update at 08:30 UTC.", now="2026-05-04T09:00:00+00:00"),
        Example("We write again on 2 May at 10:00 UTC.", now="2026-05-04T09:00:00+00:00"),
        Example("Our next message comes at 09:00 CEST.", now="2026-05-04T09:00:00+00:00"),
    ),
    passes=(
        Example("Next update at 00:30 UTC.", now="2026-05-04T23:45:00+00:00"),
        Example("Next update at 10:00 CEST.", now="2026-05-04T07:45:00+00:00"),
        Example("Calls failed until 08:30 UTC. Next update at 10:00 UTC.", now="2026-05-04T09:00:00+00:00"),
    ),
)
