"""The names that stay inside, and the test whether a note's own words may be shown outside."""

import re
from functools import cached_property

from drafter.core.system_map import Component, SystemMap
from drafter.writing.data_files import load_toml, load_words
from drafter.writing.nouns import with_article

_TOKEN = re.compile(r"[^\s]+")
_NUMBER = re.compile(r"[~≈]?(?:\d{1,4}[-–]\d{1,4}|\d{1,3}(?:,\d{3})+|\d{1,6}(?:\.\d{1,2})?%?)")
_SHOWN = re.compile(r"(?<!\w)[“\"][^“”\"\n]{2,60}[”\"](?!\w)")
_EDGE = "\"“”'‘’.,;:!?()"


class Names:
    """What a map allows to be said outside. Built once for each map.

    A component is spoken of outside by its customer name only. Every other name of a component, and every
    person, customer and unpublishable vendor, is inside, unless the map itself puts the same word into a
    text meant for customers.
    """

    def __init__(self, system_map: SystemMap) -> None:
        self.map = system_map

    @cached_property
    def outside(self) -> str:
        """Return every text of the map that is meant for customers, lower case."""
        texts = [self.map.product, self.map.contact, *self.map.links]
        texts += [vendor.kind for vendor in self.map.vendors]
        texts += [vendor.name for vendor in self.map.vendors if vendor.publish]
        for part in self.map.components:
            texts += [part.customer_name, part.advice, *part.unaffected]
            if part.customer_name:
                texts += [*part.symptoms.values(), *part.plain_symptoms]
        return "\n".join(texts).lower()

    @cached_property
    def inside(self) -> frozenset[str]:
        """Return the names that must not be seen outside, lower case."""
        names = [name for part in self.map.components for name in part.names]
        names += [name for v in self.map.vendors if not v.publish for name in (v.name, *v.aliases)]
        names += [*self.map.people]
        names += [name for customer in self.map.customers for name in (customer.name, *customer.aliases)]
        hidden = frozenset(name.strip().lower() for name in names if len(name.strip()) > 1)
        return frozenset(name for name in hidden if not _within(name, self.outside))

    @cached_property
    def _wall(self) -> re.Pattern[str] | None:
        if not self.inside:
            return None
        longest = sorted(self.inside, key=lambda name: (-len(name), name))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?:'?s)?(?!\w)", re.IGNORECASE)

    @cached_property
    def _allowed(self) -> frozenset[str]:
        return load_words("plain_vocabulary.txt") | frozenset(re.findall(r"[\w.'-]+", self.outside))

    def leaks(self, text: str) -> bool:
        """Say whether an inside name stands in the text."""
        return bool(self._wall and self._wall.search(text))

    def showable(self, text: str) -> bool:
        """Say whether a note's own words may go outside: plain words and whole numbers, no inside name."""
        if self.leaks(text):
            return False
        proper = load_toml("proper.toml")
        shown = [match.span() for match in _SHOWN.finditer(text)]
        for match in _TOKEN.finditer(text):
            word = match[0].strip(_EDGE)
            if not word or word in proper["known"] or _NUMBER.fullmatch(word):
                continue
            lowered = re.sub(r"(?:'s|’s)$", "", word.lower())
            on_screen = any(start <= match.start() < end for start, end in shown)
            if lowered not in self._allowed and not (on_screen and lowered in proper["messages"]):
                return False
            if on_screen:
                continue  # a message has capitals of its own
            first = match.start() == 0
            if not (word.islower() or first or lowered in self.outside):
                return False
            if first and word[0].isupper() and lowered in proper["given_names"]:
                return False
        return True

    def within(self, text: str) -> str:
        """Return plain words as they stand within a sentence: a capital only where a name has one."""
        first = text.split(" ", 1)[0].rstrip(_EDGE)
        named = first in load_toml("proper.toml")["known"] or first.lower() in self.outside
        return text if named or not first[1:].islower() else text.replace(first, first.lower(), 1)

    @cached_property
    def _dependents(self) -> dict[str, tuple[str, ...]]:
        above: dict[str, list[str]] = {}
        for part in self.map.components:
            for below in part.depends_on:
                above.setdefault(below, []).append(part.id)
        return {name: tuple(parts) for name, parts in above.items()}

    @staticmethod
    def faces_customers(part: Component) -> bool:
        """Say whether customers know this part."""
        return bool(part.customer_name) and not part.internal_only

    @cached_property
    def facing(self) -> tuple[Component, ...]:
        """Return the parts customers know, in the order of the map."""
        return tuple(part for part in self.map.components if self.faces_customers(part))

    def felt_at(self, component_id: str) -> tuple[Component, ...]:
        """Return where customers feel trouble of a component: in itself, else in what depends on it."""
        seen, level = {component_id}, [component_id]
        while level:
            parts = [self.map.by_id[name] for name in level if name in self.map.by_id]
            facing = tuple(part for part in parts if self.faces_customers(part))
            if facing:
                return facing
            level = [up for name in level for up in self._dependents.get(name, ()) if up not in seen]
            seen.update(level)
        return ()

    def vendor(self, text: str) -> str:
        """Return how to speak of the supplier a text names: its published name, its kind, or ""."""
        for vendor in self.map.vendors:
            if any(_within(name.lower(), text.lower()) for name in (vendor.name, *vendor.aliases)):
                return vendor.name if vendor.publish else vendor.kind
        return ""

    def part(self, component: Component) -> str:
        """Return the customer name as a thing one can restart; "" when only internal words exist."""
        name = component.customer_name
        return with_article(name) if name and not self.leaks(name) else ""


def _within(name: str, text: str) -> bool:
    """Say whether a text has the name, also in its plural: what says "kiosks" to customers says "kiosk"."""
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?:'?s)?(?!\w)", text))
