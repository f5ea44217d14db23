"""CLR002 long-paragraph: more than a few sentences, or too many words, in one paragraph."""

from collections.abc import Iterator

from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each paragraph over a limit; a text message or a post is one paragraph by its nature."""
    if context.short:
        return
    most_sentences = context.option("CLR002", "review_sentences" if context.reader == "P" else "sentences")
    most_words = context.option("CLR002", "review_words" if context.reader == "P" else "words")
    counts: dict[int, int] = {}
    for sentence in document.sentences:
        counts[sentence.block.start] = counts.get(sentence.block.start, 0) + 1
    for block in document.paragraphs:
        sentences = counts.get(block.start, 0)
        if sentences <= most_sentences and block.end - block.start < most_words * 4:
            continue
        words = len(document.prose[block.start : block.end].split())
        if sentences > most_sentences or words > most_words:
            yield Hit(
                block.start,
                block.end,
                f"{sentences} sentences and {words} words in one paragraph. Break it where the "
                f"reader's question changes.",
            )


RULE = Rule(
    code="CLR002",
    name="long-paragraph",
    severity="info",
    audiences="CXP",
    kind="document",
    summary="more than 4 sentences or 80 words in a paragraph",
    why="Short paragraphs show where the answer to each question stands.",
    source="plainlanguage.gov, write short paragraphs",
    check=check,
    options=(
        Option("sentences", 4, "most sentences in a paragraph of an update"),
        Option("words", 80, "most words in a paragraph of an update"),
        Option("review_sentences", 6, "most sentences in a paragraph of a postmortem"),
        Option("review_words", 120, "most words in a paragraph of a postmortem"),
    ),
    flags=(
        "Calls drop. Spain is silent. So is Portugal. A cable was cut. We are there.",
        "Mail is late. Orders are late. Bills are late. Chat is late. Search is late.",
        "Calls to Spain and Portugal drop after a minute or so " * 8 + "and we are there.",
    ),
    passes=(
        "Calls drop. Spain is silent.\n\nA cable was cut. We are replacing it.",
        "Calls to Spain drop. A cable was cut. We are replacing it. Next update 10:00 UTC.",
        "- Spain\n- Portugal\n- France\n- Italy\n- Malta",
    ),
)
