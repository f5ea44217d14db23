"""What is told of others, of before, or to people is neither recovery, relapse nor symptom."""

import pytest

REPAIRED = "10:05 switched to the other store"
DOWN = "10:00 customers cannot upload files"


@pytest.mark.parametrize(
    "line",
    [
        "10:10 Other sites are healthy.",
        "10:10 Bank transfers went out as normal.",
        "10:10 the rest works fine",
    ],
)
def test_what_was_never_hit_is_no_recovery(sheet_of, line):
    sheet = sheet_of(DOWN, line)

    assert sheet.stage == "investigating"
    assert not any(fact.kind in ("restored", "verified", "resolved") for fact in sheet.facts)


def test_that_we_told_people_is_nothing_they_see(sheet_of):
    sheet = sheet_of(DOWN, "10:20 Customers were notified by mail.")

    assert not any(fact.is_a("symptom", "scope") for fact in sheet.facts if 2 in fact.lines)


def test_a_look_back_is_no_relapse(sheet_of):
    sheet = sheet_of(
        DOWN,
        "10:20 rolled back",
        "10:30 uploads work again",
        "10:40 They open fine now, but readers refused them at the time and need to fetch them again",
    )

    assert not sheet.reopened


def test_what_a_note_tells_after_it_closed_the_incident_does_not_reopen_it(sheet_of):
    sheet = sheet_of(
        DOWN, "10:30 uploads work again", "11:00 closed. 40 files are missing and must be sent again"
    )

    assert sheet.stage == "resolved"


def test_what_follows_a_believed_recovery_is_no_surer(sheet_of):
    sheet = sheet_of(DOWN, "10:20 rolled back", "10:40 Believing the fault to be resolved, work resumes.")

    assert sheet.stage == "fixing"


def test_what_went_on_as_usual_is_no_recovery_though_it_has_the_name_of_what_was_hit(sheet_of):
    sheet = sheet_of(
        "10:00 card payments fail", "10:10 sent the file again", "10:20 Euro payments went as normal."
    )

    assert sheet.restored is None
    assert sheet.stage in ("investigating", "fixing")


def test_somebody_agreeing_to_what_is_not_a_repair_shows_no_recovery(sheet_of):
    sheet = sheet_of(
        DOWN, "10:10 switched to the other store", "10:30 fees will not be charged, confirmed w Tom"
    )

    assert sheet.stage != "monitoring"
