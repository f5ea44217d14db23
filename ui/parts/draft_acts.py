"""What can be done with a draft: have it checked, approve, copy, say that it went out, take it back."""

from collections.abc import Callable

import streamlit as st
from drafter.ui.connection import api, attempt
from streamlit.delta_generator import DeltaGenerator

from drafter.service.views import DraftView

CHANNELS = {
    "status_page": "status page", "affected_customer_email": "email", "social": "social", "sms": "sms",
    "support_brief": "support", "internal": "chat", "executives": "executives", "responders": "chat",
    "postmortem": "web page",
}  # fmt: skip


def draft_acts(draft: DraftView, redraw: Callable[[], None]) -> None:
    """Draw what the draft's state allows, the next step first."""
    row = st.container(horizontal=True, gap="small")
    if "ask" in draft.possible and row.button("Ask for fact check", key=f"ask_{draft.id}"):
        if attempt(lambda: api().ask_fact_check(draft.id, version=draft.version)) is not None:
            redraw()
    if "yes" in draft.possible and draft.state == "check_requested":
        if row.button("✓ Facts are right", key=f"yes_{draft.id}"):
            if attempt(lambda: api().answer_fact_check(draft.id, "yes")) is not None:
                redraw()
        with row.popover("✕ Something is wrong"):
            wrong = st.text_input("What is not true, or missing?", key=f"untrue_{draft.id}")
            if st.button("Answer no", key=f"no_{draft.id}"):
                if attempt(lambda: api().answer_fact_check(draft.id, "no", comment=wrong)) is not None:
                    redraw()
    if "approve" in draft.possible and draft.state != "approved":
        if row.button("Approve", key=f"approve_{draft.id}", type="primary"):
            if attempt(lambda: api().approve(draft.id, version=draft.version)) is not None:
                redraw()
    _turn_back(draft, row, redraw)
    check = draft.fact_check
    if check is not None and check.current and not check.answer:
        st.caption("Send this line to the commander:")
        st.code(check.line + (f"\n{check.link}" if check.link else ""), language=None, wrap_lines=True)
    if draft.state in ("draft", "check_requested", "checked", "approved"):
        for reason in draft.second_opinion:
            st.info(f"● Somebody who did not write it must approve: {reason}")
    if draft.awaits_second:
        st.warning(f"▲ Approved by {_approvers(draft)}; it waits for a second person.")
    if draft.approved_text:
        _copy(draft, redraw)


def _copy(draft: DraftView, redraw: Callable[[], None]) -> None:
    channel = CHANNELS.get(draft.audience, draft.audience)
    if draft.state in ("withdrawn", "corrected"):
        told = (
            "a later update corrects it" if draft.state == "corrected" else "send an update that corrects it"
        )
        st.warning(f"▲ This text was sent and withdrawn: {told}.")
        return
    st.success(
        f"✓ Approved by {_approvers(draft)}. This exact text may go out; its corner has a copy button."
    )
    if draft.subject:
        st.code(draft.subject, language=None, wrap_lines=True)
    st.code(draft.approved_text or "", language=None, wrap_lines=True)
    sent = {publication.channel for publication in draft.publications}
    if sent:
        st.caption(f"✓ On record as sent: {', '.join(sorted(sent))}")
        _feedback_link(draft)
    if "publish" in draft.possible and channel not in sent:
        if st.button(f"I have sent it: {channel}", key=f"sent_{draft.id}", type="primary"):
            if attempt(lambda: api().publish(draft.id, channel)) is not None:
                redraw()


def _approvers(draft: DraftView) -> str:
    valid = [one.by for one in draft.approvals if one.withdrawn_at is None and one.version == draft.version]
    return ", ".join(dict.fromkeys(valid))


def _turn_back(draft: DraftView, row: DeltaGenerator, redraw: Callable[[], None]) -> None:
    """Offer the way back that the state has: not good enough yet, or wrong although it went out."""
    if "withdraw" in draft.possible:
        word, done, act = "It was wrong", "Withdraw", api().withdraw
    elif draft.state in ("checked", "check_requested", "approved"):
        word, done, act = "Not like this", "Send back", api().reject
    else:
        return
    with row.popover(word):
        reason = st.text_input("What is wrong with it?", key=f"wrong_{draft.id}")
        if st.button(done, key=f"back_{draft.id}") and reason.strip():
            if attempt(lambda: act(draft.id, reason.strip())) is not None:
                redraw()


def _feedback_link(draft: DraftView) -> None:
    token = next((one.feedback_token for one in draft.publications if one.feedback_token), "")
    if token:
        with st.expander("Ask readers whether it answered their question"):
            st.caption("Put this link below the text. Counts and words come back in the review; no tracking.")
            st.code(f"{st.context.url.rsplit('/', 1)[0]}/feedback?token={token}", language=None)
