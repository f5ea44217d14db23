"""The report for customers after the end: what happened, who was hit, why, what we did, what will change."""

from dataclasses import dataclass

from drafter.core.draft import Sentence
from drafter.core.fact import Topic
from drafter.writing.clock import duration
from drafter.writing.data_files import load_toml
from drafter.writing.nouns import listing
from drafter.writing.opening import basis_of, key_of
from drafter.writing.pen import POLICY, Pen, on, open_topics, placed
from drafter.writing.public_slots import PublicSlots
from drafter.writing.public_view import PublicView

_MOST_STEPS = 6


@dataclass(frozen=True)
class ReportSlots:
    """Writes the report in plain words from the fact sheet alone."""

    view: PublicView
    pen: Pen
    slots: PublicSlots

    def all(self) -> list[Sentence]:
        """Return the whole report in order."""
        parts = (
            ("Summary", [*self._summary(), *self.slots.harm.data(), *self.slots.closing.apology()]),
            ("Who was affected", self._scope()),
            ("Timeline", self._timeline()),
            ("Why it happened", self._cause()),
            ("What we did", self._steps()),
            ("What we do not know", self._not_known()),
            ("What we will change", [*self._changes(), *self.slots.closing.contact()]),
        )
        return [sentence for name, part in parts for sentence in placed(part, section=name)]

    def _summary(self) -> list[Sentence]:
        opening = self.slots.opening
        if opening.window is None:
            return [*opening.symptom()[:1], *opening.since()[:1]]
        start, end = opening.window
        span, long = self.view.clock.span(start.at, end.at, dated=True), duration(start.at, end.at)
        basis = opening.at(start) + opening.at(end)
        if self.view.symptoms:
            basis += basis_of(self.view.symptoms[0])
            past = self.view.symptoms[0].clause.past()
            if past and self.pen.fits("report.summary", what=past, span=span, long=long):
                return [self.pen.line("symptom", "report.summary", basis, what=past, span=span, long=long)]
        name = self.view.place
        if self.pen.fits("report.summary_name", name=name, span=span):
            return [self.pen.line("symptom", "report.summary_name", basis, name=name, span=span)]
        return [
            self.pen.line("symptom", "report.summary_bare", basis, name=name),
            self.pen.line("since", "report.summary_span", basis, span=span),
        ]

    def _scope(self) -> list[Sentence]:
        told = self.slots.opening.reach.scope()
        return told or [
            self.pen.line("scope", "report.scope_unknown", open_topics(["scope"], self.view.unknown))
        ]

    def _timeline(self) -> list[Sentence]:
        sheet, clock, pen, opening = self.view.sheet, self.view.clock, self.pen, self.slots.opening
        found: list[Sentence] = []
        if sheet.started:
            found.append(
                pen.line(
                    "since", "report.start", opening.at(sheet.started), at=clock.moment(sheet.started.at)
                )
            )
        else:
            found.append(pen.line("since", "report.start_unknown", open_topics(["start"], self.view.unknown)))
        noticed = sheet.noticed
        if noticed and not (sheet.started and noticed.at == sheet.started.at):
            reported = key_of(self.view, noticed) == "since.reported"
            key = "report.noticed_customer" if reported else "report.noticed_us"
            found.append(pen.line("since", key, opening.at(noticed), at=clock.moment(noticed.at)))
        if opening.end and opening.over:
            found.append(
                pen.line("doing", "report.back", opening.at(opening.end), at=clock.moment(opening.end.at))
            )
        return found

    def _steps(self) -> list[Sentence]:
        end = self.slots.opening.end
        found: list[Sentence] = []
        told: set[str] = set()
        for step in self.view.public_steps:
            past = f"started {step.action.ing}" if step.action.state == "doing" else step.action.past
            late = bool(end and step.at and step.at > end.at)
            if step.action.sort == "look" or step.action.state == "planned" or late or past in told:
                continue
            told.add(past)
            at = self.view.clock.moment(step.at) if step.at else ""
            key = "report.step_failed" if step.failure else "report.step"
            found.append(self.pen.line("doing", key, on(step.fact, step.failure), at=at, past=past))
        looking = self.pen.line("doing", "doing.looking", POLICY)
        return found[-_MOST_STEPS:] or self.slots.middle.doing() or [looking]

    def _cause(self) -> list[Sentence]:
        for fact, noun in self.view.causes:
            if noun:
                return [self.pen.line("known", "known.cause_past", on(fact), noun=noun)]
        if self.view.causes:
            return [self.pen.line("known", "report.cause_untold", on(self.view.causes[0][0]))]
        return [self.pen.line("known", "report.cause_unknown", open_topics(["cause"], self.view.unknown))]

    def _not_known(self) -> list[Sentence]:
        topics: list[Topic] = [] if self.view.causes else ["cause"]
        topics += [] if self.slots.opening.reach.scope() else ["scope"]
        topics += [] if self.view.sheet.started else ["start"]
        topics += [t for t in ("data", "verified") if t in self.view.unknown]
        if not topics:
            return [self.pen.line("not_known", "report.nothing_open", POLICY)]
        words = load_toml("topics.toml")["over"]
        told = listing([words[t] for t in topics], "or")
        return [
            self.pen.line("not_known", "not_known.over", open_topics(topics, self.view.unknown), topics=told)
        ]

    def _changes(self) -> list[Sentence]:
        for fact in reversed(self.view.sheet.usable("decision")):
            words = self.view.plan(fact)
            if words and self.pen.fits("report.change", what=words):
                return [self.pen.line("follow_up", "report.change", on(fact), what=words)]
        return [self.pen.line("follow_up", "report.changes_open", POLICY)]
