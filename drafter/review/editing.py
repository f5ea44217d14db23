"""What a person did to a draft's text, sentence by sentence.

A sentence that still stands word for word keeps its evidence and its writer. One that was changed
belongs to the person who changed it, but still points at the facts it was about; a new one rests on that
person alone.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from drafter.core.draft import NEXT_UPDATE, Draft, Sentence
from drafter.core.noun import Noun
from drafter.core.prose import sentence_spans

SAME_SENTENCE = 0.5  # share of words in common from which a new sentence counts as an edit of an old one
_WORD = re.compile(r"\w(?:[\w'’%:.-]*\w)?")
_MARKER = re.compile(r"^(?:[-*+•–]|\d{1,3}[.)]|#{1,6}|>)\s+")


class EditStats(Noun):
    """How many of the writer's sentences were kept, edited or dropped, and how many were added."""

    accepted: int
    edited: int
    dropped: int
    added: int


def place(sentences: Sequence[Sentence], text: str) -> list[tuple[int, int] | None]:
    """Return where each sentence stands in `text`, in order; None for one that does not."""
    spans: list[tuple[int, int] | None] = []
    taken: list[tuple[int, int]] = []
    after = 0
    for sentence in sentences:
        span = _find(text, sentence.text, after, taken) or _find(text, sentence.text, 0, taken)
        spans.append(span)
        if span:
            taken.append(span)
            after = span[1]
    return spans


def edit(draft: Draft, text: str, subject: str | None = None) -> Draft:
    """Return the draft with `text` as a person left it: spans, evidence and origin of every sentence."""
    spans = place(draft.sentences, text)
    kept = [(span, sentence) for span, sentence in zip(spans, draft.sentences, strict=True) if span]
    lost = [sentence for span, sentence in zip(spans, draft.sentences, strict=True) if not span]
    headings = {sentence.section.strip(" :*#").lower() for sentence in draft.sentences if sentence.section}
    pieces = list(kept)
    for start, end in _gaps(text, sorted(span for span, _ in kept)):
        for first, last in sentence_spans(text, start, end):
            words = text[first:last]
            mark = _MARKER.match(words)
            if mark:
                first, words = first + mark.end(), words[mark.end() :]
            if not re.search(r"\w", words) or words.strip(" :*#").lower() in headings:
                continue
            pieces.append(((first, last), _persons(words, _nearest(words, lost), _above(first, kept))))
    pieces.sort(key=lambda piece: piece[0])
    changed = {"text": text, "sentences": tuple(sentence for _, sentence in pieces), "method": "mixed"}
    if all(sentence.origin == "person" for _, sentence in pieces):
        changed["method"] = "person"
    elif all(sentence.origin != "person" for _, sentence in pieces):
        changed["method"] = draft.method
    if subject is not None:
        changed["subject"] = subject
    return draft.model_copy(update=changed)


def statistics(written: Draft, now: Draft) -> EditStats:
    """Compare what people made of a draft with what the writer wrote."""
    spans = place(written.sentences, now.text)
    lost = [sentence for sentence, span in zip(written.sentences, spans, strict=True) if not span]
    mine = [sentence for sentence in now.sentences if sentence.origin == "person"]
    edited = 0
    for sentence in mine:
        match = _nearest(sentence.text, lost)
        if match:
            lost.remove(match)
            edited += 1
    return EditStats(
        accepted=sum(1 for span in spans if span),
        edited=edited,
        dropped=len(lost),
        added=len(mine) - edited,
    )


def word_count(text: str) -> int:
    """Return how many words a text has."""
    return len(_WORD.findall(text))


def words_changed(before: str, after: str) -> int:
    """Return how many words were taken out, replaced or put in; a replaced stretch counts once."""
    matcher = SequenceMatcher(None, _WORD.findall(before), _WORD.findall(after), autojunk=False)
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal")


def _find(text: str, words: str, after: int, taken: list[tuple[int, int]]) -> tuple[int, int] | None:
    at = text.find(words, after)
    while at != -1:
        end = at + len(words)
        free = all(end <= start or at >= stop for start, stop in taken)
        before_ok = at == 0 or text[at - 1].isspace()
        closed = words[-1:] in ".!?…:"
        after_ok = end == len(text) or (text[end].isspace() if closed else text[end] == "\n")
        if free and before_ok and after_ok:
            return at, end
        at = text.find(words, at + 1)
    return None


def _gaps(text: str, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    gaps, at = [], 0
    for start, end in taken:
        if start > at:
            gaps.append((at, start))
        at = max(at, end)
    if at < len(text):
        gaps.append((at, len(text)))
    return gaps


def _nearest(words: str, lost: Sequence[Sentence]) -> Sentence | None:
    mine = words.lower().split()
    best, best_ratio = None, SAME_SENTENCE
    for sentence in lost:
        ratio = SequenceMatcher(None, mine, sentence.text.lower().split(), autojunk=False).ratio()
        if ratio >= best_ratio:
            best, best_ratio = sentence, ratio
    return best


def _above(position: int, kept: list[tuple[tuple[int, int], Sentence]]) -> Sentence | None:
    before = [(span, sentence) for span, sentence in kept if span[1] <= position]
    return max(before, key=lambda one: one[0])[1] if before else None


def _persons(words: str, was: Sentence | None, above: Sentence | None) -> Sentence:
    if was:
        return was.model_copy(update={"text": words, "origin": "person", "phrasing": ""})
    if NEXT_UPDATE in words:
        return Sentence(text=words, slot="next_update", policy=True, origin="person")
    section, paragraph = (above.section, above.paragraph) if above else ("", 0)
    return Sentence(text=words, slot="known", origin="person", section=section, paragraph=paragraph)
