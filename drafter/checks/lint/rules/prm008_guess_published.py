"""PRM008 guess-published: we think, probably, seems: a guess that should be marked unknown or dropped."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

MARKED = Pattern(
    r"\b(?:not (?:yet )?(?:been )?(?:confirmed|certain|sure|proven|verified)|unconfirmed|have not "
    r"(?:yet )?(?:confirmed|verified)|still (?:checking|confirming|verifying)|to be confirmed|yet to "
    r"(?:be )?confirm)",
    any_of=("confirm", "certain", "sure", "proven", "verif"),
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each guess; the first one of a text passes when it is marked as unconfirmed."""
    matches = document.phrases("PRM008")
    if not matches:
        return
    spared = context.option("PRM008", "marked_excuses") and bool(MARKED.search(document.lower))
    for match in matches:
        if spared:
            spared = False
            continue
        yield match.hit(
            "{words} publishes a guess. Say 'We do not know the cause yet', or what you have ruled out."
        )


RULE = Rule(
    code="PRM008",
    name="guess-published",
    severity="warn",
    audiences="CX",
    kind="phrase",
    summary="we think, probably, seems, appears, suspect: a guess that should be marked unknown or dropped",
    why="Readers repeat a guess as a fact, and remember it when it was wrong.",
    source="PagerDuty, customer liaison (never guess); downdetector guide (avoid speculation)",
    check=check,
    options=(Option("marked_excuses", True, "let one guess pass that the text marks as unconfirmed"),),
    flags=(
        "We suspect that a cable was cut.",
        "This looks like an attack.",
        "Early signs point to a full disk.",
    ),
    passes=(
        "The page appears as a blank screen.",
        "We believe a cable was cut; this is not yet confirmed.",
        "We do not know the cause. The cable is whole.",
    ),
)
