"""A rewritten report under review: the text to edit, what is found in it, approve or reject it."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import streamlit as st
from drafter.ui.connection import api, attempt
from drafter.ui.parts.difference import word_diff
from drafter.ui.parts.finding_list import finding_list
from streamlit.delta_generator import DeltaGenerator

from drafter.service.rewrite_reviews import RewriteReviewView

STATES = {"draft": "not approved yet", "approved": "✓ approved", "rejected": "■ rejected"}


@dataclass(slots=True)
class Editing:
    """What the editor was filled with and what stands in it; it outlives a look at another document."""

    version: int
    saved: str
    text: str


def rewrite_review(review: RewriteReviewView, redraw: Callable[[], None]) -> None:
    """Draw the editor and everything that can be done with the saved text."""
    place = f"{review.batch_id}_{review.n}"
    editing = _editor(review, place)
    if editing.version != review.version:
        _theirs_and_mine(review, editing, place, redraw)
        return
    row = st.container(horizontal=True, gap="small")
    notice = st.container()  # what comes and goes has a place, or popovers below it would close
    if row.button("Save", key=f"save_{place}"):
        with notice:
            _save(review, editing.text, redraw)
    unsaved = editing.text != review.text
    if review.state == "draft":
        # The version in the key: a click is for the text that was on the screen, not for one saved since.
        click = row.button(
            "Approve", key=f"approve_{place}_{review.version}", type="primary", disabled=unsaved
        )
        with notice:
            if click and attempt(_approve(review)) is not None:
                redraw()
    if review.state != "rejected":
        _turn_down(review, place, row, redraw)
    name = f"{review.name.rsplit('.', 1)[0]}-for-customers.md"
    row.download_button("Download this one", review.text, name, "text/markdown", on_click="ignore")
    with notice:
        if unsaved:
            st.caption("Not saved yet: what stands below is about the saved text.")
        _standing(review)
    finding_list(
        review.findings,
        key=f"{place}_{review.version}",
        waive=lambda one, reason: api().waive_in_rewrite(review.batch_id, review.n, one.key, reason),
        redraw=redraw,
    )
    if editing.text != review.written_text:
        with st.expander("What was changed in the rewrite", expanded=True):
            st.html(f'<div class="diff">{word_diff(review.written_text, editing.text)}</div>')


def _editor(review: RewriteReviewView, place: str) -> Editing:
    """Draw the editor. A text saved by somebody else replaces the one in it unless that would lose words."""
    key = f"text_{place}"
    in_hand: dict[str, Editing] = st.session_state.setdefault("rewrites_in_hand", {})
    editing = in_hand.get(place)
    if editing is not None:
        editing.text = st.session_state.get(key, editing.text)
    if editing is None or (
        editing.version != review.version and editing.text in (editing.saved, review.text)
    ):
        editing = in_hand[place] = Editing(review.version, review.text, review.text)
    st.session_state[key] = editing.text
    editing.text = st.text_area("For customers", height=520, label_visibility="collapsed", key=key)
    return editing


def _theirs_and_mine(
    review: RewriteReviewView, editing: Editing, place: str, redraw: Callable[[], None]
) -> None:
    """Show what saving would change in a text that somebody saved first, and let the person decide."""
    st.warning(
        f"▲ {review.updated_by} saved this text while you wrote. Yours is above, what it changes below."
    )
    st.html(f'<div class="diff">{word_diff(review.text, editing.text)}</div>')
    row = st.container(horizontal=True, gap="small")
    if row.button("Save mine over theirs", key=f"over_{place}_{review.version}"):
        _save(review, editing.text, redraw)
    if row.button("Drop mine", key=f"drop_{place}"):
        del st.session_state["rewrites_in_hand"][place]
        redraw()


def _save(review: RewriteReviewView, text: str, redraw: Callable[[], None]) -> None:
    saved = attempt(lambda: api().edit_rewrite(review.batch_id, review.n, text, version=review.version))
    if saved is not None:
        redraw()


def _approve(review: RewriteReviewView) -> Callable[[], RewriteReviewView]:
    return lambda: api().approve_rewrite(review.batch_id, review.n, version=review.version)


def _turn_down(
    review: RewriteReviewView, place: str, row: DeltaGenerator, redraw: Callable[[], None]
) -> None:
    with row.popover("Not like this"):
        reason = st.text_input("What is wrong with it?", key=f"wrong_{place}")
        if st.button("Reject", key=f"reject_{place}") and reason.strip():
            act = attempt(lambda: api().reject_rewrite(review.batch_id, review.n, reason.strip()))
            if act is not None:
                redraw()


def _standing(review: RewriteReviewView) -> None:
    by = (
        f" by {escape(review.approved_by)}, {review.approved_at:%d %B %H:%M} UTC"
        if review.approved_at
        else ""
    )
    st.html(
        f'<div class="scores"><b>{STATES[review.state]}</b>{by} · version {review.version}'
        f" · written by {escape(', '.join(review.authors))}</div>"
    )
    if review.reason:
        st.warning(f"■ {review.updated_by}: {review.reason}")
    if review.state == "draft":
        for reason in review.second_opinion:
            st.info(f"● Somebody who did not write it must approve: {reason}")
