"""Other people's text as material: cleaned, marked line by line, and fenced with a tag nobody can guess.

A line that pretends to end the fence cannot, because it does not know the tag, and because the tag is
taken out of any line that happens to hold it.
"""

import unicodedata
from collections.abc import Iterable

_KEPT_CONTROLS = "\t"
_HIDDEN = frozenset({"Cf", "Co", "Cs", "Cn"})  # zero-width, bidi, tag and private characters, lone surrogates


def visible(text: str) -> str:
    """Return `text` on one line, without control, zero-width, direction, tag or private characters."""
    kept = []
    for character in text:
        category = unicodedata.category(character)
        if category in _HIDDEN:
            continue
        if category in ("Cc", "Zl", "Zp") and character not in _KEPT_CONTROLS:
            kept.append(" ")
            continue
        kept.append(character)
    return " ".join("".join(kept).split())


def marked(lines: Iterable[tuple[str, str]], tag: str) -> list[str]:
    """Return the lines as "[tag name] text", fenced with the tag; `lines` are (name, text) pairs."""
    body = [f"[{tag} {name}] {visible(text).replace(tag, '')}" for name, text in lines]
    return [f"<<{tag}", *body, f"{tag}>>"]
