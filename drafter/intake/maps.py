"""System maps: YAML or plain data in, a checked `SystemMap` out, one clear error otherwise."""

import difflib
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from drafter.core.system_map import (
    SYMPTOM_CLASSES,
    Component,
    Customer,
    GlossaryEntry,
    SymptomClass,
    SystemMap,
    Vendor,
)
from drafter.errors import InputError, TooLarge
from drafter.intake.bytes import decode
from drafter.intake.limits import MAP_LIMITS, MapLimits
from drafter.intake.map_coverage import MapGap, coverage
from drafter.intake.map_drawing import draw, draw_mermaid
from drafter.intake.map_schema import map_schema
from drafter.intake.yaml_places import Value, read_yaml, wrap

__all__ = ["MapGap", "MapLimits", "coverage", "draw", "draw_mermaid", "load_map", "map_schema"]

MAP_KEYS = ("product", "components", "vendors", "people", "customers", "glossary", "links", "contact")
COMPONENT_KEYS = (
    "id", "name", "aliases", "customer_name", "symptoms", "customer_symptoms", "plain_symptoms", "advice",
    "customer_advice", "unaffected", "internal_only", "depends_on",
)  # fmt: skip
VENDOR_KEYS = ("name", "aliases", "kind", "publish")
CUSTOMER_KEYS = ("name", "aliases", "uses")
GLOSSARY_KEYS = ("term", "plain", "explanation")
PERSON_KEYS = ("name",)

# Other words people write for a class. Anything else is "other": the sentence is kept, no class is guessed.
_CLASS_WORDS: dict[str, SymptomClass] = {
    "outage": "down", "unavailable": "down", "offline": "down", "latency": "slow", "slowness": "slow",
    "error": "errors", "failing": "errors", "failures": "errors", "delay": "delayed", "delays": "delayed",
    "late": "delayed", "wrong": "wrong_data", "incorrect": "wrong_data", "login": "access",
    "loss": "data_loss",
}  # fmt: skip

T = TypeVar("T")


def load_map(
    source: str | bytes | Mapping[str, object],
    *,
    name: str = "system_map.yaml",
    limits: MapLimits = MAP_LIMITS,
) -> SystemMap:
    """Return the map in `source`: YAML (JSON is YAML too) or data already parsed.

    `name` is what errors call it. Raises InputError or TooLarge; each names place and remedy.
    """
    if isinstance(source, Mapping):
        root = wrap(source, name=name)
    else:
        text = decode(source, name=name, max_bytes=limits.max_bytes)
        root = read_yaml(text, name=name, max_values=limits.max_values)
    reader = _MapReader(name)
    system_map = reader.system_map(root)
    if len(system_map.components) > limits.max_components:
        raise TooLarge(
            f"The map has {len(system_map.components):,} components; the limit is {limits.max_components:,}.",
            remedy="Keep the components of one product.",
            where=name,
        )
    reader.check_references(system_map)
    return system_map


class _MapReader:
    """Reads one map; remembers the line of every component for the checks across components."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.component_lines: dict[str, int] = {}

    # -- places and errors

    def where(self, line: int, path: str) -> str:
        place = f"{self.name} line {line}" if line else self.name
        return f"{place}, {path}" if path else place

    def fail(self, line: int, path: str, message: str, remedy: str) -> InputError:
        return InputError(message, remedy=remedy, where=self.where(line, path))

    def known(self, value: Value, path: str, keys: Sequence[str], what: str) -> Mapping[str, Value]:
        if value.kind != "mapping":
            raise self.fail(
                value.line,
                path,
                f"{what} must be a mapping; this is {value.noun}.",
                f"Write it with keys: {', '.join(keys)}.",
            )
        for key, child in value.entries.items():
            if key not in keys:
                near = difflib.get_close_matches(key.lower().replace("-", "_"), keys, n=1, cutoff=0.6)
                hint = f"Did you mean '{near[0]}'? " if near else ""
                raise self.fail(
                    child.line,
                    path,
                    f"'{key}' is not a key of {what.lower()}.",
                    f"{hint}Known keys: {', '.join(keys)}.",
                )
        return value.entries

    # -- single values

    def text(self, entries: Mapping[str, Value], key: str, path: str) -> str:
        value = entries.get(key)
        if value is None or value.kind == "null":
            return ""
        return self.plain(value, _join(path, key))

    def plain(self, value: Value, path: str) -> str:
        if value.kind not in ("text", "bool"):
            raise self.fail(
                value.line, path, f"Text is expected here; this is {value.noun}.", "Write one line of text."
            )
        return " ".join(value.text.split())

    def flag(self, entries: Mapping[str, Value], key: str, path: str) -> bool:
        value = entries.get(key)
        if value is None or value.kind == "null":
            return False
        if value.kind != "bool":
            shown = f"'{value.text}'" if value.kind == "text" else value.noun
            raise self.fail(
                value.line,
                _join(path, key),
                f"true or false is expected here, not {shown}.",
                "Write true or false.",
            )
        return value.truth

    def texts(self, entries: Mapping[str, Value], key: str, path: str) -> tuple[str, ...]:
        """Return a list of texts; one text alone is a list of one."""
        items = self.items(entries, key, path, alone=("text", "bool"))
        found = (self.plain(item, f"{_join(path, key)}[{i}]") for i, item in enumerate(items))
        return tuple(dict.fromkeys(text for text in found if text))

    def items(
        self, entries: Mapping[str, Value], key: str, path: str, alone: tuple[str, ...] = ()
    ) -> tuple[Value, ...]:
        value = entries.get(key)
        if value is None or value.kind == "null":
            return ()
        if value.kind in alone:
            return (value,)
        if value.kind != "list":
            raise self.fail(
                value.line,
                _join(path, key),
                f"A list is expected here; this is {value.noun}.",
                "Write one item per line, each after '- '.",
            )
        return value.items

    def each(self, entries: Mapping[str, Value], key: str, read: Callable[[Value, str], T]) -> tuple[T, ...]:
        return tuple(read(item, f"{key}[{i}]") for i, item in enumerate(self.items(entries, key, "")))

    # -- the nouns

    def system_map(self, root: Value) -> SystemMap:
        entries = self.known(root, "", MAP_KEYS, "A map")
        return SystemMap(
            product=self.text(entries, "product", ""),
            components=self.each(entries, "components", self.component),
            vendors=self.each(entries, "vendors", self.vendor),
            people=tuple(dict.fromkeys(self.each(entries, "people", self.person))),
            customers=self.each(entries, "customers", self.customer),
            glossary=self.glossary(entries),
            links=self.texts(entries, "links", ""),
            contact=self.text(entries, "contact", ""),
        )

    def component(self, value: Value, path: str) -> Component:
        entries = self.known(value, path, COMPONENT_KEYS, "A component")
        component_id = self.text(entries, "id", path)
        if not component_id:
            raise self.fail(
                value.line, path, "The component has no id.", "Give it one: '- id: checkout-api'."
            )
        if component_id in self.component_lines:
            first = self.component_lines[component_id]
            raise self.fail(
                entries["id"].line,
                f"{path}.id",
                f"The id '{component_id}' is already taken"
                + (f" by the component on line {first}." if first else "."),
                "Give each component its own id, or join the two.",
            )
        self.component_lines[component_id] = value.line
        symptoms, plain = self.symptoms(entries, path)
        return Component(
            id=component_id,
            name=self.text(entries, "name", path),
            aliases=self.texts(entries, "aliases", path),
            customer_name=self.text(entries, "customer_name", path),
            symptoms=symptoms,
            plain_symptoms=plain,
            advice=self.one_of(entries, ("advice", "customer_advice"), path),
            unaffected=self.texts(entries, "unaffected", path),
            internal_only=self.flag(entries, "internal_only", path),
            depends_on=self.texts(entries, "depends_on", path),
        )

    def one_of(self, entries: Mapping[str, Value], keys: Sequence[str], path: str) -> str:
        found = [(key, self.text(entries, key, path)) for key in keys]
        given = [(key, text) for key, text in found if text]
        if len(given) > 1:
            raise self.fail(
                entries[given[1][0]].line,
                path,
                f"'{given[0][0]}' and '{given[1][0]}' mean the same.",
                "Keep one of them.",
            )
        return given[0][1] if given else ""

    def symptoms(
        self, entries: Mapping[str, Value], path: str
    ) -> tuple[dict[SymptomClass, str], tuple[str, ...]]:
        by_class: dict[SymptomClass, str] = {}
        plain: list[str] = list(self.texts(entries, "plain_symptoms", path))

        def take(word: str, value: Value, place: str) -> None:
            values = value.items if value.kind == "list" else (value,)
            for item in values:
                if item.kind == "null":
                    continue
                text = self.plain(item, place)
                symptom_class = _symptom_class(word)
                if symptom_class in by_class:
                    plain.append(text)
                elif text:
                    by_class[symptom_class] = text

        for key in ("symptoms", "customer_symptoms"):
            value = entries.get(key)
            place = _join(path, key)
            if value is None or value.kind == "null":
                continue
            if value.kind == "mapping":
                for word, child in value.entries.items():
                    take(word, child, f"{place}.{word}")
                continue
            for i, item in enumerate(self.items(entries, key, path, alone=("text", "bool"))):
                if item.kind == "mapping":
                    for word, child in item.entries.items():
                        take(word, child, f"{place}[{i}].{word}")
                elif item.kind != "null":
                    plain.append(self.plain(item, f"{place}[{i}]"))
        return by_class, tuple(dict.fromkeys(text for text in plain if text))

    def vendor(self, value: Value, path: str) -> Vendor:
        if value.kind in ("text", "bool"):
            return Vendor(name=self.named(value, path))
        entries = self.known(value, path, VENDOR_KEYS, "A vendor")
        return Vendor(
            name=self.name_of(value, entries, path),
            aliases=self.texts(entries, "aliases", path),
            kind=self.text(entries, "kind", path),
            publish=self.flag(entries, "publish", path),
        )

    def customer(self, value: Value, path: str) -> Customer:
        if value.kind in ("text", "bool"):
            return Customer(name=self.named(value, path))
        entries = self.known(value, path, CUSTOMER_KEYS, "A customer")
        return Customer(
            name=self.name_of(value, entries, path),
            aliases=self.texts(entries, "aliases", path),
            uses=self.texts(entries, "uses", path),
        )

    def person(self, value: Value, path: str) -> str:
        if value.kind in ("text", "bool"):
            return self.named(value, path)
        return self.name_of(value, self.known(value, path, PERSON_KEYS, "A person"), path)

    def named(self, value: Value, path: str) -> str:
        text = self.plain(value, path)
        if not text:
            raise self.fail(value.line, path, "The name is empty.", "Write the name, or remove the line.")
        return text

    def name_of(self, value: Value, entries: Mapping[str, Value], path: str) -> str:
        text = self.text(entries, "name", path)
        if not text:
            raise self.fail(value.line, path, "There is no name.", "Add 'name: ...'.")
        return text

    def glossary(self, entries: Mapping[str, Value]) -> tuple[GlossaryEntry, ...]:
        value = entries.get("glossary")
        if value is None or value.kind == "null":
            return ()
        if value.kind == "mapping":  # term: plain words
            return tuple(
                GlossaryEntry(term=term, plain=self.plain(child, f"glossary.{term}"))
                if child.kind != "mapping"
                else self.term(child, f"glossary.{term}", term)
                for term, child in value.entries.items()
            )
        return self.each(entries, "glossary", self.term)

    def term(self, value: Value, path: str, term: str = "") -> GlossaryEntry:
        entries = self.known(value, path, GLOSSARY_KEYS, "A glossary entry")
        term = self.text(entries, "term", path) or term
        if not term:
            raise self.fail(value.line, path, "The entry has no term.", "Add 'term: ...'.")
        return GlossaryEntry(
            term=term,
            plain=self.text(entries, "plain", path),
            explanation=self.text(entries, "explanation", path),
        )

    # -- checks across components

    def check_references(self, system_map: SystemMap) -> None:
        ids = list(system_map.by_id)
        for i, component in enumerate(system_map.components):
            self.check_ids(
                component.depends_on, ids, f"components[{i}].depends_on", self.component_lines[component.id]
            )
        for i, customer in enumerate(system_map.customers):
            self.check_ids(customer.uses, ids, f"customers[{i}].uses", 0)
        self.check_names(system_map)
        cycle = find_cycle({c.id: c.depends_on for c in system_map.components})
        if cycle:
            raise self.fail(
                self.component_lines[cycle[0]],
                "depends_on",
                f"The dependencies go round in a circle: {' -> '.join(cycle)}.",
                "Remove the one that is not needed to serve customers.",
            )

    def check_ids(self, named: Sequence[str], ids: Sequence[str], path: str, line: int) -> None:
        for other in named:
            if other not in ids:
                near = difflib.get_close_matches(other, ids, n=1, cutoff=0.6)
                hint = f"Did you mean '{near[0]}'? " if near else ""
                raise self.fail(
                    line,
                    path,
                    f"'{other}' is not the id of a component.",
                    f"{hint}Add a component with that id, or remove it from the list.",
                )

    def check_names(self, system_map: SystemMap) -> None:
        owners: dict[str, str] = {}
        for i, component in enumerate(system_map.components):
            for written in component.names:
                owner = owners.setdefault(written.casefold(), component.id)
                if owner != component.id:
                    raise self.fail(
                        self.component_lines[component.id],
                        f"components[{i}]",
                        f"'{written}' names two components: '{owner}' and '{component.id}'.",
                        "A name in the notes must point to one component; keep it at one of them.",
                    )


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _symptom_class(word: str) -> SymptomClass:
    key = "_".join(word.lower().replace("-", " ").replace("_", " ").split())
    for symptom_class in SYMPTOM_CLASSES:
        if key == symptom_class:
            return symptom_class
    return _CLASS_WORDS.get(key, "other")


def find_cycle(depends_on: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return one cycle, first id repeated at the end, or nothing. Iterative: maps may be deep."""
    done: set[str] = set()
    for root in depends_on:
        path: list[str] = []
        stack: list[tuple[str, int]] = [(root, 0)]
        while stack:
            node, step = stack.pop()
            if step == 0:
                if node in done:
                    continue
                if node in path:
                    return (*path[path.index(node) :], node)
                path.append(node)
            children = depends_on.get(node, ())
            if step < len(children):
                stack.append((node, step + 1))
                stack.append((children[step], 0))
            else:
                done.add(node)
                path.pop()
    return ()
