"""Lint: paste anybody's update and see what a reader would stumble over."""

from html import escape
from typing import get_args

import streamlit as st
from drafter.ui.connection import api, attempt
from drafter.ui.parts.finding_list import SIGN
from drafter.ui.parts.marked_text import marked_prose

from drafter.core.fact import Stage
from drafter.service.views import FindingView

st.markdown("### Lint")
left, right = st.columns(2, gap="medium")
with left:
    readers = {one.id: one.title for one in attempt(lambda: api().audiences()) or ()}
    audience = st.selectbox("For whom", list(readers), format_func=lambda one: readers[one])
    stage = st.selectbox(
        "Stage", get_args(Stage), index=None, placeholder="Any: what depends on the stage is not checked"
    )
    text = st.text_area(
        "Text", height=320, placeholder="We are investigating an issue with our infrastructure. More soon."
    )
with right:
    if not text.strip():
        st.info("Paste a status update, an e-mail, a macro or a postmortem. Findings come with better words.")
    else:
        found = attempt(lambda: api().lint(text, audience=audience, stage=stage))
        # The gravest first: they are read one after the other.
        findings = found and sorted(found, key=lambda one: list(SIGN).index(one["severity"]))
        if findings == []:
            st.html('<div class="sev fine">✓ Nothing found</div>')
        if findings:
            views = [FindingView(**one, key=f"{n}", waivable=False) for n, one in enumerate(findings)]
            marked_prose(text, views, key="linted")
        for finding in findings or []:
            better = " · ".join(finding["suggestions"])
            st.html(
                f'<div class="finding"><span class="sev {finding["severity"]}">'
                f"{SIGN[finding['severity']]}</span> "
                f"<code>{finding['rule']}</code> line {finding['line']}: {escape(finding['message'])}"
                f"{f'<br><i>{escape(better)}</i>' if better else ''}</div>"
            )
