"""LEK011 severity-code: SEV1, P0, priority codes."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

CODE = Pattern(
    r"\bsev(?:erity)?[ -]?(?:level )?[0-5]\b|\b(?:priority|prio|urgency|level|tier|class|category)[ "
    r"-][0-5]\b(?= (?:incident|event|outage|issue|alert|response|ticket|bug|case|problem)|"
    r" (?:was|is|has been) (?:declared|called|raised|opened|assigned)|[.,;])|"
    r"(?<![\w.-])[ps][0-5](?= (?:incident|event|outage|issue|alert|ticket|bug|case|severity|response|"
    r"problem)s?\b)|(?:\b(?:a|as|is|this|to|declared|was|at|called|raised|now|rated|classified|from|"
    r"opened)\s)(?:an? )?[ps][0-5](?![\w-]|\.\w)|"
    r"\b(?:code red|code orange|red alert|major incident process|mi process)\b"
)
WORDS = frozenset(
    {
        "sev",
        "severity",
        "priority",
        "prio",
        "urgency",
        "level",
        "tier",
        "class",
        "category",
        "code",
        "alert",
        "red",
        "major",
        "mi",
    }
    | {f"{letter}{grade}" for letter in ("p", "s", "sev", "severity") for grade in range(6)}
)
GRADES = frozenset({*"012345", "red", "orange", "alert", "process", "incident"}) | frozenset(
    word for word in WORDS if word[-1].isdigit()
)
PLAN = Pattern(r"\b(?:your|support|plan|contract|sla|response time|customers? (?:with|on))\b")


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each internal grade; a support plan that names its own grades to customers passes."""
    lower = document.lower
    public = {word.lower() for word in context.option("LEK011", "public")}
    for match in CODE.near(document, WORDS, before=16, after=48, beside=GRADES, back=0, ahead=2):
        sentence = document.sentence_at(match.start())
        words = document.text[match.start() : match.end()]
        code = words.split()[-1].lower()
        if code in public or (sentence is not None and PLAN.search(lower, sentence.start, sentence.end)):
            continue
        start = (
            match.end() - len(words.split()[-1])
            if words[:1].lower() not in "sp" or (" " in words and words.split()[-1][:1].lower() in "sp")
            else match.start()
        )
        yield Hit(
            start,
            match.end(),
            f"{document.text[start : match.end()]!r} is a grade of ours. Say what it means: 'We "
            f"started our emergency process at 09:12 UTC.'",
        )


RULE = Rule(
    code="LEK011",
    name="severity-code",
    severity="warn",
    audiences="CP",
    kind="pattern",
    summary="SEV1, P0, priority codes",
    why="Readers cannot know the scale, and argue with the grade instead of reading the text.",
    source="PagerDuty, severity levels (internal)",
    check=check,
    options=(Option("public", [], "grades your support plans name to customers, such as P1"),),
    flags=(
        "We declared a P1 at noon.",
        "This was raised to severity 1.",
        "A sev2 incident is open.",
    ),
    passes=(
        "Your support plan answers P1 cases within an hour.",
        "Let p0 be the price on the first day.",
        "We called all engineers on duty at noon.",
    ),
)
