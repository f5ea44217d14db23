"""JAR007 noun-string: four or more nouns in a row. A list of trade nouns stands in for a tagger."""

from collections.abc import Iterator
from functools import cache

from drafter.checks.lint.phrases import DATA
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

ENDINGS = ("tion", "tions", "sion", "ment", "ments", "ance", "ence", "ity", "ness", "ship", "ware", "logy")


@cache
def nouns(language: str = "en") -> frozenset[str]:
    """Return the nouns that pile up in incident prose, singular and plural."""
    words = (DATA / language / "nouns.txt").read_text("utf-8").split()
    return frozenset(words) | frozenset(word + "s" for word in words)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each run of nouns, in one pass over the words."""
    known, words, lower = nouns(), document.tokens.words, document.lower
    least = context.option("JAR007", "nouns")
    starts, ends = document.tokens.starts, document.tokens.ends
    run: list[int] = []
    hits = sorted(document.positions.of(known & document.vocabulary, known))

    def follows(index: int) -> bool:
        return lower[ends[index - 1] : starts[index]] == " "

    for index in [*hits, -1]:
        if run and index - run[-1] > 2 and len(run) < least - 1:  # the usual case: one noun alone
            run = [index]
            continue
        if run and index == run[-1] + 1 and follows(index):
            run.append(index)
            continue
        between = run and index == run[-1] + 2 and words[index - 1].endswith(ENDINGS)
        if between and follows(index - 1) and follows(index):
            run += [index - 1, index]
            continue
        if len(run) == least - 1:  # a noun the list does not know, by its ending, on either side
            first, last = run[0], run[-1]
            if first and words[first - 1].endswith(ENDINGS) and follows(first):
                run.insert(0, first - 1)
            elif last + 1 < len(words) and words[last + 1].endswith(ENDINGS) and follows(last + 1):
                run.append(last + 1)
        if len(run) >= least and not _name(document, run):
            start, end = starts[run[0]], ends[run[-1]]
            written = document.text[start:end]
            yield Hit(
                start,
                end,
                f"{written!r} is {len(run)} nouns in a row. Turn it round: 'more payments than usual "
                f"timed out'.",
            )
        run = [index]


def _name(document: Document, run: list[int]) -> bool:
    """Say whether the run is a proper name: every word begins with a capital."""
    starts = document.tokens.starts
    return all(document.text[starts[i]].isupper() for i in run)


RULE = Rule(
    code="JAR007",
    name="noun-string",
    severity="info",
    audiences="CXP",
    kind="pattern",
    summary="four or more nouns in a row",
    why="The reader has to find out which noun belongs to which before the sentence makes sense.",
    source="plainlanguage.gov, avoid noun strings",
    check=check,
    options=(Option("nouns", 4, "nouns in a row that count as a string"),),
    flags=(
        "We saw a database connection pool timeout error.",
        "The customer account page load time went up.",
        "An email delivery queue backlog is growing.",
    ),
    passes=(
        "The Customer Account Service Center in Madrid is open.",
        "The page with your account takes longer to load.",
        "Mail waits in a queue.",
    ),
)
