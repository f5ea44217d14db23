"""With a model behind the desk: sentences are seen while it writes, and whose reading a fact is."""

import pytest
from desk_process import desk_up
from playwright.sync_api import expect
from slow_model import slow_model

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

NOTES = """2026-05-04 13:58 UTC - alert: checkout error rate above 20 %
2026-05-04 14:05 UTC - customers see "Payment failed" when they pay
2026-05-04 14:09 UTC - 34 people have called us
"""
FIRST = 'Some customers see "Payment failed" when they pay.'
LATER = "34 people have called us about it."


def sentence(slot, text, fact):
    return {
        "audience": "status_page", "slot": slot, "facts": [fact], "unknowns": [], "conflicts": [],
        "parts": [], "policy": False, "text": text,
    }  # fmt: skip


def answer(system, user):
    if system.startswith("You read lines"):
        return {
            "facts": [
                {
                    "line": 3, "quote": "34 people have called us", "kind": "scope", "certainty": "reported",
                    "parts": [], "corrects": "",
                }
            ]
        }  # fmt: skip
    if "people outside" in system:
        return {"sentences": [sentence("symptom", FIRST, "f2.1"), sentence("scope", LATER, "f3.1")]}
    return {"sentences": []}


def test_sentences_are_seen_while_the_model_writes(page, tmp_path, monkeypatch):
    with slow_model(answer, pause_s=0.4) as base_url:
        monkeypatch.setenv("DRAFTER_MODEL_BASE_URL", base_url)
        monkeypatch.setenv("DRAFTER_MODEL_NAME", "slow")
        with desk_up(tmp_path / "log.txt", "--database", f"sqlite:///{tmp_path / 'd.sqlite3'}") as address:
            page.goto(f"{address.rstrip('/')}/declare")
            page.get_by_label("What is wrong, as a customer would say it").fill("Card payments fail")
            page.get_by_label("Notes so far").fill(NOTES)
            page.get_by_role("button", name="Open and draft").click()
            arriving = page.locator(".arriving")
            expect(arriving).to_contain_text("Payment failed")

            expect(page.get_by_role("textbox", name="Edit the text")).to_be_visible()
            expect(arriving).to_have_count(0)
            expect(page.get_by_text("slow: 3 calls").first).to_be_visible()
            expect(page.get_by_text("read by rules and model").first).to_be_visible()
