"""What each reader may know of a fact sheet.

A public writer gets `PublicView`: no note text at all, only prepared words, map words, times and numbers,
and a clause taken over only when every word of it is plain. That is the first wall; the leak check is the
second. Internal readers get the clauses themselves, without customers' names.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from drafter.core.fact import Fact, FactKind, FactSheet, Topic
from drafter.core.system_map import SystemMap
from drafter.writing.actions import Action, failed, read_action
from drafter.writing.causes import cause_nouns, data_effect, everyone, harm_class
from drafter.writing.clock import Clock
from drafter.writing.data_files import load_toml
from drafter.writing.grammar import Clause, symptom_clause
from drafter.writing.names import Names
from drafter.writing.nouns import listing
from drafter.writing.symptoms import Symptom, find_symptoms

_SIGNS: tuple[FactKind, ...] = ("symptom", "detected", "scope", "start")
_SURE = ("confirmed", "reported")
_PEOPLE = (
    r"(?:(?:end[- ])?users?|customers?|people|clients?|tenants?|merchants?|visitors?|members?|students?)"
)
_SAID = r"(?:say|says|said|reports?|reported|complain(?:s|ed)?|tell|told|write|wrote|mention(?:ed)?)"
_TELLERS = r"(?:support|help ?desk|service desk|reports?|tickets?|\w+ (?:is )?full of people)"
_TOLD_US = re.compile(
    rf"^(?:(?:\d+|some|several|many|multiple|more|a few|first|a number of)\s+)*"
    rf"(?:{_PEOPLE}|{_TELLERS})\s+(?:(?:are|is|have|has)\s+)?"
    rf"(?:(?:{_SAID}|saying|reporting|complaining|telling|writing)(?:\s+us)?|about)\s+"
    r"(?:that\s+|about\s+)?(?=\S)",
    re.IGNORECASE,
)
_CONTACTS = re.compile(
    r"\b(?:called|contacted|wrote|written|emailed|rang|reached out|complained|opened|filed|raised"
    r"|tickets?|complaints?)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:and|but|so|also|however|then)\s+)*"
    r"(?:(?:(?:we|they|he|she|users?|customers?|people)\s+)?(?:(?:are|were|is|was|have|has)\s+)?"
    r"(?:informed|confirm(?:s|ed)?|verif(?:y|ies|ied)|found|finds?|noted?|notes|notic(?:e|es|ed)|see|sees|saw|says?|said|"
    r"reports?|reported|observ(?:e|es|ed)|check(?:s|ed)?)(?:\s+out)?(?:\s+that)?\s+)?",
    re.IGNORECASE,
)
_WHO = re.compile(
    rf"(?:only|just|all|most|mainly|mostly)\s(?:[\w-]+\s){{0,3}}{_PEOPLE}(?:\s(?:in|on|with)\s[\w ]+)?",
    re.IGNORECASE,
)
_APP = re.compile(r"\b(?:apps?|Android|iOS|iPhone|iPad|desktop|browser|client)\b")
_VERSION = re.compile(r"\bv?\d+(?:\.\d+){1,3}\b")  # of what readers have on their own devices
_WAY_LABEL = re.compile(r"^work-?around\s*[:=–-]\s*", re.IGNORECASE)
_ORDERS = frozenset(load_toml("grammar.toml")["orders"])
_OVER = ("monitoring", "resolved")
_WHOLE_QUOTE = re.compile(r"(?:all |both |mostly )?[“\"](.+)[”\"]", re.IGNORECASE)
_SINCE = re.compile(r"\s+since\b(?!.*\b(?:cannot|can't|not)\b).*$", re.IGNORECASE)  # when is told elsewhere
_SHARE = re.compile(
    r"(?:about|around|roughly|up to|at least|over|more than|nearly|[~≈])?\s*\d+(?:\.\d+)?\s?%", re.I
)
_MOST_PLAIN = 2  # without a map it is hard to tell whether a third says something new
_ONES = re.compile(r"\b(?:his|her|my|ones?)\b", re.IGNORECASE)  # of whom or of what was said elsewhere
_NO_THING = re.compile(  # a person, a number or the trouble itself does not "work again"
    rf"\d|\b(?:you|{_PEOPLE}|no|all|some|many|several|further|more|issues?|problems?|slowness|delays?|errors?"
    r"|failures?|outages?|latency|timeouts?|messages?|impact)\b",
    re.IGNORECASE,
)
_NONE_LOST = re.compile(r"\bno ((?:customer )?[a-z]+)(?: (?:was|were|is|are|has been|have been|got))? lost\b")
_LONGEST_NAME = 5  # words of a name that is said to work again
_VISIBLE = re.compile(rf"(?:\w+\s)?{_PEOPLE}\s+(?:can\s+)?(?:see|sees|saw)\b", re.IGNORECASE)
_LONGEST_PLAIN = 16  # words of a note taken over as a symptom: with a window beside them they stay readable
_LOOSE = re.compile(r"^(?:this|that|it|they|these|those|he|she|which|who|there)\b", re.IGNORECASE)
_TAGS = re.compile(r"\[([^\]\n]{1,60})\]")  # "[email]": brackets would read as a place left to fill
_LINKS = re.compile(r"https?://\S+")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|can|cannot|could|do|does|did|may|will|works?|remains?|continues?)\b",
    re.IGNORECASE,
)


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

    @cached_property
    def unknown(self) -> dict[Topic, tuple[int, ...]]:
        """Return the stated unknowns: topic to the lines that say so."""
        return {unknown.topic: unknown.lines for unknown in self.sheet.unknowns}

    @cached_property
    def disputed(self) -> frozenset[str]:
        """Return the facts that contradict each other: silence outside, both told inside."""
        return frozenset(fact_id for conflict in self.sheet.conflicts for fact_id in conflict.fact_ids)

    def sure(self, *kinds: FactKind) -> list[Fact]:
        """Return the facts of these kinds that are confirmed or reported and not in dispute."""
        if kinds not in self._sure:
            self._sure[kinds] = [
                f for f in self.sheet.usable(*kinds) if f.certainty in _SURE and f.id not in self.disputed
            ]
        return self._sure[kinds]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Return our actions in plain words, in the order of the notes."""
        facts = [f for f in self.sheet.facts if f.usable]
        steps = []
        for index, fact in enumerate(facts):
            if fact.kind not in ("action", "decision", "data_impact"):
                continue
            if fact.certainty in ("suspected", "attributed", "withdrawn", "conflicting"):
                continue
            action = read_action(fact, self.names)
            if action and (fact.kind != "data_impact" or action.id in ("restore_data", "restore_backup")):
                steps.append(Step(action, fact, event_time(fact), failed(fact, facts[index + 1 :])))
        return tuple(steps)


class PublicView(View):
    """The sheet for readers outside. Nothing it hands out carries a note's words unless they are plain."""

    @cached_property
    def symptoms(self) -> tuple[Symptom, ...]:
        """Return what customers see, worst first: the map's words, else a note's own when all are plain."""
        found = find_symptoms(self.sheet, self.names) or self._plain_symptoms()
        if self.sheet.stage in _OVER:  # what the window is told of is what it began with
            found = tuple(sorted(found, key=lambda symptom: min(symptom.lines, default=0)))
        return found

    def _plain_symptoms(self) -> tuple[Symptom, ...]:
        """Return what people are said to feel, then other trouble, the latest of each kind of it.

        A share ("30% of searches fail") says how many, and comes first only when nothing else is known.
        """
        found: dict[str, Symptom] = {}
        told = [f for f in self.sure("symptom") if f.kind == "symptom" or not _CONTACTS.search(f.text)]
        if not told:
            told = [f for f in self.sure("observation") if f.symptom_class and not f.negated]
        told.sort(key=self._weight)
        for fact in reversed(told):
            words = self.felt(fact)
            clause = symptom_clause(words) if words else None
            kind = fact.symptom_class or "other"
            if clause is None or len(clause.now().split()) > _LONGEST_PLAIN or kind in found:
                continue
            if found and (kind == "other" or _SHARE.match(words)):
                continue
            found[kind] = Symptom(
                clause=clause,
                name=self._thing(clause),
                kind=kind,
                fact_ids=(fact.id,),
                lines=fact.lines,
                map_ids=(),
                sure=fact.certainty == "confirmed" and not _TOLD_US.match(fact.text),
            )
        return tuple(found.values())[:_MOST_PLAIN]

    def _weight(self, fact: Fact) -> tuple[bool, bool]:
        first = fact.kind == "symptom" and not _SHARE.match(fact.text)
        return first, fact.symptom_class is not None

    def share(self) -> tuple[Fact, str] | None:
        """Return the latest fact that tells a share in plain words ("about 30% of searches fail")."""
        told = {fact_id for symptom in self.symptoms for fact_id in symptom.fact_ids}
        for fact in reversed(self.sure("symptom", "observation", "scope")):
            words = self.felt(fact) if _SHARE.match(fact.text) and fact.id not in told else ""
            if words and symptom_clause(words):
                return fact, words
        return None

    def _thing(self, clause: Clause) -> str:
        """Return what to say works again: the thing the clause is about, or the product when it is people."""
        subject = clause.subject
        if _NO_THING.search(subject) or len(subject.split()) > _LONGEST_NAME:
            return self.product or "our service"
        return subject

    def felt(self, fact: Fact) -> str:
        """Return a symptom in its own words when an outside reader may see them, else "".

        "Several customers say they cannot log in" becomes what they say, spoken to the reader.
        """
        text = " ".join(re.sub(r"https?://\S+", "", fact.text).split()).strip(" .,;:-")
        told = _TOLD_US.match(text)
        if told:
            text = re.sub(r"^they\b", "you", text[told.end() :], flags=re.IGNORECASE)
        else:
            text = _LEAD.sub("", text) if not _VISIBLE.match(text) else text
        said = _WHOLE_QUOTE.fullmatch(text)
        if said and said[1][0].islower() and symptom_clause(said[1]):
            text = said[1]  # words of a customer, not of a screen
        text = _SINCE.sub("", text)
        text = re.sub(r"(?<!\w)[~≈](?=\d)", "about ", text)
        text = re.sub(r",\s+(?=(?:get|see|receive)\b)", " and ", text)
        if (
            fact.visibility != "public"
            or not 3 <= len(text.split()) <= 18
            or _LOOSE.match(text)
            or _ONES.search(text)
        ):
            return ""
        on_app = _APP.search(text)
        return text if self.names.showable(_VERSION.sub("1", text) if on_app else text) else ""

    def spared(self, fact: Fact) -> str:
        """Return what still works in its own plain words, else ""."""
        words = self.clause(fact)
        if words:
            return words
        clause = symptom_clause(fact.text) if fact.visibility == "public" else None
        text = clause.now() if clause and fact.negated else ""
        return text if len(text.split()) <= 18 and self.names.showable(text) else ""

    def hit(self, fact: Fact) -> str:
        """Return who is hit in plain words ("only EU customers"), else ""."""
        text = " ".join(fact.text.split()).strip(" .,;:-")
        named = _WHO.fullmatch(text)
        return text if named and self.names.showable(text) else ""

    def way_around(self, fact: Fact) -> str:
        """Return a way around it in its own plain words, as one says it to the reader, else ""."""
        text = _WAY_LABEL.sub("", " ".join(fact.text.split())).strip(" .,;:-")
        works = re.fullmatch(r"(.{3,}?) (?:still )?works", text)
        if works and works[1].split()[0].lower() in _ORDERS:
            text = works[1]
        if text == fact.text.strip(" .,;:-") or text.split()[0].lower() not in _ORDERS:
            return self.clause(fact)
        return text if len(text.split()) <= 18 and self.names.showable(text) else ""

    @cached_property
    def place(self) -> str:
        """Return the name of what is hit, as it stands inside a sentence."""
        if not self.symptoms:
            return self.product or "our service"
        hit = [symptom for symptom in self.symptoms if symptom.mapped and not symptom.inferred]
        names = list(dict.fromkeys(symptom.name for symptom in hit or self.symptoms[:1]))
        return listing(names) if self.sheet.stage in _OVER else self.symptoms[0].name

    def clause(self, fact: Fact) -> str:
        """Return the fact's own words when an outside reader may see them and they stand alone, else ""."""
        if fact.visibility != "public" and not fact.is_a("unaffected", "workaround", "scope"):
            return ""
        text = re.sub(r"https?://\S+", "", fact.text)
        text = _LEAD.sub("", text.strip()).strip(" .,;:-")
        if not 3 <= len(text.split()) <= 18 or _LOOSE.match(text) or not _VERB.search(text):
            return ""
        return text if self.names.showable(text) else ""

    def plan(self, fact: Fact) -> str:
        """Return the words of something we will do when they may go outside and say that it is to come."""
        words = self.clause(fact) if fact.certainty == "planned" else ""
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
                found.append((fact, next((n for n in cause_nouns(fact.text) if not self.names.leaks(n)), "")))
        return tuple(sorted(found, key=lambda pair: not pair[1]))

    def data(self) -> list[tuple[Fact, str]]:
        """Return what is known of data, with its class, latest first.

        What we took out because it was faulty is told as a step; it is not data that anybody lost.
        """
        taken_out = {step.fact.id for step in self.steps if step.action.id == "remove"}
        facts = [fact for fact in self.sure("data_impact") if fact.id not in taken_out]
        return [(fact, effect) for fact in reversed(facts) if (effect := data_effect(fact.text))]

    def what_is_safe(self, fact: Fact) -> str:
        """Return what the note says was not lost ("messages"), "data" when it names nothing readers know."""
        named = _NONE_LOST.search(fact.text.lower())
        what = named[1] if named else ""
        return what if what and self.names.showable(what) else "data"

    @cached_property
    def public_steps(self) -> tuple[Step, ...]:
        """Return the steps an outside reader can picture, from the first sign of trouble on."""
        signs = [f.lines[0] for f in self.sheet.usable(*_SIGNS) if f.lines]
        first = min(signs, default=0)
        return tuple(
            step
            for step in self.steps
            if step.fact.visibility == "public" and step.fact.lines and step.fact.lines[0] >= first
        )

    def checked(self, fact: Fact) -> bool:
        """Say whether the note says that somebody checked this."""
        return bool(re.search(r"\b(?:check|verif|confirm|valid)", fact.text.lower()))

    def harm(self, fact: Fact) -> str:
        """Return how our own repair hurt: "sessions", "longer" or "other"."""
        return harm_class(fact.text)

    def everyone(self) -> Fact | None:
        """Return the fact that says all readers are hit."""
        return next((f for f in reversed(self.sure("scope", "symptom")) if everyone(f.text)), None)


class InternalView(View):
    """The sheet for colleagues: clauses as written, customers' names and secrets left out."""

    @cached_property
    def _customers(self) -> re.Pattern[str] | None:
        found = [n for c in self.names.map.customers for n in (c.name, *c.aliases) if len(n) > 1]
        return (
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, found))})(?!\w)", re.IGNORECASE)
            if found
            else None
        )

    def quote(self, fact: Fact, *, most: int = 200) -> str:
        """Return the clause as written, one line, cut at a word when over `most` characters."""
        text = _LINKS.sub("", _TAGS.sub(r"(\1)", fact.text))
        text = " ".join(text.split()).strip(" .,;:-/")
        if self._customers:
            text = self._customers.sub("a customer", text)
        text = re.sub(r"^(?:and|but|so|also)\s+", "", text)
        if len(text) > most:
            text = text[:most].rsplit(" ", 1)[0].rstrip(",;:") + " ..."
        return text


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
