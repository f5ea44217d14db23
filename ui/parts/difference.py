"""Which words changed between two texts."""

import re
from difflib import SequenceMatcher
from html import escape

_WORD = re.compile(r"\s+|\S+")
ISLAND = 3  # fewer words than this that two changed places share are not worth a look of their own


def word_diff(before: str, after: str) -> str:
    """Return HTML with <del> and <ins> around the words that differ; everything is escaped."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    blocks: list[tuple[bool, str, str]] = []
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (what, a, b, c, d) in enumerate(codes):
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        between = 0 < number < len(codes) - 1
        same = what == "equal" and not (between and _island(come))
        if blocks and blocks[-1][0] == same:
            _, earlier_gone, earlier_come = blocks.pop()
            gone, come = earlier_gone + gone, earlier_come + come
        blocks.append((same, gone, come))
    return "".join(escape(come) if same else _change(gone, come) for same, gone, come in blocks)


def _island(shared: str) -> bool:
    """Say whether words between two changes are too few to be read as kept; a new paragraph always is."""
    return len(shared.split()) < ISLAND and "\n" not in shared


def _change(gone: str, come: str) -> str:
    return (f"<del>{escape(gone)}</del>" if gone else "") + (f"<ins>{escape(come)}</ins>" if come else "")
