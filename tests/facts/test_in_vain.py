"""What people wait for in vain is a symptom, whoever notes it."""

import pytest


@pytest.mark.parametrize(
    "note",
    [
        "branch rep: pharmacies can order but no confirmation comes back",
        "guests never get their door code",
        "parents get no reminder",
        "riders say bikes don't lock at the stations",
        '3 orgs say jobs sit in "Queued" forever',
    ],
)
def test_people_who_wait_in_vain_tell_a_symptom(sheet_of, note):
    assert sheet_of(f"10:00 {note}").usable("symptom")


def test_people_who_are_content_tell_none(sheet_of):
    assert not sheet_of("10:00 riders say the new bikes are great").usable("symptom")


def test_what_still_works_beside_a_plan_is_spared(sheet_of):
    sheet = sheet_of("10:00 photos are missing", "10:10 while it rebuilds uploads still work")

    (fact,) = sheet.usable("unaffected")
    assert fact.certainty == "confirmed"
