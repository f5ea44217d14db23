"""The commander's view, for a phone: the text, the facts to confirm, two buttons."""

from html import escape

import streamlit as st
from drafter.ui.connection import api, attempt
from drafter.ui.parts.signed_link import opened

token, page = opened(
    api().open_check, "Open the link that the liaison sent you; it leads to one text and two buttons."
)
st.markdown(f"### Is this true?\n{escape(page.incident_title)} · {page.audience.replace('_', ' ')}")
st.html(f'<div class="read">{escape(page.text)}</div>')
for fact in page.facts:
    st.markdown(f"- {escape(fact.text)} *({fact.certainty})*")
for question in page.questions:
    st.markdown(f"- {escape(question)}")
if page.check.answer:
    st.success(f"Answered: {page.check.answer}, by {page.check.answered_by}.")
elif not page.check.current:
    st.warning("▲ The text has changed since this was asked. The liaison will ask again.")
else:
    comment = st.text_input("If something is wrong: what?")
    yes, no = st.columns(2)
    if yes.button("✓ True", type="primary", width="stretch"):
        if attempt(lambda: api().answer_by_link(token, "yes", comment=comment)) is not None:
            st.rerun()
    if no.button("✕ Not true", width="stretch"):
        if attempt(lambda: api().answer_by_link(token, "no", comment=comment)) is not None:
            st.rerun()
