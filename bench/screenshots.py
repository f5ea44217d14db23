"""Take the pictures under docs/screenshots anew: `python bench/screenshots.py` (needs Chrome or Chromium).

Starts the demonstration on a free port, opens every page in a real browser, and ends it again.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "screenshots"
PAGES = {"incidents": "", **{name: name for name in ("declare", "lint", "rewrite", "map", "review", "drill")}}
UPDATE = "We are investigating an issue with our infrastructure and will update you soon."
MAP = (ROOT / "docs" / "example" / "map.yaml").read_text()


def settled(page: Page) -> None:
    """Wait until the page has drawn everything."""
    expect(page.locator("[data-test-script-state=notRunning]").first).to_be_visible(timeout=60_000)
    page.wait_for_timeout(700)


def take(page: Page, address: str) -> None:
    """Open and save every page."""
    page.goto(address)
    expect(page.get_by_role("textbox", name="Edit the text")).to_be_visible(timeout=60_000)
    settled(page)
    page.locator(".s").first.click()
    page.screenshot(path=OUT / "incident.png")
    host = address.split("/incident")[0]
    for name, path in PAGES.items():
        page.goto(f"{host}/{path}?{address.partition('?')[2]}")
        settled(page)
        for box, text in (("Text", UPDATE), ("Map (YAML)", MAP)):
            field = page.get_by_role("textbox", name=box, exact=True)
            if field.count():
                field.fill(text)
                field.press("Control+Enter")
                settled(page)
        page.screenshot(path=OUT / f"{name}.png")


def main() -> int:
    """Run the desk, take the pictures."""
    browser = os.environ.get("DRAFTER_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not browser:
        print("No Chrome or Chromium found. Name one: DRAFTER_CHROMIUM=/path", file=sys.stderr)
        return 2
    OUT.mkdir(parents=True, exist_ok=True)
    command = [str(Path(sys.executable).parent / "drafter"), "up", "--demo", "--port", "0"]
    desk = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert desk.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+\S*", desk.stdout.readline())
        if not found:
            print("The desk did not start; run `drafter up --demo` to see why.", file=sys.stderr)
            return 1
        with sync_playwright() as playwright:
            started = playwright.chromium.launch(
                executable_path=browser, args=["--no-sandbox", "--disable-gpu"]
            )
            take(started.new_page(viewport={"width": 1440, "height": 1000}), found[0])
            for name, options in {
                "incident-dark": {"color_scheme": "dark", "viewport": {"width": 1440, "height": 1000}},
                "incident-zoom": {"viewport": {"width": 960, "height": 900}},
            }.items():
                page = started.new_page(**options)
                page.goto(found[0])
                expect(page.get_by_role("textbox", name="Edit the text")).to_be_visible(timeout=60_000)
                settled(page)
                page.screenshot(path=OUT / f"{name}.png")
            started.close()
    finally:
        desk.terminate()
        desk.wait(timeout=20)
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
