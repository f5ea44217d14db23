"""Logging in at a real OpenID Connect provider, a process of its own on loopback."""

import subprocess
import sys

import pytest
from desk_process import answers, desk_up
from playwright.sync_api import expect

from drafter.client import Client
from drafter.desk import free_port

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.fixture
def provider(tmp_path):
    """A provider that knows Ada; give its address."""
    port = free_port()
    with (tmp_path / "provider.txt").open("w") as log:
        command = [sys.executable, "-m", "oidc_provider_mock", "-p", str(port), "--user-claims"]
        started = subprocess.Popen(
            [*command, '{"sub": "ada-1", "email": "ada@example.com"}'], stdout=log, stderr=log
        )
        try:
            answers(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            started.terminate()
            started.wait(timeout=20)


def test_acts_go_on_record_under_the_name_of_the_login(browser, provider, tmp_path, monkeypatch):
    port = free_port()
    file = tmp_path / "login.toml"
    file.write_text(
        f'[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
        f'cookie_secret = "{"x" * 32}"\nclient_id = "desk"\nclient_secret = "for-tests"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n'
    )
    monkeypatch.setenv("DRAFTER_LOGIN", str(file))
    database = f"sqlite:///{tmp_path / 'desk.sqlite3'}"
    with desk_up(tmp_path / "log.txt", "--database", database, port=port) as address:
        page = browser.new_context().new_page()
        page.goto(f"{address}/declare")
        expect(page.get_by_role("button", name="Log in")).to_be_visible()
        expect(page.get_by_text("New incident")).to_have_count(0)

        page.get_by_role("button", name="Log in").click()
        page.wait_for_url(f"{provider}/**")
        page.get_by_role("textbox").first.fill("ada-1")
        page.get_by_role("button").first.click()
        page.wait_for_url(f"{address}/**")
        page.goto(f"{address}/declare")
        page.get_by_role("textbox", name="What is wrong, as a customer would say it").fill("Payments fail")
        page.get_by_role("button", name="Open and draft").click()
        expect(page.get_by_text("Payments fail").first).to_be_visible()
        expect(page.get_by_role("heading", name="Payments fail")).to_be_visible()

        with Client(address) as desk:
            (entry,) = desk.audit(action="incident.declared").items
        assert entry.who == "ada@example.com"
        page.context.close()
