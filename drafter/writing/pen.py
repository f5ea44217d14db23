"""Puts a chosen phrasing, its evidence and its place in the text together into a sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from drafter.core.audience import Audience, Slot
from drafter.core.draft import NEXT_UPDATE, Sentence
from drafter.core.fact import Fact, Topic
from drafter.writing.phrasebook import phrasings, say
from drafter.writing.views import lines_of

LONGEST = 25  # words in a sentence for readers outside; 25 is the upper limit of the plain-language guides


def word_count(text: str) -> int:
    """Return the number of words, the placeholder of the next update counting as two ("14:30 UTC")."""
    return len(text.replace(NEXT_UPDATE, "time zone").split())


@dataclass
class Pen:
    """Writes sentences for one audience, avoiding the phrasings it last got."""

    audience: Audience
    used: tuple[str, ...] = ()
    section: str = ""
    paragraph: int = 0
    map_ids: tuple[str, ...] = field(default=())

    def at(self, *, section: str = "", paragraph: int = 0) -> "Pen":
        """Return the same pen for another place in the text."""
        return Pen(self.audience, self.used, section, paragraph)

    def line(
        self,
        slot: Slot,
        key: str,
        *,
        facts: Sequence[Fact | None] = (),
        fact_ids: Iterable[str] = (),
        lines: Iterable[int] = (),
        map_ids: Iterable[str] = (),
        unknowns: Sequence[Topic] = (),
        conflict_ids: Sequence[str] = (),
        policy: bool = False,
        **values: object,
    ) -> Sentence:
        """Return the sentence of `key`, resting on these facts, map entries, unknowns or on policy."""
        said = say(key, self.audience.id, self.used, **values)
        real = [fact for fact in facts if fact is not None]
        return Sentence(
            text=said.text,
            slot=slot,
            fact_ids=tuple(dict.fromkeys([*fact_ids, *(fact.id for fact in real)])),
            map_ids=tuple(dict.fromkeys(map_ids)),
            lines=tuple(sorted({*lines, *lines_of(real)})),
            unknowns=tuple(unknowns),
            conflict_ids=tuple(conflict_ids),
            policy=policy,
            origin="template",
            phrasing=said.phrasing,
            section=self.section,
            paragraph=self.paragraph,
        )

    def fits(self, key: str, **values: object) -> bool:
        """Say whether every phrasing of `key` stays within the longest sentence."""
        said = say(key, self.audience.id, self.used, **values)
        return word_count(said.text) <= LONGEST

    @staticmethod
    def knows(key: str) -> bool:
        """Say whether there are phrasings for `key`."""
        return key in phrasings()
