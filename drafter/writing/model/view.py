"""What one group's drafts may be written from: facts, unknowns, conflicts and parts, by short names.

The public group sees public facts that nothing contradicts, and parts by reference; the internal group
sees all usable facts. Both are bounded (`data/en/selection.toml`), so a prompt does not grow with the
length of an incident.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from drafter.core.draft import NEXT_UPDATE, Sentence
from drafter.core.fact import Conflict, Fact, FactSheet
from drafter.core.system_map import Component, SystemMap
from drafter.writing.clock import Clock
from drafter.writing.model.outgoing import Outgoing
from drafter.writing.model.words import table
from drafter.writing.names import Names
from drafter.writing.public_view import PublicView


@dataclass(frozen=True)
class Shown:
    """A fact as a model sees it. `when` is a clock time with its zone, empty when the fact has none."""

    fact: Fact
    when: str
    text: str
    parts: tuple[str, ...]

    @property
    def name(self) -> str:
        """The fact's id."""
        return self.fact.id


@dataclass(frozen=True)
class GroupView:
    """The closed world of one drafting call."""

    public: bool
    sheet: FactSheet
    system_map: SystemMap
    outgoing: Outgoing
    facts: tuple[Shown, ...]
    conflicts: tuple[Conflict, ...]

    @cached_property
    def by_id(self) -> dict[str, Shown]:
        """The facts by id."""
        return {shown.name: shown for shown in self.facts}

    @cached_property
    def parts(self) -> dict[str, Component]:
        """The parts that may be cited, by the names a model knows them by ("c1")."""
        return {
            f"c{number}": part
            for number, part in enumerate(self.system_map.components, start=1)
            if not self.public or (part.customer_name and not part.internal_only)
        }

    @property
    def unknowns(self) -> tuple[str, ...]:
        """The topics that are not known."""
        return tuple(unknown.topic for unknown in self.sheet.unknowns)


def group_view(
    sheet: FactSheet, system_map: SystemMap, *, public: bool, floor: Iterable[Sentence] = ()
) -> GroupView:
    """Return what the drafts of the public (or internal) group may be written from.

    `floor` are the template's sentences for the group. A fact that they tell and that the group does not
    see itself is shown in their words, which are fit for these readers ("caused by a software fault").
    """
    outside = PublicView(sheet, system_map, Names(system_map))
    disputed = {fact_id for conflict in sheet.conflicts for fact_id in conflict.fact_ids}
    usable = [
        fact
        for fact in sheet.usable()
        if not set(fact.lines) & set(sheet.instruction_lines)
        and not (public and (fact.id in disputed or fact.certainty == "conflicting"))
        and not (public and fact.visibility == "internal" and not outside.words.clause(fact))
    ]
    outgoing = Outgoing(system_map, public=public)
    numbers = {part.id: f"c{number}" for number, part in enumerate(system_map.components, start=1)}
    shown = [
        Shown(
            fact=fact,
            when=outside.clock.moment(fact.times[0].at) if fact.times else "",
            text=outgoing.text(fact.text),
            parts=tuple(numbers[one] for one in fact.components if one in numbers),
        )
        for fact in _selected(usable, "public" if public else "internal")
    ]
    shown = [one for one in shown if _says_something(one.text)]
    shown += _told_by(floor, sheet, {one.name for one in shown}, outside.clock, outgoing)
    shown.sort(key=lambda one: (one.fact.lines or (0,), one.name))
    return GroupView(
        public=public,
        sheet=sheet,
        system_map=system_map,
        outgoing=outgoing,
        facts=tuple(shown),
        conflicts=() if public else sheet.conflicts,
    )


def _told_by(
    floor: Iterable[Sentence], sheet: FactSheet, seen: set[str], clock: Clock, outgoing: Outgoing
) -> Iterator[Shown]:
    """Yield the newest fact of each sentence that the group does not see; the older ones say the same."""
    for sentence in floor:
        unseen = [fact for one in sentence.fact_ids if one not in seen and (fact := sheet.fact(one))]
        if not unseen or NEXT_UPDATE in sentence.text:
            continue
        seen.update(sentence.fact_ids)
        fact = max(unseen, key=lambda one: (one.lines or (0,), one.id))
        when = clock.moment(fact.times[0].at) if fact.times else ""
        yield Shown(fact=fact, when=when, text=outgoing.text(sentence.text), parts=())


def _selected(facts: Iterable[Fact], group: str) -> list[Fact]:
    limits = table("selection.toml")[group]
    kept: list[Fact] = []
    by_kind: dict[str, list[Fact]] = {}
    for fact in facts:
        by_kind.setdefault(fact.kind, []).append(fact)
    for kind, ones in by_kind.items():
        if kind in limits["first"]:
            kept += ones[: limits["first"][kind]]
        else:
            kept += ones[-limits["last"].get(kind, 0) :] if limits["last"].get(kind) else []
    return sorted(kept, key=lambda fact: (fact.lines or (0,), fact.id))


def _says_something(text: str) -> bool:
    """Say whether words are left beside the tags of what was taken out."""
    outside, depth = [], 0
    for character in text:
        depth += (character == "[") - (character == "]")
        if depth == 0 and unicodedata.category(character).startswith("L"):
            outside.append(character)
    return len(outside) >= 3
