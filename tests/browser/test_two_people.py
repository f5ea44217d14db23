"""One incident from declaration to review, two people in two browsers on one desk."""

import contextlib
import re

import pytest
from playwright.sync_api import expect
from steady_page import press, settled

from drafter.client import Client
from drafter.core.fact import FactEdit
from drafter.errors import Conflict

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


def see(page, name, tries=5):
    """Load the page again until what somebody else did in their browser has reached it."""
    for _ in range(tries):
        page.reload()
        settled(page)
        with contextlib.suppress(AssertionError):
            expect(page.get_by_role("button", name=name, exact=True)).to_be_visible(timeout=5_000)
            return


def as_person(browser, address, name):
    """A browser of one's own in which somebody has said who they are."""
    context = browser.new_context(viewport={"width": 1440, "height": 1100})
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(f"{address}/declare")
    settled(page)
    page.get_by_role("button", name="● you: liaison").click()
    box = page.get_by_role("textbox", name="Your name")
    box.fill(name)
    box.press("Enter")
    expect(page.get_by_role("button", name=f"● you: {name}")).to_be_visible()
    page.keyboard.press("Escape")
    settled(page)
    return page


@pytest.fixture
def desk(empty_desk):
    """The API of that desk, to look at the record."""
    with Client(empty_desk, person="Watch") as client:
        yield client


def test_two_people_carry_an_incident_from_declaration_to_review(browser, empty_desk, desk):
    ada = as_person(browser, empty_desk, "Ada")
    ben = as_person(browser, empty_desk, "Ben")

    # Ada declares an incident that touches data: whoever writes is never the only one to approve.
    settled(ada)
    ada.get_by_role("textbox", name="What is wrong, as a customer would say it").fill("Card payments fail")
    ada.get_by_role("textbox", name="Notes so far").fill(
        "13:58 alert: checkout error rate above 20 %\n14:05 customers see 'Payment failed' when they pay\n"
        "14:12 rolling back release 4312"
    )
    ada.get_by_role("combobox", name=re.compile("Touches")).click()
    ada.get_by_role("option", name="data").click()
    ada.keyboard.press("Escape")
    press(ada, "Open and draft")
    editor = ada.get_by_role("textbox", name="Edit the text")
    expect(editor).to_be_visible()
    (incident,) = desk.incidents().items

    # Her own approval waits for a second person.
    press(ada, "Approve")
    expect(ada.get_by_text(re.compile("waits for a second person"))).to_be_visible()

    # Ben opens the same page in his browser and gives the second opinion.
    ben.goto(f"{empty_desk}/incident?id={incident.id}")
    press(ben, "Approve")
    expect(ben.get_by_text(re.compile("Approved by .*Ben"))).to_be_visible()

    # A fact that the text uses is corrected: the approval is stale, the page says so, nothing can go out.
    approved = desk.update(desk.incident(incident.id).latest_update_id).drafts[0]
    used = next(fact_id for sentence in approved.sentences for fact_id in sentence.fact_ids)
    desk.edit_fact(
        incident.id, FactEdit(fact_id=used, action="correct", by="Watch", text="Customers cannot pay by card")
    )
    ada.reload()
    expect(ada.get_by_text(re.compile("Stale:")).first).to_be_visible()
    with pytest.raises(Conflict):
        desk.publish(approved.id, "status page")

    # Ada says that the text still holds, Ben approves again, Ada says that it went out.
    press(ada, "It still holds")
    expect(ada.get_by_text(re.compile("Stale:"))).to_have_count(0)
    see(ben, "Approve")
    press(ben, "Approve")
    expect(ben.get_by_text(re.compile("Approved by .*Ben"))).to_be_visible()
    ada.reload()
    press(ada, "I have sent it: status page")
    expect(ada.get_by_text("On record as sent: status page")).to_be_visible()
    first = desk.update(desk.incident(incident.id).latest_update_id).drafts[0]
    assert {one.by for one in first.approvals} >= {"Ben"}

    # It was wrong: Ada withdraws it, and a second update, approved by Ben, corrects it.
    press(ada, "It was wrong")
    ada.get_by_role("textbox", name="What is wrong with it?").fill("The number of customers is wrong")
    ada.get_by_role("textbox", name="What is wrong with it?").press("Enter")
    press(ada, "Withdraw")
    expect(ada.get_by_text(re.compile("sent and withdrawn"))).to_be_visible()
    press(ada, "Draft update")
    expect(ada.get_by_text("Update 2,")).to_be_visible()
    see(ben, "Approve")
    press(ben, "Approve")
    expect(ben.get_by_text(re.compile("Approved by .*Ben"))).to_be_visible()
    press(ben, "I have sent it: status page")
    expect(ben.get_by_text("On record as sent: status page")).to_be_visible()
    assert desk.draft(first.id).state == "corrected"

    # The next update's time passes unkept: Ada settles the promise as broken, and reads the review.
    ada.goto(f"{empty_desk}/review?id={incident.id}")
    settled(ada)
    ada.get_by_role("button", name="Say how it ended").first.click()
    ada.get_by_text("■ Broken", exact=True).click()
    how = ada.get_by_role("textbox", name="How, in one line")
    how.fill("Nobody wrote in time")
    how.press("Enter")
    press(ada, "Record under my name")
    expect(ada.get_by_text(re.compile("■ 1 broken"))).to_be_visible()
    expect(ada.locator("table.plain").first).to_contain_text("longest")
    expect(ada.locator("[data-testid=stVegaLiteChart]")).to_be_visible()
    report = desk.review(incident.id)
    assert (report.figures.messages, report.figures.withdrawn, report.figures.promises_broken) == (2, 1, 1)

    # Every act stands in the record under the person's own name.
    acts = {(one.who, one.action) for one in desk.audit(incident_id=incident.id, limit=100).items}
    assert {("Ada", "incident.declared"), ("Ben", "draft.approved"), ("Ada", "promise.broken")} <= acts
    ada.context.close()
    ben.context.close()
