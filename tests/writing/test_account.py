"""The sentence on size and outcome that a note gives at the close."""

from datetime import UTC, datetime

import pytest

import drafter
from drafter.core.system_map import SystemMap
from drafter.intake.maps import load_map
from drafter.intake.notes import parse_notes

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
START = "All times UTC, 2 March 2026\n10:20 customers cannot upload files\n10:45 uploads work again\n"


def status(last: str) -> str:
    notes = parse_notes(f"{START}11:30 resolved. {last}".encode())
    return drafter.draft(notes, SystemMap(), audiences=["status_page"], as_of=AT).drafts[0].text


@pytest.mark.parametrize(
    ("last", "sentence"),
    [
        ("About 13,700 uploads were charged but not saved. All are now saved.", "All are now saved."),
        ("214k customers saw an old page between 10:05 and 10:44", "214,000 customers saw an old page."),
        ("about 7,400 jobs delayed", "About 7,400 jobs were delayed."),
        (
            "uploads failed for ~900 pupils between 10:05 and 10:44",
            "Uploads failed for about 900 pupils.",
        ),
    ],
)
def test_a_plain_sentence_is_told_as_it_stands(last: str, sentence: str) -> None:
    assert sentence in status(last)


@pytest.mark.parametrize(
    "last", ["38 files left", "checked by support on 5 devices", "3 orders still missing"]
)
def test_a_rest_and_a_check_are_no_account(last: str) -> None:
    text = status(last)
    assert not any(number in text for number in ("38", " 5 ", " 3 "))


def test_how_many_are_back_is_told_while_the_rest_is_not() -> None:
    system_map = load_map(
        b"""
product: Harbour
components:
  - id: db
    aliases: [databases]
    customer_name: databases in the north
    symptoms: {down: databases in the north are not reachable}
"""
    )
    notes = parse_notes(b"All times UTC, 2 March 2026\n10:20 databases are down\n10:50 90 of 140 back\n")
    text = drafter.draft(notes, system_map, audiences=["status_page"], as_of=AT).drafts[0].text
    assert " 90 of 140 databases in the north are back." in text


def test_the_contact_of_the_map_and_line_numbers_are_no_leak_and_no_claim() -> None:
    system_map = load_map(
        b"""
product: Harbour
contact: +45 70 00 00 01
components:
  - id: shop
    customer_name: the shop
    symptoms: {down: the shop is down}
"""
    )
    notes = parse_notes(
        b"All times UTC, 2 March 2026\n10:20 shop is down\n10:50 shop works again\n"
        b"11:00 resolved, no data lost\n"
        b"11:10 two orders were lost\n"
    )
    made = drafter.draft(notes, system_map, audiences=["status_page", "social", "internal"], as_of=AT)
    blocked = [f.rule for draft in made.drafts for f in draft.findings if f.severity == "block"]
    assert "LEK008" not in blocked
    assert "GRD004" not in blocked


def test_what_one_clause_names_and_another_misses_is_no_loss_of_data() -> None:
    notes = parse_notes(
        b"All times UTC, 2 March 2026\n10:20 shops get no confirmation\n"
        b"10:25 orders are arriving in the system, only the answer is missing\n"
    )
    text = drafter.draft(notes, SystemMap(), audiences=["status_page"], as_of=AT).drafts[0].text
    assert "Data is affected" not in text
