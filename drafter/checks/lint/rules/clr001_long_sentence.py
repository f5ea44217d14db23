"""CLR001 long-sentence: more words in a sentence than the reader can hold."""

from collections.abc import Iterator

from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each sentence over the limit; addresses and code do not count as words."""
    limit = context.option("CLR001", "customers" if context.reader == "C" else "others")
    for sentence in document.sentences:
        if sentence.end - sentence.start < limit * 3:
            continue
        words = len(sentence.lower.split())
        if words <= limit:
            continue
        yield Hit(
            sentence.start,
            sentence.end,
            f"{words} words in one sentence; at most {limit} read well. Make two of it.",
        )


RULE = Rule(
    code="CLR001",
    name="long-sentence",
    severity="warn",
    audiences="CSXP",
    kind="pattern",
    summary="more than 25 words (20 for customers) in a sentence",
    why="Readers under stress lose the beginning before they reach the end.",
    source="plainlanguage.gov, write short sentences; 18F; Vale Microsoft SentenceLength",
    check=check,
    options=(
        Option("customers", 20, "most words for customers"),
        Option("others", 25, "most words for everyone else"),
    ),
    flags=(
        "When the digger that was working on the new road near our office cut the cable, all phones "
        "in Spain and Portugal went silent at once.",
        "We are replacing the cable with the help of our supplier, who has sent two people and a van "
        "that will arrive at some time today.",
        "Orders that were placed on the web shop between noon and one in the afternoon may be missing "
        "from the list that you see on your account page.",
    ),
    passes=(
        "- calls to Spain\n- calls to Portugal\n- calls to France\n- calls to Italy\n- calls to "
        "Malta\n- calls to Greece\n- calls to Cyprus",
        "A digger cut a cable. All phones in Spain are silent.",
        "Orders placed between 12:00 and 13:00 UTC may be missing from your account page.",
    ),
)
