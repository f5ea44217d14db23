"""The updates for colleagues: the internal one for those outside the call, the technical one for responders."""

from datetime import datetime

from drafter.core.audience import Audience
from drafter.core.draft import Sentence
from drafter.core.fact import Fact, Topic
from drafter.writing.actions import failed
from drafter.writing.clock import duration
from drafter.writing.data_files import load_toml
from drafter.writing.grammar import listing
from drafter.writing.pen import Pen
from drafter.writing.public_slots import PublicSlots
from drafter.writing.views import InternalView, PublicView, event_time

_SURE = ("confirmed", "reported", "attributed")


class InsideSlots:
    """Writes from the clauses themselves; what is only suspected stands under its own heading word."""

    def __init__(self, public: PublicView, view: InternalView, pen: Pen, slots: PublicSlots) -> None:
        self.public = public
        self.view = view
        self.pen = pen
        self.slots = slots
        self.sheet = view.sheet

    def all(self, audience: Audience) -> list[Sentence]:
        """Return the whole text for the audience."""
        return self._responders() if audience.id == "responders" else self._internal()

    def _internal(self) -> list[Sentence]:
        first = [
            *self._symptom(),
            *self._since(),
            *self._scope(),
            *self.slots.correction(),
            *self.slots.no_news(),
        ]
        second = [*self._known(), *self._conflicts(), *self._doing(3), *self._data()]
        third = [*self._not_known(), *self._remains(), *self._watch(), *self._next()]
        return [
            sentence.model_copy(update={"paragraph": paragraph})
            for paragraph, part in enumerate((first, second, third))
            for sentence in part
        ]

    def _responders(self) -> list[Sentence]:
        parts = (
            ("State", [*self._symptom(), self._stage(), *self._since()]),
            ("Seen", self._technical()),
            ("Known and suspected", [*self._known(), *self._conflicts()]),
            ("Done", self._doing(6)),
            ("Open", [*self._not_known(), *self._remains(), *self._questions()]),
            ("Next", self._next()),
        )
        return [
            s.model_copy(update={"section": name, "paragraph": 0})
            for name, sentences in parts
            for s in sentences
        ]

    def _symptom(self) -> list[Sentence]:
        if self.slots.over or self.public.symptoms:
            return self.slots.symptom()[:2]
        told = self._sure("symptom")
        if told:
            return [
                self.pen.line(
                    "symptom", "inside.symptom_quote", what=self.view.quote(told[-1]), facts=told[-1:]
                )
            ]
        return [
            self.pen.line(
                "symptom",
                "inside.no_symptom",
                unknowns=["symptom"],
                lines=self.view.unknown.get("symptom", ()),
            )
        ]

    def _stage(self) -> Sentence:
        return self.pen.line(
            "symptom", "inside.stage", stage=self.sheet.stage, reopened=self.sheet.reopened, policy=True
        )

    def _since(self) -> list[Sentence]:
        sheet, clock = self.sheet, self.view.clock
        end = sheet.restored or sheet.resolved
        if self.slots.over and sheet.started and end and sheet.started.at < end.at:
            span, long = clock.span(sheet.started.at, end.at), duration(sheet.started.at, end.at)
            lines = [sheet.started.line, end.line]
            return [
                self.pen.line(
                    "since", "inside.window", span=span, long=long, facts=self._on(*lines), lines=lines
                )
            ]
        if sheet.started:
            at = clock.moment(sheet.started.at)
            return [
                self.pen.line(
                    "since",
                    "inside.since",
                    at=at,
                    facts=self._on(sheet.started.line),
                    lines=[sheet.started.line],
                )
            ]
        noticed = sheet.reported or sheet.detected or sheet.declared
        if noticed:
            at = clock.moment(noticed.at)
            return [
                self.pen.line(
                    "since",
                    "inside.noticed",
                    at=at,
                    facts=self._on(noticed.line),
                    lines=[noticed.line],
                    unknowns=["start"],
                )
            ]
        return [self.pen.line("since", "inside.since_unknown", unknowns=["start"])]

    def _scope(self) -> list[Sentence]:
        told = self._sure("scope")
        if told:
            return [self.pen.line("scope", "inside.scope", what=self.view.quote(told[-1]), facts=told[-1:])]
        return (
            [self.pen.line("scope", "inside.scope_unknown", unknowns=["scope"])]
            if "scope" in self.view.unknown
            else []
        )

    def _known(self) -> list[Sentence]:
        causes = [f for f in self._sure("cause") if f.certainty == "confirmed"]
        found = [
            self.pen.line("known", "inside.cause", what=self.view.quote(f), facts=[f]) for f in causes[-2:]
        ]
        if not found:
            lines = self.view.unknown.get("cause", ())
            found.append(self.pen.line("known", "inside.cause_unknown", unknowns=["cause"], lines=lines))
        guesses = [f for f in self.sheet.usable("hypothesis") if f.certainty == "suspected"][-2:]
        found += [
            self.pen.line("known", "inside.suspected", what=self.view.quote(f), facts=[f]) for f in guesses
        ]
        return found

    def _conflicts(self) -> list[Sentence]:
        return [
            self.pen.line(
                "known", "inside.conflict", about=conflict.about, question=conflict.question,
                fact_ids=conflict.fact_ids, lines=conflict.lines, conflict_ids=[conflict.id],
            )
            for conflict in self.sheet.conflicts
        ]  # fmt: skip

    def _doing(self, most: int) -> list[Sentence]:
        facts = [f for f in self.sheet.usable() if f.usable]
        found: list[Sentence] = []
        for index, fact in enumerate(facts):
            if fact.kind not in ("action", "decision", "restored", "side_effect"):
                continue
            at = self._at(fact)
            if fact.kind == "decision" or fact.certainty == "planned":
                found.append(
                    self.pen.line("doing", "inside.planned", what=self.view.quote(fact), facts=[fact])
                )
                continue
            failure = failed(fact, facts[index + 1 :]) if fact.kind == "action" else None
            key = "inside.failed" if failure and failure is not fact else "inside.done"
            found.append(
                self.pen.line(
                    "doing",
                    key,
                    at=at,
                    what=self.view.quote(fact),
                    facts=[fact, failure] if failure else [fact],
                )
            )
        return found[-most:] or [self.pen.line("doing", "inside.nothing_done", unknowns=["fix"])]

    def _technical(self) -> list[Sentence]:
        facts = self._sure("observation", "detected", "symptom", "third_party")[-6:]
        found = [
            self.pen.line(
                "technical",
                "inside.observation",
                at=self._at(f),
                what=self.view.quote(f),
                line=f.lines[0] if f.lines else 0,
                facts=[f],
            )
            for f in facts
            if f.lines
        ]
        return found or [self.pen.line("technical", "inside.no_technical", policy=True)]

    def _data(self) -> list[Sentence]:
        told = self._sure("data_impact")
        if told:
            return [self.pen.line("data", "inside.data", what=self.view.quote(told[-1]), facts=told[-1:])]
        return (
            [self.pen.line("data", "inside.data_unknown", unknowns=["data"])]
            if "data" in self.view.unknown
            else []
        )

    def _not_known(self) -> list[Sentence]:
        names = load_toml("topics.toml")
        told: list[Topic] = [t for t in names["told"]["inside"] if t in self.view.unknown]
        if not told:
            return [self.pen.line("not_known", "inside.none_open", policy=True)]
        words = names["over" if self.slots.over else "open"]
        lines = [line for topic in told for line in self.view.unknown[topic]]
        return [
            self.pen.line(
                "not_known",
                "inside.not_known",
                topics=listing([words[t] for t in told]),
                unknowns=told,
                lines=lines,
            )
        ]

    def _remains(self) -> list[Sentence]:
        if not self.slots.over:
            return []
        planned = [f for f in self.sheet.usable() if f.certainty == "planned"][-2:]
        return [
            self.pen.line("remains", "inside.remains", what=self.view.quote(f), facts=[f]) for f in planned
        ]

    def _watch(self) -> list[Sentence]:
        return (
            [self.pen.line("watch", "inside.watch", policy=True)] if self.sheet.stage == "monitoring" else []
        )

    def _questions(self) -> list[Sentence]:
        return [
            self.pen.line(
                "follow_up", "inside.question", what=question.text, lines=question.lines, policy=True
            )
            for question in self.sheet.questions[:3]
        ]

    def _next(self) -> list[Sentence]:
        return (
            []
            if self.sheet.stage == "resolved"
            else [self.pen.line("next_update", "inside.next_update", policy=True)]
        )

    def _sure(self, *kinds: str) -> list[Fact]:
        return [f for f in self.sheet.usable() if f.is_a(*kinds) and f.certainty in _SURE]  # type: ignore[arg-type]

    def _on(self, *lines: int) -> list[Fact]:
        return [fact for line in lines for fact in self.sheet.usable() if line in fact.lines][:2]

    def _at(self, fact: Fact) -> str:
        at: datetime | None = event_time(fact)
        return self.view.clock.moment(at) if at else ""
