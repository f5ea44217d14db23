"""Keeps in the browser's tab what is typed and not saved yet, and offers it again after a lost connection."""

import streamlit as st
from drafter.ui.assets import asset

_kept = st.components.v2.component(
    "drafter_kept", html='<div class="kept" role="status"></div>', css=asset("kept.css"), js=asset("kept.js")
)


def kept(field: str, saved: str, *, key: str, held: bool = False) -> None:
    """Watch the text area labelled `field`, below which this is drawn.

    `saved` is the text that the desk has: nothing else needs to be kept then. `held` says that the desk keeps
    the unsaved text itself, as when two people saved the same draft.
    """
    _kept(data={"field": field, "saved": saved, "held": held, "id": key}, key=key, height="content")
