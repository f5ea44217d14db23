"""What was promised: how it stands, how long is left, and one click to say how it ended."""

from collections.abc import Callable
from html import escape

import streamlit as st
from drafter.ui.connection import api, attempt
from drafter.ui.parts.clock import clock, span

from drafter.service.views import PromisesView, PromiseView

STANDING = {"kept": "✓ kept", "broken": "■ broken", "open": "▲ open", "dropped": "– withdrawn"}
COLOURS = {"kept": "fine", "broken": "block", "open": "warn", "dropped": "info"}
OUTCOMES = {"✓ Kept": "kept", "■ Broken": "broken", "– Withdrawn": "dropped"}


def promise_list(promises: PromisesView, zone: str, written: str, redraw: Callable[[], None]) -> None:
    """Draw the ledger; what no later update settles is settled here."""
    if not promises.promises:
        st.info(
            "Nothing has been promised yet. The first published update with a next time starts the ledger."
        )
        return
    st.caption(f"✓ {promises.kept} kept · ■ {promises.broken} broken · ▲ {promises.open} open")
    for one in promises.promises:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.html(_line(one, zone, written))
            if one.state == "open":
                _settle(one, redraw)
    if promises.postmortem_due_at:
        st.caption(f"The postmortem is owed by {clock(promises.postmortem_due_at, zone, written)}.")


def _line(one: PromiseView, zone: str, written: str) -> str:
    when = f"by {clock(one.due_at, zone, written)}" if one.due_at else "without a time"
    left = ""
    if one.seconds is not None:
        left = f" · {'overdue by' if one.seconds < 0 else 'in'} {span(one.seconds)}"
    note = f" · {escape(one.note)}" if one.note else ""
    return (
        f'<div><span class="sev {COLOURS[one.standing]}">{STANDING[one.standing]}</span> '
        f'{one.kind.replace("_", " ")} {when}{left}{note}<div class="scores">“{escape(one.text)}”</div></div>'
    )


def _settle(one: PromiseView, redraw: Callable[[], None]) -> None:
    with st.popover("Say how it ended"):
        outcome = st.radio("It was", list(OUTCOMES), key=f"outcome_{one.id}", horizontal=True)
        note = st.text_input("How, in one line", key=f"how_{one.id}", placeholder="The report is published.")
        if st.button("Record under my name", key=f"settle_{one.id}"):
            if attempt(lambda: api().settle_promise(one.id, OUTCOMES[outcome], note)) is not None:
                redraw()
