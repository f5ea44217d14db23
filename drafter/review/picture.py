"""The comms timeline as one drawing: phases below, messages above, every silence in minutes.

Plain SVG, so that a printed or mailed page needs no program and no other host to show it.
"""

from datetime import datetime
from html import escape

from drafter.review.report import Report

WIDTH, LEFT, RIGHT = 860, 92, 12
ROWS = {"messages": 30, "silence": 66, "promises": 102, "phases": 138}
HEIGHT = 186
TINTS = ("#dfe7f1", "#cbd8e8", "#b7c9df", "#a3bad6", "#8fabcd")
SIGNS = {"kept": "✓", "broken": "■", "open": "▲", "dropped": "–"}
NARROW = 26  # pixels below which a number has no room


def svg(report: Report) -> str:
    """Return the drawing; times are UTC. Everything a person wrote is escaped."""
    picture = report.timeline
    scale = _Scale(picture.start, picture.end)
    parts = [
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(_said(report), quote=True)}">',
        *(f'<text x="0" y="{y + 4}">{name}</text>' for name, y in ROWS.items()),
    ]
    y = ROWS["phases"]
    for number, phase in enumerate(picture.phases):
        x, width = scale.span(phase.start, phase.end)
        tint = TINTS[number % len(TINTS)]
        parts.append(f'<rect x="{x}" y="{y - 11}" width="{width}" height="22" fill="{tint}"/>')
        if width > 6 * len(phase.stage):
            parts.append(f'<text x="{x + 4}" y="{y + 4}">{phase.stage}</text>')
    y = ROWS["silence"]
    for gap in picture.gaps:
        x, width = scale.span(gap.start, gap.end)
        fill = "#b3261e" if gap.biggest else "#d9a441" if gap.too_long else "#9cc7ac"
        parts.append(f'<rect x="{x}" y="{y - 5}" width="{width}" height="10" fill="{fill}"/>')
        if width > NARROW or gap.biggest:
            mark = f"{gap.minutes} min, the longest" if gap.biggest else f"{gap.minutes}"
            parts.append(f'<text x="{x + width / 2:.1f}" y="{y - 9}" text-anchor="middle">{mark}</text>')
    for message in picture.messages:
        x = scale.at(message.at)
        shape = f'<circle cx="{x}" cy="{ROWS["messages"]}" r="5" fill="#1f5fbf"/>'
        where = escape(", ".join(message.channels))
        parts.append(f"<g><title>{message.at:%H:%M} UTC: {where}</title>{shape}</g>")
    for promise in report.promises:
        if promise.due_at and picture.start <= promise.due_at <= picture.end:
            x = scale.at(promise.due_at)
            sign = SIGNS[promise.standing]
            parts.append(
                f"<g><title>{promise.kind.replace('_', ' ')} by {promise.due_at:%H:%M} UTC: "
                f'{promise.standing}</title><text x="{x}" y="{ROWS["promises"] + 4}" '
                f'text-anchor="middle">{sign}</text></g>'
            )
    for moment, anchor in ((picture.start, "start"), (picture.end, "end")):
        parts.append(
            f'<text x="{scale.at(moment)}" y="{HEIGHT - 8}" text-anchor="{anchor}">{moment:%H:%M} UTC</text>'
        )
    return "".join([*parts, "</svg>"])


def _said(report: Report) -> str:
    figures = report.figures
    return (
        f"{figures.messages} messages; the longest silence was {figures.biggest_gap_minutes} minutes; "
        f"{figures.promises_kept} promises kept, {figures.promises_broken} broken."
    )


class _Scale:
    """From moments to pixels."""

    def __init__(self, start: datetime, end: datetime) -> None:
        self._start = start
        self._seconds = max(60.0, (end - start).total_seconds())

    def at(self, moment: datetime) -> float:
        share = (moment - self._start).total_seconds() / self._seconds
        return round(LEFT + min(1.0, max(0.0, share)) * (WIDTH - LEFT - RIGHT), 1)

    def span(self, start: datetime, end: datetime) -> tuple[float, float]:
        x = self.at(start)
        return x, round(max(1.0, self.at(end) - x), 1)
