"""All incidents, what is owed soonest first."""

from html import escape

import streamlit as st
from drafter.ui.connection import api, attempt
from drafter.ui.parts.clock import clock, countdown, span
from drafter.ui.parts.edit_figures import edit_figures

ALARMS = {"overdue": "! overdue by", "warn": "▲ due in", "fine": "✓ due in", "none": ""}

st.markdown("### Incidents")
page = attempt(lambda: api().incidents(limit=100))
if page is None:
    st.stop()
if not page.items:
    st.info(
        "No incident yet. Open one with a title and the scribe's notes; drafts for every audience follow."
    )
st.page_link("views/declare.py", label="New incident")


def owed(one) -> float:
    """Order: overdue first, then the soonest, then those that owe nothing."""
    return float("inf") if one.next_due.seconds is None else one.next_due.seconds


ordered = sorted(page.items, key=owed)
if ordered and ordered[0].next_due.seconds is not None:
    first = ordered[0]
    with st.container(key="first_of_all", width="content"):
        countdown(
            f"FIRST OF ALL: {first.title}",
            first.next_due.seconds,
            speed=first.clock.speed if first.clock else 1.0,
            key="first_due",
        )
for one in ordered:
    due = one.next_due
    if due.seconds is None:
        when = '<span class="due fine">✓ no update owed</span>'
    else:
        when = (
            f'<span class="due {due.alarm}">{ALARMS[due.alarm]} {span(due.seconds)} · '
            f"{clock(due.at, one.zone or 'UTC', one.zone_written)}</span>"
        )
    stale = ' · <span class="sev warn">▲ stale approval</span>' if one.stale_approvals else ""
    st.html(
        f'<div class="card"><div class="head" style="border:0;padding:0">'
        f'<a href="/incident?id={escape(one.id)}" target="_self">{escape(one.title)}</a>'
        f'<span class="facts">{escape(one.severity)} · {one.stage or "no notes yet"} · '
        f"{one.published_count} sent{stale}</span>{when}</div></div>"
    )
if ordered and st.toggle("How much drafts had to be changed", key="edit_figures"):
    edit_figures()
