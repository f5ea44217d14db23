import pytest

from drafter.facts.frames import frame_of
from drafter.facts.phrases import words


@pytest.mark.parametrize(
    ("text", "verb", "form"),
    [
        ("All pending pods are deleted,", "deleted", "passive"),
        ("Restarted the web servers", "restarted", "bare"),
        ("Rollback started by hand", "started", "passive"),
        ("We are rolling back the release", "rolling", "running"),
        ("Sean deletes the affected versions", "deletes", "active"),
        ("We will fail over at noon", "fail", "modal"),
        ("Inspecting the pump log reveals a second fault", "reveals", "active"),
        ("Checking whether the door works", "checking", "running"),
    ],
)
def test_the_main_verb_and_how_it_stands(text, verb, form):
    frame = frame_of(words(text))

    assert (frame.verb, frame.form) == (verb, form)


def test_a_denial_before_the_verb_is_part_of_the_frame():
    assert frame_of(words("The revert did not solve it")).denied
    assert not frame_of(words("The revert solved it")).denied


def test_a_clause_without_a_verb_has_an_empty_frame():
    assert frame_of(words("no data")).verb == ""
