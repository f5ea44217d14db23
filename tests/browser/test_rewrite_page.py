"""Reports are handed in, rewritten and read side by side, in a real browser."""

import re
import zipfile
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

REPORT = """# Outage on 4 May 2026

## Impact

Customers could not pay for {n} minutes. Ada fixed db-7.internal.
"""


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
    result.fill(text + "Sorry.")
    result.press("Control+Enter")
    expect(page.get_by_text("Your edits stay in this tab")).to_be_visible()
    for other in ("pm-12", "pm-11"):  # to the other document and back
        page.get_by_role("combobox", name=re.compile("Document")).click()
        page.get_by_role("option", name=other).click()
        expect(result).to_have_value(re.compile(f"for {other[-2:]} minutes"))
    expect(result).to_have_value(re.compile("Sorry"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Download all").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert {"pm-11.md", "pm-12.md", "report.html"} <= set(archive.namelist())
