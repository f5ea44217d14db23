"""A reader's page: did this update answer your question? One click, one line, nothing about the reader."""

from html import escape

import streamlit as st
from drafter.ui.connection import api, attempt
from drafter.ui.parts.signed_link import opened

token, page = opened(
    api().open_feedback, "Open the link below an update; it leads to that update and one question."
)
st.markdown(f"### {page.question}")
st.html(f'<div class="read">{escape(page.text)}</div>')
if st.session_state.get(f"answered_{token}"):
    st.success("✓ Thank you. Your answer goes to the people who write these updates; nothing else is kept.")
    st.stop()
comment = st.text_input("What is still open? (one line, if you like)", max_chars=500)
yes, no = st.columns(2)
answer = (
    True if yes.button("✓ Yes", width="stretch") else False if no.button("✕ No", width="stretch") else None
)
if answer is not None:
    with st.spinner("Keeping your answer"):
        kept = attempt(lambda: api().give_feedback(token, answered=answer, comment=comment) or True)
    if kept:
        st.session_state[f"answered_{token}"] = True
        st.rerun()
