"""Texts of a system map that give orders to a machine: taken out before anything is written, and shown."""

from drafter.core.system_map import Component, GlossaryEntry, SystemMap
from drafter.intake.instructions import gives_orders


def without_orders(system_map: SystemMap) -> tuple[SystemMap, tuple[str, ...]]:
    """Return the map without texts that give orders, and those texts, each with where it stood.

    A component keeps its id; whatever else of it gives orders is emptied, so it counts as not mapped.
    """
    found: list[str] = []
    parts = tuple(_clean_part(part, number, found) for number, part in enumerate(system_map.components))
    terms = tuple(_clean_term(term, number, found) for number, term in enumerate(system_map.glossary))
    if not found:
        return system_map, ()
    return system_map.model_copy(update={"components": parts, "glossary": terms}), tuple(found)


def _clean_part(part: Component, number: int, found: list[str]) -> Component:
    place = f"components[{number}]"

    def kept(field: str, text: str) -> bool:
        if not gives_orders(text):
            return True
        found.append(f"{place}.{field}: {text}")
        return False

    update: dict[str, object] = {
        "name": part.name if kept("name", part.name) else "",
        "customer_name": part.customer_name if kept("customer_name", part.customer_name) else "",
        "advice": part.advice if kept("advice", part.advice) else "",
        "aliases": tuple(text for text in part.aliases if kept("aliases", text)),
        "symptoms": {kind: text for kind, text in part.symptoms.items() if kept(f"symptoms.{kind}", text)},
        "plain_symptoms": tuple(text for text in part.plain_symptoms if kept("symptoms", text)),
        "unaffected": tuple(text for text in part.unaffected if kept("unaffected", text)),
    }
    return part.model_copy(update=update)


def _clean_term(term: GlossaryEntry, number: int, found: list[str]) -> GlossaryEntry:
    text = f"{term.plain} {term.explanation}".strip()
    if not gives_orders(text):
        return term
    found.append(f"glossary[{number}]: {text}")
    return term.model_copy(update={"plain": "", "explanation": ""})
