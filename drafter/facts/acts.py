"""What a clause says was done, by its words: a restart, a way back, a call for help (`acts.tsv`).

A class is what the writer has words for, so an act of a known class can be told outside, whoever the note
was written for. Standard library only.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast

from drafter.core.prose import unquoted
from drafter.facts.language import DATA
from drafter.facts.phrases import read_rows

Sort = Literal["repair", "trial", "help", "look"]

# Where a clause stops telling what was done and begins to say why, of what, or what for.
_ASIDE = re.compile(
    r"\b(?:which|that|because|due to|since|so that|in order to"
    r"|to (?:see|check|help|avoid|prevent|allow|ensure|limit))\b"
)
# What had been done before, or was not done at all, is no part of it.
_NOT_NOW = re.compile(
    r"\bhad been \w+[^,;.]*[,;.]\s*|\b(?:without|instead of|rather than) (?:\w+ly )?\w+ing\b[^,;.]*"
)


@dataclass(frozen=True, slots=True)
class Act:
    """A class of acts: its `id`, its sort, and the words it is known by, in a clause in lower case.

    `repair` moves the fault, `trial` finds out, `help` asks others, `look` only looks.
    """

    id: str
    sort: Sort
    words: re.Pattern[str]
    unless: re.Pattern[str] | None = None

    def fits(self, lowered: str) -> bool:
        """Say whether the words of a clause in lower case tell of such an act."""
        taken_back = self.unless is not None and self.unless.search(lowered)
        return self.words.search(lowered) is not None and not taken_back


@cache
def _acts(language: str = "en") -> tuple[Act, ...]:
    return tuple(
        Act(row[0], cast("Sort", row[1]), re.compile(row[2]), re.compile(row[3]) if row[3:] else None)
        for row in read_rows(DATA / language / "acts.tsv")
    )


@lru_cache(maxsize=4096)
def act_of(text: str) -> Act | None:
    """Return the class of act a clause tells of, None when none; what stands before an aside counts first."""
    lowered = done_now(unquoted(text))
    aside = _ASIDE.search(lowered)
    heads = (lowered[: aside.start()], lowered) if aside else (lowered,)
    return next((act for head in heads for act in _acts() if act.fits(head)), None)


def done_now(text: str) -> str:
    """Return a clause in lower case without what had been done before it or was not done."""
    return _NOT_NOW.sub("", text.lower())
