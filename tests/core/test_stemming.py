"""Tests of how words are cut to what their forms share."""

import pytest

from drafter.core.stemming import noun_stem, stem


@pytest.mark.parametrize(
    "forms",
    [
        ("restart", "restarts", "restarted", "restarting"),
        ("charge", "charges", "charged", "charging"),
        ("drop", "drops", "dropped", "dropping"),
        ("fill", "fills", "filled", "filling"),
    ],
)
def test_forms_of_one_verb_share_a_stem(forms):
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize("word", ["red", "king", "yes", "is", "bed"])
def test_a_short_word_is_left_whole(word):
    assert stem(word) == word


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("site", "sites"),
        ("query", "queries"),
        ("batch", "batches"),
        ("cache", "caches"),
        ("box", "boxes"),
        ("size", "sizes"),
        ("address", "addresses"),
        ("invoice", "invoices"),
    ],
)
def test_one_and_many_of_a_noun_share_a_stem(one, many):
    assert noun_stem(one) == noun_stem(many)


@pytest.mark.parametrize(("one", "other"), [("listing", "list"), ("class", "clas"), ("posted", "post")])
def test_a_noun_keeps_what_is_no_plural(one, other):
    assert noun_stem(one) != noun_stem(other)
