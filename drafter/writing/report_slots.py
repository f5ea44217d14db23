"""The report for customers after the end: what happened, who was hit, why, what we did, what will change."""

from drafter.core.draft import Sentence
from drafter.core.fact import Fact, Topic
from drafter.writing.causes import noticed_by
from drafter.writing.clock import duration
from drafter.writing.data_files import load_toml
from drafter.writing.grammar import is_plural, listing
from drafter.writing.pen import Pen
from drafter.writing.public_slots import PublicSlots
from drafter.writing.views import PublicView


class ReportSlots:
    """Writes the report in plain words from the fact sheet alone."""

    def __init__(self, view: PublicView, pen: Pen, slots: PublicSlots) -> None:
        self.view = view
        self.pen = pen
        self.slots = slots
        self.sheet = view.sheet

    def all(self) -> list[Sentence]:
        """Return the whole report in order."""
        parts = (
            ("Summary", [*self._summary(), *self.slots.data()[:1], *self.slots.apology()]),
            ("Who was affected", self._scope()),
            ("What happened", self._timeline()),
            ("Why it happened", self._cause()),
            ("What we do not know", self._not_known()),
            ("What we will change", self._changes()),
        )
        return [
            s.model_copy(update={"section": name, "paragraph": 0})
            for name, sentences in parts
            for s in sentences
        ]

    def _summary(self) -> list[Sentence]:
        start, end = self.sheet.started, self.sheet.restored or self.sheet.resolved
        symptoms = self.view.symptoms
        if start and end and start.at < end.at:
            span, long = self.view.clock.span(start.at, end.at, dated=True), duration(start.at, end.at)
            facts, lines = self._on(start.line, end.line), [start.line, end.line]
            past = symptoms[0].clause.past() if symptoms else None
            if past and self.pen.fits("report.summary", what=past, span=span, long=long):
                return [
                    self.pen.line(
                        "symptom",
                        "report.summary",
                        what=past,
                        span=span,
                        long=long,
                        facts=facts,
                        lines=lines,
                        fact_ids=symptoms[0].fact_ids,
                        map_ids=symptoms[0].map_ids,
                    )  # fmt: skip
                ]
            maps = symptoms[0].map_ids if symptoms else ()
            return [
                self.pen.line(
                    "symptom",
                    "report.summary_name",
                    name=self.view.place,
                    span=span,
                    facts=facts,
                    lines=lines,
                    map_ids=maps,
                )
            ]
        return [
            s.model_copy(update={"slot": "symptom"})
            for s in (*self.slots.symptom()[:1], *self.slots.since()[:1])
        ]

    def _scope(self) -> list[Sentence]:
        told = [s for s in self.slots.scope() if not s.unknowns]
        if told:
            return told
        return [
            self.pen.line(
                "scope", "report.scope_unknown", unknowns=["scope"], lines=self.view.unknown.get("scope", ())
            )
        ]

    def _timeline(self) -> list[Sentence]:
        sheet, clock, pen = self.sheet, self.view.clock, self.pen
        found: list[Sentence] = []
        if sheet.started:
            found.append(
                pen.line(
                    "since",
                    "report.start",
                    at=clock.moment(sheet.started.at),
                    facts=self._on(sheet.started.line),
                    lines=[sheet.started.line],
                )
            )
        else:
            found.append(
                pen.line(
                    "since",
                    "report.start_unknown",
                    unknowns=["start"],
                    lines=self.view.unknown.get("start", ()),
                )
            )
        noticed = sheet.reported or sheet.detected
        if noticed and not (sheet.started and noticed.at == sheet.started.at):
            facts = self._on(noticed.line)
            who = noticed_by(facts[0].text) if facts else ""
            key = {"customer": "report.noticed_customer", "monitoring": "report.noticed_monitoring"}.get(
                who, "report.noticed"
            )
            found.append(
                pen.line("since", key, at=clock.moment(noticed.at), facts=facts, lines=[noticed.line])
            )
        end = sheet.restored or sheet.resolved
        told: set[str] = set()
        steps = [s for s in self.view.steps if s.action.sort != "look" and s.action.state != "planned"]
        for step in [s for s in steps if not (end and s.at and s.at > end.at)][-6:]:
            if step.action.past in told:
                continue
            told.add(step.action.past)
            if step.failure and step.at:
                facts = [step.fact, step.failure]
                found.append(
                    pen.line(
                        "doing",
                        "report.step_failed",
                        at=clock.moment(step.at),
                        past=step.action.past,
                        facts=facts,
                    )
                )
            elif step.at:
                found.append(
                    pen.line(
                        "doing",
                        "report.step",
                        at=clock.moment(step.at),
                        past=step.action.past,
                        facts=[step.fact],
                    )
                )
            else:
                found.append(
                    pen.line("doing", "report.step_untimed", past=step.action.past, facts=[step.fact])
                )
        if not told:
            found += self.slots.doing()
        if end and self.slots.over:
            found.append(
                pen.line(
                    "doing",
                    "report.back",
                    at=clock.moment(end.at),
                    facts=self._on(end.line),
                    lines=[end.line],
                )
            )
        return found

    def _cause(self) -> list[Sentence]:
        for fact, noun in self.view.causes():
            if noun:
                return [self.pen.line("known", "report.cause", noun=noun, facts=[fact])]
        return [
            self.pen.line(
                "known", "report.cause_unknown", unknowns=["cause"], lines=self.view.unknown.get("cause", ())
            )
        ]

    def _not_known(self) -> list[Sentence]:
        topics: list[Topic] = [t for t in ("scope", "start", "data", "verified") if t in self.view.unknown]
        if not topics:
            return [self.pen.line("not_known", "report.nothing_open", policy=True)]
        words = load_toml("topics.toml")["over"]
        lines = [line for topic in topics for line in self.view.unknown[topic]]
        return [
            self.pen.line(
                "not_known",
                "report.not_known",
                topics=listing([words[t] for t in topics[:3]], "or"),
                unknowns=topics[:3],
                lines=lines,
            )
        ]

    def _changes(self) -> list[Sentence]:
        for fact in reversed(self.sheet.usable("decision")):
            words = self.view.clause(fact) if fact.certainty == "planned" else ""
            if words and self.pen.fits("report.change", what=words):
                return [self.pen.line("follow_up", "report.change", what=words, facts=[fact])]
        return [self.pen.line("follow_up", "report.changes_open", policy=True)]

    def _on(self, *lines: int) -> list[Fact]:
        return [fact for line in lines for fact in self.sheet.usable() if line in fact.lines][:2]

    @property
    def _have(self) -> str:
        return "have" if is_plural(self.view.place) else "has"
