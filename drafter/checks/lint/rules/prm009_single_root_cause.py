"""PRM009 single-root-cause: a review that names one cause."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern, places
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

REACH = 30  # characters on either side of such a word in which SEVERAL matches
SEVERAL = Pattern(
    r"\b(?:contribut\w+|together|combination|several causes|three things|two things|also played|"
    r"second cause|another cause|causes were|factors|conditions)\b",
    any_of=(
        "contribut",
        "together",
        "combination",
        "several causes",
        "things",
        "played",
        "cause",
        "factors",
        "conditions",
    ),
)


def _several(lower: str) -> bool:
    """Say whether the text tells of several causes, looking only where a word of SEVERAL stands."""
    return any(
        SEVERAL.regex.search(lower, max(0, at - REACH), at + REACH)
        for part in SEVERAL.any_of
        for at in places(lower, part)
    )


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each single cause, unless the sentence or the text names what came together."""
    matches = document.phrases("PRM009")
    if not matches or (context.option("PRM009", "several_excuses") and _several(document.lower)):
        return
    headings = [(block.start, block.end) for block in document.headings]
    for match in matches:
        if any(start <= match.start < end for start, end in headings):
            continue
        yield match.hit(
            "{words} names one cause. Say what came together: the trigger, the check that was "
            "missing, what made it last."
        )


RULE = Rule(
    code="PRM009",
    name="single-root-cause",
    severity="info",
    audiences="P",
    kind="phrase",
    summary="the root cause was, with one item, in a postmortem",
    why="One cause means one repair; the other conditions stay and wait for the next trigger.",
    source="blameless review guides (contributing factor); the Atlassian play itself uses 'root cause'",
    check=check,
    options=(
        Option("several_excuses", True, "stay silent when the text names contributing factors anywhere"),
    ),
    flags=(
        "The root cause was a cut cable.",
        "It happened solely because of a wrong setting.",
        "The sole reason was a missing reminder.",
    ),
    passes=(
        "## Root cause\n\nA digger cut the cable; the second line ran beside it; nobody had a map. "
        "Together they left us without phones.",
        "We publish a root cause analysis on 8 May.",
        "Three things came together: a digger, a shared trench, a missing map.",
    ),
)
