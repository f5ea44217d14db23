"""Which parts of the system a text names: the longest alias wins, whole words only.

Standard library and the nouns only.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from drafter.core.memory import remembered
from drafter.core.system_map import SystemMap
from drafter.facts.language import word_class
from drafter.facts.phrases import Hit, PhraseTable, Word, words

_BRACKET = re.compile(r"\(([^)]*)\)")
_FRONT, _BACK = "front", "back"
_PART = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_HOST = re.compile(r"(?<!\S)[\w-]+(?:\.[\w-]+)+(?!\S)")
_VERSION = re.compile(r"\s(?:v\.?\s?)?\d+(?:\.\d+)*$", re.IGNORECASE)
_ANY_PART = word_class("any_part")
_PEOPLE_OF, _PREPOSITION = word_class("people_of"), word_class("preposition")


@dataclass(frozen=True, slots=True)
class Mention:
    """A component, vendor or customer named in a text: half-open span and its id (or name)."""

    start: int
    end: int
    id: str


class NameIndex:
    """Finds names in texts. Short all-capital names ("ALB") must be written in capitals."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
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

    def find(self, text: str) -> tuple[Mention, ...]:
        """Return the names in `text` in order; a name inside a longer one is left out."""
        return _mentions(text, self)

    def look(self, text: str) -> tuple[Mention, ...]:
        """Return the same, whether or not the text was looked through before."""
        found = tuple(_owned(word) if word.lower.endswith("'s") else word for word in words(text))
        mentions = []
        for hit in self._table.find(found):
            written = text[hit.start : hit.end]
            strict = self._strict.get(written.lower())
            if (strict is None or written in strict) and not _names_another(text, found, hit):
                mentions.append(Mention(hit.start, hit.end, hit.label))
        return tuple(mentions)


@remembered
def _mentions(text: str, index: NameIndex) -> tuple[Mention, ...]:
    return index.look(text)


@lru_cache(maxsize=64)
def _index(names: tuple[tuple[str, str], ...]) -> NameIndex:
    return NameIndex(names)


def _names_another(text: str, found: tuple[Word, ...], hit: Hit) -> bool:
    """Say whether the words name the people of a part ("the shop team") or a host in it ("status.x.org")."""
    below = hit.start > 1 and text[hit.start - 1] == "." and text[hit.start - 2].isalnum()
    rest = found[hit.stop :]
    people = bool(rest) and rest[0].joined and rest[0].lower in _PEOPLE_OF
    return people or (below and "." in text[hit.start : hit.end])


def _owned(word: Word) -> Word:
    """Read "Galaxy's" as a mention of Galaxy."""
    return word._replace(lower=word.lower[:-2], end=word.end - 2)


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
    """Return the index over ids, names, aliases and customer names of all components, and plain short forms.

    A short form is a name without its bracketed part, or with the bracketed letters instead: "Azure Container
    Instance (ACI) agents" is also "ACI agents". So is the host a name holds, a name without its version, and
    the last words of a long one: "Kubernetes API server" is also "API server". One that two components share
    is left out.
    """
    names: list[tuple[str, str]] = []
    short: dict[str, set[str]] = {}
    for component in system_map.components:
        names.extend((component.id, name) for name in component.names)
        if component.customer_name:
            names.append((component.id, component.customer_name))
        for name in component.names:
            for form in _short_forms(name):
                short.setdefault(form.lower(), set()).add(component.id)
    names.extend((owners.copy().pop(), form) for form, owners in short.items() if len(owners) == 1)
    return _index(tuple(names))


def _short_forms(name: str) -> list[str]:
    forms = [*_HOST.findall(name), _VERSION.sub("", name)]
    forms += _tails(name.split())
    bracket = _BRACKET.search(name)
    if bracket is not None:
        before, inside = name[: bracket.start()].strip(), bracket[1].strip()
        after = name[bracket.end() :].strip()
        forms.append(f"{before} {after}".strip())
        if inside.isupper() and " " not in inside:
            forms += [f"{inside} {after}".strip(), inside]
    return [form for form in forms if len(form) > 2 and form != name]


def _tails(named: list[str]) -> list[str]:
    """Return the last words of a name, its last alone as "the hub"; one with a preposition has no such core.

    "The server" may be any server, so common words for machines do not stand alone.
    """
    if "(" in "".join(named) or any(word.lower() in _PREPOSITION for word in named):
        return []
    tails = [" ".join(named[start:]) for start in range(1, len(named) - 1)]
    if len(named) > 1 and named[-1].lower() not in _ANY_PART:
        tails += [f"{determiner} {named[-1]}" for determiner in ("the", "our", "all", "all the")]
    return tails
