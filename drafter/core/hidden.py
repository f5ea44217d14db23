"""Characters that people do not see: found and removed. Standard library only."""

import re
import unicodedata

# Zero-width, direction and invisible characters; variation selectors stay, they shape emoji.
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff\U0001d173-\U0001d17a]"
)
_TAGS = re.compile("[\U000e0020-\U000e007e]+")
_ANSI = re.compile(r"\x1b\[[0-9;?]{0,20}[A-Za-z]|\x1b\][^\x07\x1b]{0,200}(?:\x07|\x1b\\)")


def strip_hidden(text: str) -> str:
    """Return `text` without terminal colours, control, zero-width, direction and tag characters.

    Line and paragraph separators become spaces; a zero-width joiner between emoji stays.
    """
    if text.isascii() and not _HIDDEN.search(text):
        return text
    text = _ANSI.sub("", text)
    return _HIDDEN.sub(_replacement, text)


def hidden_message(text: str) -> str:
    """Return text smuggled in tag characters (which show nothing), decoded; empty when there is none."""
    return " ".join("".join(chr(ord(c) - 0xE0000) for c in run) for run in _TAGS.findall(text))


def _replacement(match: re.Match[str]) -> str:
    character = match[0]
    if character in "\u2028\u2029\u000b\u000c":
        return " "
    if character == "\u200d" and _between_symbols(match):
        return character
    return ""


def _between_symbols(match: re.Match[str]) -> bool:
    text = match.string
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return bool(before and after) and all(
        unicodedata.category(c) in ("So", "Sk", "Mn") for c in (before, after)
    )
