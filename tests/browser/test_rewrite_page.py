"""Reports are handed in, rewritten, edited, approved and taken away, in a real browser."""

import re
import time
import zipfile
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from steady_page import press

from drafter.client import Client

REPORT = """# Outage on 4 May 2026

## Impact

Customers could not pay for {n} minutes. Ada fixed db-7.internal.
"""
CLEAN = "# Outage on 4 May 2026\n\nYou could not pay for 11 minutes. This will never happen again.\n"


@pytest.fixture
def desk(empty_desk):
    """The API of that desk, for somebody else."""
    with Client(empty_desk, person="Ben") as client:
        yield client


@pytest.mark.browser
def test_reports_are_handed_in_watched_read_and_taken_away(page, address, tmp_path):
    files = []
    for n in (11, 12):
        path = tmp_path / f"pm-{n}.md"
        path.write_text(REPORT.format(n=n))
        files.append(str(path))
    here = urlsplit(address)

    page.goto(f"{here.scheme}://{here.netloc}/rewrite?{here.query}")
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("textbox", name="Where customers can ask").fill("help@shop.example")
    page.get_by_role("button", name="Rewrite", exact=True).click()

    result = page.get_by_role("textbox", name="For customers")
    expect(result).to_be_visible()
    text = result.input_value()
    assert "Customers could not pay for 11 minutes." in text
    assert "help@shop.example" in text
    assert "Ada" not in text
    assert "db-7" not in text
    expect(page.get_by_text("waits for an answer").first).to_be_visible()
    expect(page.get_by_text("not approved yet")).to_be_visible()

    # What is not saved yet outlives a look at the other document; what is saved is there for everybody.
    result.fill(CLEAN)
    result.press("Control+Enter")
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    for other in ("pm-12", "pm-11"):
        page.get_by_role("combobox", name=re.compile("Document")).click()
        page.get_by_role("option", name=other).click()
        expect(result).to_have_value(re.compile("for 12 minutes" if other == "pm-12" else "never happen"))
    press(page, "Save")
    expect(page.get_by_text("version 2")).to_be_visible()
    expect(page.get_by_text("Not saved yet")).to_have_count(0)
    expect(page.locator("del").first).to_be_visible()

    # The finding that is left is let stand with a reason; then the text is approved.
    press(page, "Let it stand")
    page.get_by_role("textbox", name="Why may it stand?").fill("The board wants these words.")
    press(page, "Record under my name")
    expect(page.get_by_role("button", name="Let it stand")).to_have_count(0)
    press(page, "Approve")
    expect(page.get_by_text("✓ approved")).to_be_visible()

    # It was not good after all.
    press(page, "Not like this")
    page.get_by_role("textbox", name="What is wrong with it?").fill("Say less.")
    press(page, "Reject")
    expect(page.get_by_text(re.compile("Say less"))).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download all").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert {"pm-11.md", "pm-12.md", "report.html"} <= set(archive.namelist())
        assert archive.read("pm-11.md").decode() == CLEAN


@pytest.mark.browser
def test_a_text_that_somebody_saves_while_another_writes_is_not_lost(page, empty_desk, desk):
    batch = desk.create_batch({"pm-11.md": REPORT.format(n=11)})
    while not desk.batch(batch.id).counts.finished:
        time.sleep(0.1)
    page.goto(f"{empty_desk}/rewrite?batch={batch.id}")
    mine = page.get_by_role("textbox", name="For customers")
    expect(mine).to_have_value(re.compile("11 minutes"))

    desk.edit_rewrite(batch.id, 1, "Theirs.", version=1)
    mine.fill(CLEAN)
    press(page, "Save")

    expect(page.get_by_text(re.compile("Ben saved this text while you wrote"))).to_be_visible()
    assert desk.rewrite_review(batch.id, 1).text == "Theirs."
    expect(mine).to_have_value(CLEAN)
    press(page, "Save mine over theirs")
    expect(page.get_by_text("version 3")).to_be_visible()
    assert desk.rewrite_review(batch.id, 1).text == CLEAN
