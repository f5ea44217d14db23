"""Words that end an incident: only where the incident itself is what was closed, or nothing else is named.

"Incident closed", "all resolved" and a bare "resolved" end it. A channel kept closed, a closed ticket or a
door that is closed end nothing.
"""

import re

from drafter.facts.language import of_group


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_WORDS = re.compile(r"[\w'’]+")
_CUT = re.compile(
    r"[,;:.!?()]\s|[\[\]]|\s[-–—/]\s"
)  # only what stands in the same stretch belongs to the word
_NOUN = re.compile(
    r"(?:incidents?|issues?|problems?|outages?|disruptions?|degradations?|sev-?\d|p\d|alarms?|alerts?)$"
)
_SIGNAL = re.compile(r"\b(?:all clear|stood|stand|auto|status|resolution)\b", re.IGNORECASE)
_PREPOSITION = _set("with for of in on at from to between by about after since behind via through")
_LIGHT = _set(
    "is are was were be been being has have had now finally fully officially again completely "
    "considered declared declaring marked marking mark set setting as and so thus then also just hereby "
    "calling call considering"
)
_WHOLE = _set("it this that all everything we i we're i'm us fully ok okay done stable good")
_OPEN = _set("not never until till if once unless before when can could should may might keep kept")
_THINGS_AFTER = _set("the a an this our that its their for")
_MAY_FOLLOW = _set(
    "for now at as by after since again out up on with in from to through and via but is was here"
)


def ends_incident(text: str) -> bool:
    """Say whether the words of ending in `text` are said of the incident itself or stand alone."""
    return any(_ends(text, span.start, span.end) for span in of_group(text, "resolved"))


def _ends(text: str, start: int, end: int) -> bool:
    cuts = [cut.end() for cut in _CUT.finditer(text, 0, start)]
    before = _lower(text[cuts[-1] if cuts else 0 : start])
    cut = _CUT.search(text, end)
    after = _lower(text[end : cut.start() if cut else len(text)])
    if not _OPEN.isdisjoint(before) or not _OPEN.isdisjoint(after):
        return False
    said = text[start:end]
    if _SIGNAL.search(said) or any(_NOUN.match(word) for word in _lower(said)):
        return True
    head = _head(before)
    if head and not (_NOUN.match(head) or head in _WHOLE):
        return False
    if head and _NOUN.match(head):
        return True
    if after and after[0] in _THINGS_AFTER - {"for"}:  # "closing the old bridge"
        named = _head(after)
        return bool(_NOUN.match(named)) or named in _WHOLE or after[0] == "this"
    return not after or after[0] in _MAY_FOLLOW or bool(_NOUN.match(after[0])) or after[0] in _WHOLE


def _head(found: list[str]) -> str:
    """Return the noun that a stretch of words is about: the last one before a preposition."""
    kept: list[str] = []
    for word in found:
        if word in _PREPOSITION and kept:
            break
        if word not in _LIGHT:
            kept.append(word)
    return kept[-1] if kept else ""


def _lower(text: str) -> list[str]:
    return [word.lower() for word in _WORDS.findall(text)]
