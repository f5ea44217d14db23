"""CLR007 double-negative: not un-, not without, cannot not, unless not."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern, words
from drafter.checks.lint.rule import Context, Document, Hit, Rule

NEG = (
    r"(?:not|never|no|n't|cannot|can't|isn't|aren't|wasn't|weren't|won't|don't|doesn't|didn't|nor|"
    r"neither|nobody|nothing|none|hardly|without)"
)
UN = (
    r"(?:un(?!der|it|iq|ion|til|less|to|ified|iversal|affected|do|dergo|derstand)\w{4,}|in(?:frequent|"
    r"significant|correct|accurate|accessible|appropriate|complete|consistent|valid|visible|effective|"
    r"ability|considerable|conceivable|convenient|active|capable|adequate|applicable|sufficient|"
    r"secure)\w*|im(?:possible|probable|proper|material|permissible)\w*|dis(?:similar|allowed|"
    r"connected|agree)\w*|non-?\w{4,}|without|lacking|ir(?:relevant|regular)\w*|il(?:legal|"
    r"logical)\w*)"
)
DOUBLE = Pattern(
    rf"\b{NEG} (?:be |been |entirely |completely |at all |so |too |very |an |a )?{UN}\b|\bcan(?:not|"
    rf"'t) (?:\w+ )?not\b|\bunless (?:\w+ ){{1,5}}not\b|\bnot (?:\w+ ){{1,6}}unless\b|\b(?:not|never|"
    rf"cannot|can't|don't|doesn't|didn't) (?:\w+ ){{1,3}}(?:not|no|never|nothing|nobody|none|"
    rf"without)\b(?! (?:only|yet|longer|matter|one|data|change))|"
    r"\bno \w+ (?:(?:who|that|which) (?:\w+ )?)?(?:is|are|was|were|has|have|will) (?:not|never)\b|"
    r"\b(?:nobody|nothing|none) (?:\w+ "
    r"){0,2}(?:not|never|cannot|can't|isn't|aren't)\b|\bnot (?:fail|refuse|prevent|exclude|deny|lack|"
    r"forget)(?:s|ed|ing)? to\b|\bnot (?:disabled|unavailable|impossible|inaccessible|unlikely|"
    r"unusual|uncommon|unreasonable|unheard)\b|\bnot "
    r"un\w+ that\b.{0,40}\bnot\b",
)
FINE = (
    "not only",
    "not under",
    "no unauth",
    "not unauth",
    "not until",
    "not unique",
    "no unusual",
    "no incorrect",
    "no information",
    "no individual",
    "no inter",
    "without un",
    "without interruption",
    "no interruption",
    "no incident",
    "no invoice",
    "no disruption",
    "not affected",
    "no non",
    "not intend",
    "not include",
    "not involve",
    "not indicate",
    "without any",
)

PREFIXES = (
    *("un", "im", "dis", "non", "ir", "il", "infreq", "insig", "incor", "inacc", "inapp", "incomp", "incons"),
    *("inval", "invis", "ineff", "inab", "incon", "inact", "incap", "inad", "insuff", "insec", "lacking"),
    *("fail", "refus", "prevent", "exclud", "deny", "deni", "forget"),
)
HEADS = words(
    "not cannot can't isn't aren't wasn't weren't won't don't doesn't didn't never nobody nothing none "
    "unless without nor neither hardly no haven't hasn't couldn't"
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each pair of negations in one clause."""
    for match in DOUBLE.around_words(document, _paired(document), before=30, after=80):
        words = document.text[match.start() : match.end()]
        if words.lower().startswith(FINE) or "," in words:
            continue
        yield Hit(
            match.start(),
            match.end(),
            f"{words!r} says no twice. Turn it round: 'Some files may be missing.'",
        )


def _paired(document: Document) -> list[int]:
    """Return the indexes of the negations with another one close behind; few have one."""
    present = HEADS & document.vocabulary
    words = document.tokens.words
    return [
        at
        for at in document.positions.of(present, HEADS)
        if any(word in HEADS or word.startswith(PREFIXES) for word in words[at + 1 : at + 9])
    ]


RULE = Rule(
    code="CLR007",
    name="double-negative",
    severity="warn",
    audiences="CSXP",
    kind="pattern",
    summary="not un-, not without, cannot not, unless not",
    why="Readers have to calculate what is meant, and half of them get it wrong.",
    source="plainlanguage.gov, use positive language",
    check=check,
    flags=(
        "There is no member who is not affected.",
        "It is not impossible that calls drop.",
        "No office is not affected.",
        "You cannot sign in unless you have not changed your password.",
    ),
    passes=(
        "Not only Spain but Portugal is silent; France is not affected.",
        "Every office is affected.",
        "We do not know why there is no sound.",
    ),
)
