"""CON006 copy-of-last: nearly the same text as the update before."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern, words
from drafter.checks.lint.rule import Context, Document, Example, Hit, Option, Rule

HONEST = Pattern(
    r"\b(?:no change|unchanged|nothing (?:has )?(?:changed|new)|still the same|no news)\b",
    any_of=("chang", "same", "no news", "nothing"),
)
FILLER = words(
    "our the a an we are is still currently now to and of on for as at by that this continue "
    "continues continuing have has be it with"
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the first sentence when words and order match the last update, times and fillers aside."""
    if not context.previous or not document.sentences or HONEST.search(document.lower):
        return
    new = _words(document)
    old = _words(Document(context.previous[-1]))
    if not new or not old:
        return
    from difflib import SequenceMatcher  # only when there is an earlier update

    alike = SequenceMatcher(None, old, new, autojunk=False).ratio()
    if alike < context.option("CON006", "alike") or _adds(document, set(old)):
        return
    yield Hit(
        *document.anchor,
        f"This is {alike:.0%} the last update again. Say what was learned or ruled out since, or that "
        f"nothing changed.",
    )


def _adds(document: Document, old: set[str]) -> bool:
    """Say whether a whole sentence is new: a long brief may keep the rest of its text."""
    for sentence in document.sentences:
        said = _words(Document(document.text[sentence.start : sentence.end]))
        if len(said) > 2 and 2 * sum(word not in old for word in said) >= len(said):
            return True
    return False


def _words(document: Document) -> list[str]:
    """Return the words that carry meaning; clock times and dates, which change every time, are left out."""
    return [
        word.rstrip("s")
        for word in document.tokens.words
        if word not in FILLER and not word[0].isdigit() and word not in ("utc", "am", "pm", "next", "update")
    ]


RULE = Rule(
    code="CON006",
    name="copy-of-last",
    severity="warn",
    audiences="CSX",
    kind="context",
    summary="nearly the same text as the update before",
    why="A repeated text looks as if nobody were there.",
    source="Customer Support Leaders, episode 276 (canned, phoning it in)",
    check=check,
    needs=("previous",),
    options=(Option("alike", 0.8, "share of words in the same order that counts as a copy (0 to 1)"),),
    flags=(
        Example(
            "Calls to Spain drop. We are replacing a cable. Next update 11:00 UTC.",
            previous="Calls to Spain drop. We are replacing a cable. Next update 10:00 UTC.",
        ),
        Example("Our team is still working on it.", previous="The team is working on it."),
        Example(
            "We continue to investigate late mail.", previous="We are continuing to investigate late mail."
        ),
    ),
    passes=(
        Example("No change since 10:00 UTC: calls to Spain drop.", previous="Calls to Spain drop."),
        Example(
            "The cable is in. We are testing calls to Spain.",
            previous="Calls to Spain drop. We are replacing a cable.",
        ),
        Example("Mail is late by an hour now.", previous="We are looking into why phones are silent."),
    ),
)
