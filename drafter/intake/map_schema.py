"""The JSON Schema of the map format, for editors and the API."""

from collections.abc import Mapping

from drafter.core.system_map import SYMPTOM_CLASSES

_TEXT = {"type": ["string", "number", "null"]}
_TEXTS = {"anyOf": [{"type": "array", "items": {"type": ["string", "number"]}}, _TEXT]}


def _closed(properties: Mapping[str, object], required: tuple[str, ...] = ()) -> dict[str, object]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def _named(properties: Mapping[str, object]) -> dict[str, object]:
    return {"anyOf": [{"type": "string", "minLength": 1}, _closed({"name": _TEXT, **properties}, ("name",))]}


def map_schema() -> dict[str, object]:
    """Return the schema (draft 2020-12). It is about form; references and cycles only the reader checks."""
    by_class = {
        "type": "object",
        "description": f"One sentence in customer words per class: {', '.join(SYMPTOM_CLASSES)}.",
        "properties": dict.fromkeys(SYMPTOM_CLASSES, _TEXTS),
        "additionalProperties": _TEXTS,
    }
    symptoms = {
        "anyOf": [
            by_class,
            {"type": "array", "items": {"anyOf": [{"type": "string"}, by_class]}},
            {"type": ["string", "null"]},
        ]
    }
    component = _closed(
        {
            "id": {"type": ["string", "number"], "description": "The one name the other parts refer to."},
            "name": _TEXT,
            "aliases": _TEXTS | {"description": "Every other name people write in notes."},
            "customer_name": _TEXT | {"description": "What a customer calls it."},
            "symptoms": symptoms,
            "customer_symptoms": symptoms | {"description": "The same as symptoms."},
            "plain_symptoms": _TEXTS,
            "advice": _TEXT | {"description": "What a customer can do meanwhile."},
            "customer_advice": _TEXT | {"description": "The same as advice."},
            "unaffected": _TEXTS | {"description": "What keeps working when this part is down."},
            "internal_only": {"type": ["boolean", "null"]},
            "depends_on": _TEXTS | {"description": "Ids of components this one needs."},
        },
        ("id",),
    )
    entry = {"term": _TEXT, "plain": _TEXT, "explanation": _TEXT}
    root = _closed(
        {
            "product": _TEXT,
            "components": {"type": ["array", "null"], "items": component},
            "vendors": {
                "type": ["array", "null"],
                "items": _named({"aliases": _TEXTS, "kind": _TEXT, "publish": {"type": ["boolean", "null"]}}),
            },
            "people": {"type": ["array", "null"], "items": _named({})},
            "customers": {"type": ["array", "null"], "items": _named({"aliases": _TEXTS, "uses": _TEXTS})},
            "glossary": {
                "anyOf": [
                    {"type": "array", "items": _closed(entry, ("term",))},
                    {"type": "object", "additionalProperties": {"anyOf": [_TEXT, _closed(entry)]}},
                    {"type": "null"},
                ]
            },
            "links": _TEXTS,
            "contact": _TEXT,
        }
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Drafter system map",
        "description": "What each part is called inside, and what a customer sees when it breaks.",
        **root,
    }
