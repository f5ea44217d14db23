"""The head of an incident: what it is, how it stands, what is owed, and who is told."""

from collections.abc import Callable
from html import escape

import streamlit as st
from drafter.ui.connection import api, attempt
from drafter.ui.parts.clock import clock, countdown
from drafter.ui.parts.drafting import draft_now
from streamlit.delta_generator import DeltaGenerator

from drafter.service.views import IncidentView

SEVERITIES = ["SEV1", "SEV2", "SEV3", "SEV4"]
REACH = {"One customer": "one", "Some customers": "some", "All customers": "all"}


def head(
    incident: IncidentView, zone: str, written: str, redraw: Callable[[], None], arriving: DeltaGenerator
) -> None:
    """Say what this is, how it stands and what is owed next; drafting anew is always at hand.

    `arriving` is where sentences are shown while they are written.
    """
    left, right, side = st.columns([5, 4, 4], vertical_alignment="center")
    act = side.container(horizontal=True, gap="small", horizontal_alignment="right")
    begun = (
        f"{incident.start_basis} {clock(incident.started_at, zone, written)}"
        if incident.started_at
        else f"declared {clock(incident.declared_at, zone, written)}"
    )
    due_so_far = incident.promises_kept + incident.promises_broken
    kept = (
        f"{incident.promises_kept} of {due_so_far} promises kept" if due_so_far else "no promise due so far"
    )
    owner = f" · {escape(incident.comms_owner)} writes" if incident.comms_owner else ""
    left.html(
        f'<div class="head"><h1>{escape(incident.title)}</h1><span class="facts">'
        f"{escape(incident.severity)} · {incident.stage or 'investigating'} · {begun}"
        f" · {incident.published_count} sent · {kept}{owner}"
        f"{' · ▲ stale approval' if incident.stale_approvals else ''}"
        f"{' · ' + incident.state if incident.state != 'open' else ''}</span></div>"
    )
    due = incident.next_due
    with right:
        if due.at is None or due.seconds is None:
            st.html('<div class="head"><span class="due fine">✓ No update is owed</span></div>')
        else:
            speed = incident.clock.speed if incident.clock else 1.0
            what = "NEXT UPDATE" if due.what == "next update" else due.what.upper()
            countdown(
                f"{what} {clock(due.at, zone, written)}", due.seconds, speed=speed, key=f"due_{due.at:%s}"
            )
            if due.no_news:
                _no_news(incident, redraw, arriving)
    if incident.notes_count and act.button(
        "Draft update", help="Write for every audience from what is known now"
    ):
        if draft_now(incident.id, arriving):
            redraw()
    with act:
        _manage(incident, redraw)
        _scope(incident.id, redraw)


def _no_news(incident: IncidentView, redraw: Callable[[], None], arriving: DeltaGenerator) -> None:
    """Have the no-news update written before it is due, once per promise, unless somebody is at work."""
    latest = api().update(incident.latest_update_id) if incident.latest_update_id else None
    gone_out = {"published", "withdrawn", "corrected"}
    mine = [one for one in latest.drafts if one.audience == incident.next_due.audience] if latest else []
    at_work = latest is not None and any(d.version > 1 and d.state not in gone_out for d in latest.drafts)
    if mine and mine[0].state in gone_out and not at_work:
        key = f"no-news-{incident.next_due.promise_id}"
        if draft_now(incident.id, arriving, key=key):
            redraw()
    st.caption("▲ An update is due even if nothing is new: the draft below is ready to check and send.")


def _manage(incident: IncidentView, redraw: Callable[[], None]) -> None:
    with st.popover("Incident", help="Severity, state, owner, what it touches"):
        severity = st.selectbox(
            "Severity",
            SEVERITIES,
            index=SEVERITIES.index(incident.severity) if incident.severity in SEVERITIES else 1,
        )
        state = st.selectbox(
            "State",
            ["open", "resolved", "closed"],
            index=["open", "resolved", "closed"].index(incident.state),
        )
        owner = st.text_input("Who writes to customers", incident.comms_owner, placeholder="Ada")
        commander = st.text_input("Incident commander", incident.commander, placeholder="Dana")
        flags = st.multiselect("Touches", ["security", "privacy", "data"], list(incident.flags))
        if st.button("Save", key="save_incident"):
            changes = {
                "severity": severity, "state": state, "comms_owner": owner, "commander": commander,
                "flags": flags,
            }  # fmt: skip
            changed = {name: value for name, value in changes.items() if value != _now(incident, name)}
            if changed:
                saved = attempt(
                    lambda: api().change_incident(incident.id, version=incident.version, **changed)
                )
                if saved is not None:
                    redraw()


def _now(incident: IncidentView, name: str) -> object:
    value = getattr(incident, name)
    return list(value) if isinstance(value, tuple) else value


def _scope(incident_id: str, redraw: Callable[[], None]) -> None:
    with st.popover("Who is told", help="One, some or all customers, and why"):
        found = attempt(lambda: api().scope(incident_id))
        if found is None:
            return
        last = found.decisions[-1] if found.decisions else None
        if last is not None:
            st.caption(f"{last.by} decided: {last.scope}. {last.reason}")
            for warning in last.warnings:
                st.warning(f"▲ {warning}")
        if found.asking_if_down:
            st.caption(f"{found.asking_if_down} customers asked whether you are down.")
        at = list(REACH.values()).index(last.scope) if last else None  # nobody's choice is no choice
        chosen = st.radio("Tell", list(REACH), index=at, key="reach")
        if chosen is None:
            return
        reach = REACH[chosen]
        channels = st.multiselect("Channels", _channels(found.proposed), list(found.proposed[reach]))
        reason = st.text_input("Why these", placeholder="Only customers in the EU pay through this part")
        if st.button("Decide", key="decide"):
            decided = attempt(lambda: api().decide_scope(incident_id, reach, reason, channels=channels))
            if decided is not None:
                redraw()


def _channels(proposed: dict[str, tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(channel for channels in proposed.values() for channel in channels))
