"""Duplicates and re-posts: the same words again, not the same event again."""

import re
from collections.abc import Sequence
from datetime import timedelta

from drafter.core.note import Note

_REPOST = re.compile(
    r"^\W*(?:re-?post(?:ed|ing)?|cross-?post(?:ed|ing)?|fwd|fw|forward(?:ed|ing)?|rt|copied|copying|pasting|quote)"
    r"\b(?: (?:from|here|again|for|of|by|to)\b[^:]{0,40})?\s*:?\s*",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_WINDOW = timedelta(minutes=15)
_LONG = 8  # words; a short line such as "restarted hub" may well be true twice


def mark_repeats(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Return the notes, each one that repeats an earlier one flagged with the line it repeats.

    The same words count as a repeat when both notes carry the same moment, when the second has no time of
    its own, when it is marked as a re-post, or when it is long and follows within 15 minutes. "Deleted the
    pod" at 11:22 and again at 12:19 are two events.
    """
    first: dict[tuple[str, ...], Note] = {}
    marked: list[Note] = []
    for note in notes:
        repost = _REPOST.match(note.text)
        words = _words(note.text[repost.end() :] if repost else note.text)
        earlier = first.get(words)
        if earlier is not None and words and _is_repeat(earlier, note, bool(repost), len(words)):
            flags = note.flags | {"duplicate"}
            marked.append(note.model_copy(update={"flags": flags, "duplicate_of": earlier.line}))
            continue
        if words:
            first[words] = note
        marked.append(note)
    return tuple(marked)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _is_repeat(earlier: Note, note: Note, repost: bool, length: int) -> bool:
    if repost or (length >= 3 and note.time_basis in ("carried", "none")):
        return True
    if earlier.at is None or note.at is None:
        return False
    return note.at == earlier.at or (length >= _LONG and abs(note.at - earlier.at) <= _WINDOW)
