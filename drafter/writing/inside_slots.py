"""The updates for colleagues: for those outside the call, and for responders in technical words."""

import re
from dataclasses import dataclass

from drafter.core.audience import Audience
from drafter.core.draft import Sentence
from drafter.core.fact import Fact, FactKind, Topic
from drafter.writing.actions import failed
from drafter.writing.causes import says_fine
from drafter.writing.clock import duration
from drafter.writing.data_files import load_toml
from drafter.writing.evidence import estimate, figure
from drafter.writing.internal_view import InternalView
from drafter.writing.nouns import listing
from drafter.writing.pen import POLICY, Basis, Pen, on, open_topics, placed
from drafter.writing.public_slots import PublicSlots
from drafter.writing.public_view import PublicView
from drafter.writing.views import event_time

_NEWS = re.compile(
    r"\b(?:another|next|further|new)\b[^.]*\b(?:report|update|news|message|post)"
    r"|\b(?:report|post|write|tell|share|send|hear)\b[^.]{0,40}\b(?:more|again|with|update|news)\b",
    re.IGNORECASE,
)
_STORED = re.compile(
    r"\b(?:data|records?|rows?|tables?|backups?|archives?|lost|missing|gone|delet\w*|overwr\w*|corrupt\w*"
    r"|recover\w*|leak\w*|expos\w*|copied)\b",
    re.IGNORECASE,
)
_TORN = re.compile(r"^(?:and|or|but)\b|^\d\d?:\d\d (?:is|are|was|were)\b|\bbetween \S+$|\?$", re.IGNORECASE)
_SURE = ("confirmed", "reported", "attributed")
_DONE: tuple[FactKind, ...] = ("action", "decision", "restored", "side_effect")


@dataclass(frozen=True)
class InsideSlots:
    """Writes from the clauses themselves; what is only suspected says so first."""

    public: PublicView
    view: InternalView
    pen: Pen
    slots: PublicSlots

    def all(self, audience: Audience) -> list[Sentence]:
        """Return the whole text for the audience."""
        return self._responders() if audience.id == "responders" else self._internal()

    def _internal(self) -> list[Sentence]:
        parts = (
            [
                *self._symptom(),
                *self._since(),
                *self._scope(),
                *self.slots.last.correction(),
                *self.slots.write("no_news"),
            ],
            [*self._known(), *self._conflicts(), *self._doing(3), *self._data(), *self._advice()],
            [
                *self._not_known(),
                *self._estimate(),
                *self._remains(),
                *self._watch(),
                *self.slots.last.late(),
                *self._next(),
            ],
        )
        return [s for paragraph, part in enumerate(parts) for s in placed(part, paragraph=paragraph)]

    def _responders(self) -> list[Sentence]:
        parts = (
            ("State", [*self._symptom(), self._stage(), *self._since()]),
            ("Seen", self._technical()),
            ("Known and suspected", [*self._known(), *self._conflicts()]),
            ("Done", self._doing(6)),
            ("Open", [*self._not_known(), *self._estimate(), *self._remains(), *self._questions()]),
            ("Next", self._next()),
        )
        return [s for name, part in parts for s in placed(part, section=name)]

    def _symptom(self) -> list[Sentence]:
        if self.slots.over or self.public.symptoms:
            return self.slots.opening.symptom()[:2]
        told = [f for f in self._sure("symptom") if not says_fine(f.text)][-1:]
        if told:
            return [self.pen.line("symptom", "inside.symptom", on(*told), what=self._words(told[0]))]
        return [self.pen.line("symptom", "inside.no_symptom", open_topics(["symptom"], self.view.unknown))]

    def _stage(self) -> Sentence:
        sheet = self.view.sheet
        return self.pen.line("symptom", "inside.stage", POLICY, stage=sheet.stage, reopened=sheet.reopened)

    def _since(self) -> list[Sentence]:
        sheet, clock, opening = self.view.sheet, self.view.clock, self.slots.opening
        if opening.over and opening.window:
            start, end = opening.window
            basis = opening.at(start) + opening.at(end)
            span, long = clock.span(start.at, end.at), duration(start.at, end.at)
            return [self.pen.line("since", "inside.window", basis, span=span, long=long)]
        if sheet.started:
            return [
                self.pen.line(
                    "since", "inside.since", opening.at(sheet.started), at=clock.moment(sheet.started.at)
                )
            ]
        noticed = opening.noticed
        unknown = open_topics(["start"], self.view.unknown)
        if noticed:
            return [
                self.pen.line(
                    "since", "inside.noticed", opening.at(noticed) + unknown, at=clock.moment(noticed.at)
                )
            ]
        return [self.pen.line("since", "inside.since_unknown", unknown)]

    def _scope(self) -> list[Sentence]:
        told = [f for f in self._sure("scope") if f.kind == "scope"][-1:]
        if told:
            return [self.pen.line("scope", "inside.scope", on(*told), what=self._words(told[0]))]
        held = figure(self.view.sheet)
        if held:
            return [self.pen.line("scope", "inside.scope_figure", on(held[0]), amount=held[1])]
        if "scope" in self.view.unknown and not self.slots.over:
            return [self.pen.line("scope", "inside.scope_unknown", open_topics(["scope"], self.view.unknown))]
        return []

    def _known(self) -> list[Sentence]:
        causes = [f for f in self._sure("cause") if f.certainty == "confirmed"][-2:]
        found = [self.pen.line("known", "inside.cause", on(f), what=self._words(f)) for f in causes]
        if not found:
            found.append(
                self.pen.line("known", "inside.cause_unknown", open_topics(["cause"], self.view.unknown))
            )
        guesses = [f for f in self.view.sheet.usable("hypothesis") if f.certainty == "suspected"][-2:]
        return found + [
            self.pen.line("known", "inside.suspected", on(f), what=self._words(f)) for f in guesses
        ]

    def _conflicts(self) -> list[Sentence]:
        return [
            self.pen.line(
                "known",
                "inside.conflict",
                Basis(fact_ids=conflict.fact_ids, lines=conflict.lines, conflict_ids=(conflict.id,)),
                about=conflict.about,
                question=conflict.question,
            )
            for conflict in self.view.sheet.conflicts
        ]

    def _doing(self, most: int) -> list[Sentence]:
        facts = [f for f in self.view.sheet.facts if f.usable]
        stand_alone = [f for f in facts if f.kind in _DONE and is_whole(f.text)]
        found: list[Sentence] = []
        for index, fact in enumerate(facts):
            if fact.kind not in _DONE or (fact not in stand_alone and stand_alone):
                continue
            what = self._words(fact)
            if fact.kind == "decision" or fact.certainty == "planned":
                found.append(
                    self.pen.line("doing", "inside.planned", on(fact), what=what, note=self._note(fact))
                )
                continue
            failure = failed(fact, facts[index + 1 :]) if fact.kind == "action" else None
            key = "inside.failed" if failure and failure is not fact else "inside.done"
            found.append(
                self.pen.line(
                    "doing", key, on(fact, failure), at=self._at(fact), what=what, note=self._note(fact)
                )
            )
        return found[-most:] or [self.pen.line("doing", "inside.nothing_done", Basis(unknowns=("fix",)))]

    def _technical(self) -> list[Sentence]:
        facts = [f for f in self._sure("observation", "detected", "symptom", "third_party") if f.lines][-6:]
        found = [
            self.pen.line(
                "technical",
                "inside.observation",
                on(f),
                at=self._at(f),
                what=self._words(f),
                note=self._note(f),
            )
            for f in facts
        ]
        return found or [self.pen.line("technical", "inside.no_technical", POLICY)]

    def _data(self) -> list[Sentence]:
        told = [f for f in self._sure("data_impact") if _STORED.search(f.text) and is_whole(f.text)][-1:]
        if told:
            return [self.pen.line("data", "inside.data", on(*told), what=self._words(told[0]))]
        return []

    def _advice(self) -> list[Sentence]:
        """Say in the notes' words what customers were advised, while it lasts."""
        told = [] if self.slots.over else self._sure("workaround")[-1:]
        return [self.pen.line("advice", "inside.advice", on(f), what=self._words(f)) for f in told]

    def _not_known(self) -> list[Sentence]:
        names = load_toml("topics.toml")
        told: list[Topic] = [t for t in names["told"]["inside"] if t in self.view.unknown and t != "cause"]
        if not told:
            return [self.pen.line("not_known", "inside.none_open", POLICY)]
        words = names["inside_over" if self.slots.over else "inside_open"]
        topics = listing([words[t] for t in told])
        return [
            self.pen.line(
                "not_known", "inside.not_known", open_topics(told, self.view.unknown), topics=topics
            )
        ]

    def _estimate(self) -> list[Sentence]:
        """Say that the notes hold an estimate, in their words."""
        held = None if self.slots.over else estimate(self.view.sheet)
        if held is None:
            return []
        return [self.pen.line("not_known", "inside.estimate", on(held[0]), what=held[1])]

    def _remains(self) -> list[Sentence]:
        end = self.slots.opening.end
        if not self.slots.over or end is None:
            return []
        planned = [
            f
            for f in self.view.sheet.usable("action", "decision", "coordination", "unknown")
            if f.certainty == "planned" and f.lines and f.lines[0] >= end.line
        ]
        return [self.pen.line("remains", "inside.remains", on(f), what=self._words(f)) for f in planned[-2:]]

    def _watch(self) -> list[Sentence]:
        return (
            [self.pen.line("watch", "inside.watch", POLICY)] if self.view.sheet.stage == "monitoring" else []
        )

    def _questions(self) -> list[Sentence]:
        """Return what to ask the incident commander, with the notes it is about; only the question itself."""
        found = []
        for question in self.view.sheet.questions[:3]:
            asked = " ".join(re.findall(r"[^.?!]*\?", question.text)).strip() or question.text
            numbers = ", ".join(map(str, question.lines[:3]))
            notes = f"note{'s' if len(question.lines) > 1 else ''} {numbers}" if question.lines else ""
            basis = Basis(lines=question.lines, policy=True)
            found.append(self.pen.line("follow_up", "inside.question", basis, what=asked, notes=notes))
        return found

    def _next(self) -> list[Sentence]:
        if self.view.sheet.stage == "resolved":
            return []
        return [self.pen.line("next_update", "inside.next_update", POLICY)]

    def _words(self, fact: Fact) -> str:
        """Return the clause without the mark it ends with: the sentence brings its own."""
        return self.view.quote(fact).rstrip("?!. ")

    def _sure(self, *kinds: FactKind) -> list[Fact]:
        return [f for f in self.view.sheet.usable(*kinds) if f.certainty in _SURE]

    def _note(self, fact: Fact) -> str:
        """Return how responders find the note, "" in the update for other colleagues."""
        return f"note {fact.lines[0]}" if fact.lines and self.pen.audience.id == "responders" else ""

    def _at(self, fact: Fact) -> str:
        """Return when it was, "" for words of news to come, beside which a time would read as a promise."""
        at = event_time(fact)
        return self.view.clock.moment(at) if at and not _NEWS.search(fact.text) else ""


def is_whole(text: str) -> bool:
    """Say whether a clause can stand alone under a label: no torn half, no question, no bare "done"."""
    bare = text.strip(" .,;:!")
    word = len(bare.split()) == 1 and len(bare) < 5  # "done", "end", "ok"
    return not word and not _TORN.search(bare)
