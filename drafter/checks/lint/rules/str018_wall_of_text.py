"""STR018 wall-of-text: a long text without a list, a heading or a paragraph break."""

from collections.abc import Iterator

from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the single paragraph of a long text."""
    if len(document.paragraphs) != 1 or document.items or document.headings:
        return
    block = document.paragraphs[0]
    words, sentences = document.words, len(document.sentences)
    if words <= context.option("STR018", "words") and sentences <= context.option("STR018", "sentences"):
        return
    yield Hit(
        block.start,
        block.end,
        f"{words} words and {sentences} sentences in one block. Begin a new paragraph for each "
        f"question: what, who, since "
        "when, what next.",
    )


RULE = Rule(
    code="STR018",
    name="wall-of-text",
    severity="info",
    audiences="CXP",
    kind="document",
    summary="long text with no list, heading or paragraph break",
    why="Readers look for their own question; a block makes them read everything.",
    source="plainlanguage.gov, use lists and write short paragraphs",
    check=check,
    options=(
        Option("words", 100, "most words one block may have"),
        Option("sentences", 8, "most sentences one block may have"),
    ),
    flags=(
        "Phones are silent. It began at noon. It hit Spain. Then Portugal. A cable was cut. We sent a "
        "team. They are there. "
        "They dig. It rains. It takes time.",
        "The till prints nothing and shows a red line, and the shop in the old town closed at noon, and " * 6
        + "that is all.",
        "One. Two is late. Three is late. Four is late. Five is late. Six is late. Seven is late. "
        "Eight is late. Nine is late.",
    ),
    passes=(
        "Phones are silent in Spain. We are replacing a cable. Next update at 10:45 UTC.",
        "Phones are silent.\n\n- Spain: since noon\n- Portugal: since 12:20 UTC",
        "Phones were silent from noon to 15:00 UTC.\n\nA cable was cut.\n\nWe laid a second one.",
    ),
)
