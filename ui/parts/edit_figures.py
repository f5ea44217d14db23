"""How well drafts served: what people changed before they went out."""

import streamlit as st
from drafter.ui.connection import api, attempt

from drafter.review.edit_figures import EditFigures, in_percent

WRITERS = {
    "template": "the template writer",
    "model": "the model",
    "mixed": "model and template",
    "person": "people",
}


def edit_figures() -> None:
    """Draw the table, one row for each writer and reader."""
    found = attempt(lambda: api().edits())
    if found is None:
        return
    if not found.together.drafts:
        st.caption("Nobody has approved or sent back a draft yet.")
        return
    rows = [_row("all drafts", found.together)]
    rows += [_row(f"by {WRITERS[name]}", one) for name, one in sorted(found.by_writer.items())]
    rows += [_row(f"for {name.replace('_', ' ')}", one) for name, one in sorted(found.by_audience.items())]
    st.dataframe(rows, hide_index=True, width="stretch")
    if found.more:
        st.caption("Only the newest drafts are counted.")


def _row(name: str, one: EditFigures) -> dict[str, str | int]:
    return {
        "": name,
        "drafts": one.drafts,
        "sent as written": in_percent(one.as_written, one.drafts),
        "edited": in_percent(one.edited, one.drafts),
        "sent back": in_percent(one.sent_back, one.drafts),
        "words changed": in_percent(one.words_changed, one.words),
        "sentences kept / edited / dropped / added": (
            f"{one.sentences_accepted} / {one.sentences_edited} / {one.sentences_dropped}"
            f" / {one.sentences_added}"
        ),
    }
