"""What of a text is prose, and where it is."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checks.lint.document import Document, Tokens, fold
from drafter.checks.lint.markup import HIDDEN

SCRAPS = st.sampled_from(
    ["soon", "`x`", "```", "\n", "\n\n", "<!--", "-->", "<p>", "</code>", "<code>", "<li>", "<h2>",
     "[a](b)", "](", "> ", "|", "---", "https://a.b/c", "a@b.co",
     '"', "“", "”", "&amp;", "# ", "- ", "1. ", "İ",
     "\r", "e.g. ", "_"]
)  # fmt: skip
MESSY = st.one_of(
    st.text(max_size=200), st.lists(SCRAPS, max_size=40).map(" ".join), st.lists(SCRAPS).map("".join)
)


def words(document: Document) -> str:
    return " ".join(document.prose.replace(HIDDEN, " ").split())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Run `drafter soon` now.", "Run now."),
        ("```\nsoon\n```\nText.", "Text."),
        ("~~~\nsoon\n~~~\nText.", "Text."),
        ("```\nsoon and never closed", ""),
        ("Text.\n\n    soon = 1\n\nMore.", "Text. More."),
        ("See https://a.example/soon?x=1 today.", "See today."),
        ("See (https://a.example/soon).", "See ( )."),
        ("Write to soon@a.example today.", "Write to today."),
        ("See [our page](https://a.example/soon) today.", "See our page today."),
        ("See ![soon](a.png) today.", "See today."),
        ("See [our page][soon].\n\n[soon]: https://a.example", "See our page ."),
        ("> They said soon.\n\nText.", "Text."),
        ("| a | soon |\n|---|---|\n| b | c |\n\nText.", "Text."),
        ("head | soon\n--- | ---\nx | y\n\nText.", "Text."),
        ('The button "Try again soon" fails.', 'The button " " fails.'),
        ("The button “Try again soon” fails.", "The button “ ” fails."),
        ("---\ntitle: soon\n---\nText.", "Text."),
        ("Text <!-- soon\nsoon --> more.", "Text more."),
        ("Text [drafter: ignore VAG001 -- soon] more.", "Text more."),
        ("<p>Text</p><pre>soon</pre><code>soon</code> more", "Text more"),
        ("<script>soon()</script>Text", "Text"),
        ("A &amp; B&nbsp;C", "A & B C"),
        ("Text.[^1]", "Text."),
    ],
)
def test_what_is_not_the_writers_wording_is_masked(text, left):
    document = Document(text)

    assert words(document) == left
    assert len(document.prose) == len(text)


def test_a_text_that_is_all_quotation_is_still_read():
    assert "soon" in Document('"We will be back soon."').prose


def test_brackets_that_are_no_link_stay():
    assert "[PRODUCT]" in Document("[PRODUCT] is down for {{region}}.").prose


def test_visible_keeps_code_tables_and_quotations_but_no_link_target():
    visible = Document('Run `x`. "Q". [a](b://c)\n\n| t |\n|---|\n').visible

    assert "`x`" in visible
    assert '"Q"' in visible
    assert "| t |" in visible
    assert "b://c" not in visible


def test_blocks_say_what_a_text_is_made_of():
    document = Document("# Head\n\nOne.\nTwo.\n\n- item\n  more\n* other\n\n1) third\n\nUnder\n-----\n")

    assert [(b.kind, document.text[b.start : b.end]) for b in document.blocks] == [
        ("heading", "Head"),
        ("paragraph", "One.\nTwo."),
        ("item", "item\n  more"),
        ("item", "other"),
        ("item", "third"),
        ("heading", "Under"),
    ]
    assert [s.text for s in document.sentences] == ["One.", "Two.", "item\n  more", "other", "third"]


def test_windows_line_ends_make_no_difference():
    text = "Head\n====\n\n| a |\n|---|\n\n```\nsoon\n```\nText.\n"

    assert [b.kind for b in Document(text.replace("\n", "\r\n")).blocks] == [
        b.kind for b in Document(text).blocks
    ]


def test_html_paragraphs_and_breaks_part_sentences():
    document = Document("<h2>Head</h2><p>One thing</p><p>Other thing<br>Third</p><ul><li>a b</li></ul>")

    assert [s.text for s in document.sentences] == ["One thing", "Other thing", "Third", "a b"]
    assert [document.text[b.start : b.end].strip() for b in document.headings] == ["Head"]
    assert len(document.items) == 1


def test_the_sentence_at_an_offset_is_found():
    document = Document("# Head\n\nOne. Two.")

    assert document.sentence_at(document.text.index("Two")).text == "Two."
    assert document.sentence_at(2) is None


def test_the_anchor_is_the_first_sentence_or_line():
    assert Document("# Head\n\nOne. Two.").anchor == (8, 12)
    assert Document("# Head").anchor == (2, 6)
    assert Document("").anchor == (0, 0)


def test_tokens_are_words_and_keys_carry_the_signs_before_them():
    tokens = Tokens("we're on-call, and/or 'asap' _soon_ snake_case\n\nnew customers' end")

    assert tokens.words == [
        "we're", "on", "call", "and", "or", "asap", "soon", "snake_case", "new", "customers", "end",
    ]  # fmt: skip
    assert tokens.keys == [
        "we're", "on", "call", ",and", "/or", "'asap", "soon", "snake_case", "¶new", "customers", "end",
    ]  # fmt: skip


def test_folding_keeps_the_length():
    assert fold("İstanbul’s “Ä”\u00a0ß") == 'İstanbul\'s "ä" ß'


@given(MESSY)
def test_no_text_moves_an_offset(text):
    document = Document(text)

    for view in (
        document.visible,
        document.prose,
        document.lower,
        document.visible_lower,
        document.text_lower,
    ):
        assert len(view) == len(text)
    blocks = document.blocks
    assert all(0 <= b.start < b.end <= len(text) for b in blocks)
    assert all(left.end <= right.start for left, right in itertools.pairwise(blocks))
    tokens = document.tokens
    folded = document.lower
    assert all(
        folded[s:e].strip("_") == w for s, e, w in zip(tokens.starts, tokens.ends, tokens.words, strict=True)
    )
    assert len(tokens.keys) == len(tokens.words)
