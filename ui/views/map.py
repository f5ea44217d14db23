"""The system map: is it enough for a writer, and what depends on what?"""

import streamlit as st
from drafter.ui.connection import api, attempt

st.markdown("### System map")
st.caption(
    "Inner names on one side, what customers see on the other. What is missing here, drafts cannot say."
)
text = st.text_area(
    "Map (YAML)", height=320,
    placeholder="product: Shop\ncomponents:\n  - id: payment-gw\n    customer_name: card payments\n"
    "    symptoms:\n      errors: card payments fail",
)  # fmt: skip
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
