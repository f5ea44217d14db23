"""Which finding belongs to which sentence: every check of a composed draft, sorted by sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from drafter.core.audience import Audience
from drafter.core.draft import Draft
from drafter.core.finding import Finding
from drafter.core.voice import HouseVoice
from drafter.writing.layout import sentence_spans
from drafter.writing.model.result import Checker
from drafter.writing.model.rules import finding
from drafter.writing.model.voice import voice_stops
from drafter.writing.model.walls import Wall

NOT_CLAIMS = frozenset({"do_not_say"})  # what must not be said is no claim, and may name what is forbidden


@dataclass(frozen=True)
class Judgement:
    """The findings about a draft: of each sentence, by its place in the draft, and of the whole."""

    by_sentence: tuple[tuple[Finding, ...], ...]
    whole: tuple[Finding, ...]

    @property
    def all(self) -> tuple[Finding, ...]:
        """Every finding, in text order, each once."""
        every = dict.fromkeys((*self.whole, *(one for group in self.by_sentence for one in group)))
        return tuple(sorted(every, key=lambda one: (one.start, one.end, one.rule)))

    def blocked(self, place: int) -> bool:
        """Say whether the sentence at `place` is stopped."""
        return any(one.severity == "block" for one in self.by_sentence[place])


@dataclass(frozen=True)
class Judge:
    """All checks of one group: what the pipeline handed in, the walls and the house voice."""

    check: Checker
    wall: Wall
    voice: HouseVoice | None = None

    def judge(self, draft: Draft, audience: Audience, refused: Sequence[Sequence[str]]) -> Judgement:
        """Return the findings about `draft`; `refused` are the names each sentence cited wrongly."""
        spans = sentence_spans(draft)
        by_sentence: list[list[Finding]] = [
            self._own(draft, i, spans[i][0], audience, refused[i]) for i in range(len(spans))
        ]
        whole = []
        for one in self.check(draft):
            hit = [
                i
                for i, (start, end) in enumerate(spans)
                if start < max(one.end, one.start + 1) and one.start < end
            ]
            # a span over several sentences speaks of the draft: no one sentence can be mended for it
            if len(hit) == 1 or (hit and one.end - one.start < len(draft.text) and len(hit) == 2):
                by_sentence[hit[0]].append(one)
            else:
                whole.append(one)
        return Judgement(tuple(tuple(group) for group in by_sentence), tuple(whole))

    def _own(
        self, draft: Draft, place: int, offset: int, audience: Audience, refused: Sequence[str]
    ) -> list[Finding]:
        sentence = draft.sentences[place]
        if sentence.origin != "model" or sentence.slot in NOT_CLAIMS:
            return []
        stops = list(self.wall.stops(sentence, audience, refused))
        if self.voice:
            stops += voice_stops(sentence, self.voice, stage=draft.stage, before=draft.sentences[:place])
        return [finding(stop, draft.text, offset) for stop in stops]
