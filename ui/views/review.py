"""The review: what was said against what happened, promises, questions, and what to change."""

from html import escape

import streamlit as st
from drafter.ui.connection import api, attempt
from drafter.ui.parts import review_page
from drafter.ui.parts.clock import clock
from drafter.ui.parts.comms_chart import comms_chart
from drafter.ui.parts.promise_list import promise_list

incident_id = st.query_params.get("id") or st.session_state.get("incident_id")
if not incident_id:
    st.markdown("### Review")
    st.info(
        "Choose an incident: its review fills itself from the record. Intervals, promises and eight "
        "questions are answered where the record has the answer."
    )
    st.page_link("views/incidents.py", label="All incidents")
    st.stop()
st.session_state["incident_id"] = incident_id
report = attempt(lambda: api().review(incident_id))
if report is None:
    st.page_link("views/incidents.py", label="All incidents")
    st.stop()
notes = api().notes(incident_id)
zone, written = notes.zone, notes.zone_written
picture = report.timeline

left, markdown, page, save = st.columns([7, 2, 2, 2], vertical_alignment="center")
left.html(
    f'<div class="head"><h1>Review: {escape(report.title)}</h1><span class="facts">'
    f"{escape(report.severity)} · {picture.start_basis} {clock(picture.start, zone, written)} · "
    f"{'ended' if picture.over else 'not over, now'} {clock(picture.end, zone, written)} · "
    f"{report.figures.messages} sent · longest silence {picture.biggest_minutes} min</span></div>"
)
markdown.download_button(
    "Markdown", lambda: api().review_markdown(incident_id), f"review-{incident_id}.md", "text/markdown",
    width="stretch", on_click="ignore",
)  # fmt: skip
page.download_button(
    "Page to print", lambda: api().review_page(incident_id), f"review-{incident_id}.html", "text/html",
    width="stretch", on_click="ignore",
)  # fmt: skip
if save.button("Save figures", width="stretch", help="Later reviews are compared with them"):
    if attempt(lambda: api().save_review(incident_id)) is not None:
        st.toast("Saved: later reviews show these figures beside theirs.")

if picture.messages or picture.phases:
    st.altair_chart(
        comms_chart(report, zone, written, dark=st.context.theme.type == "dark"),
        width="stretch",
        alt=f"{report.figures.messages} messages, the longest silence {picture.biggest_minutes} minutes; "
        "the table below has every interval.",
    )
else:
    st.info("Nothing was said and no stage is known yet. Draft and publish an update; it appears here.")
review_page.gap_table(report, zone, written)

story, work = st.columns(2, gap="medium")
with story:
    st.markdown("**Questions**")
    review_page.questions(report)
    st.markdown("**What readers said**")
    review_page.feedback(report)
with work:
    st.markdown("**Promises**")
    promise_list(api().promises(incident_id), zone, written, st.rerun)
    st.markdown("**Why it was silent, and what to do**")
    review_page.advice(report)
    st.markdown("**Actions**")
    review_page.actions(report, st.rerun)
    st.markdown("**Beside the last reviews**")
    review_page.comparison(report)
    with st.expander("Customer contacts"):
        review_page.contacts(report, st.rerun)
with st.expander("Record"):
    for entry in api().audit(incident_id=incident_id, limit=50).items:
        st.caption(f"{entry.at:%Y-%m-%d %H:%M:%S} UTC · {entry.who} · {entry.action}")
