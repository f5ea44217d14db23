"""TIM005 ambiguous-date: an all-number date that reads differently by country."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

DATE = Pattern(
    r"(?<![\w/.-])(?:(\d{1,2})/(\d{1,2})(?:/(?:\d{4}|\d{2}))?|(\d{1,2})[.-](\d{1,2})[.-](?:20\d{2}|"
    r"\d{2}))(?![\w/-]|\.\d|%)"
)
NOT_DATES = ("24/7", "50/50", "9/11", "1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "1/10")
BEFORE_VERSION = (
    "version",
    "release",
    "v",
    "ver",
    "python",
    "ubuntu",
    "ios",
    "android",
    "macos",
    "chrome",
    "firefox",
    "build",
    "plugin",
    "step",
    "page",
    "part",
    "phase",
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each number date whose day and month could change places."""
    lower = document.lower
    if "/" not in lower and "-" not in lower and "." not in lower:
        return
    every = context.option("TIM005", "every")
    for match in DATE.at_digits(document, lower, "/.-"):
        words = match[0]
        first, second = int(match[1] or match[3]), int(match[2] or match[4])
        if words in NOT_DATES or not (1 <= first <= 31 and 1 <= second <= 31) or (first > 12 and second > 12):
            continue
        before = lower[: match.start()].split()[-1:] or [""]
        if before[0].strip("(,:") in BEFORE_VERSION:
            continue
        if words.count("/") == 1 and not lower[: match.start()].endswith(
            ("on ", "since ", "by ", "until ", "from ", "of ", "the ", "before ", "after ")
        ):
            continue
        if not every and (first > 12 or second > 12):
            continue
        yield Hit(
            match.start(),
            match.end(),
            f"{words!r} is read as day/month by some and month/day by others. Write the month: '3 "
            f"April 2026'.",
        )


RULE = Rule(
    code="TIM005",
    name="ambiguous-date",
    severity="warn",
    audiences="CSXP",
    kind="pattern",
    summary="all-number date that reads differently by country",
    why="A wrong month makes readers look for damage in the wrong place.",
    source="18F content guide, dates; Vale: Google DateFormat, Microsoft DateOrder",
    check=check,
    options=(
        Option("every", True, "flag number dates too whose day is over 12, so that all dates look alike"),
    ),
    flags=(
        "Invoices of 05/06/2026 are missing.",
        "The work starts on 1.7.2026.",
        "We will report back by 8/5.",
    ),
    passes=(
        "Version 7.8.26 is not affected.",
        "Our helpline is open 24/7 and the report comes on 2026-04-03.",
        "The work starts on 1 July 2026.",
    ),
)
