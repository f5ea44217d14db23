"""The house voice, enforced: words the house avoids, and how often it says sorry."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafter.core.draft import Draft, Sentence
from drafter.core.fact import Stage
from drafter.core.finding import Finding
from drafter.core.voice import HouseVoice
from drafter.writing.layout import sentence_spans
from drafter.writing.model.rules import Stop, finding
from drafter.writing.model.words import pattern, words_pattern


def voice_stops(
    sentence: Sentence, voice: HouseVoice, *, stage: Stage, before: Sequence[Sentence] = ()
) -> Iterator[Stop]:
    """Yield where `sentence` breaks the house voice; `before` are the sentences ahead of it."""
    for match in words_pattern(tuple(voice.avoid)).finditer(sentence.text):
        yield Stop("VOI001", *match.span(), f"The house does not say {match[0]!r}. Say it in other words.")
    for match in words_pattern(tuple(voice.instead)).finditer(sentence.text):
        better = _replacement(voice, match[0])
        yield Stop("VOI001", *match.span(), f"The house says {better!r}, not {match[0]!r}.")
    apology = pattern("apologies.txt").search(sentence.text)
    if apology is None or voice.apology == "free":
        return
    if voice.apology == "never":
        yield Stop(
            "VOI002", *apology.span(), "The house does not apologise in updates. Say what is done instead."
        )
    elif voice.apology == "once_over" and stage != "resolved":
        yield Stop(
            "VOI002", *apology.span(), "The house apologises once it is over, not before. Leave it out."
        )
    elif any(pattern("apologies.txt").search(earlier.text) for earlier in before):
        yield Stop("VOI002", *apology.span(), "This update has apologised already. Once is enough.")


def voice_findings(draft: Draft, voice: HouseVoice) -> list[Finding]:
    """Return where a draft breaks the house voice, whoever wrote it, as warnings; spans in its text."""
    found: list[Finding] = []
    for place, (start, _) in enumerate(sentence_spans(draft)):
        sentence = draft.sentences[place]
        for stop in voice_stops(sentence, voice, stage=draft.stage, before=draft.sentences[:place]):
            found.append(finding(replace(stop, severity="warn"), draft.text, start))
    return found


def _replacement(voice: HouseVoice, found: str) -> str:
    spoken = " ".join(found.lower().split())
    for word, better in voice.instead.items():
        if words_pattern((word,)).fullmatch(spoken):
            return better
    return ""
