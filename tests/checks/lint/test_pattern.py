"""A pattern behind its cheap questions finds what the expression alone finds."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

from drafter.checks.lint import rules
from drafter.checks.lint.api import session
from drafter.checks.lint.document import Document
from drafter.checks.lint.pattern import SPACES, Pattern, places
from drafter.checks.lint.rules import ALL_RULES
from drafter.checks.lint.session import Given

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


def test_places_are_every_beginning_of_a_part() -> None:
    assert places("aaa", "aa") == [0, 1]
    assert places("a # b ##", "#") == [2, 6, 7]
    assert places("none", "#") == []


def test_the_spaces_are_what_an_expression_takes_for_one() -> None:
    assert all(re.match(r"\s", char) for char in SPACES)
    assert len(SPACES) == sum(re.match(r"\s", chr(code)) is not None for code in range(0x10000))


@pytest.mark.parametrize("audience", ["status_page", "postmortem"])
def test_what_must_follow_the_digits_keeps_no_match_of_a_rule_away(
    monkeypatch: pytest.MonkeyPatch, audience: str
) -> None:
    asked: set[str] = set()

    def compared(self: Pattern, document: Document, text: str, then: str) -> Iterator[re.Match[str]]:
        asked.add(self.source)
        everywhere = list(self._at([start for start, _ in document.digits], text))
        assert all(_behind_digits(match) in then for match in everywhere)
        yield from everywhere

    monkeypatch.setattr(Pattern, "at_digits", compared)
    run = session(Given(audience=audience), select=("ALL",))
    for text in TEXTS:
        run.check(text)
    assert len(asked) > 4


def _behind_digits(match: re.Match[str]) -> str:
    """Return the character behind the digits that a match begins with."""
    return match.string[match.start() :].lstrip("0123456789")[:1]


def test_matches_around_words_are_those_of_the_whole_text() -> None:
    pattern = Pattern(r"\bnot \w+")
    for document in DOCUMENTS:
        indexes = [index for index, word in enumerate(document.tokens.words) if word == "not"]
        found = pattern.around_words(document, indexes[::-1], before=1, after=60)
        assert {match.span() for match in pattern.regex.finditer(document.lower)} == {
            match.span() for match in found
        }
