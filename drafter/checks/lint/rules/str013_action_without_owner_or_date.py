"""STR013 action-without-owner-or-date: a follow-up item that nobody has, or that is never due."""

import re
from collections.abc import Iterator
from functools import cache

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.phrases import DATA
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

OWNER = Pattern(
    r"\bowners?\b|\bowned by\b|\bassigned\b|\bassignee\b|\bresponsible\b|@\w|\bteam\b|\([A-Z][a-z]+\)|"
    r"\bdri\b|\blead\b|^\w+: |\bby the \w+",
    any_of=(),
)
DATE = Pattern(
    r"\bdue\b|\bby (?:the )?(?:end of|\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|"
    r"sep|oct|nov|dec|next|q[1-4])|"
    r"\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b(?:jan|feb|mar|apr|may|jun|jul|"
    r"aug|sep|oct|nov|dec)[a-z]* \d|\b\d{4}-\d{2}|\bq[1-4]\b|"
    r"\bin progress\b|\bdone\b|\bcompleted?\b|\bshipped\b|\blive (?:on|since)\b|\bsince\b|\btarget\b|"
    r"\beta\b|\bweek of\b|\[x\]",
    any_of=(
        "due", "by ", "in progress", "done", "complete", "shipped", "live ", "since", "target", "eta",
        "week of", "[x]", *"0123456789",
    ),
)  # fmt: skip
HEAD = 120  # characters in which the first words of an item stand
LABEL = Pattern(r"^\W{0,4}(?:todo|action|action item|follow-up|fix|task|next)\s?:\s?", flags=re.IGNORECASE)


@cache
def verbs(language: str = "en") -> frozenset[str]:
    """Return the verbs that a follow-up item begins with."""
    return frozenset((DATA / language / "follow_up_verbs.txt").read_text("utf-8").split())


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each list item that begins with a verb of work and names no date, or no owner where owners are
    asked for.
    """
    owners, known = context.option("STR013", "owner"), verbs()
    for item in document.items:
        text = document.prose[item.start : item.end]
        if ":" in text[:16]:
            text = LABEL.regex.sub("", text, count=1)
        words = text[:HEAD].replace("[ ]", " ").split(None, 2)
        if not words:
            continue
        first = words[1] if words[0].lower() in ("we", "to", "we'll") and len(words) > 1 else words[0]
        if first.lower().strip("*_:.,") not in known or (first == "have" and words[0].lower() == "we"):
            continue  # "we have not found out": the past, no work to come
        missing = []
        if owners and not OWNER.search(text.lower()) and not OWNER.search(text):
            missing.append("owner")
        if not DATE.search(text.lower()):
            missing.append("date")
        if missing:
            yield Hit(
                item.start,
                item.end,
                f"This follow-up has no {' and no '.join(missing)}. Add 'Owner: Accounts team. Due: "
                f"30 May 2026.'",
            )


RULE = Rule(
    code="STR013",
    name="action-without-owner-or-date",
    severity="warn",
    audiences="P",
    kind="pattern",
    summary="follow-up item has no owner or no date",
    why="What nobody has and nothing dates is not done; readers remember the promise.",
    source="Atlassian incident communication play (owners and deadlines)",
    check=check,
    options=(
        Option("owner", False, "ask for an owner too; public reviews often leave names out on purpose"),
    ),
    flags=(
        "- Write a check for the cable route.",
        "- Replace the old printer driver",
        "1. Automate the renewal of certificates.",
    ),
    passes=(
        "- Calls to Spain dropped.",
        "- We have not found out when it began.",
        "- Write a check for the cable route. Owner: Network team. Due: 12 June 2026.",
        "- Replace the printer driver by the end of June (Print team).",
    ),
)
