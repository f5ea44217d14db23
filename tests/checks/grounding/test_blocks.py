"""A block states a contradiction or a value that stands nowhere; what is merely not found again warns."""

from datetime import UTC, datetime

import pytest

from drafter.pipeline import verify

NOTES = """# All times in UTC
2026-03-09 10:00 - card readers on trams fail, 30% of taps rejected, normal is 4
10:08 - 1,900 taps rejected so far, depots North and East
10:15 - 640 refused at Gate B and at G7
10:20 - rolled back the reader settings
10:32 - rejections at 6% and falling
"""
CLOSED = NOTES + "10:45 - rejections 4%, steady. closing\n"


def severities(text, notes=NOTES, next_update_at=None):
    found = verify(text, notes=notes, next_update_at=next_update_at)
    return {finding.rule: finding.severity for finding in found}


@pytest.mark.parametrize(
    "text",
    [
        "30% of taps are rejected against a usual 4%.",
        "Three in ten taps are rejected.",
        "Three out of ten taps are rejected.",
        "In the first half of the hour taps were rejected.",
        "So far 1,900 riders' taps were turned down.",
        "People were turned away at Gate 7.",
    ],
)
def test_a_figure_put_as_people_put_it_passes(text):
    assert "GRD004" not in severities(text)


@pytest.mark.parametrize(
    "text",
    [
        "30% of taps are rejected against a usual 5%.",
        "Seven in ten taps are rejected.",
        "People were turned away at Gate 8.",
    ],
)
def test_a_figure_that_stands_nowhere_blocks(text):
    assert severities(text)["GRD004"] == "block"


@pytest.mark.parametrize("text", ["Three depots are hit.", "2,540 taps were rejected in all."])
def test_a_figure_the_notes_may_add_up_to_warns(text):
    assert severities(text)["GRD004"] == "warn"


def test_works_again_warns_and_is_a_remark_after_better_figures_once_no_update_is_due():
    text = "The card readers are back to normal."

    assert severities(text, next_update_at=datetime(2026, 3, 9, 11, 0, tzinfo=UTC))["GRD017"] == "warn"
    assert severities(text)["GRD017"] == "info"
    assert severities(text, NOTES.rsplit("10:32", 1)[0])["GRD017"] == "warn"


def test_it_is_over_once_the_notes_close_it():
    text = "The trouble with card readers is over."

    assert "GRD015" not in severities(text, CLOSED)
    assert severities(text)["GRD015"] == "warn"
    assert severities(text, NOTES.rsplit("10:32", 1)[0])["GRD015"] == "block"


def test_the_rest_reassures_only_when_it_is_said_to_be_fine():
    assert "GRD013" not in severities("The rest of the trams ran on older readers.")
    assert "GRD013" in severities("The rest of the trams ran as usual.")


STEPS = """# All times in UTC
2026-05-06 08:00 - passes for rooms 2 to 8 refused, other building fine, 51 people so far
08:12 - Ines thinks the reader list is stale. desk hands out day passes, free today
08:30 - list pushed to rooms 2-5, door of room 4 tested, ok
08:45 - guards open the rest by hand until the list is out, 20 more minutes
"""


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Rooms 6 to 8 still refuse passes.", "GRD004"),
        ("You and 50 others were turned away.", "GRD004"),
        ("If it fails, tap a second time.", "GRD003"),
        ("A second list is used.", "GRD003"),
        ("It was refused for half an hour, an hour and a quarter before 09:45 UTC.", "GRD004"),
        ("The list went out half an hour after the first refusal at 08:00 UTC.", "GRD003"),
        ("Guards stay for an extra 20 minutes.", "GRD003"),
        ("Day passes are free of charge.", "GRD012"),
        ("We have tested the door of room 4, and it works.", "GRD016"),
        ("Until it is repaired, guards open the doors.", "GRD017"),
        ("How it came about is being worked out.", "GRD017"),
        ("You can enter the other building as usual.", "GRD031"),
        ("It took half a minute, from 08:12 UTC, until both day passes came.", "GRD004"),
        ("The first room was open before nine.", "GRD004"),
        ("Passes failed in the rooms Guards and Ines opened.", "GRD007"),
        ("Guards still take 20 minutes for each, since 08:45 UTC.", "GRD011"),
    ],
)
def test_what_people_say_of_the_same_facts_passes(text, rule):
    assert rule not in severities(text, STEPS)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Rooms 7 to 8 still refuse passes.", "GRD004"),
        ("You and 40 others were turned away.", "GRD004"),
        ("Guards stay for an extra half an hour.", "GRD003"),
        ("The list went out a quarter of an hour after the first refusal at 08:00 UTC.", "GRD003"),
        ("You will get your money back.", "GRD012"),
    ],
)
def test_what_contradicts_them_blocks(text, rule):
    assert severities(text, STEPS)[rule] == "block"


def test_a_recovery_no_note_tells_of_warns():
    assert severities("The readers have been put right.", STEPS.rsplit("08:30", 1)[0])["GRD017"] == "warn"


def test_a_place_nobody_named_warns():
    assert severities("Depots in Essen and Bonn are hit.")["GRD007"] == "warn"
    assert "GRD007" not in severities("Depots in East and North are hit.")


def test_a_part_may_be_closed_while_the_incident_goes_on():
    assert severities("We have closed it as a precaution.")["GRD015"] == "warn"
    assert severities("The incident is closed.", STEPS)["GRD015"] == "block"


def test_comfort_blocks_however_it_is_worded():
    assert severities("Your records were never at risk.")["GRD013"] == "block"


def test_a_full_count_makes_comfort_a_warning():
    text = "No records were lost."

    assert severities(text)["GRD013"] == "block"
    assert severities(text, NOTES + "10:40 - compared with the depots: 640 of 640\n")["GRD013"] == "warn"


SLOW = """# All times in UTC
2026-05-06 09:00 - claims take 90 s instead of 2, 70 letters leave tomorrow
09:20 - all 70 claims done
"""


@pytest.mark.parametrize(
    "text",
    ["It takes a minute and a half.", "It normally takes two seconds.", "Your letter leaves a day late."],
)
def test_lengths_the_notes_leave_the_unit_out_of_pass(text):
    assert "GRD003" not in severities(text, SLOW)


@pytest.mark.parametrize("text", ["It normally takes three seconds.", "Your letter leaves two days late."])
def test_other_lengths_block(text):
    assert severities(text, SLOW)["GRD003"] == "block"


def test_what_the_map_says_is_never_hit_and_its_figures_may_be_told():
    system_map = {
        "components": [
            {
                "id": "hub",
                "customer_name": "the hub",
                "symptoms": {"down": "you see a 404 page"},
                "unaffected": ["the content of your repositories"],
            }
        ]
    }
    text = "You see a 404 page. The content of your repositories is not affected."

    found = verify(text, notes="2026-05-04 10:00 UTC users report 404 on the hub\n", system_map=system_map)

    assert not [one for one in found if one.rule in ("GRD004", "GRD013")]
