"""Drafting anew: sentences of a model are shown as they pass the checks; the drafts then replace them."""

from html import escape
from typing import Any

import streamlit as st
from drafter.ui.connection import api, attempt
from streamlit.delta_generator import DeltaGenerator

MOST = 4  # sentences of one audience shown while it is written: enough to see that it comes along


class Arriving:
    """Shows what has come in so far, by audience, in the place it is given."""

    def __init__(self, place: DeltaGenerator) -> None:
        self._place = place
        self._by_audience: dict[str, list[str]] = {}

    def hear(self, event: str, data: dict[str, Any]) -> None:
        """Take one event of the answer."""
        audience = str(data.get("audience", ""))
        if event == "restart":
            self._by_audience.pop(audience, None)
        elif event == "sentence":
            self._by_audience.setdefault(audience, []).append(str(data["text"]))
        self._place.html(f'<div class="arriving" role="status">{self._shown()}</div>')

    def _shown(self) -> str:
        rows = [
            f"<p><b>{escape(audience.replace('_', ' '))}</b> {escape(' '.join(texts[:MOST]))}"
            f"{f' … {len(texts) - MOST} more' if len(texts) > MOST else ''}</p>"
            for audience, texts in self._by_audience.items()
        ]
        return "<p>Being written. Each sentence has passed the checks; the drafts follow.</p>" + "".join(rows)


def draft_now(incident_id: str, place: DeltaGenerator, *, key: str | None = None) -> bool:
    """Draft for every audience from what is known now; say whether it could be done."""
    with st.spinner("Drafting for every audience …", show_time=True):
        hear = Arriving(place).hear
        made = attempt(lambda: api().draft_update(incident_id, key=key, hear=hear))
    place.empty()
    return made is not None
