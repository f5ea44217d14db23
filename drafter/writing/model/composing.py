"""A draft put together: the model's sentences in the order of the slots, on the floor of the template's.

The floor holds what a draft may not lose: required slots, harm done by ourselves, harm to data,
corrections, and every fact or unknown that the template's draft tells and the model's does not touch.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drafter.core.audience import Audience
from drafter.core.draft import Draft, Method, Sentence
from drafter.core.units import count_units
from drafter.writing.layout import render

# Never a model's: a subject line is one for all, and what must not be said or when to call for help is no
# claim, so that the checks of claims would not look at it.
TEMPLATES_OWN = frozenset({"subject", "do_not_say", "escalate"})
MUST_SAY = frozenset({"side_effect", "data", "correction", "no_news", "watch"})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Composed:
    """A draft and where its sentences come from: positions of the model's sentences in what was handed in."""

    draft: Draft
    positions: tuple[int | None, ...]
    left_out: tuple[int, ...]
    added: tuple[Sentence, ...]


def compose(sentences: Sequence[Sentence], template: Draft, audience: Audience) -> Composed:
    """Return the draft made of the model's `sentences` and what the template's draft must add."""
    sentences = _moved(sentences, template, audience)
    chosen = _chosen(sentences, template, audience)
    added = list(_floor([sentences[i] for i in chosen], template, audience))
    while True:
        placed: list[tuple[Sentence, int | None]] = [(sentences[i], i) for i in chosen]
        placed += [(sentence, None) for sentence in added]
        placed = _in_order(placed, template, audience)
        draft = _draft([sentence for sentence, _ in placed], template, audience)
        loser = _over(draft, placed, audience)
        if loser is None:
            break
        sentence, position = loser
        if position is None:
            added.remove(sentence)
        else:
            chosen.remove(position)
    left_out = tuple(i for i in range(len(sentences)) if i not in chosen)
    return Composed(draft, tuple(position for _, position in placed), left_out, tuple(added))


def fits(draft: Draft, audience: Audience) -> bool:
    """Say whether the draft is within its channel's limit."""
    return not audience.max_units or count_units(draft.text, audience.unit) <= audience.max_units


def _moved(sentences: Sequence[Sentence], template: Draft, audience: Audience) -> list[Sentence]:
    """Return the sentences, one of them in each required slot that is empty and whose content it tells.

    "We do not know the cause yet" fills `known` as well as `not_known`: without this, the template would
    say it a second time.
    """
    moved = list(sentences)
    for slot in audience.required:
        content = [basis_of(one) for one in template.sentences if one.slot == slot]
        need = frozenset().union(*content)
        if not need or slot in TEMPLATES_OWN or any(one.slot == slot for one in moved):
            continue
        taken = [one.slot for one in moved]
        for place, one in enumerate(moved):
            spare = one.slot not in audience.required or taken.count(one.slot) > 1
            if spare and one.slot not in MUST_SAY and need <= basis_of(one):
                moved[place] = one.model_copy(update={"slot": slot})
                break
    return moved


def _chosen(sentences: Sequence[Sentence], template: Draft, audience: Audience) -> list[int]:
    """Return the positions of sentences that have a place here and do not repeat an earlier one."""
    promised = any(sentence.slot == "next_update" for sentence in template.sentences)
    seen: set[tuple[str, ...]] = set()
    chosen: list[int] = []
    for position, sentence in enumerate(sentences):
        words = tuple(_WORD.findall(sentence.text.lower()))
        if sentence.slot not in audience.slots or words in seen or sentence.slot in TEMPLATES_OWN:
            continue
        if sentence.slot == "next_update" and (
            not promised or any(sentences[i].slot == "next_update" for i in chosen)
        ):
            continue
        seen.add(words)
        chosen.append(position)
    return chosen


def _floor(chosen: Sequence[Sentence], template: Draft, audience: Audience) -> Iterable[Sentence]:
    slots = {sentence.slot for sentence in chosen}
    told = {basis for sentence in chosen for basis in basis_of(sentence)}
    shown = {part for sentence in chosen if sentence.slot == "symptom" for part in sentence.map_ids}
    for sentence in template.sentences:
        basis = basis_of(sentence)
        needed = sentence.slot in audience.required or sentence.slot in MUST_SAY
        untold = bool(basis) and not basis & told
        if sentence.slot == "symptom" and sentence.map_ids and set(sentence.map_ids) <= shown:
            untold = False  # the same part is shown already, from another report of it
        if (needed and sentence.slot not in slots) or untold:
            yield sentence


def basis_of(sentence: Sentence) -> frozenset[str]:
    """Return what the sentence tells: the names of its facts, unknowns and conflicts."""
    return frozenset((*sentence.fact_ids, *sentence.unknowns, *sentence.conflict_ids))


def _in_order(
    placed: list[tuple[Sentence, int | None]], template: Draft, audience: Audience
) -> list[tuple[Sentence, int | None]]:
    """Return the sentences in slot order, each laid out as the template's sentences of its slot are."""
    order = {slot: number for number, slot in enumerate(audience.slots)}
    homes: dict[str, Sentence] = {}
    for sentence in template.sentences:
        homes.setdefault(sentence.slot, sentence)
    own = {sentence: number for number, sentence in enumerate(template.sentences)}
    ranked = sorted(
        enumerate(placed),
        key=lambda item: (
            order.get(item[1][0].slot, len(order)),
            own.get(item[1][0], -1),
            item[0],
        ),
    )
    settled: list[tuple[Sentence, int | None]] = []
    paragraph = 0
    for _, (sentence, position) in ranked:
        home = homes.get(sentence.slot)
        if position is not None:
            paragraph = home.paragraph if home else paragraph
            section = home.section if home else ""
            sentence = sentence.model_copy(update={"section": section, "paragraph": paragraph})
        else:
            paragraph = sentence.paragraph
        settled.append((sentence, position))
    return settled


def _draft(sentences: Sequence[Sentence], template: Draft, audience: Audience) -> Draft:
    origins = {sentence.origin for sentence in sentences}
    method: Method = "mixed" if len(origins) > 1 else "model" if origins == {"model"} else "template"
    kept = tuple(sentences)
    update = {
        "sentences": kept,
        "text": render(kept, audience),
        "method": method,
        "findings": (),
        "scores": None,
    }
    return template.model_copy(update=update)


def _over(
    draft: Draft, placed: Sequence[tuple[Sentence, int | None]], audience: Audience
) -> tuple[Sentence, int | None] | None:
    """Return the sentence to give up while the draft is over its limit; None when it fits or none can go."""
    if fits(draft, audience):
        return None
    counts: dict[str, int] = {}
    for sentence, _ in placed:
        counts[sentence.slot] = counts.get(sentence.slot, 0) + 1
    for sentence, position in reversed(placed):
        needed = sentence.slot in audience.required or sentence.slot in MUST_SAY
        if not needed or counts[sentence.slot] > 1:
            return sentence, position
    return None
