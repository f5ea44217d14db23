"""What we know, what we do not know yet, and whom to ask what."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st
from drafter.ui.connection import api, attempt, person

from drafter.core.fact import EditAction, Fact, FactEdit, FactSheet
from drafter.service.views import FactsView

READ = {
    "rules": "read by the rules",
    "model": "read by the model alone",
    "both": "read by rules and model",
    "person": "a person's word",
}
SIGN = {
    "confirmed": "✔", "reported": "◦", "attributed": "◦", "suspected": "?", "planned": "→",
    "conflicting": "≠", "withdrawn": "✕",
}  # fmt: skip
FIRST = (
    "symptom", "scope", "start", "cause", "hypothesis", "action", "side_effect", "decision", "workaround",
    "restored", "verified", "resolved", "unaffected", "data_impact", "security",
)  # fmt: skip
TOPICS = {
    "symptom": "what customers see",
    "scope": "how many are affected",
    "start": "when it began",
    "cause": "the cause",
    "fix": "what repairs it",
    "workaround": "what customers can do meanwhile",
    "unaffected": "what still works",
    "data": "whether data is affected",
    "end": "when it will work again",
    "verified": "whether it works for everyone",
    "security": "whether security is touched",
}
MOST, MOST_MORE, MOST_CONFLICTS, MOST_ALIKE = 8, 40, 3, 10


def fact_sheet(facts: FactsView, redraw: Callable[[], None]) -> None:
    """Draw the sheet; each fact is confirmed, corrected or hidden in one click."""
    sheet = facts.sheet
    ordered = alike(
        sorted(
            (fact for fact in sheet.facts if fact.usable and fact.is_a(*FIRST)),
            key=lambda fact: (_rank(fact), -max(fact.lines, default=0)),
        )
    )
    modelled = any(fact.found in ("model", "both") for fact in sheet.facts)
    _open_questions(sheet)
    st.markdown("**What we know**")
    if not ordered:
        st.caption("Nothing a reader could use yet. Add notes, or the one thing customers see.")
    with st.container(key="facts", gap="xsmall"):
        for same in ordered[:MOST]:
            _one(facts.incident_id, same, redraw, modelled=modelled)
    rest = ordered[MOST:]
    # Drawn only when asked for: a fold would send all of them to the browser closed.
    if rest and st.toggle(f"{len(rest)} more facts", key=f"more_{facts.incident_id}"):
        with st.container(key="more_facts", gap="xsmall"):
            for same in rest[:MOST_MORE]:
                _one(facts.incident_id, same, redraw, modelled=modelled)
        if len(rest) > MOST_MORE:
            st.caption(f"{len(rest) - MOST_MORE} further facts weigh less; their notes are on the left.")
    hidden = [fact for fact in sheet.facts if fact.hidden]
    if hidden:
        with st.expander(f"{len(hidden)} hidden"):
            for fact in hidden:
                st.caption(fact.text)
                if st.button("Show again", key=f"show_{fact.id}"):
                    _edit(facts.incident_id, [fact], "show", redraw)


def _open_questions(sheet: FactSheet) -> None:
    """Draw what is missing and whom to ask, above the facts: it is what the liaison has to act on."""
    if sheet.unknowns:
        st.markdown("**We do not know yet**")
        st.caption(" · ".join(TOPICS.get(unknown.topic, unknown.topic) for unknown in sheet.unknowns))
    for conflict in sheet.conflicts[:MOST_CONFLICTS]:
        lines = ", ".join(map(str, conflict.lines))
        st.warning(f"≠ The notes disagree on {conflict.about} (notes {lines}). {conflict.question}")
    if len(sheet.conflicts) > MOST_CONFLICTS:
        st.caption(
            f"≠ {len(sheet.conflicts) - MOST_CONFLICTS} more places disagree. Settle these first: correct or "
            "hide the fact that is wrong."
        )
    if sheet.questions:
        st.markdown("**Ask the commander**")
        asked = "\n".join(f"{n}. {question.text}" for n, question in enumerate(sheet.questions, 1))
        st.code(asked, language=None, wrap_lines=True)


def _rank(fact: Fact) -> int:
    """Order by the fact's own kind; one that only also says something a reader could use comes after."""
    if fact.kind in FIRST:
        return FIRST.index(fact.kind)
    return len(FIRST) + min(FIRST.index(kind) for kind in fact.also if kind in FIRST)


def alike(facts: Sequence[Fact]) -> list[tuple[Fact, ...]]:
    """Return the facts in order, those together that say the same and weigh the same: one look, one click."""
    groups: list[list[Fact]] = []
    at: dict[tuple[str, ...], int] = {}
    for fact in facts:
        key = (
            fact.kind,
            fact.certainty,
            fact.visibility,
            fact.found,
            plain(fact).casefold(),
            str(fact.unsure),
        )
        if key in at and len(groups[at[key]]) < MOST_ALIKE:
            groups[at[key]].append(fact)
        else:
            at[key] = len(groups)
            groups.append([fact])
    return [tuple(group) for group in groups]


def plain(fact: Fact) -> str:
    """Return the fact's text without the sign that ended it in the note."""
    return fact.text.rstrip(" ,;:")


def _one(incident_id: str, same: tuple[Fact, ...], redraw: Callable[[], None], *, modelled: bool) -> None:
    """Draw one fact from all notes that tell it; where a model reads too (`modelled`), with whose reading."""
    fact = same[0]
    noted = sorted({line for one in same for line in one.lines})
    notes = f"{'note' if len(noted) == 1 else 'notes'} {', '.join(map(str, noted))}" if noted else "you"
    inside = "" if fact.visibility == "public" else " · keep inside"
    kind = fact.kind.replace("_", " ")
    look, sure = ("suspected", "by guess") if fact.unsure else (fact.certainty, fact.certainty)
    whose = f" · {READ[fact.found]}" if modelled else ""
    with st.container(gap=None):
        st.html(
            f'<div class="fact {look}">{SIGN[look]} {escape(plain(fact))}'
            f'<div class="why">{kind} · {sure} · {notes}{inside}{whose}</div></div>'
        )
        with st.container(horizontal=True, gap="small"):
            if (fact.certainty != "confirmed" or fact.unsure) and st.button(
                "✔ confirm", key=f"yes_{fact.id}", type="tertiary", help="It is so: drafts may state it"
            ):
                _edit(incident_id, same, "confirm", redraw)
            with st.popover("✎ correct", type="tertiary", help="Say what is right instead"):
                better = st.text_area("What is right", plain(fact), key=f"better_{fact.id}")
                if st.button("Correct", key=f"correct_{fact.id}") and better.strip():
                    _edit(incident_id, same, "correct", redraw, text=better.strip())
            if st.button("✕ hide", key=f"hide_{fact.id}", type="tertiary", help="Nothing is written from it"):
                _edit(incident_id, same, "hide", redraw)


def _edit(
    incident_id: str,
    same: Sequence[Fact],
    action: EditAction,
    redraw: Callable[[], None],
    *,
    text: str = "",
) -> None:
    edits = [FactEdit(fact_id=fact.id, action=action, by=person(), text=text) for fact in same]
    if all(attempt(lambda edit=edit: api().edit_fact(incident_id, edit)) is not None for edit in edits):
        redraw()
