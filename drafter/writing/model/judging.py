"""Which finding belongs to which sentence: every check of a composed draft, sorted by sentence."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from drafter.core.audience import Audience
from drafter.core.draft import Draft
from drafter.core.finding import Finding
from drafter.core.voice import HouseVoice
from drafter.writing.layout import sentence_spans
from drafter.writing.model.result import Checker
from drafter.writing.model.rules import Stop, finding
from drafter.writing.model.voice import voice_stops
from drafter.writing.model.walls import Wall
from drafter.writing.model.words import rows


@cache
def whole_draft_rules() -> dict[str, frozenset[str]]:
    """Return the rules that speak of a whole draft, each with the slots the template can stand in for."""
    return {row[0]: frozenset(row[1].split(",")) - {""} for row in rows("whole_draft_rules.tsv")}


@dataclass(frozen=True)
class Judgement:
    """The draft as it was read, and the findings: of each sentence by its place, and of the whole."""

    draft: Draft
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
    """All checks of one group: what the pipeline handed in, the walls and the house voice.

    `fill` puts the promised clock time where the placeholder stands: checks read what a reader would.
    """

    check: Checker
    wall: Wall
    fill: Callable[[Draft], Draft]
    voice: HouseVoice | None = None

    def judge(self, draft: Draft, audience: Audience, refused: Sequence[Sequence[str]]) -> Judgement:
        """Return the findings about `draft`; `refused` are the names each sentence cited wrongly."""
        filled = self.fill(draft)
        spans = sentence_spans(filled)
        by_sentence: list[list[Finding]] = [[] for _ in spans]
        for place, (start, end) in enumerate(spans):
            for stop in self._stops(draft, place, audience, refused[place]):
                stop = replace(stop, start=min(stop.start, end - start), end=min(stop.end, end - start))
                by_sentence[place].append(finding(stop, filled.text, start))
        whole = []
        for one in self.check(filled):
            hit = [
                i
                for i, (start, end) in enumerate(spans)
                if start < max(one.end, one.start + 1) and one.start < end
            ]
            if len(hit) == 1 and one.rule not in whole_draft_rules():
                by_sentence[hit[0]].append(one)
            else:  # over several sentences, or none: it speaks of the draft, no one can be mended
                whole.append(one)
        return Judgement(filled, tuple(tuple(group) for group in by_sentence), tuple(whole))

    def _stops(self, draft: Draft, place: int, audience: Audience, refused: Sequence[str]) -> Iterator[Stop]:
        sentence = draft.sentences[place]
        if sentence.origin != "model":
            return
        yield from self.wall.stops(sentence, audience, refused)
        if self.voice:
            yield from voice_stops(sentence, self.voice, stage=draft.stage, before=draft.sentences[:place])
