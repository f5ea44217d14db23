"""CLR011 too-many-clauses: four or more commas that are no list, nested brackets, or several dashes."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

NESTED = Pattern(r"\([^()\n]{0,80}\([^()\n]{0,80}\)|\([^()\n]{0,80}\[[^\[\]\n]{0,80}\]", any_of=("(",))
DASHES = Pattern(r"\s[–—-]\s[^–—\n]{1,80}?\s[–—-]\s[^–—\n]{1,80}?\s[–—-]\s", any_of=(" - ", " – ", " — "))
NUMBER = Pattern(r"\d,\d")
CLAUSE = Pattern(
    r",\s(?:which|who|where|when|while|as|and|but|or|because|if|although|since|so|that|for|in|on|at|by|with|after|before|are|is|was|were|has|have|including|such|of|to|from|due|despite|however|also|then|it|we|they|this|you|may|can|will)\b"
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each sentence with more turns than a reader can hold; a plain list with commas passes."""
    most = context.option("CLR011", "commas")
    dashes = DASHES.possible(document.lower)
    for sentence in document.sentences:
        lower = sentence.lower
        commas = lower.count(",")
        if commas >= most:
            commas -= len(list(NUMBER.finditer(lower)))
            clauses = len(list(CLAUSE.finditer(lower)))
            if commas >= most and ((clauses >= 2 and clauses * 2 >= commas - 1) or clauses >= 3):
                yield Hit(
                    sentence.start,
                    sentence.end,
                    f"{commas} commas hold this sentence together. Make two or three sentences, or a list.",
                )
                continue
        if "(" in lower and NESTED.search(lower):
            yield Hit(
                sentence.start,
                sentence.end,
                "Brackets inside brackets. Give the aside a sentence of its own.",
            )
        elif dashes and sum(map(lower.count, "-–—")) >= 3 and DASHES.search(lower):
            yield Hit(
                sentence.start,
                sentence.end,
                "Three dashes in one sentence. Give the aside a sentence of its own.",
            )


RULE = Rule(
    code="CLR011",
    name="too-many-clauses",
    severity="info",
    audiences="CXP",
    kind="pattern",
    summary="four or more commas, nested brackets or dashes in one sentence",
    why="Each turn has to be remembered until the sentence ends.",
    source="textlint max-comma; plainlanguage.gov",
    check=check,
    options=(Option("commas", 4, "commas from which a sentence that is no list is flagged"),),
    flags=(
        "Calls, which go through Madrid, drop, as we wrote, after a minute, and mail is late.",
        "Orders are late (those by card (not by invoice) too).",
        "The cable – an old one – was cut – again – by a digger.",
    ),
    passes=(
        "Spain, Portugal, France, Italy, Malta and Greece are silent.",
        "About 1,200,000 mails, 14,000 bills and 3,000 letters are late.",
        "Orders by card are late (not those by invoice).",
    ),
)
