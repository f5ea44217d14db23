"""Backstage catalogues: from `catalog-info.yaml` files to the skeleton of a system map and what to ask.

A catalogue knows parts and who needs whom; it does not know what a customer sees. So names for customers and
symptoms stay empty, and the questions that fill them come with the map.
"""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import yaml

from drafter.core.noun import Noun
from drafter.core.system_map import Component, SystemMap
from drafter.errors import InputError, TooLarge
from drafter.intake.bytes import decode
from drafter.intake.limits import MAP_LIMITS
from drafter.intake.map_coverage import MapGap, coverage
from drafter.intake.maps import find_cycle

_PARTS = ("component", "resource")
_KINDS = (*_PARTS, "system", "domain", "api", "location", "group", "user", "template")
_MAX_FILES = 2_000


class CatalogueImport(Noun):
    """A map skeleton; `warnings` say what of the catalogue could not be used, `questions` what it lacks."""

    system_map: SystemMap
    warnings: tuple[str, ...] = ()
    questions: tuple[MapGap, ...] = ()

    def as_yaml(self) -> str:
        """Return the skeleton as a map file to complete."""
        return dump_map(self.system_map)


@dataclass(frozen=True, slots=True)
class _Ref:
    kind: str
    namespace: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.namespace}/{self.name}"


@dataclass(slots=True)
class _Entity:
    ref: _Ref
    path: str
    title: str
    type: str
    spec: Mapping[str, object]
    needs: set[_Ref] = field(default_factory=set)


def import_catalogue(files: Mapping[str, str | bytes]) -> CatalogueImport:
    """Return the map skeleton of a catalogue, given as path to content of every YAML file in it.

    Raises InputError for a file that is not YAML or when no part is found, TooLarge over the limits.
    """
    if len(files) > _MAX_FILES:
        raise TooLarge(
            f"The catalogue has {len(files):,} files; the limit is {_MAX_FILES:,}.",
            remedy="Import the folder of one product.",
        )
    warnings: list[str] = []
    entities: dict[_Ref, _Entity] = {}
    for path in sorted(files):
        for entity in _entities(path, files[path], warnings):
            if entity.ref in entities:
                warnings.append(f"{path}: {entity.ref} is declared twice; the first one counts.")
            entities.setdefault(entity.ref, entity)
    _check_targets(entities.values(), files, warnings)
    _connect(entities, warnings)
    needed = {ref for entity in entities.values() for ref in entity.needs}
    parts = [
        entity
        for entity in entities.values()
        if entity.ref.kind in _PARTS or (entity.ref.kind == "system" and entity.ref in needed)
    ]
    if not parts:
        raise InputError(
            "The files declare no Component and no Resource.",
            remedy="Hand in the catalog-info.yaml files themselves, not only the Location that lists them.",
        )
    system_map = _map(parts, entities, warnings)
    return CatalogueImport(
        system_map=system_map, warnings=tuple(warnings), questions=tuple(coverage(system_map))
    )


def _entities(path: str, source: str | bytes, warnings: list[str]) -> Iterable[_Entity]:
    text = decode(source, name=path, max_bytes=MAP_LIMITS.max_bytes)
    try:
        documents = list(yaml.safe_load_all(text))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).split("\n", 1)[0]
        raise InputError(
            f"This is not valid YAML: {problem}.",
            remedy="Correct the file, or leave it out.",
            where=f"{path} line {mark.line + 1}" if mark else path,
        ) from None
    for document in documents:
        if not isinstance(document, Mapping) or "kind" not in document:
            continue
        kind = str(document["kind"]).lower()
        metadata = _mapping(document.get("metadata"))
        name = str(metadata.get("name") or "").strip()
        if kind not in _KINDS or not name:
            warnings.append(
                f"{path}: a {document['kind']} without a name or of an unknown kind was left out."
            )
            continue
        for key in ("dependsOn", "dependencyOf"):
            if key in document:
                warnings.append(f"{path}: '{key}' of {name} stands outside 'spec' and is not read.")
        spec = _mapping(document.get("spec"))
        namespace = str(metadata.get("namespace") or "default").lower()
        title = str(metadata.get("title") or "").strip()
        yield _Entity(_Ref(kind, namespace, name.lower()), path, title, str(spec.get("type") or ""), spec)


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _listed(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [str(item) for item in value] if isinstance(value, list) else []


def _ref(written: str, kind: str, namespace: str) -> _Ref:
    """Read "[kind:][namespace/]name"; what is left out comes from the field and the entity that names it."""
    head, colon, rest = written.strip().rpartition(":")
    space, slash, name = rest.rpartition("/")
    return _Ref(head.lower() if colon else kind, space.lower() if slash else namespace, name.lower())


def _connect(entities: Mapping[_Ref, _Entity], warnings: list[str]) -> None:
    """Merge what both ends say: A dependsOn B, B dependencyOf A, A consumes what B provides."""
    providers: dict[_Ref, list[_Entity]] = {}
    for entity in entities.values():
        for written in _listed(entity.spec.get("providesApis")):
            providers.setdefault(_ref(written, "api", entity.ref.namespace), []).append(entity)
    for entity in entities.values():
        namespace = entity.ref.namespace
        for written in _listed(entity.spec.get("dependsOn")):
            target = _find(_ref(written, "component", namespace), ":" in written, entities)
            if target:
                entity.needs.add(target)
            else:
                warnings.append(
                    f"{entity.path}: {entity.ref.name} depends on '{written}', which no file declares."
                )
        for written in _listed(entity.spec.get("dependencyOf")):
            user = _find(_ref(written, "component", namespace), ":" in written, entities)
            if user:
                entities[user].needs.add(entity.ref)
            else:
                warnings.append(
                    f"{entity.path}: '{written}' needs {entity.ref.name}, and no file declares it."
                )
        for written in _listed(entity.spec.get("consumesApis")):
            for provider in providers.get(_ref(written, "api", namespace), []):
                entity.needs.add(provider.ref)
    for entity in entities.values():
        if entity.ref in entity.needs:
            warnings.append(f"{entity.path}: {entity.ref.name} depends on itself; that is left out.")
            entity.needs.discard(entity.ref)


def _find(ref: _Ref, kind_written: bool, entities: Mapping[_Ref, _Entity]) -> _Ref | None:
    if ref in entities:
        return ref
    # Without a kind, people also mean resources and systems.
    kinds = () if kind_written else ("resource", "system")
    return next((other for kind in kinds if (other := _Ref(kind, ref.namespace, ref.name)) in entities), None)


def _check_targets(
    entities: Iterable[_Entity], files: Mapping[str, str | bytes], warnings: list[str]
) -> None:
    known = {posixpath.normpath(path) for path in files}
    for entity in entities:
        if entity.ref.kind != "location":
            continue
        for target in (*_listed(entity.spec.get("targets")), *_listed(entity.spec.get("target"))):
            place = posixpath.normpath(posixpath.join(posixpath.dirname(entity.path), target))
            if "://" in target and any(target.endswith(f"/{path}") for path in known):
                continue
            if "://" in target:
                warnings.append(f"{entity.path}: the target {target} is a web address and was not fetched.")
            elif place not in known:
                warnings.append(f"{entity.path}: the target {target} was not handed in.")


def _map(parts: list[_Entity], entities: Mapping[_Ref, _Entity], warnings: list[str]) -> SystemMap:
    names = [part.ref.name for part in parts]
    ids = {
        part.ref: part.ref.name if names.count(part.ref.name) == 1 else f"{part.ref.kind}-{part.ref.name}"
        for part in parts
    }
    depends_on = {
        ids[part.ref]: sorted(ids[ref] for ref in part.needs if ref in ids and ref != part.ref)
        for part in parts
    }
    while cycle := find_cycle(depends_on):
        depends_on[cycle[-2]].remove(cycle[-1])
        warnings.append(
            f"The dependencies go round ({' -> '.join(cycle)}); {cycle[-2]} -> {cycle[-1]} is left out."
        )
    titles = [part.title.casefold() for part in parts]
    components = []
    for part in parts:
        own = part.title if part.title and titles.count(part.title.casefold()) == 1 else ""
        taken = own.casefold() in {other.casefold() for ref, other in ids.items() if ref != part.ref}
        components.append(
            Component(
                id=ids[part.ref],
                name="" if taken else own,
                internal_only=part.ref.kind == "resource",
                depends_on=tuple(depends_on[ids[part.ref]]),
            )
        )
    systems = [entity for entity in entities.values() if entity.ref.kind == "system"]
    product = systems[0].title or systems[0].ref.name if len(systems) == 1 else ""
    return SystemMap(product=product, components=tuple(components))


def dump_map(system_map: SystemMap) -> str:
    """Return a map as YAML; what a person should fill in stays visible as an empty value."""
    data = system_map.model_dump(mode="json")
    components = []
    for component in data["components"]:
        keep = (
            ("id", "customer_name", "symptoms") if not component["internal_only"] else ("id", "internal_only")
        )
        components.append({key: value for key, value in component.items() if value or key in keep})
    rest = {key: value for key, value in data.items() if key != "components" and (value or key == "product")}
    return yaml.safe_dump({**rest, "components": components}, sort_keys=False, allow_unicode=True, width=100)
