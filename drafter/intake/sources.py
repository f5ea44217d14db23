"""Whatever somebody hands in as notes: plain text, or an export of a chat or incident tool.

An export is a zip archive or a JSON value; everything else is text. `plain_text` gives an export as the
notes a scribe would have written, so that it can be kept, shown and added to like any other notes.
"""

import json
from datetime import date

from drafter.core.note import Note, Notes, Role
from drafter.intake.bytes import decode
from drafter.intake.exports import read_export
from drafter.intake.limits import NOTE_LIMITS
from drafter.intake.notes import parse_notes

ZIP = b"PK\x03\x04"
FENCE = "```"
_SPOKEN: dict[Role, str] = {
    "incident_commander": "IC", "scribe": "scribe", "expert": "expert", "support": "support",
    "customer_report": "customer report", "vendor": "vendor", "bot": "bot",
}  # fmt: skip


def read_source(
    source: str | bytes, *, zone: str | None = None, date: date | None = None, name: str = "notes"
) -> Notes:
    """Return the notes in a text or an export. Raises InputError, TooLarge."""
    if is_export(source):
        return read_export(source, zone=zone, name=name)
    return parse_notes(source, zone=zone, date=date, name=name)


def plain_text(source: str | bytes, *, name: str = "notes") -> str:
    """Return an export as plain notes, a text as it is. Raises InputError, TooLarge."""
    if is_export(source):
        return as_text(read_export(source, name=name))
    return decode(source, name=name, max_bytes=NOTE_LIMITS.max_bytes) if isinstance(source, bytes) else source


def is_export(source: str | bytes) -> bool:
    """Return whether this is a zip archive or a JSON object or list."""
    if isinstance(source, bytes):
        if source.startswith(ZIP):
            return True
        source = source.decode("utf-8", errors="replace")
    text = source.lstrip("\ufeff \t\r\n")
    if not text.startswith(("{", "[")):
        return False
    try:
        json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return text.startswith(('{"', "[{"))  # broken JSON: its error says where
    return True


def as_text(notes: Notes) -> str:
    """Return exported messages as notes: date, clock time with zone, who, what; a line each."""
    return "\n".join(_line(entry) for entry in notes.entries)


def _line(entry: Note) -> str:
    when = f"{entry.at:%Y-%m-%d %H:%M} UTC" if entry.at else entry.at_written
    role = _SPOKEN.get(entry.role, "") + (", plain language" if "privileged" in entry.flags else "")
    words, log = _words_and_log(entry.text)
    line = f"{when} - {_who(entry.author, role)}{words}"
    return "\n    ".join([line, FENCE, *log, FENCE]) if log else line


def _who(author: str, role: str) -> str:
    if author and role:
        return f"{author} ({role}): "
    if author:
        return f"<{author.strip('<>')}> "  # the one form that is a speaker whatever the name is
    return f"{role}: " if role else ""


def _words_and_log(text: str) -> tuple[str, list[str]]:
    """Return the words on one line, so that no line of a message reads as a note of its own, and its log."""
    words: list[str] = []
    log: list[str] = []
    fenced = False
    for line in text.splitlines():
        before, *fences = line.split(FENCE)
        (log if fenced else words).append(before.strip())
        for part in fences:
            fenced = not fenced
            (log if fenced else words).append(part.strip())
    return " / ".join(filter(None, words)), list(filter(None, log))
