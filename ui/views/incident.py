"""The incident page: what is due, what is known, what can be sent, what is wrong with it, whom to ask."""

import streamlit as st
from drafter.ui.connection import api, attempt
from drafter.ui.parts.clock import clock
from drafter.ui.parts.draft_panel import STATES, draft_panel
from drafter.ui.parts.drafting import draft_now
from drafter.ui.parts.facts import fact_sheet
from drafter.ui.parts.incident_head import head
from drafter.ui.parts.kept import kept
from drafter.ui.parts.model_use import model_use
from drafter.ui.parts.news import last_act, news
from drafter.ui.parts.notes import notes_list
from drafter.ui.parts.similar import similar_incidents

from drafter.core.draft import NEXT_UPDATE
from drafter.service.views import UpdateView


def redraw() -> None:
    """Draw the page again with what the API now says."""
    st.rerun()


incident_id = st.query_params.get("id") or st.session_state.get("incident_id")
if not incident_id:
    st.info("Choose an incident first.")
    st.page_link("views/incidents.py", label="All incidents")
    st.stop()
st.session_state["incident_id"] = incident_id
st.query_params["id"] = incident_id


def add_notes() -> None:
    """Take a line or a whole paste; what was typed stays until it is saved."""
    with st.form("add_notes", clear_on_submit=True, border=False):
        pasted = st.text_area("Add notes", height=110, placeholder="14:12 support: 34 tickets, payments fail")
        if st.form_submit_button("Add and draft again") and pasted.strip():
            if attempt(lambda: api().add_notes(incident_id, pasted)) is not None:
                st.session_state[f"added_{incident_id}"] = pasted
                if draft_now(incident_id, arriving):
                    redraw()
    kept("Add notes", st.session_state.get(f"added_{incident_id}", ""), key=f"kept_notes_{incident_id}")


def drafts(update: UpdateView, zone: str, written: str, last: dict[str, str]) -> None:
    """Draw one audience's draft; the others are one click away."""
    by_audience = {draft.audience: draft for draft in update.drafts}
    labels = {draft.audience: f"{draft.title}" for draft in update.drafts}
    chosen = st.pills(
        "Audience", list(by_audience), default=next(iter(by_audience)), key="audience",
        format_func=lambda one: labels[one], label_visibility="collapsed", required=True,
    )  # fmt: skip
    draft = by_audience.get(chosen or "", update.drafts[0])
    others = [one for one in update.drafts if one.state != "draft" and one is not draft]
    about = [f"Update {update.number}, notes up to {clock(update.as_of, zone, written)}"]
    about += [f"{labels[one.audience]}: {STATES[one.state]}" for one in others]
    model_use(update.model)
    draft_panel(draft, zone, written, " · ".join(about), last.get(draft.audience, ""), redraw)


@st.fragment
def panel(update_id: str, zone: str, written: str) -> None:
    """Draw the drafts. An edit or another audience draws only this again, not notes and facts."""
    update = attempt(lambda: api().update(update_id))
    if update is None:
        return
    summaries = api().updates(incident_id, limit=20)
    published = {
        draft.audience: draft.text.replace(NEXT_UPDATE, clock(draft.next_update_at, zone, written))
        for summary in reversed(summaries.items)
        for draft in summary.drafts
        if draft.state in ("published", "corrected")
    }
    drafts(update, zone, written, published)


seen = last_act(incident_id)
incident = attempt(lambda: api().incident(incident_id))
if incident is None:
    st.page_link("views/incidents.py", label="All incidents")
    st.stop()
notes = api().notes(incident_id)
zone, written = notes.zone, notes.zone_written
top, arriving = st.container(), st.empty()
with top:
    head(incident, zone, written, redraw, arriving)
    news(incident_id, seen)
left, middle, right = st.columns([3, 3, 5], gap="medium")
with left:
    st.markdown(f"**Notes** · {notes.count} · {written}")
    notes_list(notes)
    add_notes()
if not notes.count:
    st.stop()
with middle:
    facts = attempt(lambda: api().facts(incident_id))
    if facts:
        fact_sheet(facts, redraw)
with right:
    if incident.latest_update_id:
        panel(incident.latest_update_id, zone, written)
        if st.toggle("What was said in incidents like this one", key="similar"):
            similar_incidents(incident_id)
    else:
        st.info("No draft yet. “Draft update” writes one for every audience, each sentence with its notes.")
