"""Parts inside a system that two words name: what the part does and what kind of part it is.

"The ingest job", "a lookup table", "the search cluster": there are more such names than a list can hold, but
few words they are made of. "A worker" is a part as well where it "ran out of memory": nobody but a machine
does. The words are in data/LANGUAGE/inner_parts.tsv.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from drafter.checks.lint.detect.reading import readings
from drafter.checks.lint.document import Document
from drafter.checks.lint.phrases import DATA

KINDS = ("doing", "other", "part", "machinery", "alone", "ours", "act")
ARTICLES = frozenset({"a", "an", "the", "our", "one", "two", "three", "each", "another", "its"})
BESIDE = ARTICLES | {"affected", "faulty", "failing", "failed", "broken", "both", "all", "of", "these"}
CAUSES = frozenset({"because of", "due to", "caused by", "triggered by", "result of"})
CLOSED = frozenset({"closed", "provider"})
REACH = 9  # words between a part and what happens to it


class InnerPart(NamedTuple):
    """A part found: its place, and what a reader would call it."""

    start: int
    end: int
    plain: str


class Words(NamedTuple):
    """The words names of parts are made of; `plain` has the plain words for each kind of part."""

    doing: frozenset[str]
    first: frozenset[str]
    part: frozenset[str]
    machinery: frozenset[str]
    alone: frozenset[str]
    ours: frozenset[str]
    acts: frozenset[str]
    plain: dict[str, str]
    kinds: frozenset[str]


@cache
def words(language: str = "en") -> Words:
    """Return the words of data/LANGUAGE/inner_parts.tsv, with the plurals of the kinds of part."""
    rows: dict[str, set[str]] = {kind: set() for kind in KINDS}
    plain_words: dict[str, str] = {}
    for line in (DATA / language / "inner_parts.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, plain, listed = line.split("\t")
        found = listed.split(" ")
        if plain:
            found += [_plural(word) for word in found]
            plain_words |= dict.fromkeys(found, plain)
        rows[kind].update(found)
    return Words(
        frozenset(rows["doing"]),
        frozenset(rows["doing"] | rows["other"]),
        frozenset(rows["part"] | rows["machinery"]),
        frozenset(rows["machinery"]),
        frozenset(rows["alone"]),
        frozenset(rows["ours"]),
        frozenset(rows["act"]),
        plain_words,
        frozenset(rows["part"] | rows["machinery"] | rows["alone"] | rows["ours"]),
    )


def _plural(word: str) -> str:
    if word.endswith("y"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch")) else "s")


def inner_parts(document: Document) -> Iterator[InnerPart]:
    """Yield the parts in text order; "mail ingest job" is one name, from its first such word."""
    known = words()
    found, starts, ends = document.tokens.words, document.tokens.starts, document.tokens.ends
    lower = document.lower
    for index in sorted(document.positions.of(known.kinds & document.vocabulary, known.kinds)):
        first = index
        while (
            first and found[first - 1] in known.first and lower[ends[first - 1] : starts[first]] in (" ", "-")
        ):
            first -= 1
        before = found[first:index]
        named = before and found[index] in known.part and not known.doing.isdisjoint(before)
        if (
            named
            or (before and found[index] in known.machinery)
            or (found[index] in known.alone | known.ours and _fails_like_a_machine(document, starts[index]))
            or (found[index] in known.ours and _is_ours(document, starts[index], known.acts))
        ):
            yield InnerPart(starts[first], ends[index], known.plain[found[index]])


def _fails_like_a_machine(document: Document, start: int) -> bool:
    """Say whether a word behind an article is what a machine's trouble is told of: "a worker has crashed"."""
    reading = readings(document).at(start)
    if reading is None:
        return False
    at = bisect_left(reading.starts, start)
    first = at
    while first and first > at - 3 and not reading.marks[first - 1] & CLOSED:
        first -= 1
    if first and reading.words[first - 1] not in ARTICLES:
        return False
    if not first and "feature" in reading.marks[at]:
        return False  # "Jobs crash": those of the readers
    return any(at < cue.first <= at + REACH for cue in reading.of("machine"))


def _is_ours(document: Document, start: int, acts: frozenset[str]) -> bool:
    """Say whether the words before tell a part of ours: "our queue", "replaced a card", "because a host"."""
    reading = readings(document).at(start)
    if reading is None:
        return False
    words = reading.words
    first = bisect_left(reading.starts, start)
    least = first - 3
    while first and first > least and not reading.marks[first - 1] & CLOSED and words[first - 1] not in acts:
        first -= 1
    while first and words[first - 1] in BESIDE:
        first -= 1
        if words[first] == "our":
            return True
    before = words[first - 1] if first else ""
    return before in acts or before in ("because", "after") or " ".join(words[first - 2 : first]) in CAUSES
