"""The draft as read, with findings underlined where they stand and evidence on demand.

Choosing a sentence (click, or Tab and Enter) lights the notes it rests on, says who wrote it and what is
found in it; hovering over an underlined word shows the finding. All of it happens in the page, without a
round trip.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import streamlit as st
from drafter.ui.assets import asset

from drafter.core.draft import NEXT_UPDATE
from drafter.service.views import DraftView, FindingView, SentenceView

_marked = st.components.v2.component(
    "drafter_marked_text",
    html='<div class="text"></div><div class="basis" aria-live="polite"></div>',
    css=asset("marked_text.css"),
    js=asset("marked_text.js"),
)
WROTE = {
    "template": "written by the template writer",
    "model": "written by the model",
    "person": "written by a person",
}


def marked_text(draft: DraftView, *, clock: str, key: str) -> None:
    """Draw the draft's text; `clock` stands where the next update's placeholder does."""
    _draw(
        segments(draft.text, draft.sentences, draft.findings, clock),
        [{"lines": list(s.lines), "basis": basis(s)} for s in draft.sentences],
        draft.findings,
        "Choose a sentence (click, or Tab and Enter): its notes light up, its findings are read out.",
        key,
    )


def marked_prose(text: str, findings: Sequence[FindingView], *, key: str) -> None:
    """Draw anybody's text with its findings; there are no notes that it could rest on."""
    _draw(
        segments(text, (), findings, ""), [], findings, "Hover over an underlined word for its finding.", key
    )


def _draw(
    pieces: list[dict[str, Any]],
    sentences: list[dict[str, Any]],
    findings: Sequence[FindingView],
    hint: str,
    key: str,
) -> None:
    told = [{"severity": one.severity, "message": f"{one.rule}: {one.message}"} for one in findings]
    _marked(
        data={"segments": pieces, "sentences": sentences, "findings": told, "hint": hint},
        key=key,
        height="content",
    )


def basis(sentence: SentenceView) -> str:
    """Return in one line what a sentence rests on and who wrote it."""
    if sentence.lines:
        which = "note" if len(sentence.lines) == 1 else "notes"
        rests = f"Rests on {which} {', '.join(map(str, sentence.lines))}"
    elif sentence.policy:
        rests = "Rests on the update policy"
    elif sentence.unknowns:
        rests = f"Says what no note answers: {', '.join(sentence.unknowns)}"
    elif sentence.map_ids:
        rests = "Rests on the system map"
    else:
        rests = "Rests on no note"
    return f"{rests} · {WROTE[sentence.origin]}"


def segments(
    text: str, sentences: Sequence[SentenceView], findings: Sequence[FindingView], clock: str
) -> list[dict[str, Any]]:
    """Cut the text where a sentence or a finding begins or ends.

    Each piece has its text `t`, the number of its sentence `s` and of its gravest finding `f`, or None;
    of several as grave the one about the fewest words.
    """
    order = {"block": 0, "warn": 1, "info": 2}
    edges = {0, len(text)}
    for one in (*sentences, *findings):
        if one.start is not None and one.end is not None:
            edges |= {min(one.start, len(text)), min(one.end, len(text))}
    cuts = sorted(edges)
    pieces = []
    for start, end in pairwise(cuts):
        inside = [
            n
            for n, s in enumerate(sentences)
            if s.start is not None and s.start <= start and end <= (s.end or 0)
        ]
        marks = [n for n, f in enumerate(findings) if f.start <= start and end <= f.end and not f.waived_by]
        gravest = min(
            marks,
            key=lambda n: (order[findings[n].severity], findings[n].end - findings[n].start),
            default=None,
        )
        shown = text[start:end].replace(NEXT_UPDATE, clock)
        pieces.append({"t": shown, "s": inside[0] if inside else None, "f": gravest})
    return pieces
