"""Words without their common endings, so that "restarts" and "restarted" meet."""

from functools import lru_cache

from drafter.checks.grounding.patterns import word_list
from drafter.checks.grounding.reading import Reading

_DOUBLING = frozenset({"ing", "ings", "ed", "er", "ers"})
SMALL = frozenset(word_list("small"))  # words that say nothing by themselves


@lru_cache(maxsize=16_384)  # the segments of some hundred incidents
def stems(reading: Reading, start: int, end: int) -> frozenset[str]:
    """Return the stems of the content words between two offsets."""
    return frozenset(
        stem(w.lower)
        for w in reading.words
        if start <= w.start < end and len(w.lower) > 3 and w.lower not in SMALL
    )


def _undoubled(base: str) -> str:
    """Return "plugg" as "plug"; what ends in "ll", "ss" or "zz" ends so without an ending as well."""
    return base[:-1] if base[-1] == base[-2] and base[-1] in "bdgmnprt" else base


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """Return a word without its common endings."""
    for ending in (
        "ations",
        "ation",
        "ments",
        "ment",
        "ings",
        "ing",
        "ies",
        "ied",
        "ers",
        "er",
        "ed",
        "es",
        "s",
        "ly",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return _undoubled(word[: -len(ending)]) if ending in _DOUBLING else word[: -len(ending)]
    return word.rstrip("e") if len(word) > 4 else word
