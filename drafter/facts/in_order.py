"""Short words that a thing works or does not: "search ok", "wallets NOT ok", "LG fine".

What they mean depends on what was hit: said of it, that it works again; said of something else, that it was
spared, or once all works that it was looked at.
"""

import re
from dataclasses import dataclass

from drafter.core.fact import FactKind
from drafter.core.stemming import noun_stem
from drafter.facts.language import word_class

_WORDS = re.compile(r"[\w'’-]+")
_PARTS = re.compile(r"[,;.]\s+")
_FIGURE = re.compile(
    r"(?:now |at |about |~|success (?:rate )?)?\d+(?:[.,]\d+)? ?(?:%|percent|ms|s)?", re.IGNORECASE
)
_LIGHT = word_class("order_light")
_FINE = word_class("order_fine")
_DENIED = word_class("order_denied")
_ASIDE = word_class("order_aside")
_AFTER = word_class("order_after")
_SMALL = word_class("preposition") | word_class("be") | word_class("determiner") | _LIGHT
_MOST = 5  # words of what is in order
_TEAM = ("team", "comms", "diagnose", "proposal", "question", "question_mark", "hedge", "decision")


@dataclass(frozen=True, slots=True)
class InOrder:
    """What is said to be in order or, `denied`, not to be; `stems` name it; `back`: it had been away."""

    stems: frozenset[str]
    denied: bool = False
    back: bool = False


def in_order(text: str, groups: frozenset[str]) -> InOrder | None:
    """Return what the clause says works, None unless that is all it says; one thing not in order counts."""
    if not groups.isdisjoint(_TEAM):
        return None
    parts = [part for part in _PARTS.split(text.strip(" .,;!")) if not _FIGURE.fullmatch(part)]
    said = [_part(part) for part in parts]
    told = [part for part in said if part is not None]
    if not told or len(told) < len(said):
        return None
    stems = frozenset[str]().union(*(part.stems for part in told))
    whole = InOrder(stems, back=any(part.back for part in told))
    return next((part for part in told if part.denied), whole)


def _part(text: str) -> InOrder | None:
    found = [word.lower() for word in _WORDS.findall(text)]
    while found and found[-1] in _AFTER:
        found.pop()
    if len(found) < 2 or found[-1] not in _FINE:
        return None
    back = found.pop() == "back"
    denied = bool(found) and found[-1] in _DENIED
    while found and (found[-1] in _LIGHT or found[-1] in _DENIED):
        found.pop()
    while found and found[0] in _LIGHT:
        found.pop(0)
    if not 0 < len(found) <= _MOST or found[0][0].isdigit() or not _ASIDE.isdisjoint(found):
        return None
    return InOrder(frozenset(noun_stem(word) for word in found), denied, back)


def kind_in_order(said: InOrder, phase: str, hit: frozenset[str]) -> FactKind | None:
    """Return what it is after what was `hit` so far, None when the incident has not begun."""
    if phase == "quiet":
        return None
    if said.denied:
        return "symptom"
    if said.back and said.stems.isdisjoint(hit):
        return None  # it had been away, and nobody said so: as it was read
    if not said.stems.isdisjoint(hit):
        return "restored" if phase != "trouble" else None  # nobody has repaired it yet: as it was read
    return "verified" if phase == "restored" else "unaffected"


def stems(text: str) -> frozenset[str]:
    """Return the words of a clause that may name a thing, cut to what plural and singular share."""
    return frozenset(
        noun_stem(word) for word in _WORDS.findall(text.lower()) if len(word) > 1 and word not in _SMALL
    )
