"""Keeps a text within what its channel allows, by leaving out what a reader can spare first."""

from collections.abc import Sequence
from datetime import datetime

from drafter.core.audience import Audience, Slot
from drafter.core.draft import Sentence
from drafter.core.units import count_units
from drafter.writing.clock import Clock
from drafter.writing.filled import SLOT_OF
from drafter.writing.layout import fill_next_update, render

# What goes first when a text is too long; what is not listed stays to the last.
_SPARE: tuple[Slot, ...] = (
    "contact", "postmortem", "remains", "apology", "not_known", "unaffected", "watch", "no_news", "advice",
    "side_effect", "scope", "data", "since", "known", "doing", "correction",
)  # fmt: skip

# Harm by our own hand, harm to data and our own mistakes go last of what no reader is owed.
_KEPT: tuple[Slot, ...] = ("side_effect", "data", "correction")


def fit(
    sentences: Sequence[Sentence], audience: Audience, next_update_at: datetime | None, clock: Clock
) -> list[Sentence]:
    """Return the sentences that fit the audience's limit, required slots kept longest.

    The next update counts as the clock time it will become. A text that is too long even so keeps its
    first sentence and its next update; the length rule then says so.
    """
    kept = list(sentences)
    if not audience.max_units:
        return kept
    while len(kept) > 1 and units(kept, audience, next_update_at, clock) > audience.max_units:
        index = _spare(kept, audience)
        if index is None:
            return kept
        kept.pop(index)
    return kept


def _spare(kept: Sequence[Sentence], audience: Audience) -> int | None:
    """Return which sentence goes next: one that fills no required slot first, the last of its slot."""

    def owed(sentence: Sentence) -> int:
        slots = (sentence.slot, *(SLOT_OF[topic] for topic in sentence.unknowns))
        return 2 if any(slot in audience.required for slot in slots) else int(sentence.slot in _KEPT)

    # Of several steps the latest counts; of anything else the first.
    order = [
        (owed(one), _SPARE.index(one.slot), index if one.slot == "doing" else -index)
        for index, one in enumerate(kept)
        if one.slot in _SPARE
    ]
    if order:
        return abs(min(order)[2])
    extra = [index for index, one in enumerate(kept) if one.slot == "symptom"][1:]
    return extra[-1] if extra else None


def units(
    sentences: Sequence[Sentence], audience: Audience, next_update_at: datetime | None, clock: Clock
) -> int:
    """Return the length of the text as its channel counts, the next update filled in."""
    text = render(sentences, audience)
    at = next_update_at or clock.as_of
    filled = (
        fill_next_update(text, at, "UTC", twelve_hour=clock.twelve_hour) if next_update_at is None else text
    )
    if next_update_at is not None:
        filled = text.replace("{{next_update}}", clock.moment(next_update_at))
    return count_units(filled, audience.unit)
