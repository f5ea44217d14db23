"""What readers outside may not see."""

import pytest

from drafter.checks.leaks import find_leaks
from drafter.core.system_map import Component, Customer, SystemMap, Vendor
from drafter.intake.notes import parse_notes
from drafter.writing.audiences import load_audiences

MAP = SystemMap(
    product="Shop",
    components=(
        Component(
            id="pay-db", name="payments-primary", aliases=("the ledger", "job"), customer_name="payments"
        ),
        Component(id="hub", aliases=("hub", "prod namespace", "hub pods"), customer_name="the hub"),
        Component(id="card", aliases=("card payments",), customer_name="paying by card"),
        Component(id="app", aliases=("TV apps", "kiosk", "112"), customer_name="our screens and lines"),
        Component(id="sync", aliases=("order sync",), customer_name="orders", internal_only=True),
    ),
    vendors=(Vendor(name="Acme Hosting", kind="our hosting provider"), Vendor(name="PayCo", publish=True)),
    people=("Iris",),
    customers=(Customer(name="Globex"),),
    links=("https://status.shop.example/help",),
)
NOTES = parse_notes("2026-03-02 14:00 UTC - Helena restarts the hub\n2026-03-02 14:05 UTC - looking")
PUBLIC = load_audiences()["status_page"]
INSIDE = load_audiences()["internal"]


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("We restarted payments-primary.", "LEK004", "payments-primary"),
        ("We removed the prod namespace.", "LEK004", "prod namespace"),
        ("The hub pods are gone.", "LEK004", "hub pods"),
        ("The order sync is late.", "LEK004", "order sync"),
        ("Iris removed it.", "LEK005", "Iris"),
        ("Helena restarted it.", "LEK005", "Helena"),
        ("Globex was hit first.", "LEK010", "Globex"),
        ("Acme Hosting is repairing it.", "LEK012", "Acme Hosting"),
        ("Traffic from 10.4.2.17 was dropped.", "LEK002", "10.4.2.17"),
        ("The fault is on db-03.", "LEK001", "db-03"),
        ("It runs on cache.prod.internal.", "LEK001", "cache.prod.internal"),
        ("Tracked as OPS-4821.", "LEK003", "OPS-4821"),
        ("See https://grafana.corp.example.internal/d/abc for more.", "LEK006", "https://grafana.corp.example.internal/d/abc"),
        ("Write to maria.lopez@acme.example.", "LEK008", "maria.lopez@acme.example"),
    ],
)  # fmt: skip
def test_what_is_internal_is_found_at_its_words_and_blocks(text, rule, words):
    found = find_leaks(text, MAP, NOTES, PUBLIC)

    assert [(f.rule, f.text, f.severity) for f in found] == [(rule, words, "block")]


@pytest.mark.parametrize(
    "text",
    [
        "The hub is down, and payments are late.",
        "A long job has finished.",
        "Card payments work; no card payments were lost.",
        "Your TV, the TV apps and the kiosks work; so does 112.",
        "PayCo is repairing it.",
        "See https://status.shop.example/help for more.",
        "We put back version 4.2.0 at 14:05 UTC on 2026-03-02.",
    ],
)
def test_what_readers_know_is_left_alone(text):
    assert find_leaks(text, MAP, NOTES, PUBLIC) == []


def test_colleagues_may_read_names_and_hosts():
    assert (
        find_leaks("Iris restarted payments-primary on db-03 for the prod namespace.", MAP, NOTES, INSIDE)
        == []
    )


def test_a_secret_is_never_repeated_even_inside():
    found = find_leaks("The job used AKIAIOSFODNN7EXAMPLE to connect.", MAP, NOTES, INSIDE)

    assert [(f.rule, f.text) for f in found] == [("LEK007", "[secret]")]
    assert "AKIA" not in found[0].message
