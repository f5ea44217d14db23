"""What is found in a text, the gravest open to view: better words to take, and a way to let it stand."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st
from drafter.ui.connection import attempt

from drafter.service.views import FindingView

SIGN = {"block": "■ block", "warn": "▲ warn", "info": "● info"}
Waive = Callable[[FindingView, str], object]
Use = Callable[[FindingView, str], None]


def finding_list(
    findings: Sequence[FindingView],
    *,
    key: str,
    waive: Waive,
    redraw: Callable[[], None],
    use: Use | None = None,
) -> None:
    """Draw the findings nobody let stand. `waive` takes a reason; `use`, where given, the better words."""
    open_ones = [finding for finding in findings if not finding.waived_by]
    counts = {severity: sum(f.severity == severity for f in open_ones) for severity in SIGN}
    if not open_ones:
        st.html('<div class="sev fine">✓ Nothing to fix</div>')
        return
    if counts["block"]:
        st.html(
            f'<div class="sev block">{SIGN["block"]} {counts["block"]}: to fix before it can go out</div>'
        )
    blocking = [finding for finding in open_ones if finding.severity == "block"]
    for number, finding in enumerate(blocking):
        _finding(finding, f"{key}_{finding.key}_{number}", waive, redraw, use)
    rest = [finding for finding in open_ones if finding.severity != "block"]
    if rest:
        kinds = " · ".join(f"{SIGN[kind]} {counts[kind]}" for kind in ("warn", "info") if counts[kind])
        with st.expander(f"{kinds}: for you to judge, they do not stop it"):
            for number, finding in enumerate(rest, start=len(blocking)):
                _finding(finding, f"{key}_{finding.key}_{number}", waive, redraw, use)


def _finding(
    finding: FindingView, key: str, waive: Waive, redraw: Callable[[], None], use: Use | None
) -> None:
    notes = f" · notes {', '.join(map(str, finding.evidence_lines))}" if finding.evidence_lines else ""
    st.html(
        f'<div class="finding"><span class="sev {finding.severity}">{SIGN[finding.severity]}</span> '
        f"<code>{finding.rule}</code> {escape(finding.message)}{notes}</div>"
    )
    acts = st.container(horizontal=True, gap="small")
    for number, better in enumerate(finding.suggestions[:2] if use else ()):
        if acts.button(f"Use “{better}”", key=f"use_{key}_{number}"):
            use(finding, better)
    if finding.severity == "block" and finding.waivable:
        with acts.popover("Let it stand"):
            reason = st.text_input("Why may it stand?", key=f"why_{key}")
            if st.button("Record under my name", key=f"waive_{key}") and reason.strip():
                if attempt(lambda: waive(finding, reason.strip())) is not None:
                    redraw()
