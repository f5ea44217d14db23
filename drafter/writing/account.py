"""The account at the close: what a note says, looking back, of how many were hit and what became of it.

"Between 18:51 and 19:50 about 13,700 top-ups were debited but not credited. All are now credited." is told
as it stands when every word of it is plain; its hours go to the sentence on the window.
"""

import re
from collections.abc import Sequence

from drafter.core.fact import Fact, FactKind
from drafter.facts.quantities import counts_a_part
from drafter.writing.causes import countable
from drafter.writing.public_view import PublicView

_TOLD_BEFORE = 2  # notes before the one that closes, when nobody noted that it worked again
_GOES_ON = re.compile(r"(?:but|and|so|which|who|while|though|although|after)\b", re.IGNORECASE)
_LOOKS_BACK = re.compile(
    r"\b(?:were|was|had|could|did|saw|lost|got|went|sent|took|kept|met|missed|\w{3,}ed)\b", re.IGNORECASE
)
_AFTER = re.compile(r"^(?:all|none|no|nobody|every|each|both)\b", re.IGNORECASE)
_FEW = 2
_MEASURES = ("s", "ms", "min", "mins", "minutes", "h", "hrs", "hours", "days", "%", "x", "rps")
_TOLD: tuple[FactKind, ...] = (
    "symptom", "scope", "data_impact", "side_effect", "observation", "detected", "start", "unaffected",
)  # fmt: skip


def account(view: PublicView) -> list[tuple[tuple[Fact, ...], str]]:
    """Return the sentences of the account with their facts, none while it is not over or none is plain."""
    over = view.sheet.restored or view.sheet.resolved
    if view.sheet.stage != "resolved" or over is None:
        return []
    closing = view.sheet.resolved or over
    first = min(over.line, closing.line - _TOLD_BEFORE) if view.sheet.restored is None else over.line
    here = [f for f in view.sheet.usable() if f.lines and first <= f.lines[0] <= closing.line + _TOLD_BEFORE]
    counted = [place for place, fact in enumerate(here) if _counts(fact)]
    for place in sorted(counted, key=lambda place: (bool(countable(here[place])), place), reverse=True):
        taken = _sentence(here, place)
        words = view.words.looking_back([fact.text for fact in taken])
        if not words or not _LOOKS_BACK.search(words, len(words.split(" ")[0])):
            continue
        told = [(taken, words)]
        rest = here[place + len(taken) : place + len(taken) + 1]
        if rest and rest[0].lines[:1] == taken[0].lines[:1] and _AFTER.match(rest[0].text):
            more = view.words.looking_back([rest[0].text])
            if more:
                told.append(((rest[0],), more))
        return told
    return []


def _counts(fact: Fact) -> bool:
    sure = fact.certainty in ("confirmed", "reported")
    counted = any(q.value >= _FEW and q.unit not in _MEASURES for q in fact.quantities)
    return sure and fact.kind in _TOLD and counted and not counts_a_part(fact.text)


def _sentence(facts: Sequence[Fact], place: int) -> tuple[Fact, ...]:
    """Return the fact with the clauses of its note that go on with it."""
    taken = [facts[place]]
    for fact in facts[place + 1 :]:
        if fact.lines[:1] != taken[0].lines[:1] or not _GOES_ON.match(fact.text):
            break
        taken.append(fact)
    return tuple(taken)
