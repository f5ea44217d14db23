"""Names from the system map, found in any text by one pass over its words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from drafter.core.memory import remembered
from drafter.core.system_map import SystemMap
from drafter.facts.phrases import Word, words

NameKind = Literal["internal", "customer_name", "product", "vendor", "vendor_kind", "person", "customer"]
_ARTICLE = re.compile(r"^(?:the|our|your|a|an)\s+", re.IGNORECASE)
_FIRST = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
Row = tuple[str, NameKind, str]


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name in a text: its span, what kind of name, and the id of what it names."""

    start: int
    end: int
    kind: NameKind
    owner: str
    name: str


class Names:
    """Every name of one map, by first word."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._by_word: dict[str, list[Row]] = {}
        for name, kind, owner in rows:
            bare = _ARTICLE.sub("", name.strip())
            first = _FIRST.search(bare)
            if first is None:
                continue
            self._by_word.setdefault(first[0].lower(), []).append((bare[first.start() :], kind, owner))
        for entries in self._by_word.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    @staticmethod
    def of_map(system_map: SystemMap) -> "Names":
        """Return the names in a map: internal names, customer names, product, vendors, people, customers."""
        rows: list[Row] = []
        if system_map.product:
            rows.append((system_map.product, "product", "product"))
        for component in system_map.components:
            if component.customer_name:
                rows.append((component.customer_name, "customer_name", component.id))
            rows.extend((name, "internal", component.id) for name in component.names)
        for vendor in system_map.vendors:
            rows.extend((name, "vendor", vendor.name) for name in (vendor.name, *vendor.aliases))
            if vendor.kind:
                rows.append((vendor.kind, "vendor_kind", vendor.name))
        rows.extend((person, "person", person) for person in system_map.people)
        for customer in system_map.customers:
            rows.extend((name, "customer", customer.name) for name in (customer.name, *customer.aliases))
        return _kept(tuple(rows))

    def find(self, text: str, found_words: tuple[Word, ...]) -> list[NameHit]:
        """Return the longest names at each place, in order; names inside a longer name are left out."""
        hits: list[NameHit] = []
        reach = 0
        lower = text.lower()
        for word in found_words:
            entries = self._by_word.get(word.lower)
            if entries is None and word.lower.endswith("s"):
                entries = self._by_word.get(word.lower[:-1])
            if entries is None:
                entries = [e for e in self._by_word.get(f"{word.lower}s", ()) if e[1] == "customer_name"]
            if not entries and word.lower.endswith("'s"):
                entries = self._by_word.get(word.lower[:-2])
            if not entries or word.start < reach:
                continue
            best = 0
            for name, kind, owner in entries:
                if len(name) < best:
                    break
                end = _matches(lower, word.start, name.lower())
                if not end and kind == "customer_name":
                    end = _matches(lower, word.start, name.lower().removesuffix("s"))
                if end:
                    best = len(name)
                    reach = max(reach, end)
                    hits.append(NameHit(word.start, end, kind, owner, name))
        return hits


@lru_cache(maxsize=64)
def _kept(rows: tuple[Row, ...]) -> Names:
    return Names(rows)


@remembered
def find_names(text: str, names: Names) -> list[NameHit]:
    """Return the longest names at each place of `text`, in order."""
    return names.find(text, words(text))


def _matches(lower: str, start: int, name: str) -> int:
    """Return where `name` ends at `start` in `lower`, 0 if it is not there; a plural s is allowed."""
    if not lower.startswith(name, start):
        return 0
    end = start + len(name)
    following = lower[end : end + 2]
    if following[:1] == "s" and not following[1:2].isalnum():
        return end + 1
    if following[:1].isalnum() or following[:1] == "_" or (following[:1] == "-" and following[1:2].isalnum()):
        return 0
    if following[:1] == "." and following[1:2].isalnum():
        return 0
    return end
