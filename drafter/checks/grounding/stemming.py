"""The words of a stretch of text that say something, by their stems."""

from functools import lru_cache

from drafter.checks.grounding.patterns import word_list
from drafter.checks.grounding.reading import Reading
from drafter.core.stemming import stem

SMALL = frozenset(word_list("small"))  # words that say nothing by themselves


@lru_cache(maxsize=16_384)  # the segments of some hundred incidents
def stems(reading: Reading, start: int, end: int) -> frozenset[str]:
    """Return the stems of the content words between two offsets."""
    return frozenset(
        stem(w.lower)
        for w in reading.words
        if start <= w.start < end and len(w.lower) > 3 and w.lower not in SMALL
    )
