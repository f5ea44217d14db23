"""Which parts of the system a text names: the longest alias wins, whole words only.

Standard library and the nouns only.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from drafter.core.system_map import SystemMap
from drafter.facts.phrases import PhraseTable, words

_FRONT, _BACK = "front", "back"
_PART = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Mention:
    """A component, vendor or customer named in a text: half-open span and its id (or name)."""

    start: int
    end: int
    id: str


class NameIndex:
    """Finds names in texts. Short all-capital names ("ALB") must be written in capitals."""

    def __init__(self, names: list[tuple[str, str]]) -> None:
        rows: list[tuple[str, list[str]]] = []
        self._strict: dict[str, set[str]] = {}
        for owner, name in names:
            parts = [part.lower().replace("’", "'") for part in _PART.findall(name)]
            if not parts:
                continue
            rows.append((" ".join(parts), [owner]))
            if len(name) <= 3 and name.isupper():
                self._strict.setdefault(" ".join(parts), set()).add(name)
            elif len(parts[-1]) > 2 and parts[-1].isalpha():
                rows.append((" ".join([*parts[:-1], _other_number(parts[-1])]), [owner]))
        self._table = PhraseTable(rows)

    def find(self, text: str) -> list[Mention]:
        """Return the names in `text` in order; a name inside a longer one is left out."""
        found = words(text)
        mentions = []
        for hit in self._table.find(found):
            written = text[hit.start : hit.end]
            strict = self._strict.get(written.lower())
            if strict is None or written in strict:
                mentions.append(Mention(hit.start, hit.end, hit.label))
        return mentions


def _other_number(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


@dataclass(frozen=True, slots=True)
class Sides:
    """Which components customers use themselves, and which only carry others."""

    front: frozenset[str]
    back: frozenset[str]

    def of(self, ids: Iterable[str]) -> str:
        """Return "front" if any of `ids` is used by customers, "back" if all only carry others, else ""."""
        named = set(ids)
        if named & self.front:
            return _FRONT
        return _BACK if named & self.back else ""


def sides(system_map: SystemMap) -> Sides:
    """Return the two sides of a map: a part is "back" when it is internal, or others rest on it and it has no
    customer name.
    """
    carrying = {below for component in system_map.components for below in component.depends_on}
    back = frozenset(
        c.id
        for c in system_map.components
        if c.internal_only or (c.id in carrying and not c.customer_name and not c.symptoms)
    )
    return Sides(frozenset(c.id for c in system_map.components) - back, back)


def component_index(system_map: SystemMap) -> NameIndex:
    """Return the index over ids, names, aliases and customer names of all components."""
    names: list[tuple[str, str]] = []
    for component in system_map.components:
        names.extend((component.id, name) for name in component.names)
        if component.customer_name:
            names.append((component.id, component.customer_name))
    return NameIndex(names)


def vendor_index(system_map: SystemMap) -> NameIndex:
    """Return the index over vendor names and aliases; the id found is the vendor's name."""
    return NameIndex([(v.name, name) for v in system_map.vendors for name in (v.name, *v.aliases)])
