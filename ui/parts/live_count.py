"""Words and characters of the text being typed, against the channel's limit, without a round trip."""

import streamlit as st
from drafter.ui.assets import asset

from drafter.core.draft import NEXT_UPDATE
from drafter.service.views import DraftView

_count = st.components.v2.component(
    "drafter_live_count", html='<div class="count"></div>', css=asset("count.css"), js=asset("count.js")
)


def live_count(draft: DraftView, due: str, *, key: str) -> None:
    """Draw the counts below the editor; `due` is counted where the placeholder of the next update stands."""
    _count(
        data={
            "field": "Edit the text",
            "unit": draft.unit,
            "most": draft.max_units,
            "placeholder": NEXT_UPDATE,
            "due": due,
        },
        key=key,
        height="content",
    )
