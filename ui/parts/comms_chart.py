"""The whole story on one chart: phases below, messages by channel, silences in minutes, promises."""

from datetime import datetime
from typing import Any

import altair as alt
from drafter.ui.parts.clock import local

from drafter.review.report import Report

SIGNS = {"kept": "✓ kept", "broken": "■ broken", "open": "▲ open", "dropped": "– withdrawn"}
SILENCE, PROMISES, PHASES = "silence", "promises", "phase"
INKS, POINTS = ("#17202b", "#eef1f5"), ("#1f5fbf", "#7fb0f5")  # on light, on dark
GAP_COLOURS = {"longest": "#b3261e", "too long": "#d9a441", "as promised": "#6aa684"}


def comms_chart(report: Report, zone: str, written: str, *, dark: bool = False) -> alt.LayerChart:
    """Return the chart; its axis is the incident's own clock, wherever the browser is."""
    ink = INKS[dark]
    picture = report.timeline
    messages = [
        {"row": channel, "start": _at(zone, one.at), "what": one.text[:200], "stage": one.stage}
        for one in picture.messages
        for channel in one.channels
    ]
    gaps = [
        {
            "row": SILENCE, "start": _at(zone, gap.start), "end": _at(zone, gap.end), "minutes": gap.minutes,
            "middle": _at(zone, gap.start + (gap.end - gap.start) / 2), "name": gap.name,
            "label": f"{gap.minutes} min, the longest" if gap.biggest else f"{gap.minutes}",
            "kind": "longest" if gap.biggest else "too long" if gap.too_long else "as promised",
            "contacts": gap.contacts,
        }
        for gap in picture.gaps
    ]  # fmt: skip
    promises = [
        {"row": PROMISES, "start": _at(zone, one.due_at), "label": SIGNS[one.standing], "what": one.text}
        for one in report.promises
        if one.due_at
    ]
    phases = [
        {"row": PHASES, "start": _at(zone, one.start), "end": _at(zone, one.end), "stage": one.stage}
        for one in picture.phases
    ]
    rows = [*dict.fromkeys(one["row"] for one in messages), PROMISES, SILENCE, PHASES]
    y = alt.Y("row:N", sort=rows, title=None, axis=alt.Axis(labelLimit=180, labelOverlap=False, ticks=False))
    x = alt.X("start:T", title=written, scale=alt.Scale(type="utc"), axis=alt.Axis(format="%H:%M"))
    layers = [
        _layer(phases).mark_bar(
            height=22, opacity=0.45, color="#5b7fb0", stroke=ink, strokeWidth=1
        ).encode(
            x=x, x2="end:T", y=y, tooltip=["stage:N"]
        ),
        _layer(phases).mark_text(align="left", dx=4, color=ink).encode(x=x, y=y, text="stage:N"),
        _layer(gaps).mark_bar(height=12).encode(
            x=x, x2="end:T", y=y, tooltip=["name:N", "minutes:Q", "kind:N", "contacts:Q"],
            color=alt.Color(
                "kind:N", title="Silence", legend=alt.Legend(orient="top"),
                scale=alt.Scale(domain=list(GAP_COLOURS), range=list(GAP_COLOURS.values())),
            ),
        ),
        _layer(gaps).mark_text(dy=-14, color=ink).encode(x="middle:T", y=y, text="label:N"),
        _layer(promises).mark_text(fontWeight="bold", color=ink).encode(
            x=x, y=y, text="label:N", tooltip=["what:N"]
        ),
    ]  # fmt: skip
    if messages:  # points without a message would be a group without a name to a screen reader
        sent = _layer(messages).mark_point(size=130, filled=True, opacity=1, color=POINTS[dark])
        layers.append(sent.encode(x=x, y=y, tooltip=["stage:N", "what:N"]))
    return alt.layer(*layers).properties(height=alt.Step(44))


def _layer(values: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=values or [{}]))


def _at(zone: str, moment: datetime) -> str:
    """Return the local clock time under the name of UTC, the one zone every browser draws alike."""
    return f"{local(moment, zone):%Y-%m-%dT%H:%M:%SZ}"
