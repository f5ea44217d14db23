"""TIM007 ambiguous-zone: zone letters with several meanings, or a winter zone in summer."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern, words
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

ZONE = Pattern(
    r"(?:\d{1,2}(?::\d{2}){0,2}(?:\s?[aApP]\.?[mM]\.?)?|time|\()\s{0,2}\(?(IST|CST|BST|AST|MST|SST|PST|EST|"
    r"AMT|ADT|GST|WST|CDT|ET|CT|PT|MT)\b"
)
MEANINGS = {
    "IST": "India, Israel and Ireland",
    "CST": "Central America, China and Cuba",
    "BST": "Britain and Bangladesh",
    "AST": "the Atlantic coast and Arabia",
    "MST": "the Mountain states and Malaysia",
    "SST": "Samoa and Singapore",
    "AMT": "Armenia and the Amazon",
    "GST": "the Gulf and South Georgia",
    "WST": "West Samoa and Western Australia",
    "CDT": "Central America and Cuba",
    "ADT": "the Atlantic coast and Arabia",
    "ET": "summer and winter time in the east of America",
    "CT": "summer and winter time in the middle of America",
    "PT": "summer and winter time in the west of America",
    "MT": "summer and winter time in the Mountain states",
}
LETTERS = frozenset(
    {
        "ist",
        "cst",
        "bst",
        "ast",
        "mst",
        "sst",
        "pst",
        "est",
        "amt",
        "adt",
        "gst",
        "wst",
        "cdt",
        "et",
        "ct",
        "pt",
        "mt",
    }
)
WINTER = {"EST": "EDT", "PST": "PDT"}
SUMMER_MONTHS = words("april may june july august september october apr jun jul aug sept")
WINTER_MONTHS = words("november december january february march nov dec jan feb mar")


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each zone abbreviation that stands for more than one offset, unless UTC stands beside it."""
    known = set(context.option("TIM007", "known"))
    text = document.prose
    for match in ZONE.near(document, LETTERS, text, before=30, after=8):
        zone = match[1]
        beside = text[max(0, match.start() - 30) : match.end() + 30]
        if zone in known or "UTC" in beside or "GMT" in beside:
            continue
        if zone in WINTER:
            if not _summer(document, context):
                continue
            meaning = f"{zone} is winter time; in summer it is {WINTER[zone]}"
        else:
            meaning = f"{zone} can mean {MEANINGS[zone]}"
        yield Hit(*match.span(1), f"{meaning}. Add UTC in brackets: '18:00 {zone} (12:30 UTC)'.")


def _summer(document: Document, context: Context) -> bool:
    """Say whether it may be summer: a text without a month leaves it open which of the two is meant."""
    if context.now is not None:
        return 4 <= context.now.month <= 10
    vocabulary = document.vocabulary
    return not SUMMER_MONTHS.isdisjoint(vocabulary) or WINTER_MONTHS.isdisjoint(vocabulary)


RULE = Rule(
    code="TIM007",
    name="ambiguous-zone",
    severity="info",
    audiences="CSXP",
    kind="pattern",
    summary="zone letters with several meanings: IST, CST, BST; EST and PST used in summer",
    why="Half a day's difference hides behind three letters.",
    source="IANA time zone database; a rule of our own",
    check=check,
    options=(
        Option("known", [], "abbreviations your readers read one way only, as in a product for one country"),
    ),
    flags=(
        "Phones work since 09:00 CST.",
        "We write again at 3 pm BST.",
        "On 4 July, calls dropped at 10:00 EST.",
        "Calls dropped at 10:00 EST.",
    ),
    passes=(
        "Next update at 18:00 IST (12:30 UTC).",
        "On 4 January, calls dropped at 10:00 EST.",
        "Our BST tree index is not affected.",
    ),
)
