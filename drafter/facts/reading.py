"""A clause as the rules read it, before it becomes a fact."""

from dataclasses import dataclass, field

from drafter.core.fact import Certainty, FactKind, Visibility
from drafter.core.note import Note
from drafter.facts.clauses import Clause
from drafter.facts.frames import Frame


@dataclass(slots=True)
class Reading:
    """One clause of one note and what was found about it. `side` is "front", "back" or "".

    `likely`: all kinds with how likely the words alone make each, the likeliest first; `doubted`: the first
    leads by too little.
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
    likely: tuple[tuple[FactKind, float], ...] = ()
    doubted: bool = False

    @property
    def text(self) -> str:
        """Return the words of the clause."""
        return self.clause.text

    def has(self, *groups: str) -> bool:
        """Say whether the clause has a cue of any of `groups`."""
        return not self.groups.isdisjoint(groups)

    @property
    def unsure(self) -> bool:
        """Say whether the kind is no more than the likeliest of several: no rule has settled it.

        What people are said to meet with is their word, whatever it is taken for.
        """
        theirs = self.kind == "symptom" and self.certainty == "reported"
        return self.doubted and self.kind == self.likeliest and not theirs

    @property
    def likeliest(self) -> FactKind:
        """Return the kind that the words alone make likeliest."""
        return self.likely[0][0] if self.likely else self.kind

    def chance(self, kind: FactKind) -> float:
        """Return how likely the words alone make `kind`, from 0 to 1."""
        return next((chance for one, chance in self.likely if one == kind), 0.0)
