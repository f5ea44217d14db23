"""TON006 all-caps: three or more shouted words in a row."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern, words
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

RUN = Pattern(r"[A-Z][A-Z']{1,24}(?:[ ,:;!–-]{1,3}(?:[A-Z][A-Z']{1,24}|A|I|\d{1,4})){2,30}(?![\w-])")

LONG = Pattern(r"[A-Z]{2,24}[ ,:;!–-]{1,3}[A-Z]{2}")
SMALL = words(  # short words that are no acronyms
    "ALL AND ANY ARE ASK BE BUT BY CAN DO FOR GET GO HAS HIS HOW IF IN IS ITS MAY NEW NO NOT NOW OF OFF "
    "ON ONE OR "
    "OUR OUT PAY PUT SEE SO THE TO TRY TWO UNTIL USE WAS WE WHY WHO YOU"
)
SQL = words(
    "SELECT INSERT UPDATE DELETE ALTER CREATE DROP FROM WHERE INTO VALUES TABLE JOIN COUNT ORDER GROUP INDEX"
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each run of capital words of which at least two are no acronyms; SQL passes."""
    least = context.option("TON006", "words")
    prose = document.prose
    if LONG.search(prose) is None:
        return
    for match in RUN.finditer(prose):
        before = prose[match.start() - 1 : match.start()]
        if before.isalnum() or before == "-":
            continue
        run = [word.strip(",:;!–-'") for word in match[0].replace("-", " ").split()]
        shouted = [word for word in run if (len(word) >= 4 and word.isalpha()) or word in SMALL]
        if len(run) < least or len(shouted) < 2 or len(SQL.intersection(run)) > 1:
            continue
        calm = match[0].capitalize()
        yield Hit(
            match.start(), match.end(), f"{match[0]!r} shouts. Write it in small letters: {calm!r}.", (calm,)
        )


RULE = Rule(
    code="TON006",
    name="all-caps",
    severity="warn",
    audiences="CSX",
    kind="pattern",
    summary="three or more shouted words",
    why="Capitals are slower to read and sound like alarm.",
    source="plainlanguage.gov, highlight important concepts",
    check=check,
    options=(Option("words", 3, "capital words in a row that count as shouting"),),
    flags=(
        "PLEASE READ THIS FIRST: phones are silent.",
        "Do not restart. YOUR FILES WILL BE LOST.",
        "SERVICE NOTICE FOR ALL SHOPS",
    ),
    passes=(
        "The EU, UK and US sites use SSO, PDF and CSV.",
        "Please read this first: phones are silent.",
        "NASA and ESA feeds are late.",
    ),
)
