"""Every page looked at by axe-core: nothing that keeps a person from reading or using it."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from gaps import left_out
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]
KEPT = Path.home() / ".cache" / "drafter" / "axe-core"
VERSION = "4.14.1"
GRAVE = ("serious", "critical")


@pytest.fixture(scope="module")
def axe():
    """The script of axe-core: named by DRAFTER_AXE, kept from the last time, or fetched by npm."""
    named = Path(os.environ.get("DRAFTER_AXE") or KEPT / VERSION / "package" / "axe.min.js")
    if not named.exists() and shutil.which("npm"):
        place = KEPT / VERSION
        place.mkdir(parents=True, exist_ok=True)
        archive = place / f"axe-core-{VERSION}.tgz"
        fetch = ["npm", "pack", "--silent", f"axe-core@{VERSION}", "--pack-destination", str(place)]
        if subprocess.run(fetch, capture_output=True, timeout=60, check=False).returncode == 0:
            shutil.unpack_archive(archive, place, filter="data")
    if not named.exists():
        left_out("what keeps people from using the desk: axe-core is not here and npm could not fetch it")
    return named.read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_grave_barrier(browser, address, axe, scheme):
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, color_scheme=scheme)
    page = context.new_page()
    found = []

    for path in ("", "incident", "declare", "lint", "rewrite", "map", "review", "drill", "check", "feedback"):
        page.goto(address.replace("/incident?", f"/{path}?"))
        expect(page.locator("[data-testid=stMain]")).to_be_visible()
        expect(page.locator("[data-test-script-state=notRunning]").first).to_be_visible()
        expect(page.locator("[data-stale=true]")).to_have_count(0)
        page.evaluate(axe)
        found += [
            (path, broken["id"], node["html"][:120])
            for broken in page.evaluate("axe.run()")["violations"]
            if broken["impact"] in GRAVE
            for node in broken["nodes"]
        ]

    context.close()
    assert found == []
