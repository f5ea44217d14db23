"""The brief for support agents: what customers see, what to say, what not to say, answers, when to escalate."""

import re
from collections.abc import Iterable

from drafter.core.draft import Sentence
from drafter.writing.pen import Pen
from drafter.writing.phrasebook import say
from drafter.writing.public_slots import PublicSlots
from drafter.writing.views import PublicView

SEE, SAY, NOT, FAQ, ESCALATE, NEXT = (
    "What customers see", "Say", "Do not say", "Answers", "Escalate when", "Next update",
)  # fmt: skip


class SupportSlots:
    """Writes the brief from the same sentences the customer gets elsewhere, so that all say one thing."""

    def __init__(self, view: PublicView, pen: Pen, slots: PublicSlots) -> None:
        self.view = view
        self.pen = pen
        self.slots = slots

    def all(self) -> list[Sentence]:
        """Return the whole brief in order."""
        parts = (
            (SEE, [*self._see(), *self.slots.scope(), *self.slots.since()]),
            (SAY, list(self._say())),
            (NOT, list(self._not())),
            (FAQ, list(self._answers())),
            (ESCALATE, list(self._escalate())),
            (NEXT, self._next()),
        )
        return [
            s.model_copy(update={"section": name, "paragraph": 0})
            for name, sentences in parts
            for s in sentences
        ]

    def _see(self) -> list[Sentence]:
        return [s.model_copy(update={"text": _third_person(s.text)}) for s in self.slots.symptom()]

    def _say(self) -> Iterable[Sentence]:
        symptom = self.slots.symptom()[0]
        chosen = [symptom, *self.slots.correction()[:1], *self.slots.known()[:1], *self.slots.doing()[:2]]
        if self.slots.over:
            chosen += [*self.slots.data()[:1], *self.slots.watch()[:1]]
        for sentence in chosen:
            yield sentence.model_copy(update={"text": f'"{sentence.text}"', "slot": "say"})

    def _not(self) -> Iterable[Sentence]:
        view, pen = self.view, self.pen
        cause = [fact for fact, noun in view.causes() if noun]
        guesses = list(view.sheet.usable("hypothesis"))[-3:]
        if not cause:
            lines = view.unknown.get("cause", ())
            yield pen.line("do_not_say", "support.not_cause", unknowns=["cause"], facts=guesses, lines=lines)
        elif guesses:
            yield pen.line("do_not_say", "support.not_guess", facts=[*cause[:1], *guesses])
        if view.sheet.stage == "monitoring":
            yield pen.line("do_not_say", "support.not_closed", policy=True)
        elif not self.slots.over:
            yield pen.line("do_not_say", "support.not_resolved", unknowns=["end"], policy=True)
            yield pen.line("do_not_say", "support.not_time", unknowns=["end"], policy=True)
        if not any(effect == "none_lost" for _, effect in view.data()):
            yield pen.line(
                "do_not_say", "support.not_data", unknowns=["data"], lines=view.unknown.get("data", ())
            )
        scope = self.slots.scope()
        if scope and scope[0].unknowns:
            yield pen.line(
                "do_not_say", "support.not_reach", unknowns=["scope"], lines=view.unknown.get("scope", ())
            )

    def _answers(self) -> Iterable[Sentence]:
        pen, slots = self.pen, self.slots
        scope = slots.scope()
        if scope:
            yield self._answer("support.faq_me", scope[0])
        if slots.over:
            yield self._answer("support.faq_when_over", slots.symptom()[0])
        else:
            yield pen.line("faq", "support.faq_when", unknowns=["end"], policy=True)
        yield self._answer("support.faq_why", slots.known()[0])
        advice = slots.advice()
        if advice and not advice[0].unknowns:
            yield self._answer("support.faq_meanwhile", advice[0])
        elif not slots.over:
            yield pen.line("faq", "support.faq_meanwhile_none", unknowns=["workaround"])
        data = slots.data()
        if data:
            yield self._answer("support.faq_data", data[0])

    def _answer(self, key: str, sentence: Sentence) -> Sentence:
        said = say(key, self.pen.audience.id, self.pen.used, answer=sentence.text)
        return sentence.model_copy(update={"text": said.text, "slot": "faq", "phrasing": said.phrasing})

    def _escalate(self) -> Iterable[Sentence]:
        pen = self.pen
        yield pen.line("escalate", "support.escalate_other", policy=True)
        yield pen.line("escalate", "support.escalate_data", policy=True)
        end = self.view.sheet.restored or self.view.sheet.resolved
        if self.slots.over:
            at = self.view.clock.moment(end.at) if end else ""
            yield pen.line(
                "escalate", "support.escalate_over", at=at, policy=True, lines=[end.line] if end else []
            )
        elif self.view.sheet.started:
            at = self.view.clock.moment(self.view.sheet.started.at)
            yield pen.line(
                "escalate",
                "support.escalate_before",
                at=at,
                policy=True,
                lines=[self.view.sheet.started.line],
            )

    def _next(self) -> list[Sentence]:
        if self.view.sheet.stage == "resolved":
            return []
        return [self.pen.line("next_update", "support.next_update", policy=True)]


def _third_person(text: str) -> str:
    """Turn a sentence to the customer into one about customers."""
    for pattern, word in (
        (r"\bSome of you\b", "Some customers"), (r"\bsome of you\b", "some customers"), (r"\bYou tell us\b", "Customers tell us"),
        (r"\bYou\b", "Customers"), (r"\byou\b", "they"), (r"\bYour\b", "Customers'"), (r"\byour\b", "their"),
    ):  # fmt: skip
        text = re.sub(pattern, word, text)
    return text
