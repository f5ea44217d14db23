"""Scope: which customers, place or feature an effect is limited to, or what is spared."""

import re

from drafter.checks.lint.detect.reading import Reading, Span, readings
from drafter.checks.lint.document import Document
from drafter.checks.lint.markup import HIDDEN
from drafter.core.patterns import lazy

SHARE = lazy(
    r"\b\d{1,3}(?:[.,]\d{1,3})?\s?(?:%|percent\b)|\b(?:one|two|three|\d{1,3}) (?:in|out of) (?:\w+)",
    re.IGNORECASE,
)
_COUNT = lazy(
    r"\b\d[\d.,]{0,9}\s(?:\w+\s)?(?:customers|users|accounts|people|orders|requests|sites|stores|clients|members|jobs|companies|shops|homes|households|properties|schools|students|patients|passengers)\b"
)
TROUBLE = frozenset(
    {"issue", "issues", "problem", "problems", "trouble", "difficulties", "fault", "incident"}
)
BESIDE = frozenset({"with", "affecting", "impacting"})
_PATH = lazy(r"(?<![\w.])/[a-z][\w/-]{1,40}")


def find_scope(source: str | Document, *, product: str = "") -> list[Span]:
    """Return the words that limit the effect: groups, shares, regions, named features, what is spared.

    `product` is the whole product's name; a text that names nothing smaller has no scope.
    """
    document = Document(source) if isinstance(source, str) else source
    parts = readings(document)
    found: list[Span] = []
    whole = {word for word in re.findall(r"\w+", product.lower()) if len(word) > 2}
    for number in range(len(parts)):
        found += scope_in(parts[number], whole)
    return sorted(set(found))


def scope_in(reading: Reading, whole: set[str]) -> list[Span]:
    """Return the scope words of one sentence; `whole` are the words of the product's own name."""
    found = [reading.span(cue) for cue in reading.of("group", "region", "spared")]
    lower, start = reading.lower, reading.sentence.start
    for pattern in (SHARE, _COUNT, _PATH):
        found += [Span(start + m.start(), start + m.end()) for m in pattern.finditer(lower)]
    found += _features(reading, whole)
    return found


def _troubled(reading: Reading, whole: set[str]) -> list[Span]:
    """Return what stands behind "issues with" and the like, if it has a name."""
    words = reading.words
    return [
        Span(reading.starts[at], reading.ends[at])
        for before in range(1, len(words) - 1)
        if words[before] in BESIDE and words[before - 1] in TROUBLE
        for at in range(before + 1, min(before + 4, reading.clause_end(before)))
        if words[at] not in whole and reading.named(at, at + 1)
    ]


def _features(reading: Reading, whole: set[str]) -> list[Span]:
    """Return named things smaller than the whole product: addresses, proper names, known features."""
    found = _troubled(reading, whole)
    for index, word in enumerate(reading.words):
        marks, written = reading.marks[index], reading.written[index]
        if word in whole or "closed" in marks or "provider" in marks or word.isdigit():
            continue
        joined = index + 1 < len(reading.words) and reading.gaps[index + 1] == "."
        follows = index > 0 and reading.gaps[index] == "."
        if (
            joined
            or follows
            or HIDDEN in reading.gaps[index]
            or "feature" in marks
            or (
                written[:1].isalpha()
                and written != word
                and index > 0
                and "generic" not in marks
                and len(word) > 1
            )
        ):
            found.append(Span(reading.starts[index], reading.ends[index]))
    return found
