"""Earlier incidents like this one, and what their readers were told at this stage."""

from html import escape

import streamlit as st
from drafter.ui.connection import api, attempt


def similar_incidents(incident_id: str) -> None:
    """Draw the earlier texts; they are for reading, nothing is copied from them into a draft."""
    answer = attempt(lambda: api().similar(incident_id))
    if answer is None:
        return
    if not answer.found:
        st.caption("Nothing like it has been published here yet. What you send is found next time.")
    for one in answer.found:
        st.html(
            f'<div class="card"><a href="/review?id={escape(one.incident_id)}" target="_self">'
            f'{escape(one.title)}</a> <span class="scores">{one.at:%Y-%m-%d} · {one.stage}</span>'
            f'<div class="fact">{escape(one.text)}</div></div>'
        )
