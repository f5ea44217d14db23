"""CLR015 bare-percent: a percentage with nothing it is a part of."""

import re
from collections.abc import Iterator

from drafter.checks.lint.pattern import SPACES, Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Rule

PERCENT = Pattern(
    r"(?<![\w.,])\d{1,3}(?:[.,]\d{1,3})?\s?(?:%|percent\b|per cent\b)", any_of=("%", "percent", "per cent")
)
REACH = 100  # characters on either side in which the base of a percentage may stand
BASE_AFTER = Pattern(
    r"^\s?(?:of\b|more\b|fewer\b|less\b|slower\b|faster\b|longer\b|higher\b|lower\b|off\b|discount|"
    r"battery|charged?\b|complete|done|full|humidity|increase|decrease|drop in|rise in|reduction|"
    r"growth|capacity|probability|chance|accuracy|uptime|availability|"
    r"(?:\w+ ){0,2}(?:customers|users|requests|calls|orders|accounts|people|payments|messages|emails|"
    r"mails|traffic|pages|files|jobs|builds|searches|uploads|downloads|shops|stores|sites|visitors|"
    r"transactions|deliveries|devices|cards|attempts|bookings|"
    r"videos|events|queries|servers|logins|sign-ins|sessions|connections|offices|regions|data|"
    r"capacity|load|time|failures?|errors?)\b)"
)
BASE_BEFORE = Pattern(
    r"\b(?:customers|users|requests|calls|orders|accounts|people|payments|messages|emails|mails|"
    r"traffic|pages|files|jobs|builds|searches|uploads|downloads|shops|stores|sites|visitors|"
    r"transactions|deliveries|devices|cards|attempts|bookings|discount|battery|"
    r"price|rate|cpu|memory|disk|usage|capacity|availability|uptime|volume|speed|sales|interest|tax|"
    r"vat|load|share of \w+|progress|slower|coverage|target|goal|slo|sla|"
    r"budget|complete|queue)\b[^.!?%\n]{0,40}$"
)


def _percentages(document: Document, lower: str) -> Iterator[re.Match[str]]:
    if PERCENT.possible(lower):
        yield from PERCENT.at_digits(document, lower, ".,%p" + SPACES)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each percentage whose base stands neither after it nor before it in the sentence."""
    lower = document.lower
    for match in _percentages(document, lower):
        sentence = document.sentence_at(match.start())
        if sentence is None or BASE_AFTER.regex.match(
            lower[match.end() : min(sentence.end, match.end() + REACH)]
        ):
            continue
        before = lower[max(sentence.start, match.start() - REACH) : match.start()]
        if BASE_BEFORE.search(before):
            continue
        words = document.text[match.start() : match.end()]
        yield Hit(
            match.start(), match.end(), f"{words!r} of what? Name the base: 'about {words} of customers'."
        )


RULE = Rule(
    code="CLR015",
    name="bare-percent",
    severity="warn",
    audiences="CXP",
    kind="pattern",
    summary="percentage with no base ('of what')",
    why="12 % of requests and 12 % of customers are very different harms.",
    source="18F content guide, numbers and percentages; a rule of our own",
    check=check,
    flags=(
        "Usage reached 97% and 12% failed.",
        "Failures reached 40%.",
        "About 40 % are affected.",
        "We see a 7 percent effect in Spain.",
        "The loss is at 3.5 %.",
    ),
    passes=(
        "The battery shows 12 %, and the shop gives a 20 % discount.",
        "About 40 % of calls drop.",
        "Orders are down by 7 %.",
    ),
)
