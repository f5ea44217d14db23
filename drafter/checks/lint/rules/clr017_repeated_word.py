"""CLR017 repeated-word: the the."""

from collections.abc import Iterator
from itertools import compress
from operator import eq

from drafter.checks.lint.rule import Context, Document, Fix, Hit, Rule

TWICE = frozenset(
    {
        "that",
        "had",
        "very",
        "so",
        "no",
        "bye",
        "ha",
        "many",
        "bora",
        "walla",
        "is",
        "s",
        "really",
        "again",
        "long",
        "now",
    }
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each second copy of a word, in one pass over the words."""
    tokens = document.tokens
    words, starts, ends, lower = tokens.words, tokens.starts, tokens.ends, document.lower
    for index in compress(range(len(words)), map(eq, words, words[1:])):
        word = words[index]
        gap = lower[ends[index] : starts[index + 1]]
        if not gap.isspace() or gap.count("\n") > 1 or not word.isalpha() or (word in TWICE and word != "is"):
            continue
        if len(word) == 1 and word not in ("a", "i"):
            continue
        if "\n" in gap and not _same_block(document, starts[index], starts[index + 1]):
            continue
        start, end = starts[index], ends[index + 1]
        first = document.text[start : ends[index]]
        yield Hit(
            start,
            end,
            f"{document.text[start:end]!r}: a word stands twice.",
            (first,),
            Fix(start, end, first, safe=True),
        )


def _same_block(document: Document, one: int, other: int) -> bool:
    first, second = document.sentence_at(one), document.sentence_at(other)
    return first is not None and second is not None and first.block is second.block


RULE = Rule(
    code="CLR017",
    name="repeated-word",
    severity="warn",
    audiences="CSXP",
    kind="pattern",
    summary="the the",
    why="It shows that the text was not read before it went out.",
    source="write-good, illusion; proselint, lexical illusions",
    check=check,
    fixable="safe",
    flags=(
        "Calls to to Spain drop.",
        "We are replacing the\nthe cable.",
        "Mail is is late.",
    ),
    passes=(
        "We know that that cable had had a fault before.",
        "Calls drop. Calls to Spain too.",
        "Mail is late, late by an hour.",
    ),
)
