"""A clause as the rules read it, before it becomes a fact."""

from dataclasses import dataclass, field

from drafter.core.fact import Certainty, FactKind, Visibility
from drafter.core.note import Note
from drafter.facts.clauses import Clause
from drafter.facts.frames import Frame


@dataclass(slots=True)
class Reading:
    """One clause of one note and what was found about it. `side` is "front", "back" or "".

    `ranked`: all kinds as the words alone make them likely, the likeliest first.
    """

    note: Note
    clause: Clause
    kind: FactKind
    why: str
    groups: frozenset[str]
    frame: Frame = field(default_factory=Frame)
    certainty: Certainty = "confirmed"
    also: tuple[FactKind, ...] = ()
    components: tuple[str, ...] = ()
    visibility: Visibility = "internal"
    negated: bool = False
    side: str = ""
    ranked: tuple[FactKind, ...] = ()

    @property
    def text(self) -> str:
        """Return the words of the clause."""
        return self.clause.text

    def has(self, *groups: str) -> bool:
        """Say whether the clause has a cue of any of `groups`."""
        return not self.groups.isdisjoint(groups)

    def rank(self, kind: FactKind) -> int:
        """Return how many kinds the words make likelier than `kind`."""
        return self.ranked.index(kind) if kind in self.ranked else len(self.ranked)
