"""What readers outside may know of a fact sheet.

A public writer gets `PublicView`: no note text at all, only prepared words, map words, times and numbers,
and a clause taken over only when every word of it is plain. That is the first wall; the leak check is the
second.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from drafter.core.fact import Fact, FactKind, FactSheet
from drafter.core.system_map import Component, SystemMap
from drafter.facts.language import of_group, restorations
from drafter.writing.causes import (
    cause_nouns,
    data_effect,
    everyone,
    found_state,
    harm_class,
    says_fine,
    unmeant,
)
from drafter.writing.grammar import symptom_clause
from drafter.writing.names import Names
from drafter.writing.nouns import listing
from drafter.writing.plain_words import PlainWords
from drafter.writing.symptoms import Symptom, find_symptoms
from drafter.writing.views import SIGNS, SURE, Step, View

_FOUND: tuple[FactKind, ...] = ("observation", "detected")
_RECOVERED = re.compile(r"\b(?:has|have|had) (?:\w+ly )?recover(?:ed)?\b", re.IGNORECASE)
_POINTS_BACK = re.compile(r"(?:and )?(?:that|this|which|it)(?:'s| is| was)\b", re.IGNORECASE)
_ANNOUNCES = re.compile(
    r"(?:the )?(?:root )?(?:cause|reason|explanation|culprit) (?:\w+ )?(?:is |was )?"
    r"(?:found|identified|revealed|known|confirmed|clear)\b",
    re.IGNORECASE,
)
_SAME_SUBJECT = re.compile(
    r"(?:and|but|or|yet)\s(?:then\s|still\s|never\s)?"
    r"(?:do(?:es)?(?: not|n['’]t)|did(?: not|n['’]t)|cannot|can['’]t|gets?|sees?|receives?|loses?|waits?"
    r"|has|have|are|is)\b",
    re.IGNORECASE,
)


def _trusted(sheet: FactSheet) -> FactSheet:
    """Return the sheet with what the reader was not sure of kept inside.

    A symptom stays one if no other is sure, but its words are not told.
    """
    if not any(fact.unsure for fact in sheet.facts):
        return sheet
    known = any(fact.kind == "symptom" and not fact.unsure for fact in sheet.usable())
    inside = {"kind": "observation", "also": (), "visibility": "internal"}
    facts = [
        fact.model_copy(update=inside if known or fact.kind != "symptom" else {"visibility": "internal"})
        if fact.unsure
        else fact
        for fact in sheet.facts
    ]
    return sheet.model_copy(update={"facts": tuple(facts)})


class PublicView(View):
    """The sheet for readers outside. Nothing it hands out carries a note's words unless they are plain."""

    def __init__(self, sheet: FactSheet, system_map: SystemMap, names: Names) -> None:
        super().__init__(_trusted(sheet), system_map, names)

    @property
    def maybe_over(self) -> bool:
        """Say whether notes may tell that it works again: it is told neither as going on nor as over."""
        return not self.over and "verified" in self.hinted

    @cached_property
    def words(self) -> PlainWords:
        """Return the reader of the notes' own words."""
        return PlainWords(self.names, self.product)

    @cached_property
    def symptoms(self) -> tuple[Symptom, ...]:
        """Return what customers see, worst first: the map's words, else a note's own when all are plain."""
        found = self._symptoms_since(self.relapsed_at) if self.relapsed_at else ()
        if not any(not symptom.inferred for symptom in found):  # it came back, and no note says how
            found = self._symptoms_since(0)
        spared = {part for fact in self.sure("unaffected") for part in fact.components}
        hit = tuple(s for s in found if not (s.near and s.map_ids and spared.issuperset(s.map_ids)))
        found = hit or found  # a guess by the name of a part that the notes say is in order
        if self.over:  # what the window is told of is what it began with
            gone = {line for fact, _ in self.gone() for line in fact.lines}  # lost for good: has no end
            found = tuple(s for s in found if not (s.lines and gone.issuperset(s.lines)))
            found = tuple(sorted(found, key=lambda symptom: min(symptom.lines, default=0)))
        return found

    def _symptoms_since(self, line: int) -> tuple[Symptom, ...]:
        """Return what customers see by the notes after `line`, and until it works again if it does."""
        end = (self.sheet.restored or self.sheet.resolved) if self.over else None

        def then(*kinds: FactKind) -> list[Fact]:
            facts = [f for kind in kinds for f in self.sure(kind)]
            return [f for f in facts if not f.lines or line < f.lines[0] < (end.line if end else math.inf)]

        told_us = [f for f in then("detected") if f.certainty == "reported" and not f.is_a("symptom")]
        late = tuple(f for f in self.sheet.facts if not f.lines or f.lines[0] > line)
        sheet = self.sheet.model_copy(update={"facts": late}) if line else self.sheet
        found = find_symptoms(sheet, self.names)
        return tuple(map(self._in_own_words, found)) or self.words.symptoms(
            self._rejoined([*then("symptom"), *told_us]), then("observation"), then("scope", "start")
        )

    def _rejoined(self, facts: Sequence[Fact]) -> list[Fact]:
        """Return the facts, what goes on about people joined: "people are charged | and get no ticket"."""
        whole: list[Fact] = []
        for fact in facts:
            last = whole[-1] if whole else None
            if last and last.lines == fact.lines and _SAME_SUBJECT.match(fact.text):
                joined = last.model_copy(update={"text": f"{last.text.rstrip(' ,')} {fact.text}"})
                if self.words.felt(joined):
                    whole[-1] = joined
                    continue
            whole.append(fact)
        return whole

    def _in_own_words(self, symptom: Symptom) -> Symptom:
        """Return a symptom without a fitting sentence in the map in the plain words of the notes, if any."""
        if not symptom.near or symptom.inferred:
            return symptom
        told = [
            f for f in self.sheet.facts if f.id in symptom.fact_ids and f.is_a("symptom") and f.symptom_class
        ]
        clauses = [clause for f in reversed(told) if (clause := symptom_clause(self.words.felt(f)))]
        return replace(symptom, clause=clauses[0]) if clauses else symptom

    def share(self) -> tuple[Fact, str] | None:
        """Return the latest fact that tells a share in plain words, with them, unless a symptom told it."""
        told = {fact_id for symptom in self.symptoms for fact_id in symptom.fact_ids}
        for fact in reversed(self.sure("symptom", "observation", "scope")):
            words = self.words.share(fact) if fact.id not in told else ""
            if words:
                return fact, words
        return None

    @cached_property
    def place(self) -> str:
        """Return the name of what is hit, as it stands inside a sentence."""
        if not self.symptoms:
            return self.product or self._back_by_name() or "our service"
        hit = [symptom for symptom in self.symptoms if symptom.mapped and not symptom.inferred]
        names = list(dict.fromkeys(symptom.name for symptom in hit or self.symptoms[:1]))
        return listing(names) if self.over else self.symptoms[0].name

    def _back_by_name(self) -> str:
        """Return what the notes say works again by its plain name, the latest such word, "" if none does."""
        if not self.over:
            return ""
        named = (self.words.works(fact) for fact in reversed(self.sure("restored", "verified", "resolved")))
        return next((name for name in named if name), "")

    @cached_property
    def watched(self) -> Component | None:
        """Return the part customers use that the notes name, or the only one; before any trouble is noted."""
        facing = self.names.facing
        named = [p for fact in self.sheet.usable() for p in facing if p.id in fact.components]
        return named[0] if named else facing[0] if len(facing) == 1 else None

    def plan(self, fact: Fact) -> str:
        """Return the words of something we will do when they may go outside and say that it is to come."""
        words = self.words.clause(fact) if fact.certainty == "planned" else ""
        return words if re.search(r"\b(?:will|plan to|going to)\b", words) else ""

    @cached_property
    def causes(self) -> tuple[tuple[Fact, str], ...]:
        """Return confirmed causes with their plain words, those that can be told first, then the latest.

        The words are "" for a cause that must stay inside. While the stage is still investigating there is
        none: timelines written afterwards open with what the team had yet to find.
        """
        if self.sheet.stage == "investigating":
            return ()
        found = []
        for fact in reversed(self.sheet.usable("cause")):
            if fact.certainty == "confirmed" and fact.id not in self.disputed:
                nouns = cause_nouns(fact.text) or cause_nouns(self._meant(fact))
                found.append((fact, next((n for n in nouns if not self.names.leaks(n)), "")))
        return tuple(sorted(found, key=lambda pair: not pair[1]))

    @cached_property
    def found_amiss(self) -> tuple[Fact, str] | None:
        """Return what was found amiss before it worked again, with its plain words, if no cause is known.

        "The disk is full" says no more than that: whether it was the cause nobody has said.
        """
        end = self.sheet.restored or self.sheet.resolved
        if self.causes or not self.over:
            return None
        for fact in reversed(self.sheet.usable(*_FOUND)):
            late = end is not None and fact.lines and fact.lines[0] > end.line
            if late or fact.negated or fact.certainty != "confirmed" or fact.id in self.disputed:
                continue
            noun = next((n for n in found_state(fact.text) if not self.names.leaks(n)), "")
            if noun:
                return fact, noun
        return None

    def _meant(self, fact: Fact) -> str:
        """Return the clause beside a cause that only points to it ("that's the reason", "cause found:")."""
        here = [f for f in self.sheet.facts if f.lines[:1] == fact.lines[:1]]
        place = here.index(fact)
        if _POINTS_BACK.match(fact.text):
            beside = here[place - 1 : place]
        else:
            beside = here[place + 1 : place + 2] if _ANNOUNCES.match(fact.text) else []
        told = [
            f
            for f in beside
            if f.certainty == "confirmed" and f.kind in ("observation", "action", "detected")
        ]
        return " ".join(f"{fact.text} {one.text}" for one in told)

    def data(self) -> list[tuple[Fact, str]]:
        """Return what is known of data, with its class, latest first.

        What we took out because it was faulty is told as a step; it is not data that anybody lost. Later word
        of harm, also in a note that was cut ("missing events | made anew"), takes back that none was lost.
        What nobody can bring back comes first, whatever else was restored.
        """
        taken_out = {step.fact.id for step in self.steps if step.action.id == "remove"}
        facts = [f for f in self.sure("data_impact", "restored", "verified") if f.id not in taken_out]
        found: list[tuple[Fact, str]] = []
        harmed = False
        for fact in reversed(facts):
            effect = data_effect(fact.text) or self._effect_of_note(fact, facts)
            if (effect == "none_lost" and harmed) or (effect == "lost" and self._cleared_away(fact)):
                continue
            if effect and (fact.is_a("data_impact") or effect == "restored"):
                found.append((fact, effect))
            harmed = harmed or (fact.is_a("data_impact") and effect != "none_lost" and not fact.negated)
        return self.gone() + found

    def gone(self) -> list[tuple[Fact, str]]:
        """Return what the notes say nobody can bring back, latest first, whatever its clause was read as."""
        told = [f for f in self.sheet.usable() if f.certainty in SURE and f.id not in self.disputed]
        return [(f, "lost_for_good") for f in reversed(told) if data_effect(f.text) == "lost_for_good"]

    def _cleared_away(self, fact: Fact) -> bool:
        """Say whether we deleted on purpose what somebody we had shut out before left behind."""
        shut_out = [s.fact.lines[0] for s in self.steps if s.action.id == "block" and s.fact.lines]
        here = [f for f in self.sheet.facts if f.lines[:1] == fact.lines[:1]]
        return any(line < fact.lines[0] for line in shut_out) and not any(unmeant(f.text) for f in here)

    def _effect_of_note(self, fact: Fact, facts: Sequence[Fact]) -> str:
        """Return what the clauses about data say together in the note of `fact`, "" when it has one only.

        Never that something was lost: what one clause names and another misses need not be the same.
        """
        here = [f for f in facts if f.is_a("data_impact") and f.lines[:1] == fact.lines[:1]]
        effect = data_effect(" ".join(f.text for f in here)) if fact in here and len(here) > 1 else ""
        return effect if effect != "lost" else ""

    @cached_property
    def public_steps(self) -> tuple[Step, ...]:
        """Return the steps an outside reader can picture, from the first sign of trouble on."""
        signs = [f.lines[0] for f in self.sheet.usable(*SIGNS) if f.lines]
        first = max(min(signs, default=0), self.relapsed_at)
        return tuple(
            step
            for step in self.steps
            if step.fact.visibility == "public"
            and not of_group(step.fact.text, "offstage")
            and step.fact.lines
            and step.fact.lines[0] >= first
        )

    @cached_property
    def supplier_repair(self) -> Fact | None:
        """Return the last fact that a supplier repaired something, if nothing we did comes after it."""
        ours = max((step.fact.lines[0] for step in self.public_steps), default=0)
        end = self.sheet.restored or self.sheet.resolved
        told = [
            fact
            for fact in self.sheet.usable("third_party")
            if fact.certainty == "attributed" and not fact.negated and _tells_their_repair(fact.text)
        ]
        late = [f for f in told if f.lines and f.lines[0] > ours and not (end and f.lines[0] > end.line)]
        return late[-1] if late else None

    @cached_property
    def relapsed_at(self) -> int:
        """Return the line where it had worked again before a relapse, else 0: what helped then is past."""
        if not self.sheet.reopened or self.over:
            return 0
        back = [
            f.lines[-1] for f in self.sheet.facts if f.kind == "restored" and f.certainty in SURE and f.lines
        ]
        return max(back, default=0)

    def checked(self, fact: Fact) -> bool:
        """Say whether the note says that somebody checked this."""
        return bool(re.search(r"\b(?:check|verif|confirm|valid)", fact.text.lower()))

    def harm(self, fact: Fact) -> str:
        """Return how our own repair hurt: "sessions", "longer" or "other"."""
        return harm_class(fact.text)

    def everyone(self) -> Fact | None:
        """Return the fact that says all readers are hit."""
        told = self.sure("scope", "symptom")
        hit = [f for f in told if not restorations(f.text) and not says_fine(f.text)]
        return next((f for f in reversed(hit) if everyone(f.text)), None)


def _tells_their_repair(text: str) -> bool:
    """Say whether a clause tells that a supplier repaired what was theirs."""
    repaired = of_group(text, "repair_done", "restored") or _RECOVERED.search(text)
    unsure = of_group(text, "hedge", "plan", "negation", "question_mark", "persists")
    return bool(repaired and of_group(text, "supplier", "vendor_name")) and not unsure
