"""Keeps a text within what its channel allows, by leaving out what a reader can spare first."""

from collections.abc import Sequence
from datetime import datetime

from drafter.core.audience import Audience, Slot
from drafter.core.draft import Sentence
from drafter.core.units import count_units
from drafter.writing.clock import Clock
from drafter.writing.layout import fill_next_update, render

# What goes first when a text is too long; what is not listed stays to the last.
_SPARE: tuple[Slot, ...] = (
    "contact", "postmortem", "remains", "apology", "not_known", "unaffected", "watch", "no_news", "advice",
    "side_effect", "scope", "data", "since", "known", "doing", "correction",
)  # fmt: skip


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
    spare = sorted(_SPARE, key=lambda slot: slot in audience.required)
    while len(kept) > 1 and units(kept, audience, next_update_at, clock) > audience.max_units:
        slot = next((s for s in spare if any(one.slot == s for one in kept)), None)
        if slot is None:
            extra = [index for index, one in enumerate(kept) if one.slot == "symptom"][1:]
            if not extra:
                return kept
            kept.pop(extra[-1])
            continue
        kept.pop(max(index for index, one in enumerate(kept) if one.slot == slot))
    return kept


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
