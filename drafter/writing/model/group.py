"""One group of audiences, from the drafting call through repair to finished drafts."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from drafter.core.audience import Audience
from drafter.core.draft import Draft
from drafter.engine.base import Engine, Listener
from drafter.engine.outcome import Completion, EngineFailure, Exchange
from drafter.engine.prompt import Prompt
from drafter.engine.usage import Usage
from drafter.writing.model.answers import Repaired, RepairedSentence, Written, WrittenSentence
from drafter.writing.model.arriving import ArrivingSentences, whole_sentences
from drafter.writing.model.asking import Asking
from drafter.writing.model.composing import TEMPLATES_OWN, Composed, basis_of, compose, fits
from drafter.writing.model.judging import Judge, Judgement, whole_draft_rules
from drafter.writing.model.result import Arrived, CallOutcome, Fate, Hear, SentenceFate
from drafter.writing.model.sentences import Candidate, candidate, reworded
from drafter.writing.model.view import GroupView

MAX_REPAIRS = 2
LEAST_REPAIR_S = 1.0  # with less time left a repair is not begun
RESERVE_S = 0.3  # kept back from the calls for our own work at the end
DISTRUST = 0.5  # with a larger share of an audience's sentences stopped, none of them is used


class Group:
    """Writes the drafts of one group; every failure leaves the template's draft or sentence in place."""

    def __init__(
        self,
        view: GroupView,
        audiences: Sequence[Audience],
        templates: Mapping[str, Draft],
        *,
        engine: Engine,
        asking: Asking,
        judge: Judge,
        deadline: float,
        clock: Callable[[], float] = time.monotonic,
        hear: Hear | None = None,
    ) -> None:
        self.view = view
        self.audiences = {audience.id: audience for audience in audiences}
        self.templates = templates
        self.engine = engine
        self.asking = asking
        self.judge = judge
        self.deadline = deadline
        self.clock = clock
        self.hear = hear
        self.usage = Usage()
        self.outcomes: list[CallOutcome] = []
        self.exchanges: list[Exchange] = []
        self.fates: list[SentenceFate] = []
        self.lost: list[Candidate] = []

    def write(self) -> dict[str, Draft]:
        """Return one draft for each audience of the group."""
        wanted = self._draft()
        for _ in range(MAX_REPAIRS):
            stopped = [one for one in wanted if one.findings]
            if not stopped or self._left() < LEAST_REPAIR_S:
                break
            before = [one.sentence for one in wanted]
            wanted = self._repair(wanted, stopped)
            if [one.sentence for one in wanted] == before:
                break  # asking a second time would only cost
        return {name: self._finish(name, wanted) for name in self.audiences}

    def _left(self) -> float:
        return self.deadline - self.clock() - RESERVE_S

    def _ask(self, prompt: Prompt, listener: Listener | None = None) -> Completion | EngineFailure:
        try:
            answer = self.engine.complete(prompt, timeout_s=max(self._left(), 0.0), listener=listener)
        except EngineFailure as failure:
            self._note(prompt, failure.outcome, failure.message, failure)
            return failure
        self._note(prompt, "answered", "", answer)
        return answer

    def _note(self, prompt: Prompt, outcome: str, message: str, answer: Completion | EngineFailure) -> None:
        self.usage = self.usage + answer.usage
        self.exchanges += answer.exchanges
        self.outcomes.append(CallOutcome(prompt.name, outcome, message, answer.usage))  # type: ignore[arg-type]

    def _draft(self) -> list[Candidate]:
        news_due = any(
            s.slot == "next_update" for name in self.audiences for s in self.templates[name].sentences
        )
        prompt = self.asking.draft(list(self.audiences.values()), news_due=news_due)
        listener = _Passing(self) if self.hear else None
        answer = self._ask(prompt, listener)
        if isinstance(answer, EngineFailure):
            written: Sequence[WrittenSentence] = whole_sentences(answer.partial)
        else:
            written = cast(Written, answer.value).sentences
        found = [self._candidate(one) for one in written]
        return self._judged([one for one in found if one is not None])

    def _candidate(self, answer: WrittenSentence) -> Candidate | None:
        audience = self.audiences.get(answer.audience)
        made = candidate(answer, self.view) if audience else None
        if made is None or audience is None or not _may_write(made, audience):
            text = answer.text.strip()
            if text:
                self.fates.append(SentenceFate(answer.audience, answer.slot, "dropped", text, ""))
            return None
        return made

    def _judged(self, wanted: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates, each with what stops it in the draft it would stand in."""
        judged: list[Candidate] = []
        for name in self.audiences:
            own = [one for one in wanted if one.audience == name]
            if not own:
                continue
            composed, judgement = self._composed(name, own)
            stops = {
                position: tuple(one for one in judgement.by_sentence[place] if one.severity == "block")
                for place, position in enumerate(composed.positions)
                if position is not None
            }
            judged += [replace(one, findings=stops.get(i, ())) for i, one in enumerate(own)]
        return judged

    def _composed(self, name: str, own: Sequence[Candidate]) -> tuple[Composed, Judgement]:
        audience = self.audiences[name]
        composed = compose([one.sentence for one in own], self.templates[name], audience)
        refused = [() if position is None else own[position].refused for position in composed.positions]
        return composed, self.judge.judge(composed.draft, audience, refused)

    def _repair(self, wanted: Sequence[Candidate], stopped: Sequence[Candidate]) -> list[Candidate]:
        answer = self._ask(self.asking.repair(stopped))
        if isinstance(answer, EngineFailure):
            return list(wanted)
        given = {one.n: one for one in cast(Repaired, answer.value).sentences}
        mended: dict[int, Candidate | None] = {}
        for number, before in enumerate(stopped, start=1):
            if number in given:
                mended[id(before)] = self._reworded(before, given[number])
        kept: list[Candidate] = []
        for one in wanted:
            after = mended.get(id(one), one)
            if after is not None:
                kept.append(after)
            else:
                self.lost.append(one)
        return self._judged(kept)

    def _reworded(self, before: Candidate, answer: RepairedSentence) -> Candidate | None:
        after = reworded(before, answer, self.view)
        if after is None:
            return None
        uncited = not basis_of(before.sentence)
        wandered = not basis_of(after.sentence) <= basis_of(before.sentence)
        return before if wandered and not uncited else after

    def _finish(self, name: str, wanted: Sequence[Candidate]) -> Draft:
        """Return the finished draft of one audience; what is still stopped gives way to the template's."""
        own = [one for one in wanted if one.audience == name]
        kept = [one for one in own if not one.findings]
        self.lost += [one for one in own if one.findings]
        trusted = len(own) - len(kept) <= DISTRUST * len(own)
        draft = self._best(name, kept) if kept and trusted else None
        if draft is None:
            gone = {id(one) for one in self.lost}
            self.lost += [one for one in kept if id(one) not in gone]
            draft = self.judge.fill(self.templates[name])
        self._settle(name, draft)
        return draft

    def _best(self, name: str, own: Sequence[Candidate]) -> Draft | None:
        """Return the draft of what passes together; None when the template's draft is the better one."""
        own = list(own)
        while own:
            composed, judgement = self._composed(name, own)
            bad = {
                position
                for place, position in enumerate(composed.positions)
                if position is not None and judgement.blocked(place)
            }
            if not bad:
                slots = self._weak_slots(judgement, self.templates[name])
                if slots is None and fits(composed.draft, self.audiences[name]):
                    self._passed(own, composed, judgement)
                    return judgement.draft.model_copy(update={"findings": judgement.all})
                bad = {i for i, one in enumerate(own) if one.sentence.slot in (slots or ())}
                if not bad:
                    return None
            self.lost += [one for i, one in enumerate(own) if i in bad]
            own[:] = [one for i, one in enumerate(own) if i not in bad]
        return None

    def _settle(self, name: str, draft: Draft) -> None:
        """Say of each lost sentence whether a template's sentence stands in its slot."""
        for one in self.lost:
            if one.audience != name:
                continue
            slot = one.sentence.slot
            text = " ".join(s.text for s in draft.sentences if s.slot == slot and s.origin == "template")
            fate: Fate = "replaced" if text else "dropped"
            self.fates.append(SentenceFate(name, slot, fate, one.first, text, one.findings))

    def _weak_slots(self, judgement: Judgement, template: Draft) -> frozenset[str] | None:
        """Return the slots to take from the template when something stops the draft that does not stop it.

        None when nothing does; empty when no slot would help.
        """
        stops = {one.rule for one in judgement.all if one.severity == "block"}
        if not stops:
            return None
        floor = self.judge.check(self.judge.fill(template))
        new = stops - {one.rule for one in floor if one.severity == "block"}
        if not new:
            return None
        return frozenset().union(*(whole_draft_rules().get(rule, frozenset()) for rule in new))

    def _passed(self, own: Sequence[Candidate], composed: Composed, judgement: Judgement) -> None:
        for place, position in enumerate(composed.positions):
            sentence = composed.draft.sentences[place]
            if position is None:
                if sentence in composed.added:
                    self.fates.append(
                        SentenceFate(composed.draft.audience, sentence.slot, "added", "", sentence.text)
                    )
                continue
            one = own[position]
            fate: Fate = "repaired" if one.repaired else "passed"
            kept = judgement.by_sentence[place]
            self.fates.append(SentenceFate(one.audience, sentence.slot, fate, one.first, sentence.text, kept))
        for position in composed.left_out:
            one = own[position]
            self.fates.append(SentenceFate(one.audience, one.sentence.slot, "dropped", one.first, ""))

    def early(self, answer: WrittenSentence) -> Candidate | None:
        """Return the sentence when it passes every check by itself, so that it may be shown at once."""
        audience = self.audiences.get(answer.audience)
        made = candidate(answer, self.view) if audience else None
        if made is None or audience is None or not _may_write(made, audience):
            return None
        draft = self.templates[audience.id].model_copy(
            update={"sentences": (made.sentence,), "text": made.sentence.text, "findings": (), "scores": None}
        )
        return None if self.judge.judge(draft, audience, [made.refused]).blocked(0) else made


def _may_write(made: Candidate, audience: Audience) -> bool:
    return made.sentence.slot in audience.slots and made.sentence.slot not in TEMPLATES_OWN


class _Passing:
    """Hears the answer and hands on each sentence that passes."""

    def __init__(self, group: Group) -> None:
        self._group = group
        self._arriving = ArrivingSentences()
        self._counts: dict[str, int] = {}
        self._begun = False

    def begin(self) -> None:
        if self._begun:
            for audience in self._group.audiences:
                self._tell(Arrived(audience, 0, None, restart=True))
        self._begun = True
        self._arriving = ArrivingSentences()
        self._counts = {}

    def text(self, piece: str) -> None:
        for answer in self._arriving.feed(piece):
            made = self._group.early(answer)
            if made is not None:
                number = self._counts.get(made.audience, 0)
                self._counts[made.audience] = number + 1
                self._tell(Arrived(made.audience, number, made.sentence))

    def _tell(self, arrived: Arrived) -> None:
        if self._group.hear:
            self._group.hear(arrived)
