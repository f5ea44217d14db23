"""The service goes away while somebody writes, and comes back: nothing typed is lost, the page says so."""

import re

import pytest
from desk_process import desk_up
from playwright.sync_api import expect
from steady_page import settled

from drafter.client import Client
from drafter.desk import free_port

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]
NOTES = "14:05 customers see 'Payment failed' when they pay"


def test_what_was_typed_when_the_service_went_away_can_be_put_back(page, tmp_path):
    port, database = free_port(), f"sqlite:///{tmp_path / 'desk.sqlite3'}"
    with desk_up(tmp_path / "first.txt", "--database", database, port=port) as address:
        with Client(address, person="Ada") as desk:
            incident = desk.declare("Card payments fail", notes=NOTES, zone="UTC")
            desk.draft_update(incident.id)
        page.goto(f"{address}/incident?id={incident.id}")
        editor = page.get_by_role("textbox", name="Edit the text")
        settled(page)
        page.get_by_role("textbox", name="Add notes").fill("14:09 half a no")
        editor.fill("You cannot pay by card at the mom")

    gone = page.locator("[data-testid=stApp][data-test-connection-state=PINGING_SERVER]")
    expect(gone).to_be_visible()
    told = gone.evaluate("app => getComputedStyle(app, '::after').content")
    assert "The desk does not answer" in told
    assert page.get_by_role("dialog").count() == 0

    with desk_up(tmp_path / "second.txt", "--database", database, port=port):
        offers = page.get_by_text(re.compile("Typed here and not saved: .*by card at the mom"))
        expect(offers).to_be_visible()
        page.get_by_role("button", name="Put it back").first.click()
        expect(editor).to_have_value("You cannot pay by card at the mom")
        editor.press("Control+Enter")
        expect(page.locator(".text", has_text="by card at the mom")).to_be_visible()
        expect(offers).to_have_count(0)

        page.reload()
        expect(page.get_by_text(re.compile("Typed here and not saved: “14:09 half a no”"))).to_be_visible()
        page.get_by_role("button", name="Drop it").click()
        page.reload()
        settled(page)
        expect(page.get_by_text(re.compile("Typed here and not saved"))).to_have_count(0)
