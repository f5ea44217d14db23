"""What a published text says will come: the next update, a fix, a postmortem, a credit, a word to somebody.

A sentence promises what its words announce for the future. A time in it is when it is due; without one the
promise stands open, and shows as such.
"""

import re
from datetime import datetime, timedelta
from functools import cache
from typing import get_args

from pydantic import AwareDatetime

from drafter.core.noun import Noun
from drafter.core.prose import sentences
from drafter.core.times import TimeContext, find_times, read_zone
from drafter.review.records import PromiseKind
from drafter.review.words import rows

_COUNTING = {
    "a": 1, "an": 1, "the": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10,
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty-five": 45, "sixty": 60, "ninety": 90,
}  # fmt: skip
_WAIT = re.compile(
    r"\b(?:in|within|every)\s+(?:the\s+next\s+|about\s+|around\s+|approximately\s+|another\s+)*"
    r"(?P<half>half\s+an?\s+)?(?P<number>\d+(?:\.\d+)?|"
    + "|".join(sorted(_COUNTING, key=len, reverse=True))
    + r")?"
    r"[\s-]*(?P<unit>minutes?|mins?|hours?|hrs?)\b",
    re.IGNORECASE,
)


class FoundPromise(Noun):
    """One promise as a sentence makes it."""

    kind: PromiseKind
    text: str
    due_at: AwareDatetime | None = None


@cache
def _cues(language: str = "en") -> tuple[tuple[str, re.Pattern[str]], ...]:
    found, parts = [], {}
    for kind, pattern in rows("promises", language):
        if kind.startswith("<"):
            parts[kind] = pattern
            continue
        for name, part in parts.items():
            pattern = pattern.replace(name, part)
        found.append((kind, re.compile(pattern, re.IGNORECASE)))
    return tuple(found)


def kinds(sentence: str) -> tuple[PromiseKind, ...]:
    """Return what one sentence promises, in a fixed order; empty when it promises nothing."""
    flat = " ".join(sentence.split())
    hits = {kind for kind, pattern in _cues() if pattern.search(flat)}
    return tuple(kind for kind in get_args(PromiseKind) if kind in hits and f"never {kind}" not in hits)


def extract(
    text: str, *, at: datetime, zone: str = "UTC", next_update_at: datetime | None = None
) -> tuple[FoundPromise, ...]:
    """Return every promise in a text that went out `at`.

    `next_update_at` is what the update policy promised with it; the text's own sentence is found first.
    """
    found: list[FoundPromise] = []
    # A sentence with a time first: "until our next update" speaks of the promise that another one makes.
    told = [
        (sentence, kind, _due(sentence, at, zone)) for sentence in sentences(text) for kind in kinds(sentence)
    ]
    for sentence, kind, due in sorted(told, key=lambda one: one[2] is None):
        if kind == "next_update":
            due = next_update_at or due
        if not any(one.kind == kind and one.due_at == due for one in found):
            found.append(FoundPromise(kind=kind, text=sentence.strip(), due_at=due))
    if next_update_at and not any(one.kind == "next_update" for one in found):
        found.append(FoundPromise(kind="next_update", text="Next update.", due_at=next_update_at))
    return tuple(found)


def _due(sentence: str, at: datetime, zone: str) -> datetime | None:
    context = TimeContext(near=at + timedelta(hours=6), zone=read_zone(zone))
    moments = [m.instant for m in find_times(sentence, context=context) if m.instant and m.instant > at]
    if moments:
        return min(moments)
    wait = _WAIT.search(sentence)
    if not wait:
        return None
    amount = 0.5 if wait["half"] else _number(wait["number"] or "1")
    return at + timedelta(minutes=amount * (60 if wait["unit"].lower().startswith("h") else 1))


def _number(written: str) -> float:
    return float(written) if written[0].isdigit() else float(_COUNTING[written.lower()])
