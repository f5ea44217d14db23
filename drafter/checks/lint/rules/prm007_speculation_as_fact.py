"""PRM007 speculation-as-fact: a cause is stated while the stage is investigating."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Example, Hit, Rule

CAUSE = Pattern(
    r"\b(?:the |a |its |this |our )?(?:root )?cause (?:is|was|has been|lies|turned out|of (?:this|"
    r"the) \w+ (?:is|was))\b|\b(?:was|is|are|were|been|has been) (?:\w+ly )?(?:cut|hit|damaged|"
    r"overloaded|flooded|knocked out|taken down|deleted|overwritten|caused|triggered|"
    r"brought about|brought down) by\b|\b(?:due to|because (?:of|the|a|an|our|one|we|it|its|they|"
    r"someone)\b|owing to|as a result of|resulting from|"
    r"stems? from|stemmed from|"
    r"originated (?:from|in)|traced (?:back )?to|the culprit is|led to (?:this|the)|down to|"
    r"attributed to|(?:is|was|are|were) (?:responsible|to blame) for|(?:lies|lay) (?:with|in)|brought on "
    r"by|at the root of|"
    r"explains? (?:the|why)|comes from|came from|result of)\b|"
    r"\b(?:is|was|are|were) the (?:reason|culprit|trigger|source)\b|"
    r"\bcaused by\b|\b(?:a|an|the|our) (?:[\w-]+ "
    r"){1,4}(?:caused|triggered|broke|took down|brought down|(?:took|knocked|brought) (?:[\w-]+ ){1,4}"
    r"(?:down|offline|out))\b",
    any_of=(
        " by",
        "cause",
        "trigger",
        "due to",
        "because ",
        "owing to",
        "result",
        "stem",
        "originated",
        "traced",
        "culprit",
        "led to",
        "down to",
        "attributed",
        "from",
        "broke",
        "took ",
        "knocked",
        "brought",
        "responsible",
        "to blame",
        "lies ",
        "lay ",
        "at the root",
        "explain",
        "reason",
        "source",
    ),
)
OPEN = Pattern(
    r"\b(?:not|n't|no|unknown|unclear|investigat\w+|looking|whether|if|may|might|could|possibl\w+|"
    r"probabl\w+|likely|suspect\w*|believe|think|appears?|seems?|yet|still|rul\w+ out|trying|"
    r"determine|identify|find|finding|confirm)\b"
)
SYMPTOM_CHAIN = Pattern(
    r"\b(?:errors?|delays?|timeouts?|this|that|which|it|slowness) (?:\w+ )?(?:causes?|caused(?! by)|"
    r"causing)\b"
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each cause stated as a fact at the investigating stage."""
    if context.stage != "investigating":
        return
    for sentence, match in CAUSE.in_sentences(document):
        if OPEN.search(sentence.lower) or SYMPTOM_CHAIN.search(sentence.lower):
            continue
        words = document.text[match.start() : match.end()]
        yield Hit(
            match.start(),
            match.end(),
            f"{words!r} states a cause while the stage is investigating. Write 'We do not yet know "
            f"the cause', or move the stage on once it is confirmed.",
        )


RULE = Rule(
    code="PRM007",
    name="speculation-as-fact",
    severity="block",
    audiences="CX",
    kind="context",
    summary="a cause is stated while the stage is investigating",
    why="A wrong cause has to be taken back in public.",
    source="Customer Support Leaders, episode 276; PagerDuty, customer liaison (never guess)",
    check=check,
    needs=("stage",),
    flags=(
        Example("A cut cable took the doors offline.", stage="investigating"),
        Example("Phones are silent because of a cut cable.", stage="investigating"),
        Example("The cause is the new printer driver.", stage="investigating"),
        Example("A change to our network at noon brought down the phones.", stage="investigating"),
    ),
    passes=(
        Example("Errors cause the page to load twice. We are looking for the reason.", stage="investigating"),
        Example("We do not know yet whether a cut cable is the cause.", stage="investigating"),
        Example("The cause is a cut cable.", stage="identified"),
    ),
)
