"""What others did since the page was drawn: notes of a bot, the commander's answer, a colleague's edit."""

import streamlit as st
from drafter.ui.connection import api, attempt, person

from drafter.review.records import AuditEntry

EVERY_S = 10  # how often the page asks
MOST = 3
DID = {
    "notes.added": "added notes",
    "update.drafted": "drafted an update",
    "draft.edited": "edited a draft",
    "draft.refreshed": "said that a draft still holds",
    "draft.check_asked": "asked for a fact check",
    "draft.check_answered": "answered the fact check",
    "draft.approved": "approved a draft",
    "draft.unapproved": "took an approval back",
    "draft.rejected": "sent a draft back",
    "draft.published": "sent an update",
    "draft.withdrawn": "withdrew an update",
    "draft.finding_waived": "let a finding stand",
    "fact.confirm": "confirmed a fact",
    "fact.correct": "corrected a fact",
    "fact.hide": "hid a fact",
    "fact.show": "showed a fact again",
    "fact.add": "added a fact",
    "fact.retracted": "took a change of a fact back",
    "map.changed": "changed the system map",
    "incident.changed": "changed the incident",
    "scope.decided": "decided who is told",
}


def last_act(incident_id: str) -> int:
    """Return the number of the last act on record, asked for before the rest: what comes after it is news."""
    found = attempt(lambda: api().audit(incident_id=incident_id, limit=1))
    return found.items[0].seq if found and found.items else 0


@st.fragment(run_every=EVERY_S)
def news(incident_id: str, seen: int) -> None:
    """Say what others did after act `seen`. The page changes only when asked: somebody may be writing."""
    found = attempt(lambda: api().audit(incident_id=incident_id, limit=20))
    told = in_words(found.items if found else (), seen, person())
    if told:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.html(f'<div class="sev info" role="status">● {told}</div>', width="content")
            if st.button("Show", key="show_news", help="Draw the page again; what you wrote stays"):
                st.rerun()


def in_words(entries: tuple[AuditEntry, ...], seen: int, me: str) -> str:
    """Return in one line what others did after act `seen`, newest first; empty when nothing."""
    acts = [
        f"{entry.who} {DID.get(entry.action, 'changed something')}"
        for entry in entries
        if entry.seq > seen and entry.who != me
    ]
    once = list(dict.fromkeys(acts))
    more = f", and {len(once) - MOST} more" if len(once) > MOST else ""
    return f"{' · '.join(once[:MOST])}{more}" if once else ""
