"""The commander's view, for a phone: the text, the facts to confirm, two buttons."""

from html import escape

import streamlit as st
from drafter.ui.connection import api, attempt
from drafter.ui.parts.facts import plain
from drafter.ui.parts.signed_link import opened

token, page = opened(
    api().open_check, "Open the link that the liaison sent you; it leads to one text and two buttons."
)
st.markdown(f"### Is this true?\n{escape(page.incident_title)} · {page.audience.replace('_', ' ')}")
st.html(f'<div class="read">{escape(page.text)}</div>')
if page.facts:
    st.markdown("**What weighs most in it**")
    st.html("".join(f'<div class="fact">{escape(plain(one))} ({one.certainty})</div>' for one in page.facts))
if page.check.answer == "yes":
    st.success(f"✓ Answered: true, by {page.check.answered_by}. The liaison sees it.")
elif page.check.answer:
    said = f" What is wrong: “{page.check.comment}”." if page.check.comment else ""
    st.warning(
        f"✕ Answered: not true, by {page.check.answered_by}.{said} The liaison sees it and sends a new link "
        "once the text is mended."
    )
elif not page.check.current:
    st.warning("▲ The text has changed since this was asked. The liaison will ask again.")
else:
    comment = st.text_input("If something is wrong: what?", placeholder="It is search, not checkout")
    yes, no = st.columns(2)
    if yes.button("✓ True", type="primary", width="stretch"):
        if attempt(lambda: api().answer_by_link(token, "yes", comment=comment)) is not None:
            st.rerun()
    if no.button("✕ Not true", width="stretch"):
        if attempt(lambda: api().answer_by_link(token, "no", comment=comment)) is not None:
            st.rerun()
if page.questions and not page.check.answer:
    st.markdown("**If you know more: what the liaison would ask next**")
    st.html("".join(f'<div class="fact">{escape(question)}</div>' for question in page.questions))
