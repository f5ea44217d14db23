"""What others do reaches an open page without taking anybody's typing away."""

import re

import pytest
from playwright.sync_api import expect
from steady_page import press, settled

from drafter.client import Client

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.fixture
def incident(empty_desk):
    """An incident with drafts, and the desk's API as two other people."""
    with Client(empty_desk, person="Bot") as bot, Client(empty_desk, person="Dana") as dana:
        opened = bot.declare(
            "Card payments fail", notes="14:05 customers see 'Payment failed' when they pay", zone="UTC"
        )
        bot.draft_update(opened.id)
        yield opened, bot, dana


def test_notes_and_a_no_of_others_are_told_and_shown_when_asked(page, empty_desk, incident):
    opened, bot, dana = incident
    page.goto(f"{empty_desk}/incident?id={opened.id}")
    press(page, "Ask for fact check")
    expect(page.get_by_text("Send this line to the commander:")).to_be_visible()
    typing = page.get_by_role("textbox", name="Add notes")
    typing.fill("14:20 half a sentence")

    bot.add_notes(opened.id, "14:15 rolling back release 4312")
    draft = bot.update(bot.incident(opened.id).latest_update_id).drafts[0]
    dana.answer_fact_check(draft.id, "no", comment="Only cards, not all payments")

    expect(page.get_by_text("Dana answered the fact check · Bot added notes")).to_be_visible()
    expect(typing).to_have_value("14:20 half a sentence")
    press(page, "Show")
    expect(page.get_by_text(re.compile("Dana said no: “Only cards, not all payments”"))).to_be_visible()
    expect(page.locator(".note .x", has_text="rolling back release 4312")).to_be_visible()
    expect(typing).to_have_value("14:20 half a sentence")


def test_the_commander_sees_the_text_as_readers_will_and_what_happens_with_a_no(page, empty_desk, incident):
    opened, bot, _ = incident
    draft = bot.update(bot.incident(opened.id).latest_update_id).drafts[0]
    page.goto(bot.ask_fact_check(draft.id).link)

    expect(page.locator(".read")).to_contain_text("UTC")
    expect(page.locator(".read")).not_to_contain_text("{{")
    expect(page.get_by_role("link", name="Incidents")).to_have_count(0)
    why = page.get_by_role("textbox", name="If something is wrong: what?")
    why.fill("It was 14:00")
    why.press("Enter")
    press(page, "✕ Not true")
    expect(page.get_by_text(re.compile("not true, by .*It was 14:00"))).to_be_visible()


def test_a_map_is_given_to_an_incident_that_was_opened_without_one(page, empty_desk, incident):
    opened, bot, _ = incident
    page.goto(f"{empty_desk}/map?id={opened.id}")
    settled(page)
    box = page.get_by_role("textbox", name="Map (YAML)")
    box.fill("product: Shop\ncomponents:\n  - id: pay\n    customer_name: card payments")
    box.press("Control+Enter")
    press(page, "Use it for “Card payments fail”")

    expect(page.get_by_text(re.compile("Facts are read with this map"))).to_be_visible()
    assert bot.system_map(opened.id).components[0].customer_name == "card payments"
