"""Whole sentences of a note that were said for readers, told as they stand when every word is plain.

"Messages sent from Europe are not reaching people. They are queued on your device." An incident commander who
takes the time to put it into sentences says it better than any prepared words.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from drafter.core.fact import Fact, FactKind
from drafter.writing.views import PublicView

_KINDS: tuple[FactKind, ...] = (
    "symptom",
    "scope",
    "start",
    "unaffected",
    "observation",
    "data_impact",
    "detected",
)
_FEWEST = 4  # words of a sentence that says something by itself
_MOST = 2
_SAME = 0.6  # of its longer words: it says what is told already
_OURS = re.compile(r"\b(?:we|our|us|i|my)\b|\b(?:it|them|this|that)\W*$", re.IGNORECASE)  # or points back
_WORDS = re.compile(r"[a-z]{4,}")

Spoken = tuple[tuple[Fact, ...], str]


def spoken(view: PublicView, told: Iterable[str]) -> list[Spoken]:
    """Return the latest such sentences with their facts, at most two, none that `told` says already.

    While it is open those of the latest note that has any; once it is over only what was said from then on.
    """
    end = view.sheet.restored or view.sheet.resolved
    since = end.line if end and view.sheet.stage in ("monitoring", "resolved") else view.relapsed_at
    here = [f for f in view.sheet.usable() if f.lines and f.lines[0] >= since and f.id not in view.disputed]
    stems = [_stems(text) for text in told]
    notes = [list(facts) for _, facts in groupby(here, key=lambda fact: fact.lines[0])]
    for facts in reversed(notes):
        found = [one for one in _sentences(view, facts) if not _known(one[1], stems)]
        if found:
            return found[:_MOST]
    return []


def _sentences(view: PublicView, facts: Sequence[Fact]) -> list[Spoken]:
    found: list[Spoken] = []
    taken: list[Fact] = []
    for fact in facts:
        taken.append(fact)
        if not fact.text.rstrip().endswith("."):
            continue
        text = " ".join(one.text.strip() for one in taken)
        words = view.words.sentence(text) if _fit(taken, text) else ""
        if words:
            found.append((tuple(taken), words))
        taken = []
    return found


def _fit(facts: Sequence[Fact], text: str) -> bool:
    sure = all(fact.certainty in ("confirmed", "reported") and fact.kind in _KINDS for fact in facts)
    whole = text[0].isupper() and len(text.split()) >= _FEWEST
    return sure and whole and _OURS.search(text) is None


def _known(text: str, told: Sequence[frozenset[str]]) -> bool:
    mine = _stems(text)
    return not mine or any(len(mine & other) >= _SAME * len(mine) for other in told)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in _WORDS.findall(text.lower()))
