"""The notes: numbered as sentences cite them, what must be watched about a line said in words."""

from html import escape

import streamlit as st
from drafter.ui.parts.clock import local

from drafter.service.views import NotesView

FLAGS = {
    "instruction_like": "▲ gives orders: shown, never obeyed",
    "secret": "▲ held a secret: removed",
    "personal_data": "▲ held personal data: removed",
    "duplicate": "said before",
    "privileged": "commander's own words",
    "log_block": "log",
}


def notes_list(notes: NotesView) -> None:
    """Draw every entry with its number and clock."""
    if not notes.entries:
        st.info(
            "No notes yet. Paste what the scribe wrote below; every draft is made from it. One line of what "
            "customers see is enough for a first message."
        )
        return
    rows = []
    for note in notes.entries:
        at = f"{local(note.at, notes.zone):%H:%M}" if note.at else "–"
        who = f"<b>{escape(note.author)}:</b> " if note.author else ""
        flags = " · ".join(FLAGS[flag] for flag in sorted(note.flags) if flag in FLAGS)
        flag = f'<div class="flag">{escape(flags)}</div>' if flags else ""
        problem = f'<div class="flag">▲ {escape(note.time_problem)}</div>' if note.time_problem else ""
        rows.append(
            f'<div class="note" data-line="{note.line}"><span class="n">{note.line}</span>'
            f'<span class="t">{at}</span><span class="x">{who}{escape(note.text)}{flag}{problem}</span></div>'
        )
    st.html(f'<div class="notes" tabindex="0" role="region" aria-label="Notes">{"".join(rows)}</div>')
    for warning in notes.warnings:
        st.caption(f"▲ {warning}")
