"""How the notes of an incident are told: in sentences, in a hurry or jotted down, by engineers or by others.

They decide which tables read the notes (`kinds.py`) and whether the course follows them (`course.py`). A
later note never changes how an earlier one is read. Standard library only.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from drafter.facts.language import cues, word_class
from drafter.facts.phrases import words

_HURRIED = 0.4  # of the notes
_TELLING = 30  # notes that show how all are told
_ENOUGH = 6  # notes to say how all are told
_JOTTED = 10  # words of the note in the middle
_INSIDE = 0.22  # of the notes, at least, speak of software or the work on it when engineers write
_SOFTWARE_WORK = word_class("software_work")
# A version, or a name that code has: "ScheduleJob", "max_clients", "Cache::fetch", "foo()".
_CODE = re.compile(
    r"\bv?\d+\.\d+\.\d+\b(?!\.\d)|\b[A-Za-z][a-z]+[A-Z][a-z]+[A-Za-z]*\b|\b[a-z]+_[a-z_]+\b|\w::\w|\w\(\)"
)

Manner = Literal["written", "hurried", "jotted"]


@dataclass(frozen=True, slots=True)
class Telling:
    """How the notes of an incident are told: in which `manner`, and whether by `engineers`.

    `known`: there are notes enough to say so.
    """

    manner: Manner = "written"
    engineers: bool = True
    known: bool = False

    @property
    def by_trade(self) -> bool:
        """Say whether they are told in the words of a trade, or jotted, which leaves as much out."""
        return not self.engineers or self.manner == "jotted"

    @property
    def lay(self) -> bool:
        """Say whether people who are no engineers tell them, as far as is `known`."""
        return self.known and not self.engineers


def manner_of(notes: Sequence[str]) -> Manner:
    """Return how notes are told: in a hurry if many begin small, jotted if most do and are short."""
    small = sum(note[:1].islower() for note in notes)
    if small <= _HURRIED * len(notes):
        return "written"
    short = median(len(note.split()) for note in notes) <= _JOTTED
    return "jotted" if short and 2 * small > len(notes) else "hurried"


def of_engineers(notes: Sequence[str]) -> bool:
    """Say whether engineers write, by how many notes name what is inside a system or the work on it."""
    told = sum(_speaks_of_software(note) for note in notes)
    return told > 0 and told >= _INSIDE * len(notes)


def _speaks_of_software(note: str) -> bool:
    if any(span.group == "inside" for span in cues(note)) or _CODE.search(note):
        return True
    return not _SOFTWARE_WORK.isdisjoint(word.lower for word in words(note))


def tellings_of(notes: Sequence[str]) -> tuple[Telling, ...]:
    """Return for each note how it is told, by those up to it: later notes do not change how it is read."""
    told = []
    for place in range(1, min(len(notes), _TELLING) + 1):
        so_far = notes[:place]
        told.append(Telling(manner_of(so_far), of_engineers(so_far), place >= _ENOUGH))
    return (*told, *told[-1:] * (len(notes) - len(told)))
