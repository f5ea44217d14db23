"""Facts: what the notes say, how sure they are, and which lines say it."""

from functools import cached_property
from typing import Literal

from pydantic import AwareDatetime, Field

from drafter.core.noun import Noun
from drafter.core.system_map import SymptomClass

FactKind = Literal[
    "symptom", "scope", "start", "detected", "observation", "cause", "hypothesis", "action", "side_effect",
    "decision", "workaround", "restored", "verified", "resolved", "unaffected", "data_impact", "security",
    "third_party", "unknown", "internal_estimate", "coordination",
]  # fmt: skip
Certainty = Literal["confirmed", "reported", "attributed", "suspected", "planned", "conflicting", "withdrawn"]
Stage = Literal["investigating", "identified", "fixing", "monitoring", "resolved"]
STAGES: tuple[Stage, ...] = ("investigating", "identified", "fixing", "monitoring", "resolved")
Visibility = Literal["public", "internal"]
Topic = Literal[
    "symptom", "scope", "start", "cause", "fix", "workaround", "unaffected", "data", "end", "verified",
    "security",
]  # fmt: skip
TimeRole = Literal["event", "start", "end", "detected", "reported", "declared", "estimate", "deadline"]
Found = Literal["rules", "model", "both", "person"]


class FactTime(Noun):
    """A moment a fact speaks of. `written` is the time as the notes have it, with its zone if given."""

    at: AwareDatetime
    role: TimeRole
    written: str
    line: int
    approximate: bool = False
    until: AwareDatetime | None = None


class Quantity(Noun):
    """A number with what it counts: 34 "tickets", 20 "%" of "requests".

    `qualifier` is the word that bounds it ("about", "at least", "up to", "exactly"), empty when plain.
    """

    value: float
    unit: str
    counts: str = ""
    qualifier: str = ""
    written: str
    line: int


class Fact(Noun):
    """One clause of the notes and what it establishes.

    `lines` is empty only for a fact a person wrote (`found == "person"`). `text` is the clause as written
    (secrets already replaced). `also` are further kinds the clause has. `superseded_by` is the id of the
    later fact that replaces this one; a superseded or hidden fact is never written from. `unsure`: the kind
    is the reader's best guess among several, so nothing outside rests on it.
    """

    id: str
    kind: FactKind
    also: tuple[FactKind, ...] = ()
    text: str = Field(min_length=1)
    certainty: Certainty
    lines: tuple[int, ...]
    components: tuple[str, ...] = ()
    symptom_class: SymptomClass | None = None
    times: tuple[FactTime, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    visibility: Visibility = "internal"
    found: Found = "rules"
    negated: bool = False
    superseded_by: str | None = None
    hidden: bool = False
    unsure: bool = False
    why: str = ""

    @property
    def usable(self) -> bool:
        """Say whether a writer may use the fact: not hidden, not replaced, not taken back."""
        return not self.hidden and self.superseded_by is None and self.certainty != "withdrawn"

    def is_a(self, *kinds: FactKind) -> bool:
        """Say whether the fact has any of `kinds`, as first or further kind."""
        return self.kind in kinds or any(kind in kinds for kind in self.also)


class Unknown(Noun):
    """A topic a reader expects at this stage and no usable fact covers.

    `lines` are notes that say outright that it is not known; often empty. `hints` are notes that may tell it
    in words the reader was not sure of: outside it is then called neither known nor unknown.
    """

    topic: Topic
    lines: tuple[int, ...] = ()
    hints: tuple[int, ...] = ()


class Conflict(Noun):
    """Facts that disagree. `about` says on what, in words; `question` would settle it."""

    id: str
    about: str
    fact_ids: tuple[str, ...] = Field(min_length=2)
    lines: tuple[int, ...]
    question: str


class Question(Noun):
    """One thing the liaison should ask the incident commander; `yes_no` when that is enough."""

    id: str
    text: str
    topic: str
    yes_no: bool = False
    lines: tuple[int, ...] = ()


class StageChange(Noun):
    """The stage from `line` on. `reopened` is true from a relapse until it works again."""

    line: int
    stage: Stage
    reopened: bool = False


class FactSheet(Noun):
    """What is known at `as_of`: the one thing writers and checkers read.

    `stages` has one entry per note line, in order. The four moments differ and are kept apart:
    `started` (harm began), `detected` (we noticed), `reported` (a customer said so), `declared`.
    """

    product: str = ""
    as_of: AwareDatetime
    zone: str
    zone_written: str
    stage: Stage
    reopened: bool = False
    facts: tuple[Fact, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    questions: tuple[Question, ...] = ()
    stages: tuple[StageChange, ...] = ()
    started: FactTime | None = None
    detected: FactTime | None = None
    reported: FactTime | None = None
    declared: FactTime | None = None
    restored: FactTime | None = None
    resolved: FactTime | None = None
    instruction_lines: tuple[int, ...] = ()

    def fact(self, fact_id: str) -> Fact | None:
        """Return the fact with that id, or None."""
        return self._by_id.get(fact_id)

    @cached_property
    def _by_id(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self.facts}

    @property
    def noticed(self) -> FactTime | None:
        """Return the first moment at which we noticed or were told, None when no note says."""
        known = [moment for moment in (self.detected, self.reported) if moment]
        return min(known, key=lambda moment: moment.at, default=None)

    def usable(self, *kinds: FactKind) -> tuple[Fact, ...]:
        """Return usable facts of these kinds (all kinds when none is named), in line order."""
        return tuple(f for f in self._usable if f.is_a(*kinds)) if kinds else self._usable

    @cached_property
    def _usable(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.usable)


EditAction = Literal["confirm", "correct", "hide", "show", "add"]


class FactEdit(Noun):
    """A person's word on a fact. The line of data runs again with it; the notes stay as they are.

    `fact_id` names the fact (ids are stable: note line and clause, "f4.1"), or is the new id for `add`.
    `correct` and `add` carry the text and whatever else changes; `by` is who said so.
    """

    fact_id: str
    action: EditAction
    by: str = Field(min_length=1)
    text: str = ""
    kind: FactKind | None = None
    certainty: Certainty | None = None
    components: tuple[str, ...] | None = None
    visibility: Visibility | None = None
