"""The system map: is it enough for a writer, what depends on what; an incident's own is completed here."""

import streamlit as st
from drafter.ui.connection import api, attempt

from drafter.intake.backstage import dump_map

st.markdown("### System map")
st.caption(
    "Inner names on one side, what customers see on the other. What is missing here, drafts cannot say."
)
incident_id = st.query_params.get("id") or st.session_state.get("incident_id")
incident = attempt(lambda: api().incident(incident_id)) if incident_id else None
kept = attempt(lambda: api().system_map(incident.id)) if incident else None
given = dump_map(kept) if kept and kept.components else ""
text = st.text_area(
    "Map (YAML)", given, height=320,
    key=f"map_{incident.id if incident else ''}",
    placeholder="product: Shop\ncomponents:\n  - id: payment-gw\n    customer_name: card payments\n"
    "    symptoms:\n      errors: card payments fail",
)  # fmt: skip
changed = bool(text.strip()) and text != given
if incident and st.button(f"Use it for “{incident.title}”", disabled=not changed):
    if attempt(lambda: api().set_map(incident.id, text)) is not None:
        st.success(
            "✓ Facts are read with this map from now on. The drafts follow with the next *Draft update*."
        )
        st.page_link("views/incident.py", label="To the incident", query_params={"id": incident.id})
if text.strip():
    answer = attempt(lambda: api().check_map(text))
    if answer is not None:
        gaps = answer.get("gaps", [])
        if not gaps:
            st.html('<div class="sev fine">✓ Nothing is missing</div>')
        for gap in gaps:
            st.markdown(f"▲ `{gap['where']}` {gap['message']} {gap['remedy']}")
        if answer.get("drawing"):
            st.code(answer["drawing"], language=None)
