"""How fast the desk is, in a real browser: `python bench/desk_timing.py [--json]` (needs Chrome or Chromium).

Starts the demonstration and measures, in seconds: until the first page shows (`start_s`), opening an incident
of 500 notes and 60 updates (`open_500_s`), from leaving an edited text until it is saved, checked and shown
(`edit_s`, and `edit_500_s` there), and a scripted person's way from pasting notes to approved text
(`paste_to_approved_s`, in `clicks`).
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from drafter.client import Client

ROOT = Path(__file__).resolve().parent.parent
NOTES = (ROOT / "docs" / "example" / "notes.txt").read_text()
UPDATES = 60
LINES = 500
TIMEOUT_MS = 60_000


def settled(page: Page) -> None:
    """Wait until nothing is being drawn."""
    expect(page.locator("[data-test-script-state=notRunning]").first).to_be_visible(timeout=TIMEOUT_MS)
    expect(page.locator("[data-stale=true]")).to_have_count(0, timeout=TIMEOUT_MS)


def opened(page: Page, address: str) -> float:
    """Return the seconds until the page at an address has its draft on it."""
    began = time.perf_counter()
    page.goto(address)
    expect(page.get_by_role("textbox", name="Edit the text")).to_be_visible(timeout=TIMEOUT_MS)
    page.locator(".s").first.wait_for(timeout=TIMEOUT_MS)
    return time.perf_counter() - began


def edited(page: Page, rounds: int = 3) -> float:
    """Return the median seconds from leaving an edited text until the page shows it."""
    took = []
    for number in range(rounds):
        settled(page)
        editor = page.get_by_role("textbox", name="Edit the text")
        editor.fill(f"{editor.input_value()} Word{number}.")
        began = time.perf_counter()
        editor.press("Control+Enter")
        page.locator(".text", has_text=f"Word{number}.").wait_for(timeout=TIMEOUT_MS)
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def full_incident(host: str) -> str:
    """Return the id of an incident with 500 lines of notes and 60 updates."""
    with Client(host, person="Bench") as desk:
        lines = [
            f"{10 + n // 60:02}:{n % 60:02} support: {n} customers report failed payments"
            for n in range(LINES)
        ]
        step = LINES // UPDATES + 1
        incident = desk.declare("Payments fail", notes="\n".join(lines[:step]), zone="UTC", severity="SEV2")
        for first in range(step, LINES, step):
            desk.draft_update(incident.id, audiences=["status_page"])
            desk.add_notes(incident.id, "\n".join(lines[first : first + step]))
        for _ in range(UPDATES - LINES // step):
            desk.draft_update(incident.id, audiences=["status_page"])
        return incident.id


def approved(page: Page, host: str) -> tuple[float, int]:
    """Return the seconds and clicks from pasting the first notes to an approved text."""
    page.goto(f"{host}/declare")
    settled(page)
    page.get_by_role("textbox", name="What is wrong, as a customer would say it").fill("Card payments fail")
    began, clicks = time.perf_counter(), 0
    page.get_by_role("textbox", name="Notes so far").fill(NOTES)
    for name, shown in (
        ("Open and draft", "Edit the text"),
        ("Ask for fact check", "Send this line to the commander:"),
        ("✓ Facts are right", "facts checked"),
        ("Approve", "Approved by"),
    ):
        settled(page)
        page.get_by_role("button", name=name, exact=True).click()
        clicks += 1
        expect(page.get_by_text(re.compile(shown)).first).to_be_visible(timeout=TIMEOUT_MS)
    return time.perf_counter() - began, clicks


def measure(address: str, start_s: float, browser: str) -> dict[str, float]:
    """Return every figure."""
    host = address.split("/incident")[0]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        page = chromium.new_page(viewport={"width": 1440, "height": 1000})
        figures = {"start_s": start_s + opened(page, address), "edit_s": edited(page)}
        figures["paste_to_approved_s"], figures["clicks"] = approved(page, host)
        large = f"{host}/incident?id={full_incident(host)}"
        figures["open_500_s"] = opened(page, large)
        figures["edit_500_s"] = edited(page)
        chromium.close()
    return {name: round(value, 2) for name, value in figures.items()}


def main() -> int:
    """Run the desk, measure, print."""
    browser = os.environ.get("DRAFTER_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not browser:
        print("No Chrome or Chromium found. Name one: DRAFTER_CHROMIUM=/path", file=sys.stderr)
        return 2
    command = [str(Path(sys.executable).parent / "drafter"), "up", "--demo", "--port", "0"]
    began = time.perf_counter()
    desk = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert desk.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+\S*", desk.stdout.readline())
        if not found:
            print("The desk did not start; run `drafter up --demo` to see why.", file=sys.stderr)
            return 1
        host = found[0].split("/incident")[0]
        with Client(host) as ready:
            while True:  # the address is printed just before the port is open
                try:
                    ready.audiences()
                    break
                except Exception:  # whatever a server that is not up yet makes the client raise
                    time.sleep(0.05)
        figures = measure(found[0], time.perf_counter() - began, browser)
    finally:
        desk.terminate()
        desk.wait(timeout=20)
    if "--json" in sys.argv[1:]:
        print(json.dumps(figures))
    else:
        print("\n".join(f"{name:22}{value:8}" for name, value in figures.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
