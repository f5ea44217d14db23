"""A pattern behind its cheap questions finds what the expression alone finds."""

import importlib
import pkgutil

import pytest

from drafter.checks.lint import rules
from drafter.checks.lint.document import Document
from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rules import ALL_RULES

TEXTS = sorted({e.text for rule in ALL_RULES for which in ("flags", "passes") for e in rule.examples(which)})
DOCUMENTS = [Document(text) for text in TEXTS]
DOCUMENTS += [Document("\n\n".join(TEXTS[at : at + 40])) for at in range(0, len(TEXTS), 40)]
LINES = sorted({line for document in DOCUMENTS for line in document.lower.split("\n")})


def gated() -> list[tuple[str, Pattern]]:
    modules = [
        importlib.import_module(f"{rules.__name__}.{module.name}")
        for module in pkgutil.iter_modules(rules.__path__)
    ]
    return [
        (f"{module.__name__.rpartition('.')[2]}.{name}", value)
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Pattern) and value.any_of
    ]


@pytest.mark.parametrize("pattern", [pytest.param(pattern, id=name) for name, pattern in gated()])
def test_every_match_holds_one_of_the_substrings_it_is_looked_for_by(pattern: Pattern) -> None:
    for line in LINES:
        for match in pattern.regex.finditer(line):
            assert pattern.possible(match[0])


@pytest.mark.parametrize("seen", ["", "error page errors", "the page has an error, and the error has a page"])
def test_positions_do_not_depend_on_what_was_asked_before(seen: str) -> None:
    words = frozenset({"error", "page", "absent"})
    Document(seen).positions.of(frozenset(), words)
    for document in DOCUMENTS:
        tokens, positions = document.tokens.words, Document(document.text).positions
        assert sorted(positions.of(words & document.vocabulary, words)) == [
            index for index, word in enumerate(tokens) if word in words
        ]
        assert positions["absent"] == []
        assert all(
            positions[word] == [i for i, one in enumerate(tokens) if one == word]
            for word in document.vocabulary
        )


def test_matches_at_words_are_those_of_the_whole_text() -> None:
    pattern = Pattern(r"\b(?:error|page)s? \w+")
    for document in DOCUMENTS:
        found = pattern.at_words(document, frozenset({"error", "errors", "page", "pages"}), document.lower)
        assert [match.span() for match in found] == [
            match.span() for match in pattern.regex.finditer(document.lower)
        ]


@pytest.mark.parametrize("text", ["", "!", "Up! And !! again!!!!!!!! a != b, wow !", "no sign at all"])
def test_matches_around_a_sign_are_those_of_the_whole_text(text: str) -> None:
    pattern = Pattern(r"(?<=\w)[ ]?!{1,5}(?![=\w])")
    assert [match.span() for match in pattern.around_sign(text, "!")] == [
        match.span() for match in pattern.regex.finditer(text)
    ]
