"""What the notes have of a part is not told of all, and no word of theirs is turned into its opposite."""

import pytest

from drafter import verify

NOTES = """# All times in UTC
2026-02-11 09:00 - lockers at 12 depots do not open
09:10 - mail store cluster yellow
09:20 - opening tested on 5 lockers
09:30 - 7 of 12 depots done, the rest follow
"""


def rules(text, notes=NOTES):
    return {finding.rule for finding in verify(text, notes=notes)}


@pytest.mark.parametrize(
    "text",
    [
        "All lockers open again.",
        "All depots are done.",
        "We tested every one of the lockers and they open.",
    ],
)
def test_all_of_it_is_not_told_while_a_part_is_open(text):
    assert "GRD042" in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "Not all lockers open again.",
        "Nearly all lockers open again.",
        "Seven of 12 depots are done.",
        "All lockers will be opened by hand.",
    ],
)
def test_a_part_or_a_plan_passes(text):
    assert "GRD042" not in rules(text)


def test_all_of_it_is_told_once_a_later_note_has_it():
    assert "GRD042" not in rules("All lockers open again.", NOTES + "10:00 - all 12 depots done\n")


def test_an_opposite_is_found_and_the_notes_own_word_is_not():
    assert "GRD043" in rules("The mail store cluster is green.")
    assert "GRD043" not in rules("The mail store cluster is yellow.")


def test_what_a_later_note_has_in_other_words_is_no_longer_its_opposite():
    later = NOTES + "10:00 - mail store cluster recovered\n"

    assert "GRD043" not in rules("The mail store cluster is green.", later)
