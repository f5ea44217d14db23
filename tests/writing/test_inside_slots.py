import pytest

from drafter.writing.causes import says_fine
from drafter.writing.inside_slots import is_whole


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("restarting the workers", True),
        ("and 16:08 were retried and mailed", False),
        ("everything changed between 02:00", False),
        ("roll back or roll forward?", False),
        ("done.", False),
        ("restarted", True),
    ],
)
def test_only_a_whole_clause_stands_under_a_label(text, whole):
    assert is_whole(text) is whole


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("web play fine", True),
        ("exports run again with a new account", True),
        ("nobody's account view is broken", True),
        ("foot passengers see nothing of it", True),
        ("nobody can pay", False),
        ("app unlock doesn't work!", False),
        ("exports hanging again", False),
        ("searches are slow", False),
    ],
)
def test_what_works_is_no_headline_of_trouble(text, fine):
    assert says_fine(text) is fine
