"""Findings in the text readers see, pointed at in the text that is kept with `{{next_update}}` in it."""

from collections.abc import Sequence
from dataclasses import replace

from drafter.core.draft import NEXT_UPDATE
from drafter.core.finding import Finding, line_starts


def unfilled(findings: Sequence[Finding], kept: str, shown: str) -> tuple[Finding, ...]:
    """Return the findings of `shown` with their places in `kept`; one inside a filled time covers it all."""
    if kept == shown:
        return tuple(findings)
    pieces = kept.split(NEXT_UPDATE)
    width = (len(shown) - sum(map(len, pieces))) // (len(pieces) - 1)
    holes = []  # where each filled time starts in `shown`, and its placeholder in `kept`
    at_shown = at_kept = 0
    for piece in pieces[:-1]:
        at_shown, at_kept = at_shown + len(piece), at_kept + len(piece)
        holes.append((at_shown, at_kept))
        at_shown, at_kept = at_shown + width, at_kept + len(NEXT_UPDATE)
    starts = line_starts(kept)

    def place(offset: int, *, end: bool) -> int:
        shift = 0
        for in_shown, in_kept in holes:
            if offset <= in_shown:
                break
            if offset < in_shown + width:
                return in_kept + (len(NEXT_UPDATE) if end else 0)
            shift = in_kept + len(NEXT_UPDATE) - (in_shown + width)
        return offset + shift

    moved = []
    for finding in findings:
        start, stop = place(finding.start, end=False), place(finding.end, end=True)
        line = sum(1 for begin in starts if begin <= start)
        moved.append(replace(finding, start=start, end=stop, line=line, column=start - starts[line - 1] + 1))
    return tuple(moved)
