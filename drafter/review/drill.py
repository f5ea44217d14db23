"""A drill: a stored incident plays again at its own pace, and what was said is scored like any other.

The score is arithmetic over the record: the same publications at the same minutes give the same score.
"""

from collections.abc import Sequence
from datetime import datetime

from drafter.core.draft import Draft
from drafter.core.note import Notes
from drafter.core.noun import Noun
from drafter.review.report import Report

BLOCKED, WARNED = 25, 5  # points a finding in a published text costs


class DrillScore(Noun):
    """How the drill went, each of 100; `total` is their mean, zero while nothing was published.

    `cadence`: the share of intervals no longer than promised. `coverage`: how complete the published texts
    were, on average. `lint`: how free of findings.
    """

    cadence: int
    coverage: int
    lint: int
    total: int
    messages: int
    longest_silence_minutes: int


def score(report: Report, published: Sequence[Draft]) -> DrillScore:
    """Return the score of a review and the texts that went out."""
    gaps = report.timeline.gaps
    messages = report.figures.messages
    cadence = round(100 * sum(not gap.too_long for gap in gaps) / len(gaps)) if gaps and messages else 0
    coverage = _mean([one.scores.completeness if one.scores else 0 for one in published])
    lint = _mean([max(0, 100 - _cost(one)) for one in published])
    return DrillScore(
        cadence=cadence,
        coverage=coverage,
        lint=lint,
        total=round((cadence + coverage + lint) / 3),
        messages=messages,
        longest_silence_minutes=report.figures.biggest_gap_minutes,
    )


def told_by(notes: Notes, now: datetime) -> int:
    """Return how many entries have been written when the clock shows `now`; at least the first."""
    told = 0
    for number, entry in enumerate(notes.entries, 1):
        if entry.at is not None and entry.at > now:
            break
        told = number
    return max(1, told)


def passage(text: str, notes: Notes, start: int, end: int) -> str:
    """Return the entries after `start` up to `end` as written; from 0, with what stands before the first."""
    lines = text.splitlines(keepends=True)
    first = notes.entries[start].source_line - 1 if start else 0
    last = notes.entries[end].source_line - 1 if end < len(notes.entries) else len(lines)
    return "".join(lines[first:last])


def _cost(draft: Draft) -> int:
    found = [one.severity for one in draft.findings]
    return BLOCKED * found.count("block") + WARNED * found.count("warn")


def _mean(values: Sequence[int]) -> int:
    return round(sum(values) / len(values)) if values else 0
