"""The brief for support agents: what customers see, what to say and not to say, answers, escalation."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from drafter.core.draft import Sentence
from drafter.writing.advising import unworded
from drafter.writing.evidence import estimate, figure
from drafter.writing.pen import POLICY, Basis, Pen, on, open_topics, placed
from drafter.writing.phrasebook import say
from drafter.writing.public_slots import PublicSlots
from drafter.writing.public_view import PublicView

SEE, STANDS, SAY, NOT, FAQ, ESCALATE, NEXT = (
    "What customers see", "Where it stands", "Say", "Do not say", "Answers", "Escalate when", "Next update",
)  # fmt: skip
_LOOKING = ("doing.looking", "doing.checking")  # what is not known yet says that we look for it
_OF_DATA = ("missing", "wrong_data", "data_loss")  # of every caller then, so no reason to pass one on
_THIRD_PERSON = (
    (r"\b[Ss]ome of you\b", "some customers"),
    (r"\bYou tell us that it works for you\b", "Customers tell us that it works for them"),
    (r"\bWe hear from you\b", "We hear from customers"),
    (r"\bhow many of you\b", "how many customers"),
    (r"\b(to|for|with|from|tell|told|give|gave|show|let) you\b", r"\1 them"),
    (r"\bYou\b", "Customers"),
    (r"^Your(?= [\w-]*(?<!s)s\b)", "Customers'"),
    (r"\bYour\b", "A customer's"),
)


@dataclass(frozen=True)
class SupportSlots:
    """Writes the brief from the same sentences the customer gets elsewhere, so that all say one thing."""

    view: PublicView
    pen: Pen
    slots: PublicSlots

    def all(self) -> list[Sentence]:
        """Return the whole brief in order."""
        opening = self.slots.opening
        see = [
            *opening.symptom(),
            *self.slots.last.correction(),
            *self.slots.write("no_news"),
            *opening.since(),
            *opening.reach.scope(),
            *opening.reach.unaffected(),
        ]
        parts = (
            (
                STANDS if opening.over else SEE,
                [s.model_copy(update={"text": third_person(s.text)}) for s in see],
            ),
            (SAY, list(self._say())),
            (NOT, list(self._not())),
            (FAQ, list(self._answers())),
            (ESCALATE, list(self._escalate())),
            (NEXT, [*self.slots.last.late(), *self._next()]),
        )
        return [sentence for name, part in parts for sentence in placed(part, section=name)]

    def _say(self) -> Iterable[Sentence]:
        slots = self.slots
        open_too = slots.middle.not_known()[:1]
        doing = [s for s in slots.middle.doing()[-2:] if not (open_too and s.phrasing.startswith(_LOOKING))]
        chosen = [slots.opening.symptom()[0], *slots.middle.known()[:1], *doing]
        chosen += [*slots.harm.side_effect()[:1], *slots.harm.data()[:1], *open_too]
        chosen += slots.closing.watch()[:1]
        for sentence in chosen:
            inner = re.sub(r'"([^"]*)"', r"'\1'", sentence.text)  # quotes do not nest
            yield sentence.model_copy(update={"text": f'"{inner}"', "slot": "say"})

    def _not(self) -> Iterable[Sentence]:
        view, pen, over = self.view, self.pen, self.slots.over
        known = self.slots.middle.known()[:1]
        cause = [fact for fact, _ in view.causes][:1]
        guesses = list(view.sheet.usable("hypothesis"))[-3:]
        if not cause:
            yield pen.line(
                "do_not_say", "support.not_cause", open_topics(["cause"], view.unknown) + on(*guesses)
            )
        elif not known or known[0].phrasing.startswith("known.cause_found"):
            yield pen.line("do_not_say", "support.not_detail", on(*cause))
        elif guesses:
            yield pen.line("do_not_say", "support.not_guess", on(*cause, *guesses))
        if over:
            yield pen.line("do_not_say", "support.not_never", POLICY)
        if view.sheet.stage == "monitoring":
            yield pen.line("do_not_say", "support.not_closed", POLICY)
        elif not over:
            yield pen.line("do_not_say", "support.not_resolved", open_topics(["end"], view.unknown))
            held = estimate(view.sheet)
            key, words = ("support.not_estimate", held[1]) if held else ("support.not_time", "")
            basis = open_topics(["end"], view.unknown) + POLICY + on(held[0] if held else None)
            yield pen.line("do_not_say", key, basis, what=words)
        if not any(effect == "none_lost" for _, effect in view.data()):
            yield pen.line("do_not_say", "support.not_data", open_topics(["data"], view.unknown))
        if not self.slots.opening.reach.scope() and not over and figure(view.sheet) is None:
            yield pen.line("do_not_say", "support.not_reach", open_topics(["scope"], view.unknown))

    def _answers(self) -> Iterable[Sentence]:
        pen, slots = self.pen, self.slots
        scope = slots.opening.reach.scope()
        if scope:
            yield self._answer("support.faq_me", scope[0])
        if slots.over:
            yield self._answer("support.faq_back", slots.opening.symptom()[0])
        else:
            yield pen.line("faq", "support.faq_when", Basis(unknowns=("end",)) + POLICY)
        known = slots.middle.known()
        if known and self.view.causes and not self.view.causes[0][1]:
            yield pen.line("faq", "support.faq_why_inside", on(self.view.causes[0][0]))
        elif known:
            yield self._answer("support.faq_why", known[0])
        else:
            yield pen.line("faq", "support.faq_why_open", open_topics(["cause"], self.view.unknown))
        advice = slots.closing.advice()
        told = [sentence for sentence in advice if not sentence.unknowns and not sentence.policy]
        fact = unworded(self.view)
        if told and not slots.over:
            yield self._answer("support.faq_meanwhile", told[0])
        elif fact is not None and not slots.over:
            yield pen.line("faq", "support.faq_meanwhile_asked", on(fact))
        elif not slots.over:
            yield pen.line(
                "faq", "support.faq_meanwhile_open", open_topics(["workaround"], self.view.unknown)
            )
        data = slots.harm.data()
        if data:
            yield self._answer("support.faq_data", data[0])

    def _answer(self, key: str, sentence: Sentence) -> Sentence:
        said = say(key, self.pen.audience.id, self.pen.used, answer=sentence.text)
        return sentence.model_copy(update={"text": said.text, "slot": "faq", "phrasing": said.phrasing})

    def _escalate(self) -> Iterable[Sentence]:
        pen, opening = self.pen, self.slots.opening
        yield pen.line("escalate", "support.escalate_other", POLICY)
        if not any(symptom.kind in _OF_DATA for symptom in self.view.symptoms):
            yield pen.line("escalate", "support.escalate_data", POLICY)
        if opening.over:
            at = self.view.clock.moment(opening.end.at) if opening.end else ""
            basis = opening.at(opening.end) if opening.end else Basis()
            yield pen.line("escalate", "support.escalate_over", basis + POLICY, at=at)
        elif self.view.sheet.started:
            at = self.view.clock.moment(self.view.sheet.started.at)
            yield pen.line(
                "escalate", "support.escalate_before", opening.at(self.view.sheet.started) + POLICY, at=at
            )

    def _next(self) -> list[Sentence]:
        if self.view.sheet.stage == "resolved":
            return []
        return [self.pen.line("next_update", "support.next_update", POLICY)]


def third_person(text: str) -> str:
    """Turn a sentence to the customer into one about customers."""
    for pattern, words in _THIRD_PERSON:
        text = re.sub(pattern, words, text)
    for mine, first, then in (("you", "customers", "they"), ("your", "the customer's", "their")):
        if "ustomer" not in text:
            text = re.sub(rf"\b{mine}\b", first, text, count=1)
        text = re.sub(rf"\b{mine}\b", then, text)
    return text[:1].upper() + text[1:] if text[:5] == "some " else text
