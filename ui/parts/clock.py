"""Time as people read it: a clock with its zone, and how long from now, counting while the page is open."""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st
from drafter.ui.assets import asset

_countdown = st.components.v2.component(
    "drafter_countdown",
    html='<div class="countdown" role="timer"></div>',
    css=asset("clock.css"),
    js=asset("clock.js"),
)


def countdown(label: str, seconds: int, *, warn_s: int = 360, speed: float = 1.0, key: str) -> None:
    """Draw a counting clock: "NEXT UPDATE 14:30 UTC  ✓ in 06:12"; a sign and a word with every colour.

    The page is drawn again when the time comes to warn, and when it has passed.
    """
    _countdown(
        data={"label": label, "seconds": seconds, "warn": warn_s, "speed": speed},
        key=key,
        height="content",
        on_turned_change=lambda: None,
    )


def clock(at: datetime | None, zone: str = "UTC", written: str = "") -> str:
    """Return "14:30 UTC" in the incident's zone; a dash when there is no time."""
    if at is None:
        return "–"
    return f"{local(at, zone):%H:%M} {written or zone}"


def local(at: datetime, zone: str) -> datetime:
    """Return the moment in a zone named by IANA or by offset ("UTC+02:00")."""
    try:
        return at.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        pass
    sign = -1 if "-" in zone else 1
    hours, _, minutes = zone.lstrip("UTCGM").lstrip("+-").partition(":")
    if hours.isdigit():
        offset = sign * timedelta(hours=int(hours), minutes=int(minutes or 0))
        return at.astimezone(timezone(offset))
    return at


def span(seconds: int) -> str:
    """Return "6 min", "2 h 05 min"."""
    minutes = abs(seconds) // 60
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"
