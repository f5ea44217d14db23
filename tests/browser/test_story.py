"""One update walked through the desk in a real browser: read, spoil, mend, check, approve, copy."""

import re

import pytest
from playwright.sync_api import expect
from steady_page import press, settled

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


def test_a_liaison_reads_edits_has_it_checked_approves_and_copies(page, address):
    page.goto(address)
    editor = page.get_by_role("textbox", name="Edit the text")
    expect(editor).to_be_visible()
    settled(page)
    text = editor.input_value()

    editor.fill(text + " The proxy-patches endpoint is fine.")
    editor.press("Control+Enter")
    expect(page.get_by_text("LEK004").first).to_be_visible()
    expect(page.locator(".f.block").first).to_be_visible()

    settled(page)
    editor.fill(text)
    editor.press("Control+Enter")
    expect(page.get_by_text("LEK004")).to_have_count(0)

    press(page, "Ask for fact check")
    expect(page.get_by_text("Send this line to the commander:")).to_be_visible()
    press(page, "✓ Facts are right")
    expect(page.get_by_text("✓ facts checked").first).to_be_visible()

    press(page, "Approve")
    expect(page.get_by_text(re.compile("Approved by"))).to_be_visible()
    first_line = text.splitlines()[0]
    going_out = page.locator("[data-testid=stCode] code").filter(has_text=first_line)
    expect(going_out).to_be_visible()
    assert "{{" not in going_out.inner_text()
    assert page.hosts == {address.split("/")[2]}


def test_choosing_a_sentence_lights_the_notes_it_rests_on(page, address):
    page.goto(address)
    settled(page)
    page.locator(".s").first.click()

    lit = page.locator(".note.lit .n").all_inner_texts()
    assert lit
    basis = page.locator(".basis").inner_text()
    for number in lit:
        assert re.search(rf"\b{number}\b", basis)


def test_what_people_write_is_shown_and_never_run(page, address):
    page.goto(address)
    settled(page)
    page.get_by_role("textbox", name="Add notes").fill(
        "17:30 <img src=x onerror=\"document.title='run'\"> <b>bold</b>"
    )
    press(page, "Add and draft again")

    expect(page.locator(".note .x", has_text="<img src=x").last).to_be_visible()
    assert page.title() != "run"
    assert page.locator(".note .x img").count() == 0


@pytest.mark.parametrize("path", ["", "declare", "lint", "map", "review", "drill", "check", "feedback"])
def test_every_page_opens_and_asks_no_other_host(page, address, path):
    page.goto(address.replace("/incident?", f"/{path}?"))
    settled(page)

    expect(page.locator("[data-testid=stMain]")).to_contain_text(re.compile(r"\w"))
    expect(page.get_by_text("could not be drawn")).to_have_count(0)
    assert page.hosts == {address.split("/")[2]}
