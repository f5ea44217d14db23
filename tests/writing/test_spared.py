"""What a map says is spared: a name gets its verb, a statement keeps its own."""

import pytest

from drafter import draft
from drafter.writing.spared import spared, states


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        ("orders you already placed", False),
        ("meetings you have already joined", False),
        ("tickets that were bought before noon", False),
        ("parcels that are already on the van", False),
        ("card payments", False),
        ("orders you placed are safe", True),
        ("uploads still work", True),
        ("you can still pay by card", True),
    ],
)
def test_a_name_with_a_clause_in_it_is_no_statement(words, stated):
    assert states(words) is stated


def test_several_are_listed_and_the_verb_agrees():
    assert spared(["orders you already placed"]) == ("orders you already placed", "are")
    assert spared(["card payments", "paying from the wallet"])[1] == "are"
    assert spared(["the website"]) == ("the website", "is")


def test_two_of_the_list_are_told():
    system_map = {
        "components": [
            {
                "id": "pay",
                "customer_name": "card payments",
                "symptoms": {"down": "you cannot pay by card"},
                "unaffected": ["orders you already placed", "bank transfers", "gift cards"],
            }
        ]
    }
    text = draft("2026-05-04 10:00 UTC pay is down", system_map, audiences=["status_page"]).drafts[0].text

    assert "Orders you already placed and bank transfers are not affected." in text
