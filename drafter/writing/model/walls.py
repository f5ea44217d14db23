"""What stops a model's sentence whatever the other checks say: the closed world, and the law of the facts.

These need no knowledge of meaning: a sentence must cite what it was given, may promise nothing, may name
no address of its own, may not raise a suspicion, and may not repeat an order that stood in the notes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from drafter.core.audience import Audience
from drafter.core.draft import NEXT_UPDATE, Sentence
from drafter.core.fact import Fact
from drafter.core.system_map import Component
from drafter.facts.components import NameIndex, component_index
from drafter.facts.language import hedges, plans, questions, reports
from drafter.writing.model.claims import claim_stops
from drafter.writing.model.rules import Stop
from drafter.writing.model.view import GroupView
from drafter.writing.model.words import pattern, table, words_pattern

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s)\]}>\"']+|[\w.+-]+@[\w-]+\.[\w.-]+|\b(?:[a-z0-9-]+\.)+[a-z]{2,}\b(?:/\S*)?",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.:/-])(?!\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b)"
    r"(?:\+\d|\(?\d{2,5}\)?[ .-])\(?\d{1,8}\)?(?:[ .-]\(?\d{2,8}\)?){1,5}(?![\w:%-])"
)
_MONEY = re.compile(
    r"[$€£¥]\s?\d[\d.,]*|\b\d[\d.,]*\s?(?:USD|EUR|GBP|dollars?|euros?|pounds?)\b"
    r"|\b\d+\s?(?:%|percent) (?:off|back)\b",
    re.IGNORECASE,
)
_TAGS = re.compile(
    r"\[[^\]\n]{1,40}\]|<<\S*|\S*>>|\bf\d+\.\d+\b|\{\{(?!next_update\}\})[^}]*\}?\}?|[{}]{1,2}(?=\")"
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_NEWS = re.compile(
    r"\b(?:next|another|further|more)\s+(?:update|news|information)|\b(?:update|tell|inform) you\b", re.I
)
_QUESTION = re.compile(r"[^.!?]*\?(?=[\s\"'”’)]|$)")
_WORD = re.compile(r"\w+")
_UNSURE = frozenset({"suspected", "planned", "conflicting"})
ORDER_RUN = 5  # so many words in a row from a line that gives orders are a repetition, not a coincidence


@dataclass(frozen=True)
class Wall:
    """Examines the sentences of one group. `orders` are texts that gave orders, `tag` is the fence's mark."""

    view: GroupView
    orders: tuple[str, ...] = ()
    tag: str = ""

    @cached_property
    def _known_text(self) -> str:
        system_map = self.view.system_map
        parts = [
            " ".join(
                (
                    part.customer_name,
                    *part.symptoms.values(),
                    *part.plain_symptoms,
                    part.advice,
                    *part.unaffected,
                )
            )
            for part in system_map.components
        ]
        own = (system_map.product, system_map.contact, *system_map.links)
        internal = () if self.view.public else (name for part in system_map.components for name in part.names)
        return " ".join((*own, *parts, *internal)).lower()

    @cached_property
    def _parts_index(self) -> NameIndex:
        return component_index(self.view.system_map)

    @cached_property
    def _order_runs(self) -> frozenset[tuple[str, ...]]:
        runs = set()
        for order in self.orders:
            words = _WORD.findall(order.lower())
            runs |= {tuple(words[i : i + ORDER_RUN]) for i in range(max(len(words) - ORDER_RUN + 1, 1))}
        return frozenset(run for run in runs if len(run) >= 3)

    def stops(self, sentence: Sentence, audience: Audience, refused: Sequence[str] = ()) -> Iterator[Stop]:
        """Yield what stops `sentence`; `refused` are the names it cited that it was not given."""
        facts = [self.view.by_id[one].fact for one in sentence.fact_ids if one in self.view.by_id]
        yield from self._basis(sentence, refused)
        yield from self._evidence(sentence, facts)
        yield from self._certainty(sentence, facts)
        yield from self._closed_world(sentence, facts)
        yield from self._news(sentence)
        yield from self._echoes(sentence)
        yield from self._questions(sentence)
        yield from claim_stops(sentence, facts, self.view.system_map, self._parts_index)

    def _basis(self, sentence: Sentence, refused: Sequence[str]) -> Iterator[Stop]:
        whole = (0, len(sentence.text))
        if refused:
            named = ", ".join(map(repr, refused[:5]))
            yield Stop(
                "MDL001", *whole, f"The sentence cites {named}, which it was not given. Cite only given ids."
            )
        elif not sentence.has_basis:
            yield Stop(
                "MDL001",
                *whole,
                "The sentence rests on nothing. Cite a fact, an unknown or a part, or drop it.",
            )
        bad = sorted(set(sentence.lines) & set(self.view.sheet.instruction_lines))
        if bad:
            yield Stop("MDL002", *whole, f"Line {bad[0]} gives orders and is no evidence.", tuple(bad))

    def _evidence(self, sentence: Sentence, facts: Sequence[Fact]) -> Iterator[Stop]:
        need = table("slot_evidence.toml").get(sentence.slot)
        if need is None or any(fact.is_a(*need["kinds"]) for fact in facts):
            return
        asked = need.get("unknown")
        if asked and (asked in sentence.unknowns or (asked == "any" and sentence.unknowns)):
            return
        if sentence.policy and words_pattern(tuple(need.get("policy", ()))).search(sentence.text):
            return
        if sentence.conflict_ids and not self.view.public:
            return
        if need.get("map") and any(_says(part, need["map"]) for part in self._parts(sentence)):
            return
        kinds = ", ".join(need["kinds"][:4])
        message = f"Slot {sentence.slot!r} needs a fact of kind {kinds}. Cite one, or drop the sentence."
        yield Stop("MDL007", 0, len(sentence.text), message)

    def _parts(self, sentence: Sentence) -> list[Component]:
        by_id = self.view.system_map.by_id
        return [by_id[one] for one in sentence.map_ids if one in by_id]

    def _certainty(self, sentence: Sentence, facts: Sequence[Fact]) -> Iterator[Stop]:
        if not facts or sentence.unknowns or sentence.conflict_ids:
            return
        if any(fact.certainty not in _UNSURE for fact in facts):
            return
        text = sentence.text
        if (
            hedges(text)
            or plans(text)
            or questions(text)
            or reports(text)
            or pattern("softeners.txt").search(text)
        ):
            return
        worst = facts[0]
        message = (
            f"The cited fact is only {worst.certainty} ({worst.text!r}), and the sentence states it. "
            "Say that it is not confirmed, or leave it out."
        )
        yield Stop("MDL008", 0, len(text), message, worst.lines)

    def _closed_world(self, sentence: Sentence, facts: Sequence[Fact]) -> Iterator[Stop]:
        cited = " ".join(self.view.by_id[fact.id].text for fact in facts).lower()
        known = f"{self._known_text} {cited}"
        for expression, kind in ((_ADDRESS, "an address"), (_PHONE, "a number to call"), (_MONEY, "a sum")):
            for match in expression.finditer(sentence.text):
                said = match[0].rstrip(".,;:!?").lower()
                if kind == "an address" and not _is_address(said):
                    continue
                if said not in known:
                    yield Stop(
                        "MDL003", *match.span(), f"{match[0]!r} is {kind} that stands nowhere. Take it out."
                    )
        for match in pattern("closed_world.tsv").finditer(sentence.text):
            if match[0].lower() not in known:
                message = f"{match[0]!r} grants or asks something that nobody wrote down. Take it out."
                yield Stop("MDL003", *match.span(), message)

    def _news(self, sentence: Sentence) -> Iterator[Stop]:
        whole = (0, len(sentence.text))
        count = sentence.text.count(NEXT_UPDATE)
        if sentence.slot != "next_update":
            if count:
                message = f"{NEXT_UPDATE} belongs into slot next_update only."
                yield Stop("MDL004", *whole, message)
            elif _NEWS.search(sentence.text) and _CLOCK.search(sentence.text):
                yield Stop("MDL004", *whole, "The time of the next update is policy. Use slot next_update.")
            return
        if count != 1 or _CLOCK.search(sentence.text.replace(NEXT_UPDATE, "")):
            yield Stop("MDL004", *whole, f"Write {NEXT_UPDATE} once, and no other time, in this sentence.")
        elif not sentence.policy:
            yield Stop("MDL004", *whole, 'The promise of news rests on the policy. Set "policy": true.')

    def _questions(self, sentence: Sentence) -> Iterator[Stop]:
        match = _QUESTION.search(sentence.text)
        if match and sentence.slot != "faq":  # a question claims nothing, so no check of claims would read it
            yield Stop(
                "MDL015", *match.span(), "An update does not ask. Say what is known, or that it is not known."
            )

    def _echoes(self, sentence: Sentence) -> Iterator[Stop]:
        text = sentence.text.replace(NEXT_UPDATE, "x" * len(NEXT_UPDATE))
        for match in _TAGS.finditer(text):
            yield Stop(
                "MDL005", *match.span(), f"{match[0]!r} is a mark of the material, not text. Take it out."
            )
        if self.tag and self.tag in text:
            start = text.index(self.tag)
            yield Stop("MDL005", start, start + len(self.tag), "This is the mark of the fence. Take it out.")
        for match in pattern("echoes.txt").finditer(text):
            yield Stop("MDL005", *match.span(), f"{match[0]!r} is not about the incident. Take it out.")
        words = [(match[0].lower(), match.span()) for match in _WORD.finditer(text)]
        for size in {len(run) for run in self._order_runs}:
            for first in range(len(words) - size + 1):
                if tuple(word for word, _ in words[first : first + size]) in self._order_runs:
                    start, end = words[first][1][0], words[first + size - 1][1][1]
                    yield Stop(
                        "MDL009",
                        start,
                        end,
                        f"{text[start:end]!r} repeats an order from the notes. Take it out.",
                    )
                    return


def _says(part: Component, field: str) -> bool:
    return bool(getattr(part, field))


def _is_address(said: str) -> bool:
    """Tell an address from a version, an abbreviation or a missing blank between two sentences."""
    if "@" in said or "/" in said or said.startswith("www."):
        return True
    last = said.rsplit(".", 1)[-1]
    return last in table("domains.toml")["endings"]
