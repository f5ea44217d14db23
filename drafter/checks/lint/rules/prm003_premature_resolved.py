"""PRM003 premature-resolved: "resolved", "back to normal" while the stage is not resolved."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Example, Hit, Rule

DONE = Pattern(
    r"\b(?:fully|completely) back\b|\b(?:is|are|was|were|has been|have been|been|now|fully|completely) "
    r"(?:now |all |fully |"
    r"completely |been |also )*(?:resolved|fixed|restored|solved|closed|over|recovered|repaired|back "
    r"to normal|operational|cleared)\b|\bhave (?:now |all |fully )*(?:recovered|resumed|returned|come "
    r"back)\b|\b(?:back to normal|fully (?:resolved|restored|recovered|"
    r"operational|fixed)|"
    r"returned to normal|everything (?:is )?(?:works|working|fine|normal|ok|okay)|all (?:systems|"
    r"services) (?:are )?(?:operational|normal|go|green|back)|no longer (?:an issue|a problem|"
    r"affected)|(?:works?|working) (?:again|normally|as (?:usual|expected|normal))|we (?:have |'ve "
    r")?(?:now )?(?:fixed|resolved|solved) (?:the|this|it)|"
    r"this (?:incident|issue|outage|problem) (?:is|has) (?:over|ended|closed|finished)|the "
    r"(?:incident|issue|outage|problem) (?:is|has) (?:over|ended)|all clear|"
    r"(?:problem|issue|fault|error|outage) (?:is|has) gone|all is (?:normal|well|good|fine))\b",
    any_of=(
        "ly back",
        "resolved",
        "fixed",
        "restored",
        "solved",
        "closed",
        "over",
        "recovered",
        "repaired",
        "normal",
        "operational",
        "cleared",
        "everything",
        "all ",
        "no longer",
        "work",
        "ended",
        "finished",
        "gone",
    ),
)
PARTLY = Pattern(r"\b(?:not yet|do not|does not|still|except|but not|others?|the rest|those in|remain\w*)\b")
NOT_YET = Pattern(
    r"\b(?:not|isn't|aren't|hasn't|haven't|never|no|once|when|until|before|if|will|should|partly|"
    r"partially|most|some|expect|being|to be|after|whether|yet|unless|cannot)\b"
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each claim of an end at a stage that is not the end."""
    if context.stage in (None, "resolved"):
        return
    for sentence, match in DONE.in_sentences(document):
        head = document.lower[sentence.start : match.start()][-50:]
        if PARTLY.search(sentence.lower, match.end() - sentence.start):
            continue
        if NOT_YET.search(head) or NOT_YET.search(match[0].split(" ")[0]):
            continue
        if context.stage == "monitoring" and not _whole(match[0]):
            continue
        words = document.text[match.start() : match.end()]
        yield Hit(
            match.start(),
            match.end(),
            f"{words!r}, but the stage is {context.stage}. Say what works so far, and what you are "
            f"still checking.",
        )


def _whole(words: str) -> bool:
    """Say whether the words claim that all is over: in monitoring, "works again" is fair, "fully resolved"
    is not.
    """
    return any(
        part in words
        for part in (
            "resolved",
            "fully",
            "everything",
            "all ",
            "over",
            "closed",
            "normal",
            "completely",
            "solved",
            "ended",
            "no longer",
            "fixed",
            "gone",
        )
    )


RULE = Rule(
    code="PRM003",
    name="premature-resolved",
    severity="block",
    audiences="CSX",
    kind="context",
    summary="resolved, fully restored, back to normal while the stage is not resolved",
    why="A relapse after 'resolved' is a second incident in readers' eyes.",
    source="PagerDuty, external communication guidelines (full recovery confirmed)",
    check=check,
    needs=("stage",),
    flags=(
        Example("All phones are back to normal.", stage="identified"),
        Example("We have fixed the problem.", stage="monitoring"),
        Example("The outage is over.", stage="investigating"),
    ),
    passes=(
        Example("This is not fully resolved: Madrid is still silent.", stage="monitoring"),
        Example("Phones ring again in most offices; we are watching until 16:00 UTC.", stage="monitoring"),
        Example("The outage is over.", stage="resolved"),
    ),
)
