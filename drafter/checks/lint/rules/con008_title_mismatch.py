"""CON008 title-mismatch: the title names another thing, stage or size than the text."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import MONTHS, Pattern
from drafter.checks.lint.rule import Context, Document, Example, Hit, Rule
from drafter.core.stemming import stem

SMALL = Pattern(
    r"\b(?:minor|small|slight|brief|short|partial|some|limited|slow|slower|slowness|delays?|delayed|"
    r"degraded|intermittent|occasional)\b"
)
LARGE = Pattern(
    r"\b(?:all (?:\w+ )?(?:customers|users|shops|calls|orders|accounts|regions|payments|exports|"
    r"offices)|everyone|every customer|nobody|no one|completely|have failed|has failed|(?:is|are) "
    r"(?:down|unavailable|offline)|none of|no \w+ (?:can|could) be|at all)\b"
)
BIG_TITLE = Pattern(r"\b(?:major|complete|full|total|all|outage|down|unavailable)\b")
SMALL_TEXT = Pattern(r"\b(?:slow|slower|slowly|some (?:customers|users)|a few|slight|minor)\b")
OVER = Pattern(r"\b(?:resolved|fixed|repaired|mended|restored|closed|completed|over)\b")
OPEN = Pattern(
    r"\b(?:investigating|we are (?:still )?(?:working|looking)|not yet known|do not (?:yet )?know|"
    r"(?:is|are|remains?|stays?) still \w+|still (?:down|failing|cannot|closed|shut|waiting)|next update)\b"
)
STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "for",
        "and",
        "to",
        "with",
        "by",
        "from",
        "is",
        "are",
        "was",
        "were",
        "at",
        "all",
        "some",
        "our",
        "your",
        "incident",
        "issue",
        "outage",
        "problem",
        "problems",
        "issues",
        "delay",
        "delays",
        "update",
        "updates",
        "status",
        "resolved",
        "investigating",
        "identified",
        "monitoring",
        "minor",
        "major",
        "partial",
        "degraded",
        "performance",
        "service",
        "services",
        "review",
        "report",
        "postmortem",
        "post-mortem",
        "post",
        "mortem",
        "how",
        "what",
        "why",
        "when",
        "slow",
        "slowness",
        "failing",
        "fails",
        "failed",
        "fail",
        "failure",
        "failures",
        "down",
        "unavailable",
        "error",
        "errors",
        "customers",
        "users",
        "disruption",
        "maintenance",
        "not",
        "may",
        "be",
        "intermittent",
        "elevated",
        "increased",
        "high",
        "access",
        "connectivity",
        "latency",
        "again",
    ]
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the title, or the first sentence when the title is a field, with what does not fit."""
    title, place = context.title, document.anchor
    body = document.lower
    if title is None and document.headings and document.headings[0].level == 1:
        block = document.headings[0]
        title, place = document.text[block.start : block.end], (block.start, block.end)
        body = document.lower[block.end :]
    if not title or len(body.split(None, 2)) < 3:
        return
    head = title.lower()
    wrong = ""
    if (small := SMALL.search(head)) and (large := LARGE.search(body)) and not SMALL.search(body):
        wrong = f"the title says {small[0]!r}, the text {large[0]!r}"
    elif (
        (big := BIG_TITLE.search(head))
        and not BIG_TITLE.search(body)
        and (slight := SMALL_TEXT.search(body))
        and not LARGE.search(body)
    ):
        wrong = f"the title says {big[0]!r}, the text {slight[0]!r}"
    elif (over := OVER.search(head)) and (still := OPEN.search(body)) and context.reader != "P":
        wrong = f"the title says {over[0]!r}, the text {still[0]!r}"
    elif _other_thing(head, body):
        wrong = "no word of the title comes back in the text"
    if wrong:
        yield Hit(*place, f"Title and text differ: {wrong}. Make them say the same.")


def _other_thing(head: str, body: str) -> bool:
    words = {word.strip(".,:;!?()'\"").rstrip("s") for word in head.replace("-", " ").split()}
    things = {
        word
        for word in words
        if len(word) > 2
        and word not in STOP
        and word + "s" not in STOP
        and not any(c.isdigit() for c in word)
    }
    things -= MONTHS
    return bool(things) and not any(stem(thing) in body for thing in things)


RULE = Rule(
    code="CON008",
    name="title-mismatch",
    severity="info",
    audiences="CSP",
    kind="context",
    summary="title names another product, stage or severity than the text",
    why="Feeds and mails show the title alone.",
    source="a rule of our own",
    check=check,
    flags=(
        "# Resolved: doors in Leeds\nDoors in Leeds are still shut.",
        "# Slow mail\nMail is down for everyone since noon UTC.",
        Example("Calls to Spain drop.", title="Late invoices"),
        Example("The impact is wide: calls to Spain drop.", title="Trouble with actions"),
        Example("We are still working on it. Next update 10:00 UTC.", title="Phones: resolved"),
    ),
    passes=(
        Example("Calls to Spain drop.", title="Calls dropping"),
        "# Phones silent in Spain\nPhones in Spain are silent since noon UTC.",
        Example("Mail is late by an hour.", title="Mail delayed"),
    ),
)
