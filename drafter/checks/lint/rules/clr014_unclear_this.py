"""CLR014 unclear-this: a sentence begins with "This" and two things before could be meant. Off by default."""

import itertools
from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Rule

START = Pattern(
    r"^(?:this|it|that|these|those|which) (?:was|is|has|had|caused|causes|led|leads|made|makes|meant|"
    r"means|resulted|results|stopped|stops|may|will|can|could|would|happened|affected|affects|took|"
    r"broke|were|are|have|shut|cut|hit|put|let|kept|left|sent|lost|cost|set|brought|gave|held|hid|threw|went|"
    r"came|began|grew|rose|fell|slows|keeps|leaves|delays|blocks|prevents|prevented|\w{2,16}ed)\b"
)
JOIN = Pattern(r"\b(?:and|but|while|then|as well as|also|which|so)\b|[,;]")


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each bare pronoun that follows a sentence with two statements."""
    sentences = document.sentences
    for before, sentence in itertools.pairwise(sentences):
        if sentence.block is not before.block:
            continue
        match = START.search(sentence.lower[:40])
        if match is None or not JOIN.search(before.lower):
            continue
        words = document.text[sentence.start : sentence.start + match.end()]
        yield Hit(
            sentence.start,
            sentence.start + match.end(),
            f"{words!r}: which of the things before? Name it: 'The slow search caused the outage.'",
        )


RULE = Rule(
    code="CLR014",
    name="unclear-this",
    severity="info",
    audiences="CXP",
    kind="pattern",
    summary="sentence starts with This/It/That + verb and two candidates before it",
    why="Readers pick the nearer one, and half of them pick wrong.",
    source="a rule of our own",
    check=check,
    default=False,
    flags=(
        "A digger cut the line and the backup failed. This shut the doors.",
        "The digger cut a cable and a pipe. This stopped the phones.",
        "We moved the orders, then the bills. It took an hour.",
        "Mail was late and search was slow. That was due to a full disk.",
    ),
    passes=(
        "The digger cut a cable. This stopped the phones.",
        "The digger cut a cable and a pipe. The cut cable stopped the phones.",
        "We moved the orders. This page shows them.",
    ),
)
