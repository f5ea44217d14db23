"""What a system map leaves a writer without: gaps, and the question that closes each."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from drafter.core.note import Notes
from drafter.core.noun import Noun
from drafter.core.system_map import Component, SystemMap
from drafter.intake.words import word_set

GapKind = Literal[
    "no_product", "no_components", "no_customer_name", "no_symptom", "unknown_class", "never_seen",
    "unmapped_term", "vendor_without_kind", "term_without_words",
]  # fmt: skip
_CODE_LIKE = re.compile(
    r"(?<![\w./@-])(?:[a-z][a-z0-9]*(?:[-_][a-z0-9]+){1,5}|[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+){1,4}"
    r"|[a-z]+[A-Z][A-Za-z0-9]+)(?![\w/@]|\.\w)"
)
_PROPER = re.compile(r"(?<![.!?:]\s)(?<=[a-z,;] )[A-Z][a-zA-Z0-9]{2,}(?![\w'])")


class MapGap(Noun):
    """One gap: where, what is missing, and the question to whoever knows."""

    kind: GapKind
    where: str
    message: str
    remedy: str
    component: str = ""
    lines: tuple[int, ...] = ()


def coverage(system_map: SystemMap, notes: Notes | None = None) -> list[MapGap]:
    """Return the gaps, the worst first.

    With notes, also parts no note speaks of and terms that belong to no part.
    """
    gaps: list[MapGap] = []
    if not system_map.components:
        gaps.append(
            MapGap(
                kind="no_components",
                where="components",
                message="The map has no component, so every draft is the holding text.",
                remedy="Add the part that broke first: '- id: checkout'.",
            )
        )
    if not system_map.product:
        gaps.append(
            MapGap(
                kind="no_product",
                where="product",
                message="The product has no name.",
                remedy="Add 'product: ...', as customers say it.",
            )
        )
    for component in system_map.components:
        gaps += _component_gaps(component)
    gaps += [
        MapGap(
            kind="vendor_without_kind",
            where=f"vendors, {vendor.name}",
            message=f"Readers outside may not read '{vendor.name}', and there are no words to use instead.",
            remedy="Add 'kind: our hosting provider', or 'publish: true'.",
        )
        for vendor in system_map.vendors
        if not vendor.publish and not vendor.kind
    ]
    gaps += [
        MapGap(
            kind="term_without_words",
            where=f"glossary, {entry.term}",
            message=f"The term '{entry.term}' has neither plain words nor an explanation.",
            remedy="Add 'plain: ...'.",
        )
        for entry in system_map.glossary
        if not entry.plain and not entry.explanation
    ]
    if notes is not None:
        gaps += _never_seen(system_map, notes)
        gaps += _unmapped(system_map, notes)
    return gaps


def _component_gaps(component: Component) -> Iterable[MapGap]:
    if component.internal_only:
        return
    where = f"components, {component.id}"
    if not component.customer_name:
        yield MapGap(
            kind="no_customer_name",
            where=where,
            component=component.id,
            message=f"'{component.id}' has no customer name.",
            remedy="What does a customer call it? If no customer ever meets it, write 'internal_only: true'.",
        )
    if not component.symptoms and not component.plain_symptoms:
        yield MapGap(
            kind="no_symptom",
            where=where,
            component=component.id,
            message=f"Nothing says what a customer sees when '{component.id}' breaks.",
            remedy="What is seen when it is down, or slow? Add 'symptoms: {down: ..., slow: ...}'.",
        )
    elif not component.symptoms:
        yield MapGap(
            kind="unknown_class",
            where=where,
            component=component.id,
            message=f"The symptoms of '{component.id}' stand under no class (down, slow, errors ...).",
            remedy="Put each under its class: 'symptoms: {down: ..., slow: ...}'.",
        )


def _never_seen(system_map: SystemMap, notes: Notes) -> Iterable[MapGap]:
    text = "\n".join(note.text for note in notes.entries).casefold()
    for component in system_map.components:
        names = [name for name in component.names if name]
        if not any(_has_word(text, name.casefold()) for name in names):
            yield MapGap(
                kind="never_seen",
                where=f"components, {component.id}",
                component=component.id,
                message=f"No note speaks of '{component.id}' by any of its names: {', '.join(names)}.",
                remedy="If the notes use another word for it, add that word to 'aliases'.",
            )


def _has_word(text: str, word: str) -> bool:
    start = text.find(word)
    while start != -1:
        before, after = text[start - 1 : start], text[start + len(word) : start + len(word) + 1]
        if not before.isalnum() and not after.isalnum():
            return True
        start = text.find(word, start + 1)
    return False


def _unmapped(system_map: SystemMap, notes: Notes) -> Iterable[MapGap]:
    known = _known_words(system_map)
    counts: Counter[str] = Counter()
    lines: dict[str, list[int]] = {}
    for note in notes.entries:
        if note.has("log_block") or note.has("instruction_like"):
            continue
        terms = {*_CODE_LIKE.findall(note.text), *_PROPER.findall(note.text)}
        for term in sorted(terms):
            if term.casefold() in known or term.casefold() in word_set("plain_terms.txt"):
                continue
            counts[term] += 1
            lines.setdefault(term, []).append(note.line)
    for term, count in counts.most_common():
        if count >= 2 or "-" in term or "_" in term or not term.istitle():
            yield MapGap(
                kind="unmapped_term",
                where=f"notes line {lines[term][0]}",
                lines=tuple(lines[term]),
                message=f"'{term}' is in the notes and not in the map.",
                remedy="Is it part of a component (add it to 'aliases'), a vendor, a person or a customer?",
            )


def _known_words(system_map: SystemMap) -> frozenset[str]:
    names: list[str] = [system_map.product, *system_map.people]
    for component in system_map.components:
        names += component.names
    for vendor in system_map.vendors:
        names += (vendor.name, *vendor.aliases)
    for customer in system_map.customers:
        names += (customer.name, *customer.aliases)
    names += [entry.term for entry in system_map.glossary]
    words = {name.casefold() for name in names if name}
    return frozenset(words | {word for name in words for word in re.findall(r"[\w.-]+", name)})
