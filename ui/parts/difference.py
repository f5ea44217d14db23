"""Which words changed between two texts."""

import re
from difflib import SequenceMatcher
from html import escape

_WORD = re.compile(r"\s+|\S+")


def word_diff(before: str, after: str) -> str:
    """Return HTML with <del> and <ins> around the words that differ; everything is escaped."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    parts = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = escape("".join(old[a:b])), escape("".join(new[c:d]))
        if what == "equal":
            parts.append(come)
            continue
        parts.append((f"<del>{gone}</del>" if gone else "") + (f"<ins>{come}</ins>" if come else ""))
    return "".join(parts)
