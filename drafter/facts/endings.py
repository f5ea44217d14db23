"""Words that end an incident: only where the incident itself is what was closed, or nothing else is named.

"Incident closed", "all resolved" and a bare "resolved" end it. A channel kept closed, a closed ticket or a
door that is closed end nothing.
"""

import re

from drafter.facts.language import of_group, word_class

_WORDS = re.compile(r"[\w'’]+")
# Only what stands in the same stretch belongs to the word.
_CUT = re.compile(r"[,;:.!?()]\s|[\[\]]|\s[-–—/]\s")
_NOUN = re.compile(
    r"(?:incidents?|issues?|problems?|outages?|disruptions?|degradations?|sev-?\d|p\d|alarms?|alerts?)$"
)
_TICKET = re.compile(  # "closing INF-2291", "infra#3312 closed": the record of the incident
    r"(?i:(?<!pr )(?<!mr )(?<!request ))(?:\b[A-Z]{2,}-\d{2,}|(?:\b[\w-]+)?#\d{2,})"
    r"\s(?:is |was |now )?closed\b"
    r"|\bclos(?:ing|ed)\s(?:\b[A-Z]{2,}-\d{2,}|(?:[\w-]+)?#\d{2,})(?![\w-])(?!\s(?:as|in favou?r))",
)
_SIGNAL = re.compile(
    r"\b(?:all clear|stood|stand|auto|status|resolution|bridge|call|calling it|room)\b", re.IGNORECASE
)
_PREPOSITION = word_class("ending_preposition")
_LIGHT = word_class("ending_light")
_ALONE = word_class("ending_alone")
_IDLE = word_class("ending_idle")
_WHOLE = word_class("ending_whole")
_OPEN = word_class("ending_open")
_DETERMINER = word_class("ending_determiner")
_MAY_FOLLOW = word_class("ending_after")
_FINAL = _MAY_FOLLOW | word_class("ending_final")


def ends_incident(text: str) -> bool:
    """Say whether the words of ending in `text` are said of the incident itself or stand alone."""
    return any(_ends(text, span.start, span.end) for span in of_group(text, "resolved"))


def closes_ticket(text: str) -> bool:
    """Say whether a clause closes the ticket of the incident, named by its number."""
    return _TICKET.search(text) is not None


def ends_alone(text: str, *, whole: bool, idle: bool) -> bool:
    """Say whether the clause is nothing but a word of ending, which means the incident.

    "End" must be the `whole` note, or totals follow; "done." may open one when nobody was at work (`idle`)
    that could be done.
    """
    found = _lower(text)
    said = [word for word in found if word not in _WHOLE]
    if not said:
        return idle and not _IDLE.isdisjoint(found)
    return whole and len(said) == 1 and said[0] in _ALONE


def _ends(text: str, start: int, end: int) -> bool:
    cuts = [cut.end() for cut in _CUT.finditer(text, 0, start)]
    before = _lower(text[cuts[-1] if cuts else 0 : start])
    cut = _CUT.search(text, end)
    after = _lower(text[end : cut.start() if cut else len(text)])
    if not _OPEN.isdisjoint(before) or not _OPEN.isdisjoint(after):
        return False
    said = text[start:end]
    if said.lower().startswith("calling it"):  # "calling it sev1" names it
        return not after or after[0] in _FINAL
    if _SIGNAL.search(said) or any(_NOUN.match(word) for word in _lower(said)):
        return True
    head = _head(before)
    if head and not (_NOUN.match(head) or head in _WHOLE):
        return False
    if head and _NOUN.match(head):
        return True
    if after and after[0] in _DETERMINER:  # "closing the old bridge"
        named = _head(after)
        return bool(_NOUN.match(named)) or named in _WHOLE or after[0] == "this"
    if not after or after[0] in _MAY_FOLLOW or after[0][0].isdigit():  # "resolved 14:45"
        return True
    return bool(_NOUN.match(after[0])) or after[0] in _WHOLE


def _head(found: list[str]) -> str:
    """Return the noun that a stretch of words is about: the last one before a preposition."""
    kept: list[str] = []
    for word in found:
        if word in _PREPOSITION and kept:
            break
        if word not in _LIGHT and not word.endswith("ly"):
            kept.append(word)
    return kept[-1] if kept else ""


def _lower(text: str) -> list[str]:
    return [word.lower() for word in _WORDS.findall(text)]
