"""A page that a signed link opens: without it, where to find it; with a bad one, what is wrong."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st
from drafter.ui.connection import attempt

T = TypeVar("T")


def opened(read: Callable[[str], T], without: str) -> tuple[str, T]:
    """Return the link's token and what `read` finds with it; the page ends here when there is nothing."""
    token = st.query_params.get("token", "")
    if not token:
        st.info(without)
        st.stop()
    found = attempt(lambda: read(token))
    if found is None:
        st.stop()
    return token, found
