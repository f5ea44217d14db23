"""Open an incident: a title and what the scribe wrote; drafts follow at once."""

import streamlit as st
from drafter.ui.connection import api, attempt
from drafter.ui.parts.drafting import draft_now

st.markdown("### New incident")
form, arriving = st.form("declare"), st.empty()
with form:
    title = st.text_input("What is wrong, as a customer would say it", placeholder="Card payments fail")
    notes = st.text_area(
        "Notes so far",
        height=220,
        placeholder="13:58 alert: error rate above 20 %\n14:02 support: 34 tickets ...",
    )
    first, second, third = st.columns(3)
    severity = first.selectbox("Severity", ["SEV1", "SEV2", "SEV3", "SEV4"], index=1)
    zone = second.text_input("Zone of the clock times", "UTC")
    day = third.date_input("Day the notes start")
    flags = st.multiselect(
        "Touches", ["security", "privacy", "data"], help="Then a second person must approve."
    )
    map_file = st.file_uploader(
        "System map (YAML)", type=["yaml", "yml"], help="Inner names to customers' words.", max_upload_size=1
    )
    if st.form_submit_button("Open and draft", type="primary"):
        if not title.strip():
            st.error("**The title is empty.** Nothing was lost. Say in a few words what customers see.")
        else:
            opened = attempt(
                lambda: api().declare(
                    title.strip(),
                    notes=notes,
                    severity=severity,
                    zone=zone or None,
                    day=f"{day}",
                    flags=flags,
                    system_map=map_file.getvalue().decode("utf-8", "replace") if map_file else None,
                )
            )
            if opened is not None:
                if notes.strip():
                    draft_now(opened.id, arriving)
                st.session_state["incident_id"] = opened.id
                st.switch_page("views/incident.py", query_params={"id": opened.id})
