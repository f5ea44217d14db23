"""Advice to customers that notes hold: who may give it, in which manner, and what is none."""

import pytest

from drafter.facts.advice import advice_in, asks_for_advice, cost_in


@pytest.mark.parametrize(
    ("text", "manner", "negated", "deed"),
    [
        ("Please ask riders to lock the bike by hand", "please", False, "lock the bike by hand"),
        ("we need to tell shops NOT to reprint", "please", True, "reprint"),
        ("front desk must tell guests: bring your passport", "please", False, "bring your passport"),
        ("Members should keep the app open for now", "please", False, "keep the app open for now"),
        ("drivers shouldn't swap their keys", "please", True, "swap their keys"),
        ("tenants are advised not to reset the meter", "please", True, "reset the meter"),
        ("advice: don't pay twice", "please", True, "pay twice"),
        ("callers have to dial again", "please", False, "dial again"),
        ("option for shops: write the orders down", "can", False, "write the orders down"),
        ("patients can phone the ward", "can", False, "phone the ward"),
        ("Advice from Ana for kennels: ring the side door", "please", False, "ring the side door"),
        (
            "Ben says that these guests need to open it by turning twice",
            "please",
            False,
            "open it by turning twice",
        ),
        ("Riders with an old key: bring it to the desk", "please", False, "bring it to the desk"),
        ("guests must not use the old code, it locks the door", "please", True, "use the old code"),
    ],
)
def test_what_customers_are_to_do_is_read_with_its_manner(text, manner, negated, deed):
    advice = advice_in(text)

    assert advice is not None
    assert (advice.manner, advice.negated, advice.deed) == (manner, negated, deed)


@pytest.mark.parametrize(
    "text",
    [
        "users should see improvement",
        "customers should be able to log in",
        "ask the vendor to restart",
        "tell ops to drain the node",
        "Please tell people that first",
        "customers have to wait ten minutes",
        "ask users to check whether it works for them",
        "should users retry?",
        '"people should just reboot"',
        "users can't use the card",
    ],
)
def test_hopes_orders_to_colleagues_and_questions_are_no_advice(text):
    assert advice_in(text) is None


def test_whom_it_is_meant_for_is_kept():
    assert advice_in("riders who have the old app must update it").limit == "who have the old app"
    assert advice_in("ask riders to update the app").limit == ""


def test_what_is_asked_about_advice_is_known_from_advice():
    assert asks_for_advice("support: can I tell guests to cancel?")
    assert asks_for_advice("should riders restart the app?")
    assert not asks_for_advice("do riders see it?")


def test_a_clause_that_says_what_it_costs_is_told_apart():
    assert cost_in("loses what was written since (an hour at most)")
    assert not cost_in("we lost the primary")


def test_advice_of_the_team_is_a_sure_way_around(sheet_of):
    sheet = sheet_of("10:00 guests cannot open their rooms", "10:05 Ana: guests should come to the desk")

    (fact,) = sheet.usable("workaround")
    assert (fact.certainty, fact.visibility) == ("confirmed", "public")
    assert "workaround" not in {unknown.topic for unknown in sheet.unknowns}


def test_advice_goes_on_after_and(sheet_of):
    sheet = sheet_of("10:05 Students should keep the page open and keep writing.")

    assert [fact.text for fact in sheet.usable("workaround")] == [
        "Students should keep the page open and keep writing."
    ]
