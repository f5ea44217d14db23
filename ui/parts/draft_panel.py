"""One draft: read it, fix what is marked, have it checked, approve it, copy it."""

from collections.abc import Callable
from html import escape

import streamlit as st
from drafter.ui.connection import api, attempt, said
from drafter.ui.parts.clock import clock
from drafter.ui.parts.difference import word_diff
from drafter.ui.parts.draft_acts import draft_acts
from drafter.ui.parts.finding_list import finding_list
from drafter.ui.parts.kept import kept
from drafter.ui.parts.live_count import live_count
from drafter.ui.parts.marked_text import marked_text

from drafter.core.draft import NEXT_UPDATE
from drafter.core.units import UNIT_NAMES, count_units
from drafter.errors import DrafterError, StaleVersion
from drafter.service.views import DraftView, FindingView

MEANS = {  # what a figure below the text says, one hover away
    "complete": "Of 100: how many of the parts these readers need are there",
    "grounded": "Of 100: sentences that rest on notes, map or policy and that no check doubts",
    "clear": "Of 100, less what is vague, jargon or hard to follow",
    "cold reader": "Of 100: is it me, what do I see, what can I do, what is being done, when do I hear more",
    "grade": "School years it takes to read it easily",
}
STATES = {
    "draft": "draft",
    "check_requested": "fact check asked",
    "checked": "✓ facts checked",
    "approved": "✓ approved",
    "published": "✓ published",
    "withdrawn": "withdrawn",
    "corrected": "corrected",
    "rejected": "■ rejected",
}


def draft_panel(
    draft: DraftView, zone: str, zone_written: str, about: str, last_text: str, redraw: Callable[[], None]
) -> None:
    """Draw the draft and everything that can be done with it; `about` is what else its first line tells."""
    due = clock(draft.next_update_at, zone, zone_written)
    if problem := st.session_state.pop("problem", None):
        st.error(problem)
    _standing(draft, about, redraw)
    if draft.subject:
        st.markdown(f"**Subject:** {escape(draft.subject)}")
    marked_text(draft, clock=due, key=f"marked_{draft.id}")
    _scores(draft)
    _findings(draft, redraw)
    draft_acts(draft, redraw)
    if "edit" in draft.possible:
        _editor(draft, due, redraw)
    _beside(draft, due, last_text)


def _standing(draft: DraftView, about: str, redraw: Callable[[], None]) -> None:
    who = f" · last change by {escape(draft.updated_by)}" if draft.version > 1 else ""
    st.html(
        f'<div class="scores"><b>{STATES[draft.state]}</b> · version {draft.version}{who} · '
        f"{escape(about)}</div>"
    )
    if no := draft.turned_down:
        why = f": “{no.reason}”." if no.reason else " and gave no reason."
        st.warning(f"■ {no.by} said no{why} Mend the text below, then ask again or approve.")
    for reason in draft.stale:
        st.warning(f"▲ Stale: {reason}")
    if draft.stale and "edit" in draft.possible:
        if st.button(
            "It still holds", key=f"holds_{draft.id}", help="Check it again against what is known now"
        ):
            if attempt(lambda: api().refresh(draft.id, version=draft.version)) is not None:
                redraw()


def _scores(draft: DraftView) -> None:
    scores = draft.scores
    if scores is None:
        return
    units = count_units(draft.shown_text, draft.unit)  # type: ignore[arg-type]
    unit = UNIT_NAMES[draft.unit]
    limit = f"{units} of {draft.max_units} {unit}" if draft.max_units else f"{units} {unit}"
    over = draft.max_units and units > draft.max_units
    size = f'<span class="sev block">■ {limit}: too long</span>' if over else limit
    figures = {
        "complete": f"{scores.completeness}",
        "grounded": f"{scores.grounding}",
        "clear": f"{scores.clarity}",
        "cold reader": f"{scores.cold_reader}",
        "grade": "–, too short" if scores.grade is None else f"{scores.grade:.0f}",
    }
    told = " · ".join(f'<span title="{MEANS[name]}">{name} {value}</span>' for name, value in figures.items())
    st.html(f'<div class="scores">{told} · {size}</div>')
    if scores.unanswered:
        st.caption("A reader still asks: " + " · ".join(scores.unanswered))


def _findings(draft: DraftView, redraw: Callable[[], None]) -> None:
    def use(finding: FindingView, better: str) -> None:
        _save(draft, draft.text[: finding.start] + better + draft.text[finding.end :], redraw)

    finding_list(
        draft.findings,
        key=f"{draft.id}_{draft.version}",
        waive=lambda finding, reason: api().waive(draft.id, finding.key, reason),
        redraw=redraw,
        use=use,
    )


def _editor(draft: DraftView, due: str, redraw: Callable[[], None]) -> None:
    key, seen = f"text_{draft.id}", f"seen_{draft.id}"
    if st.session_state.get(seen) != draft.version:
        st.session_state[key], st.session_state[seen] = draft.text, draft.version
    st.text_area(
        "Edit the text",
        key=key,
        height=220,
        on_change=lambda: _keep(draft, st.session_state[key]),
        help=f"{NEXT_UPDATE} becomes {due} when it is approved." if NEXT_UPDATE in draft.text else None,
        placeholder="Write what readers see, then what you do about it.",
    )
    live_count(draft, due, key=f"count_{draft.id}")
    kept("Edit the text", draft.text, key=f"kept_{draft.id}", held=f"mine_{draft.id}" in st.session_state)
    undone = " An edit takes the approval back." if draft.state == "approved" else ""
    st.caption(f"Saved and checked when you leave the field, or with Ctrl+Enter.{undone}")
    _theirs_and_mine(draft, redraw)


def _theirs_and_mine(draft: DraftView, redraw: Callable[[], None]) -> None:
    """Show the text that could not be saved because somebody saved first, and let the person decide."""
    kept = f"mine_{draft.id}"
    mine = st.session_state.get(kept)
    if mine is None:
        return
    st.warning(
        f"▲ {draft.updated_by} saved this draft while you wrote. Theirs is above, what yours changes below."
    )
    st.html(f'<div class="diff">{word_diff(draft.text, mine)}</div>')
    row = st.container(horizontal=True, gap="small")
    if row.button("Save mine over theirs", key=f"over_{draft.id}"):
        del st.session_state[kept]
        _save(draft, mine, redraw)
    if row.button("Drop mine", key=f"drop_{draft.id}"):
        del st.session_state[kept]
        redraw()


def _keep(draft: DraftView, text: str) -> None:
    """Save a text; one that comes too late is kept beside the one that was first."""
    if text == draft.text:
        return
    try:
        api().edit(draft.id, text, version=draft.version)
    except StaleVersion:
        st.session_state[f"mine_{draft.id}"] = text
    except DrafterError as error:
        st.session_state["problem"] = f"**{said(error)}** Your text is still in the editor. {error.remedy}"


def _save(draft: DraftView, text: str, redraw: Callable[[], None]) -> None:
    _keep(draft, text)
    redraw()


def _beside(draft: DraftView, due: str, last_text: str) -> None:
    shown = draft.text.replace(NEXT_UPDATE, due)
    with st.expander("What changed, and how it will look"):
        seen, last, written = st.tabs(["As read", "Against the last update", "Against the generated draft"])
        look = "phone" if draft.audience in ("sms", "social") else "read"
        seen.html(f'<div class="{look}">{escape(shown)}</div>')
        if last_text:
            last.html(f'<div class="diff">{word_diff(last_text, shown)}</div>')
        else:
            last.caption("Nothing has been sent to these readers yet.")
        if draft.written_text == draft.text:
            written.caption("The text is as it was generated.")
        else:
            written.html(f'<div class="diff">{word_diff(draft.written_text, draft.text)}</div>')
