"""The brief for leaders: effect, length, what is being done, what is wanted of them, what may come."""

from dataclasses import dataclass

from drafter.core.draft import Sentence
from drafter.writing.clock import duration
from drafter.writing.evidence import asks_for_decision, estimate, figure
from drafter.writing.pen import POLICY, Basis, Pen, on, open_topics, placed
from drafter.writing.public_slots import PublicSlots
from drafter.writing.public_view import PublicView
from drafter.writing.support_slots import third_person

_SECTIONS = ("Effect", "How long", "What we know and do", "Decision", "Risk", "Next update")


@dataclass(frozen=True)
class ExecutiveSlots:
    """Writes the brief from the public view: a leader forwards it, so nothing in it may be secret."""

    view: PublicView
    pen: Pen
    slots: PublicSlots

    def all(self) -> list[Sentence]:
        """Return the whole brief in order."""
        opening, middle = self.slots.opening, self.slots.middle
        parts = (
            [
                *opening.symptom()[:2],
                *self.slots.last.correction(),
                *self.slots.write("no_news"),
                *self._scope(),
            ],
            self._length(),
            [*middle.known(), *self._cause_open(), *middle.doing(), *self.slots.harm.data()],
            self._decision(),
            self._risk(),
            [*self.slots.last.late(), *self.slots.closing.next_update()],
        )
        sentences = [
            s for name, part in zip(_SECTIONS, parts, strict=True) for s in placed(part, section=name)
        ]
        return [
            s
            if s.slot in ("no_news", "decision", "risk", "next_update")
            else s.model_copy(update={"text": third_person(s.text)})
            for s in sentences
        ]

    def _scope(self) -> list[Sentence]:
        told = self.slots.opening.reach.scope()
        if told:
            return told
        held = figure(self.view.sheet)
        if held:
            return [self.pen.line("scope", "executives.scope_figure", on(held[0]), amount=held[1])]
        open_key = "scope_unconfirmed" if "scope" in self.view.hinted else "scope_unknown"
        key = f"executives.{'scope_unknown_past' if self.slots.over else open_key}"
        return [self.pen.line("scope", key, open_topics(["scope"], self.view.unknown))]

    def _cause_open(self) -> list[Sentence]:
        if self.slots.middle.known():
            return []
        unknown = self.pen.line(
            "known", "executives.cause_unknown", open_topics(["cause"], self.view.unknown)
        )
        return self.slots.middle.cause_unconfirmed() or [unknown]

    def _length(self) -> list[Sentence]:
        sheet, clock, opening = self.view.sheet, self.view.clock, self.slots.opening
        if opening.over and opening.window:
            start, end = opening.window
            long, span = duration(start.at, end.at), clock.span(start.at, end.at, dated=True)
            basis = opening.at(start) + opening.at(end)
            return [self.pen.line("since", "executives.window", basis, long=long, span=span)]
        key, time, basis = "executives.long", sheet.started, Basis()
        if time is None:
            key, time = "executives.long_noticed", opening.noticed
            basis = open_topics(["start"], self.view.unknown)
        if time is None or time.at >= sheet.as_of or opening.over:
            told = opening.since() if time else []
            return told or [
                self.pen.line("since", "executives.since_unknown", open_topics(["start"], self.view.unknown))
            ]
        long, at = duration(time.at, sheet.as_of), clock.moment(time.at)
        return [self.pen.line("since", key, basis + opening.at(time), long=long, at=at)]

    def _decision(self) -> list[Sentence]:
        steps = self.view.steps
        if (
            steps
            and steps[-1].fact.kind == "decision"
            and steps[-1].action.state == "planned"
            and not self.slots.over
        ):
            return [
                self.pen.line(
                    "decision", "executives.decision_open", on(steps[-1].fact), base=steps[-1].action.base
                )
            ]
        if asks_for_decision(self.view.sheet.usable()):
            return []
        return [self.pen.line("decision", "executives.decision_none", POLICY)]

    def _risk(self) -> list[Sentence]:
        risks: list[Sentence] = []
        unknown, over = self.view.unknown, self.slots.over
        security = self.view.sure("security")[-1:]
        if security:
            risks.append(self.pen.line("risk", "executives.risk_security", on(*security)))
        held = None if over else estimate(self.view.sheet)
        if held:
            fact, words = held
            basis = on(fact) + open_topics(["end"], unknown)
            risks.append(self.pen.line("risk", "executives.risk_estimate", basis, what=words))
        elif not over:
            risks.append(self.pen.line("risk", "executives.risk_end", open_topics(["end"], unknown)))
        elif self.view.sheet.stage == "monitoring":
            risks.append(self.pen.line("risk", "executives.risk_watch", POLICY))
        steps = self.view.public_steps
        if steps and steps[-1].action.id == "vendor" and not over:
            supplier = self.view.names.vendor(steps[-1].fact.text) or "a supplier"
            risks.append(
                self.pen.line("risk", "executives.risk_supplier", on(steps[-1].fact), supplier=supplier)
            )
        if "data" in unknown:
            risks.append(self.pen.line("risk", "executives.risk_data", open_topics(["data"], unknown)))
        if over and not self.view.causes:
            risks.append(self.pen.line("risk", "executives.risk_return", open_topics(["cause"], unknown)))
        temporary = [s.fact for s in self.view.public_steps if s.action.temporary and s.failure is None][-1:]
        if temporary:
            risks.append(self.pen.line("risk", "executives.risk_temporary", on(*temporary)))
        return risks[:3] or [self.pen.line("risk", "executives.risk_none", POLICY)]
