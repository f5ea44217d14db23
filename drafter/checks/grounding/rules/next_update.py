"""GRD010 next-update-differs: the next update is policy, never prose."""

from collections.abc import Iterator
from datetime import datetime

from drafter.checks.grounding.evidence import Evidence
from drafter.checks.grounding.rule import Hit, Rule
from drafter.checks.grounding.rules.times import EXACT_S, clock_times, distance_s, is_next_update
from drafter.checks.grounding.statements import Statement
from drafter.core.audience import Audience
from drafter.core.times import TimeMention

_NOON = 12
_HALF_DAY_S = 43200


def check(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield promised update times that are not the one the policy gives."""
    if statement.next_update_from is None:
        return
    due = evidence.next_update_at
    for time in clock_times(statement):
        if not is_next_update(statement, time):
            continue
        if due is None:
            yield Hit(
                time.start,
                time.end,
                f"'{time.written}' promises news, and no next update is due. Take the promise out, "
                "or plan the next update.",
            )
        elif not _is_meant(time, due, evidence):
            tz = evidence.zone.tz if evidence.zone else None
            when = due.astimezone(tz) if tz else due
            right = f"{when:%H:%M} {evidence.notes.zone_written if tz else 'UTC'}"
            yield Hit(
                time.start,
                time.end,
                f"'{time.written}' is not when the next update is due. The policy says {right}.",
                suggestions=(right,),
            )
    for amount in statement.amounts:
        if amount.unit != "s" or amount.start < statement.next_update_from:
            continue
        if due is None:
            yield Hit(
                amount.start,
                amount.end,
                f"No next update is due, yet the text promises one ('{amount.text}').",
            )
            continue
        wait_s = (due - evidence.as_of).total_seconds()
        repeated = "every" in statement.text[max(0, amount.start - 8) : amount.start].lower()
        if not repeated and abs(amount.low - wait_s) > max(300.0, wait_s * 0.1):
            yield Hit(
                amount.start,
                amount.end,
                f"'{amount.text}' is not when the next update is due: that is in {wait_s / 60:.0f} minutes.",
            )


def _is_meant(time: TimeMention, due: datetime, evidence: Evidence) -> bool:
    """Say whether a time is the one due; "by 3:45" without am or pm may be either half of the day."""
    gap_s = distance_s(time, due, evidence)
    either = not time.marked and time.hour is not None and time.hour <= _NOON
    return gap_s < EXACT_S or (either and time.zone is None and abs(gap_s - _HALF_DAY_S) < EXACT_S)


RULE = Rule(
    "GRD010",
    "next-update-differs",
    "block",
    "The promised next update is not the one the policy gives.",
    "A broken promise of news costs more trust than the fault itself.",
    check,
)
RULES = (RULE,)
