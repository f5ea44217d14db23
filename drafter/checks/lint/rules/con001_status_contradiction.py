"""CON001 status-contradiction: the stage field and the text disagree."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Example, Hit, Rule

CLOSED = Pattern(
    r"\b(?:(?:incident|issue|outage|problem|matter|case|disruption|fault|event) (?:is|has been|was|"
    r"has|are|have been) (?:now |fully |completely |been )*(?:closed|resolved|over|ended|fixed|solved|"
    r"concluded|finished)|(?:now|fully|completely) (?:resolved|restored|fixed|recovered)|all "
    r"(?:systems|services) (?:are )?(?:operational|normal)|"
    r"everything is (?:back to )?(?:normal|working|fine|operational|resolved|fixed|solved|restored)|"
    r"(?:works?|working) (?:again "
    r")?for everyone|back to normal|we (?:have |'ve )?(?:now )?(?:fixed|resolved|closed) (?:the|this)|"
    r"this is (?:now )?(?:resolved|closed|fixed|over)|all clear|service (?:is|has been) (?:fully "
    r")?restored|(?:consider|declare|mark|marking|close|closing) (?:this|the|it) (?:\w+ )?(?:as "
    r")?(?:closed|resolved|over|"
    r"done|fixed)|all (?:\w+ )?(?:\w+ )?(?:are|have) (?:now )?(?:working again|back|restored|recovered|"
    r"online again))\b"
)
BAD = (
    r"down|off|out|unavailable|offline|failing|affected|broken|closed|slow|silent|stuck|inaccessible|"
    r"unreachable|delayed|missing|"
    r"empty|degraded|disrupted|out of (?:order|service)|not (?:working|available|loading)"
)
OPEN = Pattern(
    r"\b(?:(?:we|engineers|the team|our team|teams) (?:are|is|'re)?(?: currently| still| now| "
    r"actively| continuing to| continue to)* ?(?:investigating|investigate|looking into|working on "
    r"(?:a|the|this|it|restoring|fixing)|trying to)|do not (?:yet )?know (?:the cause|why|when|what)|"
    r"cause is (?:still |not yet )?(?:unknown|known|unclear|under investigation)|under investigation|"
    r"(?:is|are|remains?) still (?!open|available|working|up\b|watching|monitoring|here|valid|able|safe|"
    r"the same)"
    rf"\w+|still (?:{BAD}|investigating|working on|experiencing)|(?:remains?|stays?) (?:{BAD})|(?:is|are) "
    rf"(?:currently |now "
    rf")?(?:down|unavailable|failing|offline|not (?:working|available|loading))|"
    r"(?:we|engineers|the team) (?:are|is) (?:still )?(?:looking|searching) for (?:the|a) "
    r"(?:cause|reason|fault)|"
    r"still (?:cannot|can't|unable|waiting|looking|searching)|cannot (?:sign|log|"
    r"open|pay|send|upload|download|use|reach|access|see)|next update (?:at|by|in))\b"
)
PART = Pattern(
    r"\b(?:not|isn't|hasn't|once|when|until|before|if|will be|should be|for (?!everyone|all|(?:the|a) "
    r"(?:cause|reason|fault)\b)\w+|in "
    r"(?:the )?[a-z]+, |except|partly|partially|most|some|earlier|previous|yesterday|separate|another|"
    r"other|were|was|from \d|between)\b"
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each sentence that says "over" at an open stage, or "open" at a closed one."""
    if context.stage is None:
        return
    closed = context.stage == "resolved"
    pattern = OPEN if closed else CLOSED
    for sentence in document.sentences:
        match = pattern.search(sentence.lower)
        if (
            match is None
            or PART.search(sentence.lower.replace(match[0], " "))
            or (not closed and _left_open(sentence.lower, match.start()))
        ):
            continue
        start, end = sentence.start + match.start(), sentence.start + match.end()
        words = document.text[start:end]
        yield Hit(start, end, f"The stage is {context.stage}, the text says {words!r}. Change one of them.")


def _left_open(lower: str, at: int) -> bool:
    return any(
        word in lower[max(0, at - 20) : at].split()
        for word in (
            *("not", "no", "isn't", "until", "once", "if", "when"),
            *("whether", "check", "checking", "verify", "verifying", "confirming"),
        )
    )


RULE = Rule(
    code="CON001",
    name="status-contradiction",
    severity="block",
    audiences="CSX",
    kind="context",
    summary="stage field and text disagree",
    why="Machines read the field and people read the text; one of them is told something untrue.",
    source="Customer Support Leaders, episode 276; a rule of our own",
    check=check,
    needs=("stage",),
    flags=(
        Example("Fans still cannot buy tickets.", stage="resolved"),
        Example("The incident is resolved.", stage="identified"),
        Example("We are still investigating.", stage="resolved"),
        Example("You cannot open invoices.", stage="resolved"),
    ),
    passes=(
        Example("Phones work again in Spain; in Ulm they are still open for calls.", stage="resolved"),
        Example("Phones in Spain work again; in Portugal they are still silent.", stage="identified"),
        Example("Phones ring again for everyone since 12:05 UTC.", stage="resolved"),
        Example("We keep checking that it works for everyone.", stage="monitoring"),
        Example("You cannot open invoices. We are repairing the page.", stage="identified"),
    ),
)
