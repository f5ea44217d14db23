"""What people can do is no trouble, unless it is what they should not be able to do, or only some can."""

import pytest


@pytest.mark.parametrize(
    "line",
    [
        "Reception can see plenty of free slots for this week.",
        "Patients can book by phone as always.",
        "The night desk could open the list at once.",
    ],
)
def test_what_people_can_do_is_no_symptom(sheet_of, line):
    sheet = sheet_of("09:00 the app shows no free appointments", f"09:05 {line}")

    assert all(fact.kind != "symptom" for fact in sheet.facts if 2 in fact.lines)


@pytest.mark.parametrize(
    "line",
    [
        "Customers can see other people's invoices.",
        "Customers can only see half of their orders.",
        "Readers cannot see their books.",
    ],
)
def test_what_they_should_not_or_can_only_in_part_is_one(sheet_of, line):
    sheet = sheet_of("09:00 several customers ring", f"09:05 {line}")

    assert any(fact.is_a("symptom", "security", "data_impact") for fact in sheet.facts if 2 in fact.lines)
