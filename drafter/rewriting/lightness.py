"""The first part made light enough to read: asides go first, then whole sentences by weight and worth.

What goes stands in the technical part. A section that loses its last sentence is asked for: what reads above
the grade was not plain.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from drafter.checks.readability import grade, load
from drafter.core.prose import Span
from drafter.rewriting.result import OutSentence
from drafter.rewriting.shortening import shorter
from drafter.rewriting.statements import leans
from drafter.rewriting.words import says

HIGHEST_GRADE = 9.0
_DEAR = {"summary": 1.5, "happened": 1.2, "why": 1.5, "fixed": 1.3}  # sections that a question would replace
_ASKED = {
    "summary": ("harm", "data_fate"),
    "why": ("cause",),
    "fixed": ("repair",),
}  # what may not be cut off
_LAST = 2.5  # times as dear: nothing else stands in its section
_FIRST = 3.0  # the first sentence of all says what was seen


class Lightener:
    """Lightens the sentences of one first part, in place.

    `used` are the places they rest on, `explained` the terms with a meaning in brackets. `shortened` gathers
    the places of which something was left out; `ask` is told of a section that lost its last sentence.
    """

    def __init__(
        self,
        sentences: list[OutSentence],
        used: set[Span],
        explained: set[str],
        ask: Callable[[str, tuple[Span, ...]], None],
    ) -> None:
        self.sentences = sentences
        self.shortened: set[Span] = set()
        self._used = used
        self._explained = explained
        self._ask = ask

    def lighten(self) -> None:
        """Shorten or take out sentences until the whole reads at the grade, each term explained once."""
        while (heaviest := self._heaviest()) is not None:
            told = () if self._explains(heaviest) else shorter(heaviest.text)
            text = next((text for text in told if _still_answers(heaviest, text)), None)
            if text is not None:
                place = self.sentences.index(heaviest)
                self.sentences[place] = heaviest.model_copy(update={"text": text})
                self.shortened.update(heaviest.spans)
                continue
            gone = {heaviest.spans, *self._leaning_on(heaviest)}
            self.sentences[:] = [s for s in self.sentences if s.spans not in gone]
            self._used.difference_update(span for spans in gone for span in spans)
            self._ask(heaviest.section, heaviest.spans)
        for place, text in enumerate(self._explained_once()):
            self.sentences[place] = self.sentences[place].model_copy(update={"text": text})

    def _heaviest(self) -> OutSentence | None:
        """Return the sentence whose loss lightens most for what it is worth; None when none has to go."""
        told = [
            (one, text)
            for one, text in zip(self.sentences, self._explained_once(), strict=True)
            if one.section != "ask"
        ]
        value = grade("\n\n".join(text for _, text in told))
        if value is None or value <= HIGHEST_GRADE:
            return None
        loads = [load(text) for _, text in told]
        several = Counter(one.section for one, _ in told)
        whole = _grade_of(loads)
        rated: list[tuple[float, int]] = []
        for place, (one, _) in enumerate(told):
            gain = whole - _grade_of(loads[:place] + loads[place + 1 :])
            dear = _DEAR.get(one.section, 1.0) * (_LAST if several[one.section] == 1 else 1.0)
            first = place == 0 and one.section == "summary"
            rated.append((gain / (dear * (_FIRST if first else 1.0)), -place))
        best, place = max(rated, default=(0.0, 0))
        return told[-place][0] if best > 0 else None

    def _explains(self, sentence: OutSentence) -> bool:
        return any(f"{term} (" in sentence.text or f"{term}: " in sentence.text for term in self._explained)

    def _explained_once(self) -> list[str]:
        """Return the texts with an explanation in brackets left to the first sentence that has it."""
        told: set[str] = set()
        texts = []
        for one in self.sentences:
            text = one.text
            for term in self._explained:
                name = re.escape(term.removesuffix("s"))
                form = rf"(?:(?<=\b{re.escape(term)}) \((?:each )?| \({name}s?: )[^()]+\)"
                for match in reversed(list(re.finditer(form, text))):
                    if name in told:
                        text = text[: match.start()] + text[match.end() :]
                    told.add(name)
            texts.append(text)
        return texts

    def _leaning_on(self, sentence: OutSentence) -> Iterator[tuple[Span, ...]]:
        """Yield the places of the sentences that point back to this one, directly after it."""
        for after in self.sentences[self.sentences.index(sentence) + 1 :]:
            ours = not self._used.intersection(after.spans)  # "It began at 10:05." points to nothing
            if ours or after.section != sentence.section or not leans(after.text):
                return
            yield after.spans


def _still_answers(one: OutSentence, shortened: str) -> bool:
    """Return whether what is left still says why the sentence stands in its section."""
    cues = _ASKED.get(one.section, ())
    return all(says(cue, shortened) or not says(cue, one.text) for cue in cues)


def _grade_of(loads: Sequence[tuple[int, int]]) -> float:
    words, sounds = sum(n for n, _ in loads), sum(n for _, n in loads)
    return 0.39 * words / len(loads) + 11.8 * sounds / words if words else 0.0
