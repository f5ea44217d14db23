"""The brief for leaders: effect, length, what is being done, what is wanted of them, what may come."""

from drafter.core.draft import Sentence
from drafter.core.fact import Topic
from drafter.writing.clock import duration
from drafter.writing.pen import Pen
from drafter.writing.public_slots import PublicSlots
from drafter.writing.views import PublicView

_SECTIONS = ("Effect", "How long", "What we know and do", "Decision", "Risk", "Next update")


class ExecutiveSlots:
    """Writes the brief from the public view: a leader forwards it, so nothing in it may be secret."""

    def __init__(self, view: PublicView, pen: Pen, slots: PublicSlots) -> None:
        self.view = view
        self.pen = pen
        self.slots = slots

    def all(self) -> list[Sentence]:
        """Return the whole brief in order."""
        effect = [*self.slots.symptom()[:2], *self.slots.correction(), *self.slots.no_news(), *self._scope()]
        known = [*self.slots.data(), *self.slots.known(), *self.slots.doing()]
        parts = (effect, self._length(), known, self._decision(), self._risk(), self.slots.next_update())
        return [
            sentence.model_copy(update={"section": section, "paragraph": 0})
            for section, sentences in zip(_SECTIONS, parts, strict=True)
            for sentence in sentences
        ]

    def _scope(self) -> list[Sentence]:
        told = self.slots.scope()
        if told and not told[0].unknowns:
            return told
        key = "executives.scope_unknown_past" if self.slots.over else "executives.scope_unknown"
        return [self.pen.line("scope", key, unknowns=["scope"], lines=self.view.unknown.get("scope", ()))]

    def _length(self) -> list[Sentence]:
        sheet, clock = self.view.sheet, self.view.clock
        end = sheet.restored or sheet.resolved
        if self.slots.over and sheet.started and end and sheet.started.at < end.at:
            facts, lines = self._facts(sheet.started.line, end.line), [sheet.started.line, end.line]
            long, span = duration(sheet.started.at, end.at), clock.span(sheet.started.at, end.at, dated=True)
            return [
                self.pen.line("since", "executives.window", long=long, span=span, facts=facts, lines=lines)
            ]
        if self.slots.over:
            return self.slots.since()
        unknown: list[Topic] = ["start"]
        if sheet.started and sheet.started.at < sheet.as_of:
            facts, long = self._facts(sheet.started.line), duration(sheet.started.at, sheet.as_of)
            at = clock.moment(sheet.started.at)
            return [
                self.pen.line(
                    "since", "executives.long", long=long, at=at, facts=facts, lines=[sheet.started.line]
                )
            ]
        known = sheet.reported or sheet.detected or sheet.declared
        if known and known.at < sheet.as_of:
            facts, long = self._facts(known.line), duration(known.at, sheet.as_of)
            at = clock.moment(known.at)
            return [
                self.pen.line(
                    "since",
                    "executives.long_noticed",
                    long=long,
                    at=at,
                    facts=facts,
                    lines=[known.line],
                    unknowns=unknown,
                )
            ]
        return [self.pen.line("since", "executives.since_unknown", unknowns=unknown)]

    def _facts(self, *lines: int) -> list:  # type: ignore[type-arg]
        return [
            next(f for f in self.view.sheet.usable() if line in f.lines)
            for line in lines
            if any(line in f.lines for f in self.view.sheet.usable())
        ]

    def _decision(self) -> list[Sentence]:
        planned = [s for s in self.view.steps if s.action.state == "planned" and s.fact.kind == "decision"]
        last = self.view.steps[-1:] if self.view.steps else []
        if planned and last and planned[-1] is last[0] and not self.slots.over:
            return [
                self.pen.line(
                    "decision",
                    "executives.decision_open",
                    base=planned[-1].action.base,
                    facts=[planned[-1].fact],
                )
            ]
        return [self.pen.line("decision", "executives.decision_none", policy=True)]

    def _risk(self) -> list[Sentence]:
        risks: list[Sentence] = []
        unknown = self.view.unknown
        if self.view.sheet.usable("security"):
            risks.append(
                self.pen.line(
                    "risk", "executives.risk_security", facts=self.view.sheet.usable("security")[-1:]
                )
            )
        if not self.slots.over:
            risks.append(
                self.pen.line("risk", "executives.risk_end", unknowns=["end"], lines=unknown.get("end", ()))
            )
        elif self.view.sheet.stage == "monitoring":
            risks.append(self.pen.line("risk", "executives.risk_watch", policy=True))
        if "data" in unknown:
            risks.append(
                self.pen.line("risk", "executives.risk_data", unknowns=["data"], lines=unknown["data"])
            )
        if self.slots.over and not self.view.causes():
            risks.append(
                self.pen.line(
                    "risk", "executives.risk_return", unknowns=["cause"], lines=unknown.get("cause", ())
                )
            )
        temporary = [s.fact for s in self.view.steps if s.action.temporary and s.failure is None][-1:]
        if temporary:
            risks.append(self.pen.line("risk", "executives.risk_temporary", facts=temporary))
        return risks[:3] or [self.pen.line("risk", "executives.risk_none", policy=True)]
