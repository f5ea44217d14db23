"""VAG003 vague-quantity: some, several, a number of, a portion, with no number and no group."""

import re
from collections.abc import Iterator

from drafter.checks.lint.detect import find_unknowns
from drafter.checks.lint.detect.reading import is_update
from drafter.checks.lint.detect.symptoms import READERS
from drafter.checks.lint.pattern import Pattern, words
from drafter.checks.lint.phrases import PhraseMatch, Row
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

NUMBER = Pattern(
    r"\b\d[\d.,]{0,12}\s?(?:%|percent|in \d|out of|of (?:our|the)|customers|users|people|accounts|requests|"
    r"orders|[a-z]+s\b)|\b(?:one|two|three) (?:in|out of)|"
    r"\b(?:half|a third|a quarter|two thirds) of\b"
)
BETWEEN = (  # words between an amount and what tells which ones
    r"^\s?(?:(?!(?:is|are|was|were|have|has|had|may|might|can|cannot|could|will|do|does|did|not)\b)\w+\s){0,4}?"
)
TELLS = (
    r"from (?:the )?[a-z]+|named |\(?(?:including|such as|namely)\b)|"
    r"^\s?(?:(?!(?:is|are|was|were|failed)\b)\w+\s){0,1}?(?:with |who |whose |that |using )|"
    r"^(?:,? including\b|: )"
)
NAMED = Pattern(rf"{BETWEEN}(?:{TELLS}")
GROUP = Pattern(
    rf"{BETWEEN}(?:in (?:the )?(?!progress|recent|some|total|our|general)[a-z]+|"
    rf"on (?:the )?(?!our|some|this)[a-z]+|outside |over |{TELLS}"
)
PEOPLE = READERS | {"accounts", "tenants", "households", "teams", "organisations", "organizations"}
COUNTED = (  # the same things, or people, with a figure: "all 2,310 accounts", "12 % of orders"
    r"\d(?:[\d.,]{0,12}\d)?\s?(?:%%|percent\b|(?:(?!some|many|most|with|from|that)[a-z]{4,20} )?"
    r"(?:customers|users|people|accounts|households|%s)\b|"
    r"(?:of them )?(?:are|were) (?:affected|concerned))"
)
PLURAL = Pattern(
    r"\b(?:some|various|numerous|multiple|several|certain|a few|(?:number|handful|portion|subset|"
    r"couple|fraction) of) "
    r"(?:of )?(?:our |the )?(?:[a-z-]{3,20} )?"
    r"(?!(?:seconds|minutes|hours|days|weeks|months|years|times|reasons|steps|ways|things|attempts|options|sources|"
    r"causes|factors|changes|fixes|improvements|measures|teams|engineers|series|is|was|has|does|this|its|as|us)\b)"
    r"[a-z]{2,20}s\b"
)
AMOUNTS = words(
    "some various numerous multiple several certain few number handful portion subset couple fraction"
)


def _amounts(document: Document) -> list[PhraseMatch]:
    """Return the vague amounts of the list, and those of any other plural."""
    found = document.phrases("VAG003")
    row = Row("VAG003", "")
    for match in PLURAL.near(document, AMOUNTS, before=3, after=70):
        if not any(one.start < match.end() and match.start() < one.end for one in found):
            words = document.text[match.start() : match.end()]
            found = [*found, PhraseMatch(match.start(), match.end(), words, row)]
    return sorted(found, key=lambda one: one.start)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each vague amount, unless a figure or a group stands with it or the text says that nobody
    knows.
    """
    matches = _amounts(document)
    if not matches:
        return
    if (
        context.reader != "P"
        and is_update(document)
        and any(
            "how many" in document.text_lower or "which" in document.text_lower
            for _ in find_unknowns(document)[:1]
        )
    ):
        return
    lower = document.lower
    for match in matches:
        sentence = document.sentence_at(match.start)
        if sentence is None:
            continue
        if NUMBER.search(lower, match.start, min(sentence.end, match.end + 60)) or NUMBER.search(
            lower, max(sentence.start, match.start - 40), match.start
        ):
            continue
        if context.option("VAG003", "group_is_enough"):
            behind = lower[match.end : min(sentence.end, match.end + 50)]
            people = not PEOPLE.isdisjoint(match.words.lower().split())
            if (GROUP if people else NAMED).regex.match(behind):
                continue  # a place tells who is meant, not which things
        if context.reader != "P" and is_update(document) and _counted_elsewhere(lower, match.words.lower()):
            continue
        yield match.hit(
            "{words} does not say how many or which. Give a number or a group: 'about 4,000 of our "
            "20,000 customers', "
            "'customers in the EU'."
        )


def _counted_elsewhere(lower: str, words: str) -> bool:
    """Say whether another sentence gives the number: "Some transfers ... all 2,310 accounts"."""
    return re.search(COUNTED % re.escape(words.rsplit(None, 1)[-1]), lower) is not None


RULE = Rule(
    code="VAG003",
    name="vague-quantity",
    severity="warn",
    audiences="CSXP",
    kind="phrase",
    summary="some, several, various, a number of, a portion, certain customers, with no number or group",
    why="'Some users' may be three or half of all; readers assume the worse or the better, and are wrong.",
    source="plainlanguage.gov word list (a number of, numerous); uptimemonit.com",
    check=check,
    options=(
        Option(
            "group_is_enough",
            True,
            "accept a vague number of people with a named group: 'some customers in Spain'",
        ),
    ),
    flags=(
        "Certain routes are missing from the planner.",
        "Most services in Lisbon are closed.",
        "A number of orders were lost.",
        "Several customers cannot sign in.",
        "A small subset of accounts shows old balances.",
    ),
    passes=(
        "We do not know yet how many customers are affected; some cannot sign in.",
        "Some customers in Spain cannot sign in.",
        "Some 300 orders were lost.",
        "Some transfers were booked twice. The money is back on all 2,310 accounts.",
    ),
)
