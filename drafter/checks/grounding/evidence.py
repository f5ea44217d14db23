"""What the notes, the map and the policy support: read once per update, shared by all its drafts."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any, TypeVar

from drafter.checks.grounding.amounts import Amount, find_amounts
from drafter.checks.grounding.lexicon import Lexicon, lexicon
from drafter.checks.grounding.names import NameHit, Names, find_names
from drafter.checks.grounding.reading import Mention, Reading, read
from drafter.core.draft import PublishedUpdate
from drafter.core.fact import Fact, FactSheet
from drafter.core.memory import remembered
from drafter.core.note import Note, Notes
from drafter.core.stemming import stem
from drafter.core.system_map import Component, SystemMap
from drafter.core.times import TimeContext, TimeMention, find_times, read_zone
from drafter.core.zones import Zone
from drafter.facts.phrases import words

T = TypeVar("T")
_SPEAKERS = {"customer_report": "users", "bot": "monitoring", "vendor": "supplier"}
MAP_LINE = 0  # the line number of evidence that comes from the map


_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_LENGTH = re.compile(r"\d{1,2}h\d{0,2}$")
_CLOCK = re.compile(r"(1[0-2]|0?[1-9])[:.]([0-5]\d)")
_LASTING = re.compile(
    r"\b(?:for|since|after|about|another|took|takes|over|within|lasted)\s?$|[~>]$", re.IGNORECASE
)


def is_length(text: str, time: TimeMention) -> bool:
    """Tell "stuck for 13h" from "at 13h"."""
    return bool(_LENGTH.match(time.written)) and bool(
        _LASTING.search(text[max(0, time.start - 10) : time.start])
    )


@remembered
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word.lower) for word in words(text))


def _with_dots(amounts: list[Amount]) -> Iterator[Amount]:
    """Yield figures whose dots may part thousands as whole numbers: "100.000" as 100,000."""
    for amount in amounts:
        if not amount.unit and _DOTTED.fullmatch(amount.text):
            value = float(amount.text.replace(".", ""))
            yield replace(amount, low=value, high=value)


@dataclass(slots=True)
class Line:
    """One note line as evidence. `components` are ids of map components it names."""

    number: int
    text: str
    reading: Reading
    names: list[NameHit]
    times: list[TimeMention]
    instants: tuple[datetime, ...]
    amounts: list[Amount]
    at: datetime | None
    own_time: bool
    components: frozenset[str]
    speaker: frozenset[str] = frozenset()  # what kind of people or machine wrote the line


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant the notes name, and the line that names it; `stamp` when it is the line's own time."""

    at: datetime
    line: int
    stamp: bool
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention and the line it stands on."""

    line: Line
    mention: Mention


@dataclass(slots=True)
class Evidence:
    """The index every rule asks."""

    notes: Notes
    sheet: FactSheet
    system_map: SystemMap
    as_of: datetime
    next_update_at: datetime | None
    told_until: datetime
    previous: PublishedUpdate | None
    lexicon: Lexicon
    zone: Zone | None
    names: Names
    lines: dict[int, Line] = field(default_factory=dict)
    map_readings: list[tuple[Component, str, Reading]] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)
    days: frozenset[date] = frozenset()
    amounts: list[tuple[Amount, int]] = field(default_factory=list)
    placed: dict[str, list[Placed]] = field(default_factory=dict)
    facts_by_line: dict[int, list[Fact]] = field(default_factory=dict)
    shared: dict[str, Any] = field(default_factory=dict)  # sentences already read, by their text
    judged: dict[Any, Any] = field(default_factory=dict)  # and what the rules said of them, in their context
    known: dict[Any, Any] = field(default_factory=dict)  # what was asked of the notes once: see `once`
    lower_text: str = ""
    map_text: str = ""
    map_concepts: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()  # of every word of the notes and the map

    @classmethod
    def build(
        cls,
        notes: Notes,
        sheet: FactSheet,
        system_map: SystemMap,
        *,
        as_of: datetime,
        next_update_at: datetime | None = None,
        previous: PublishedUpdate | None = None,
        language: str = "en",
    ) -> "Evidence":
        """Return the index for one update. Lines that give orders are not evidence."""
        zone = read_zone(notes.zone_written) or read_zone(notes.zone)
        told = [note.at for note in notes.entries if note.at and note.at <= as_of]
        evidence = cls(
            notes=notes,
            sheet=sheet,
            system_map=system_map,
            as_of=as_of.astimezone(UTC),
            next_update_at=next_update_at.astimezone(UTC) if next_update_at else None,
            told_until=max(told, default=as_of).astimezone(UTC),
            previous=previous,
            lexicon=lexicon(language),
            zone=zone,
            names=Names.of_map(system_map),
        )
        orders = set(sheet.instruction_lines)
        for note in notes.entries:
            if note.line not in orders and not note.has("instruction_like"):
                evidence._add(note)
        evidence._add_facts(sheet.facts)
        evidence._add_map()
        evidence._add_days()
        return evidence

    def context(self, near: datetime | None = None) -> TimeContext:
        """Return how clock times in a draft are read."""
        return TimeContext(zone=self.zone, near=near or self.as_of, day_near=(near or self.told_until).date())

    def _add(self, note: Note) -> None:
        reading = read(note.text, self.lexicon)
        names = find_names(note.text, self.names)
        times = [
            t for t in find_times(note.text, context=self.context(note.at)) if not is_length(note.text, t)
        ]
        instants = [i for t in times for i in (t.instant, t.until.instant if t.until else None) if i]
        own = note.time_basis in ("own", "relative")
        line = Line(
            number=note.line,
            text=note.text,
            reading=reading,
            names=names,
            times=times,
            instants=tuple(instants),
            amounts=find_amounts(note.text, [(t.start, t.end) for t in times]),
            at=note.at,
            own_time=own,
            components=frozenset(n.owner for n in names if n.kind in ("internal", "customer_name")),
            speaker=self._speaker(note),
        )
        self.lines[note.line] = line
        self.amounts.extend((amount, note.line) for amount in line.amounts)
        self.amounts.extend((amount, note.line) for amount in _with_dots(line.amounts))
        if note.at:
            self.moments.append(Moment(note.at, note.line, own, note.approximate))
        elif note.time_problem:
            self.moments.extend(Moment(at, note.line, True) for at in self._either_half(note.at_written))
        if note.at_end:
            self.moments.append(Moment(note.at_end, note.line, own, note.approximate))
        for time in times:
            for one in (time, time.until):
                if one and one.instant:
                    self.moments.append(Moment(one.instant, note.line, False, time.approximate))
        for mention in reading.mentions:
            self.placed.setdefault(mention.concept, []).append(Placed(line, mention))

    def _either_half(self, written: str) -> Iterator[datetime]:
        """Yield the two instants a stamp can mean whose half of the day is not written ("9:41")."""
        clock = _CLOCK.fullmatch(written.strip())
        if clock is None or self.zone is None:
            return
        near = self.moments[-1].at if self.moments else self.told_until
        day = near.astimezone(self.zone.tz).replace(second=0, microsecond=0)
        for hour in {int(clock[1]) % 12, int(clock[1]) % 12 + 12}:
            yield day.replace(hour=hour, minute=int(clock[2])).astimezone(UTC)

    def _speaker(self, note: Note) -> frozenset[str]:
        found = {m.concept for m in read(note.author, self.lexicon).of("people")} if note.author else set()
        if note.role in _SPEAKERS:
            found.add(_SPEAKERS[note.role])
        elif note.author and not found:
            found.add("us")
        return frozenset(found)

    def _add_facts(self, facts: Iterable[Fact]) -> None:
        for fact in facts:
            for number in fact.lines:
                self.facts_by_line.setdefault(number, []).append(fact)
            if fact.found == "person":
                self._add_person_fact(fact)

    def _add_person_fact(self, fact: Fact) -> None:
        """Let a fact that a person wrote or corrected count as evidence on its first line."""
        number = fact.lines[0] if fact.lines else MAP_LINE
        reading = read(fact.text, self.lexicon)
        times = find_times(fact.text, context=self.context())
        names = find_names(fact.text, self.names)
        line = Line(
            number,
            fact.text,
            reading,
            names,
            times,
            tuple(t.instant for t in times if t.instant),
            find_amounts(fact.text, [(t.start, t.end) for t in times]),
            None,
            False,
            frozenset(n.owner for n in names) | frozenset(fact.components),
        )
        self.lines[-len(self.lines) - 1] = line
        self.amounts.extend((amount, number) for amount in line.amounts)
        self.moments.extend(Moment(t.instant, number, False, t.approximate) for t in times if t.instant)
        for mention in reading.mentions:
            self.placed.setdefault(mention.concept, []).append(Placed(line, mention))

    def _add_map(self) -> None:
        texts = []
        for component in self.system_map.components:
            sentences = [
                *component.symptoms.values(),
                *component.plain_symptoms,
                component.advice,
                *component.unaffected,
                component.customer_name,
            ]
            for sentence in sentences:
                if sentence:
                    self.map_readings.append((component, sentence, read(sentence, self.lexicon)))
                    texts.append(sentence.lower())
            texts.extend(name.lower() for name in component.names)
        texts.append(self.system_map.product.lower())
        texts.extend(v.kind.lower() for v in self.system_map.vendors)
        texts.extend(g.plain.lower() for g in self.system_map.glossary)
        texts.extend(link.lower() for link in self.system_map.links)
        texts.append(self.system_map.contact.lower())
        self.map_text = " \n ".join(texts)
        concepts: set[str] = set()
        for name in texts:
            concepts |= read(name, self.lexicon).concepts
        self.map_concepts = frozenset(concepts)
        self.lower_text = " \n ".join(line.text.lower() for line in self.lines.values())
        self.stems = _stems(self.map_text).union(*(_stems(line.text) for line in self.lines.values()))

    def _add_days(self) -> None:
        days: set[date] = set()
        tz = self.zone.tz if self.zone else None
        for moment in [*(m.at for m in self.moments), self.as_of, self.next_update_at]:
            if moment:
                days.add(moment.astimezone(UTC).date())
                if tz:
                    days.add(moment.astimezone(tz).date())
        for line in self.lines.values():
            for time in line.times:
                if time.date:
                    days.add(time.date)
        self.days = frozenset(days)

    def mentions_of(self, concept: str) -> list[Placed]:
        """Return what in the notes supports `concept`, in line order."""
        found: list[Placed] = []
        for near in self.lexicon.supports(concept):
            found.extend(self.placed.get(near, ()))
        return sorted(found, key=lambda placed: placed.line.number)

    def facts(self, *kinds: str) -> tuple[Fact, ...]:
        """Return the usable facts of these kinds."""
        return tuple(
            f for f in self.sheet.facts if f.usable and (f.kind in kinds or set(f.also) & set(kinds))
        )

    def lines_of(self, facts: Sequence[Fact]) -> tuple[int, ...]:
        """Return the note lines of facts, without repeats, in order."""
        return tuple(sorted({number for fact in facts for number in fact.lines}))


def once(function: Callable[[Evidence], T]) -> Callable[[Evidence], T]:
    """Keep what a function finds in the notes: sentence after sentence of an update asks for it.

    What is returned is shared between callers: it must not be changed.
    """

    @wraps(function)
    def answer(evidence: Evidence) -> T:
        if function not in evidence.known:
            evidence.known[function] = function(evidence)
        found: T = evidence.known[function]
        return found

    return answer
