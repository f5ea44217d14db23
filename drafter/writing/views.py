"""What all views of a fact sheet share: which facts may be used, the clock, and our steps in plain words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from drafter.core.fact import Fact, FactKind, FactSheet, Topic
from drafter.core.system_map import SystemMap
from drafter.facts.acts import act_of
from drafter.facts.language import restorations
from drafter.writing.actions import (
    Action,
    done_earlier,
    doubted,
    failed,
    only_tried,
    read_action,
)
from drafter.writing.causes import data_effect, mishap
from drafter.writing.clock import Clock
from drafter.writing.data_files import load_toml
from drafter.writing.names import Names

SURE = ("confirmed", "reported")
_HARMS = re.compile(rf"\b(?:{'|'.join(load_toml('plain_words.toml')['harms'])})\b", re.IGNORECASE)
_MEANS = re.compile(r"(?:after|by|following|with) \w+ing\b", re.IGNORECASE)  # "after restarting X, ..."
_NEEDED = re.compile(r"\b(?!we\b|I\b)\w+ need(?:s|ed)? (?:an?|the|to)\b", re.IGNORECASE)
WORKS = ("monitoring", "resolved")
SIGNS: tuple[FactKind, ...] = ("symptom", "detected", "scope", "start")


@dataclass(frozen=True, slots=True)
class Step:
    """An action in plain words with the fact it comes from, when, and the fact that says it failed."""

    action: Action
    fact: Fact
    at: datetime | None
    failure: Fact | None


class View:
    """What all views share: the sheet, the clock of the incident, and which facts may be used."""

    def __init__(self, sheet: FactSheet, system_map: SystemMap, names: Names) -> None:
        self.sheet = sheet
        self.names = names
        self._sure: dict[tuple[FactKind, ...], list[Fact]] = {}
        times = [t.written for fact in sheet.facts for t in fact.times]
        halves = [
            bool(re.search(r"\d\s*[ap]\.?(?:m\.?)?$", written.strip(), re.IGNORECASE)) for written in times
        ]
        twelve = sum(halves) * 2 > len(halves)
        self.clock = Clock(sheet.zone, sheet.zone_written, as_of=sheet.as_of, twelve_hour=twelve)
        self.product = system_map.product or sheet.product

    @property
    def over(self) -> bool:
        """Say whether it works again."""
        return self.sheet.stage in WORKS

    @cached_property
    def unknown(self) -> dict[Topic, tuple[int, ...]]:
        """Return the stated unknowns: topic to the lines that say so."""
        return {unknown.topic: unknown.lines for unknown in self.sheet.unknowns}

    @cached_property
    def hinted(self) -> dict[Topic, tuple[int, ...]]:
        """Return the topics that notes may tell in words the reader was not sure of: topic to those lines."""
        return {unknown.topic: unknown.hints for unknown in self.sheet.unknowns if unknown.hints}

    @cached_property
    def disputed(self) -> frozenset[str]:
        """Return the facts that contradict each other: silence outside, both told inside."""
        return frozenset(fact_id for conflict in self.sheet.conflicts for fact_id in conflict.fact_ids)

    def sure(self, *kinds: FactKind) -> list[Fact]:
        """Return the facts of these kinds that are confirmed or reported and not in dispute."""
        if kinds not in self._sure:
            self._sure[kinds] = [
                f for f in self.sheet.usable(*kinds) if f.certainty in SURE and f.id not in self.disputed
            ]
        return self._sure[kinds]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Return our actions in plain words, in the order of the notes."""
        facts = [f for f in self.sheet.facts if f.usable]
        steps = []
        for index, fact in enumerate(facts):
            if fact.kind == "restored":
                fact = _means(fact)
            elif fact.kind not in ("action", "decision", "data_impact"):
                continue
            if not fact.text or fact.certainty in ("suspected", "attributed", "withdrawn", "conflicting"):
                continue
            if _HARMS.search(fact.text) or mishap(fact.text) or _NEEDED.search(fact.text):
                continue  # "the rule blocks some carriers", "those need a restart": no step of ours
            if self.before_it(fact):
                continue
            action = read_action(fact, self.names)
            failure = failed(fact, facts[index + 1 :])
            if action and doubted(fact, facts[index + 1 :]):
                action = only_tried(action)
            if action and failure and action.state == "planned" and _same_act(action, failure):
                action, fact = replace(action, state="done"), failure  # it came to nothing, so it was done
            if fact.kind == "data_impact" and data_effect(fact.text) == "lost_for_good":
                continue
            if action and (fact.kind != "data_impact" or action.id in ("restore_data", "restore_backup")):
                steps.append(Step(action, fact, event_time(fact), failure))
        return tuple(steps)

    def before_it(self, fact: Fact) -> bool:
        """Say whether what was done came before any trouble, by the day or the times its words give."""
        if fact.kind == "decision" or fact.certainty == "planned":
            return False
        told = [time.at for time in fact.times if time.role == "event" and time.at not in self._noted]
        began = self._began
        return done_earlier(fact.text) or bool(told and began and max(told) < began)

    @cached_property
    def _noted(self) -> frozenset[datetime]:
        """Return the times of the notes themselves."""
        return frozenset(fact.times[0].at for fact in self.sheet.facts if fact.times)

    @cached_property
    def _began(self) -> datetime | None:
        """Return the earliest time of trouble that is known."""
        signs = [f.times[0].at for f in self.sheet.usable(*SIGNS) if f.times]
        started = [self.sheet.started.at] if self.sheet.started else []
        return min([*signs, *started], default=None)


def _means(fact: Fact) -> Fact:
    """Return what a clause about recovery says was done before it ("after restarting X, ..."), else ""."""
    works = restorations(fact.text)
    head = fact.text[: works[0].start] if works and _MEANS.match(fact.text) else ""
    return fact.model_copy(update={"text": head})


def _same_act(action: Action, fact: Fact) -> bool:
    act = act_of(fact.text)
    return act is not None and act.id == action.id


def event_time(fact: Fact) -> datetime | None:
    """Return when the fact's event took place, None when the notes do not say."""
    for role in ("event", "start", "end", "detected", "reported", "declared"):
        for time in fact.times:
            if time.role == role:
                return time.at
    return None


def lines_of(facts: Iterable[Fact]) -> tuple[int, ...]:
    """Return the note lines the facts rest on, in order."""
    return tuple(sorted({line for fact in facts for line in fact.lines}))
