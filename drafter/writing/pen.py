"""Puts a chosen phrasing, its evidence and its place in the text together into a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass

from drafter.core.audience import Audience, Slot
from drafter.core.draft import NEXT_UPDATE, Sentence
from drafter.core.fact import Fact, Topic
from drafter.writing.phrasebook import say

LONGEST = (
    24  # words in a sentence for readers outside: one under the upper limit of the plain-language guides
)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a sentence rests on. `lines` are those beyond the lines of the facts."""

    fact_ids: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    map_ids: tuple[str, ...] = ()
    unknowns: tuple[Topic, ...] = ()
    conflict_ids: tuple[str, ...] = ()
    policy: bool = False

    def __add__(self, other: "Basis") -> "Basis":
        """Return everything both rest on."""
        return Basis(
            tuple(dict.fromkeys(self.fact_ids + other.fact_ids)),
            tuple(sorted({*self.lines, *other.lines})),
            tuple(dict.fromkeys(self.map_ids + other.map_ids)),
            tuple(dict.fromkeys(self.unknowns + other.unknowns)),
            tuple(dict.fromkeys(self.conflict_ids + other.conflict_ids)),
            self.policy or other.policy,
        )

    @property
    def empty(self) -> bool:
        """Say whether there is nothing to rest on."""
        return not (self.fact_ids or self.map_ids or self.unknowns or self.conflict_ids or self.policy)


POLICY = Basis(policy=True)


def on(*facts: Fact | None) -> Basis:
    """Return the basis of these facts, with their note lines."""
    real = [fact for fact in facts if fact is not None]
    return Basis(
        tuple(dict.fromkeys(fact.id for fact in real)),
        tuple(sorted({line for fact in real for line in fact.lines})),
    )


def open_topics(topics: Iterable[Topic], stated: dict[Topic, tuple[int, ...]]) -> Basis:
    """Return the basis of a sentence that says something is not known; `stated` has the lines that say so."""
    told = tuple(topics)
    return Basis(unknowns=told, lines=tuple(sorted({line for t in told for line in stated.get(t, ())})))


def word_count(text: str) -> int:
    """Return the number of words, the placeholder of the next update counting as two ("14:30 UTC")."""
    return len(text.replace(NEXT_UPDATE, "time zone").split())


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes sentences for one audience, avoiding the phrasings it last got."""

    audience: Audience
    used: tuple[str, ...] = ()

    def line(self, slot: Slot, key: str, basis: Basis, **values: object) -> Sentence:
        """Return the sentence of `key`, resting on `basis`."""
        said = say(key, self.audience.id, self.used, **values)
        return Sentence(
            text=said.text,
            slot=slot,
            fact_ids=basis.fact_ids,
            map_ids=basis.map_ids,
            lines=basis.lines,
            unknowns=basis.unknowns,
            conflict_ids=basis.conflict_ids,
            policy=basis.policy,
            phrasing=said.phrasing,
        )

    def fits(self, key: str, **values: object) -> bool:
        """Say whether the sentence stays within the longest one."""
        return word_count(say(key, self.audience.id, self.used, **values).text) <= LONGEST


def with_unknown(sentence: Sentence, topic: Topic) -> Sentence:
    """Return the sentence, standing also for what is not known about `topic`."""
    return sentence.model_copy(update={"unknowns": (*sentence.unknowns, topic)})


def placed(sentences: Iterable[Sentence], *, section: str = "", paragraph: int = 0) -> list[Sentence]:
    """Return the sentences at their place in the text."""
    place = (section, paragraph)
    return [
        s
        if (s.section, s.paragraph) == place
        else s.model_copy(update={"section": section, "paragraph": paragraph})
        for s in sentences
    ]
