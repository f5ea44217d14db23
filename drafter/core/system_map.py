"""The system map: what each part is called inside, and what a customer sees when it breaks."""

from functools import cached_property
from typing import Literal

from pydantic import Field

from drafter.core.noun import Noun

SymptomClass = Literal[
    "down", "slow", "errors", "missing", "delayed", "wrong_data", "access", "data_loss", "other"
]
SYMPTOM_CLASSES: tuple[SymptomClass, ...] = (
    "down", "slow", "errors", "missing", "delayed", "wrong_data", "access", "data_loss", "other",
)  # fmt: skip


class Component(Noun):
    """One part of the system.

    `customer_name` is what a customer calls it; empty means nobody has said yet, and the tool asks.
    `symptoms` maps a class to a sentence or clause in customer words; sentences whose class the map does
    not say are in `plain_symptoms`. `regions` and `unaffected` are plain text for drafts.
    """

    id: str = Field(min_length=1)
    name: str = ""
    aliases: tuple[str, ...] = ()
    customer_name: str = ""
    symptoms: dict[SymptomClass, str] = Field(default_factory=dict)
    plain_symptoms: tuple[str, ...] = ()
    advice: str = ""
    unaffected: tuple[str, ...] = ()
    internal_only: bool = False
    depends_on: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return every internal name: id, name and aliases, without repeats."""
        return tuple(dict.fromkeys(n for n in (self.id, self.name, *self.aliases) if n))


class Vendor(Noun):
    """A supplier. `kind` ("our hosting provider") is what outside readers get unless `publish` is true."""

    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    kind: str = ""
    publish: bool = False


class GlossaryEntry(Noun):
    """An internal term, the plain words for it, and one line that explains it."""

    term: str = Field(min_length=1)
    plain: str = ""
    explanation: str = ""


class Customer(Noun):
    """A named customer: never named to others. `uses` are component ids, for per-customer impact."""

    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()


class SystemMap(Noun):
    """Everything the tool knows about the product. Every part but a component's id may be missing."""

    product: str = ""
    components: tuple[Component, ...] = ()
    vendors: tuple[Vendor, ...] = ()
    people: tuple[str, ...] = ()
    customers: tuple[Customer, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    links: tuple[str, ...] = ()
    contact: str = ""

    @cached_property
    def by_id(self) -> dict[str, Component]:
        """Return the components by id."""
        return {component.id: component for component in self.components}
