"""The review in pieces: silences, questions, advice, actions, earlier reviews, what readers said."""

from collections.abc import Callable
from html import escape

import streamlit as st
from drafter.ui.connection import api, attempt
from drafter.ui.parts.clock import clock

from drafter.review.report import Figures, Report
from drafter.review.report_text import SHOWN


def gap_table(report: Report, zone: str, written: str) -> None:
    """Draw every interval in minutes, the longest marked, with its likely cause."""
    looks = {one.cause: one.looks_like for one in report.advice}
    rows = [
        [
            escape(gap.name), clock(gap.start, zone, written), clock(gap.end, zone, written),
            f"<b>■ {gap.minutes} longest</b>" if gap.biggest else f"{gap.minutes}",
            f"{gap.allowed_minutes}{' ▲' if gap.too_long else ' ✓'}",
            f"{gap.contacts}" if gap.contacts else "", escape(looks.get(gap.cause, "")),
        ]
        for gap in report.timeline.gaps
    ]  # fmt: skip
    head = ["interval", "from", "to", "minutes", "allowed", "contacts", "likely why"]
    st.html(_table("Intervals between messages", head, rows))


def questions(report: Report) -> None:
    """Draw the questions of the review with what the record answers."""
    for number, answer in enumerate(report.answers, 1):
        said = escape(answer.answer) or '<span class="scores">To talk about: the record does not say.</span>'
        st.html(f'<div class="fact"><b>{number}. {escape(answer.question)}</b><br>{said}</div>')


def advice(report: Report) -> None:
    """Draw why it was silent, and what to do about it."""
    if not report.advice:
        st.html('<div class="sev fine">✓ No interval was longer than promised</div>')
    for one in report.advice:
        st.html(
            f'<div class="fact suspected"><b>▲ {escape(one.looks_like)}</b> {one.minutes} min: '
            f"{escape(', '.join(one.gaps))}<br>{escape(one.recommendation)}</div>"
        )


def actions(report: Report, redraw: Callable[[], None]) -> None:
    """Draw the actions agreed on, and a line to agree on one more."""
    for action in report.actions:
        done = st.checkbox(
            f"{action.text} ({action.owner}, {action.due})", value=action.done, key=f"act_{action.id}"
        )
        if done != action.done:
            if attempt(lambda id=action.id, done=done: api().tick_action(id, done=done)) is not None:
                redraw()
    if report.actions_warning:
        st.caption(f"▲ {report.actions_warning}")
    with st.form("action", clear_on_submit=True, border=False):
        what, who, when = st.columns([5, 2, 2])
        text = what.text_input("What to change", placeholder="Name who approves at night")
        owner = who.text_input("Owner")
        due = when.date_input("By")
        if st.form_submit_button("Agree on it") and text.strip():
            added = attempt(lambda: api().add_action(report.incident_id, text, owner=owner, due=due))
            if added is not None:
                redraw()


def comparison(report: Report) -> None:
    """Draw this review's figures beside those of the last ones."""
    head = ["", "this one", *(escape(one.title) for one in report.compared)]
    rows = [
        [label, _value(report.figures, name), *(_value(one.figures, name) for one in report.compared)]
        for name, label in SHOWN.items()
    ]
    st.html(_table("Figures", head, rows))
    if not report.compared:
        st.caption("Saved reviews of other incidents appear beside this one.")


def contacts(report: Report, redraw: Callable[[], None]) -> None:
    """Take a count of customer contacts; the intervals above show theirs."""
    with st.form("contacts", clear_on_submit=True, border=False):
        first, second = st.columns(2)
        count = first.number_input("Customers who got in touch", min_value=0, step=1)
        asking = second.number_input("of them asked whether you are down", min_value=0, step=1)
        if st.form_submit_button("Count them now") and count:
            counted = attempt(
                lambda: api().count_contacts(report.incident_id, int(count), asking_if_down=int(asking))
            )
            if counted is not None:
                redraw()


def feedback(report: Report) -> None:
    """Draw what readers answered: counts and their words, nothing about them."""
    yes, no = report.figures.feedback_yes, report.figures.feedback_no
    if not yes + no:
        st.caption("No reader has answered yet. The link stands beside each published text.")
        return
    st.html(f"<div>✓ {yes} said it answered their question · ✕ {no} said it did not</div>")
    for comment in report.comments:
        st.html(f'<div class="fact">“{escape(comment)}”</div>')


def _table(name: str, head: list[str], rows: list[list[str]]) -> str:
    top = "".join(f'<th scope="col">{one}</th>' for one in head)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{name}"><table class="plain">'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _value(figures: Figures, name: str) -> str:
    value = getattr(figures, name)
    return "–" if value is None else f"{value}"
