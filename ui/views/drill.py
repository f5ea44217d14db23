"""Practice: a stored incident plays faster than life; you write, the review scores."""

from html import escape

import streamlit as st
from drafter.ui.connection import api, attempt

from drafter.errors import NotFound
from drafter.service.drills import DrillView

EVERY_S = 5  # how often the page asks for notes whose time has come


def redraw() -> None:
    """Draw the page again with what the API now says."""
    st.rerun()


def figures(drill: DrillView) -> None:
    """Draw the score so far, each of 100."""
    score = drill.score
    st.html(
        f'<div class="head"><h1>{score.total} of 100</h1><span class="facts">cadence {score.cadence} · '
        f"coverage {score.coverage} · lint {score.lint} · {score.messages} sent · longest silence "
        f"{score.longest_silence_minutes} min · note {drill.told} of {drill.total} · "
        f"{drill.speed:g} times as fast as life</span></div>"
    )


@st.fragment(run_every=EVERY_S)
def playing(incident_id: str) -> None:
    """Hand out the notes whose time has come, and say so."""
    drill = attempt(lambda: api().go_on_with_drill(incident_id))
    if drill is None:
        return
    figures(drill)
    latest = api().notes(incident_id).entries[-3:]
    for note in latest:
        st.html(f'<div class="note"><span class="n">{note.line}</span><span></span>{escape(note.text)}</div>')
    if drill.told == drill.total:
        st.caption(
            "✓ That was the last note. Say how it ended, set the incident to resolved, read the review."
        )


st.markdown("### Drill")
incident_id = st.query_params.get("id") or st.session_state.get("drill_id")
if incident_id:
    try:
        api().drill(incident_id)
    except NotFound:
        incident_id = None
if incident_id:
    st.session_state["drill_id"] = incident_id
    playing(incident_id)
    row = st.container(horizontal=True, gap="small")
    if row.button("Write and approve", type="primary"):
        st.session_state["incident_id"] = incident_id
        st.switch_page("views/incident.py", query_params={"id": incident_id})
    if row.button("Read the review"):
        st.session_state["incident_id"] = incident_id
        st.switch_page("views/review.py", query_params={"id": incident_id})
    if row.button("Another drill"):
        del st.session_state["drill_id"]
        st.query_params.clear()
        redraw()
    st.caption("Keep this page open beside the incident's own: it hands out the notes.")
else:
    st.info(
        "A stored incident plays again: notes arrive when they did, you write and approve as in earnest, "
        "and nothing leaves the desk. Cadence, coverage and lint are scored by the same review."
    )
    stored = attempt(lambda: api().stored_drills()) or ()
    with st.form("start_drill", border=False):
        name = st.selectbox("Incident", stored, format_func=lambda slug: slug.replace("-", " "))
        speed = st.slider("Times as fast as life", 1, 60, 10)
        if st.form_submit_button("Start", type="primary") and name:
            started = attempt(lambda: api().start_drill(name, speed=float(speed)))
            if started is not None:
                st.session_state["drill_id"] = started.incident_id
                redraw()
