"""While a part still does not work, the incident is neither watched nor over."""

import pytest

_FAILED = "09:00 all logins are failing for customers"
_REPAIR = "09:10 rolled back the release"


@pytest.mark.parametrize(
    "line",
    [
        "09:20 logins work again for iOS, Android still broken",
        "09:20 web logins ok. app logins NOT ok",
        "09:20 logins work again except the partner portal",
        "09:20 logins are back, tablets still offline",
    ],
)
def test_a_part_that_works_leaves_the_stage(sheet_of, line):
    assert sheet_of(_FAILED, _REPAIR, line).stage == "fixing"


@pytest.mark.parametrize("line", ["09:30 old mailboxes still missing", "09:30 printing is still down"])
def test_a_part_told_later_takes_recovery_back(sheet_of, line):
    sheet = sheet_of(_FAILED, _REPAIR, "09:20 logins work again for everyone", line)

    assert (sheet.stage, sheet.reopened) == ("fixing", False)


def test_the_whole_is_watched(sheet_of):
    assert sheet_of(_FAILED, _REPAIR, "09:20 logins work again for everyone").stage == "monitoring"
