"""One note into its clauses, each with kind, certainty, components and visibility."""

from dataclasses import dataclass, replace

from drafter.core.note import Note, Notes
from drafter.core.system_map import SystemMap
from drafter.facts.certainty import certainty_of
from drafter.facts.clauses import Clause, split_clauses
from drafter.facts.components import NameIndex, Sides, component_index, sides
from drafter.facts.features import Setting
from drafter.facts.kinds import judge
from drafter.facts.language import cues
from drafter.facts.reading import Reading
from drafter.facts.visibility import visibility_of


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the notes of one incident. `chat`: most notes carry an author, so they are a conversation."""

    index: NameIndex
    sides: Sides
    chat: bool

    @classmethod
    def of(cls, notes: Notes, system_map: SystemMap) -> "Reader":
        """Return the reader for these notes and this map."""
        spoken = sum(bool(note.author) for note in notes.entries)
        return cls(component_index(system_map), sides(system_map), 2 * spoken > len(notes.entries))

    def read(self, note: Note, phase: str) -> list[Reading]:
        """Return the clauses of `note` as read at this phase; neighbours that say the same are joined."""
        clauses = split_clauses(note.text)
        readings: list[Reading] = []
        before = ""
        for number, clause in enumerate(clauses):
            setting = Setting(
                index=number, count=len(clauses), phase=phase, before=before, role="unknown", chat=self.chat
            )
            reading = self._clause(note, clause, setting, phase)
            before = reading.kind
            if readings and not clause.hard and _same(readings[-1], reading):
                readings[-1] = _joined(readings[-1], reading, note.text)
            else:
                readings.append(reading)
        return readings

    def _clause(self, note: Note, clause: Clause, setting: Setting, phase: str) -> Reading:
        components = tuple(dict.fromkeys(mention.id for mention in self.index.find(clause.text)))
        verdict = judge(clause.text, replace(setting, named=self.sides.of(components)))
        groups = frozenset(span.group for span in cues(clause.text))
        certainty = certainty_of(verdict.kind, groups, note)
        return Reading(
            note=note,
            clause=clause,
            kind=verdict.kind,
            why=verdict.why,
            groups=groups,
            certainty=certainty,
            also=verdict.also,
            components=components,
            visibility=visibility_of(verdict.kind, certainty, public=verdict.public),
            negated=bool(groups & {"negation", "inability"}),
        )


def _same(one: Reading, other: Reading) -> bool:
    return (
        one.kind == other.kind
        and one.certainty == other.certainty
        and one.visibility == other.visibility
        and (one.components == other.components or not one.components or not other.components)
    )


def _joined(one: Reading, other: Reading, text: str) -> Reading:
    start, end = one.clause.start, other.clause.end
    return replace(
        one,
        clause=Clause(start, end, text[start:end], one.clause.hard),
        groups=one.groups | other.groups,
        components=tuple(dict.fromkeys((*one.components, *other.components))),
        also=tuple(dict.fromkeys((*one.also, *other.also))),
        negated=one.negated or other.negated,
    )
