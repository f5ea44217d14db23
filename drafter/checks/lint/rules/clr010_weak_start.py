"""CLR010 weak-start: "there is", "it is ... that" at the start of a sentence."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Rule

START = Pattern(
    r"^\W{0,3}(?:there (?:is|are|was|were|has been|have been|will be|may be|might be|could be|seems "
    r"to be|appears to be|exists?)\b(?! (?:no|nothing|not|nobody|none|never)\b)|it (?:is|was) "
    r"(?!(?:now|not|still|also|down|up|back|slow|safe|a|an|the|our|your|due|open|closed|raining|in|on|"
    r"at|available|unavailable|"
    r"working|being|\d)\b)\w+ (?:\w+ ){0,2}?(?:that|who|which|to)\b|it (?:is|was) (?:the|a|an|our|your) "
    r"(?:[\w-]+ ){1,4}?(?:that|who|which)\b)"
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each empty opening."""
    lower = document.lower
    if "there " not in lower and "it is " not in lower and "it was " not in lower:
        return
    for sentence in document.sentences:
        head = sentence.lower[:80]
        if head[:6] not in ("there ", "it is ", "it was") and "there" not in head[:9]:
            continue
        match = START.search(head)
        if match is None:
            continue
        start, end = sentence.start + match.start(), sentence.start + match.end()
        words = document.text[start:end].strip()
        yield Hit(start, end, f"{words!r} delays the subject. Begin with it: 'An error stops uploads.'")


RULE = Rule(
    code="CLR010",
    name="weak-start",
    severity="info",
    audiences="CXP",
    kind="pattern",
    summary="there is/are, it is ... that",
    why="The first words are read most; here they are empty.",
    source="plainlanguage.gov word list (there is); write-good, thereIs",
    check=check,
    flags=(
        "There are delays on all lines.",
        "It is likely that calls drop.",
        "There was a cut cable near the office.",
    ),
    passes=(
        "There is no way round. There is nothing you need to do.",
        "All lines are late.",
        "It is now open.",
    ),
)
