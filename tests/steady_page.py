"""A page of the desk that has come to rest: acts on one that still redraws may go astray."""

from playwright.sync_api import expect


def settled(page):
    """Wait until nothing is redrawn any more."""
    expect(page.locator("[data-test-script-state=notRunning]").first).to_be_visible()
    expect(page.locator("[data-stale=true]")).to_have_count(0)


def press(page, name):
    """Press a button once the page has come to rest."""
    settled(page)
    page.get_by_role("button", name=name, exact=True).click()
