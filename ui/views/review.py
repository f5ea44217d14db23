"""What was said, when, and what was promised: the comms timeline and the ledger."""

import streamlit as st
from drafter.ui.connection import api, attempt
from drafter.ui.parts.clock import clock

incident_id = st.query_params.get("id") or st.session_state.get("incident_id")
st.markdown("### Review")
if not incident_id:
    st.info("Choose an incident first; its review fills itself from the record.")
    st.page_link("views/incidents.py", label="All incidents")
    st.stop()
incident = attempt(lambda: api().incident(incident_id))
if incident is None:
    st.stop()
promises = api().promises(incident_id)
st.markdown(
    f"**{incident.title}**: {promises.kept} promises kept, {promises.broken} broken, {promises.open} open"
)
if not promises.promises:
    st.info("Nothing has been promised yet. The first published update with a next time starts the ledger.")
for one in promises.promises:
    sign = {"kept": "✓", "broken": "■", "open": "▲", "dropped": "–"}[one.standing]
    st.markdown(f"{sign} {one.kind.replace('_', ' ')} by {clock(one.due_at)}: {one.standing}")
st.markdown("**Record**")
for entry in api().audit(incident_id=incident_id, limit=50).items:
    st.caption(f"{entry.at:%Y-%m-%d %H:%M:%S} UTC · {entry.who} · {entry.action}")
