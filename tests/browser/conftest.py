"""A real desk in a process of its own, and a real browser to look at it with."""

import os
import shutil

import pytest
from desk_process import desk_up
from gaps import left_out
from playwright.sync_api import expect, sync_playwright

expect.set_options(timeout=60_000)  # two cores, shared with other tests
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def browser_path():
    """Return the Chrome or Chromium to drive."""
    named = os.environ.get("DRAFTER_CHROMIUM")
    return named or next((p for n in ("chromium", "google-chrome", "chrome") if (p := shutil.which(n))), None)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The address of a demonstration."""
    with desk_up(tmp_path_factory.mktemp("desk") / "log.txt", "--demo") as found:
        yield found


@pytest.fixture(scope="module")
def empty_desk(tmp_path_factory):
    """The address of a desk with nothing on it."""
    place = tmp_path_factory.mktemp("empty")
    with desk_up(place / "log.txt", "--database", f"sqlite:///{place / 'desk.sqlite3'}") as found:
        yield found


@pytest.fixture(scope="module")
def browser():
    """The browser, or a loud skip. It runs an event loop in this thread, so it ends with its module."""
    path = browser_path()
    if path is None:
        left_out("the desk in a browser: no Chrome or Chromium on this machine")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser):
    """A fresh page that remembers every host it asked."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(60_000)
    opened = context.new_page()
    opened.hosts = set()
    opened.on("request", lambda request: opened.hosts.add(request.url.split("/")[2]))
    yield opened
    context.close()
