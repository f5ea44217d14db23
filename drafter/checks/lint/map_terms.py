"""The system map as the lint rules see it: names and words only, without pydantic."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class MapComponent(NamedTuple):
    """One part of the system: internal names, what customers call it, and the symptoms in their words."""

    names: tuple[str, ...]
    customer_name: str = ""
    symptoms: tuple[str, ...] = ()
    internal_only: bool = False
    advice: str = ""


class MapVendor(NamedTuple):
    """A supplier; outside readers get `kind` unless `publish` is true."""

    names: tuple[str, ...]
    kind: str = ""
    publish: bool = False


class MapGloss(NamedTuple):
    """An internal term, plain words for it, and one line that explains it."""

    term: str
    plain: str = ""
    explanation: str = ""


class MapTerms(NamedTuple):
    """All names and words of a system map that a rule may ask for."""

    product: str = ""
    components: tuple[MapComponent, ...] = ()
    vendors: tuple[MapVendor, ...] = ()
    people: tuple[str, ...] = ()
    customers: tuple[tuple[str, ...], ...] = ()
    glossary: tuple[MapGloss, ...] = ()
    links: tuple[str, ...] = ()
    contact: str = ""

    @classmethod
    def of(cls, source: Any) -> "MapTerms":
        """Read a `SystemMap`, or the plain dictionary of a map file; unknown keys are passed over."""
        get = _reader(source)
        return cls(
            product=_text(get("product")),
            components=tuple(_component(c) for c in _rows(get("components"), "id")),
            vendors=tuple(_vendor(v) for v in _rows(get("vendors"), "name")),
            people=_names(get("people")),
            customers=tuple(
                names for c in _rows(get("customers"), "name") if (names := _all_names(c, "name", "aliases"))
            ),
            glossary=tuple(_gloss(g) for g in _rows(get("glossary"), "term", "plain")),
            links=_names(get("links")),
            contact=_text(get("contact")),
        )


def _reader(source: Any) -> Any:
    """Return a function that reads a key of a mapping or an attribute of an object, None when absent."""
    if isinstance(source, Mapping):
        return source.get
    return lambda key: getattr(source, key, None)


def _rows(value: Any, key: str, inner: str = "name") -> list[Any]:
    """Return the entries of a list, or of a mapping from `key` to an entry or to its `inner` text."""
    if isinstance(value, Mapping):
        return [
            {key: name, **entry} if isinstance(entry, Mapping) else {key: name, inner: entry}
            for name, entry in value.items()
        ]
    if isinstance(value, (list, tuple)):
        return [{key: entry} if isinstance(entry, str) else entry for entry in value]
    return []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _names(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    if isinstance(value, (list, tuple)):
        out = []
        for entry in value:
            name = entry if isinstance(entry, str) else _text(_reader(entry)("name"))
            if name:
                out.append(name)
        return tuple(out)
    return ()


def _all_names(entry: Any, *keys: str) -> tuple[str, ...]:
    get = _reader(entry)
    found = [name for key in keys for name in _names(get(key))]
    return tuple(dict.fromkeys(found))


def _component(entry: Any) -> MapComponent:
    get = _reader(entry)
    symptoms = get("symptoms")
    spoken = list(symptoms.values()) if isinstance(symptoms, Mapping) else symptoms
    plain = get("plain_symptoms")
    return MapComponent(
        names=_all_names(entry, "id", "name", "aliases"),
        customer_name=_text(get("customer_name")),
        symptoms=_names(spoken if isinstance(spoken, (list, tuple)) else []) + _names(plain),
        internal_only=bool(get("internal_only")),
        advice=_text(get("advice")),
    )


def _vendor(entry: Any) -> MapVendor:
    get = _reader(entry)
    return MapVendor(_all_names(entry, "name", "aliases"), _text(get("kind")), bool(get("publish")))


def _gloss(entry: Any) -> MapGloss:
    get = _reader(entry)
    return MapGloss(_text(get("term")), _text(get("plain")), _text(get("explanation")))
