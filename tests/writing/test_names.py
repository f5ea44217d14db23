import pytest
from sheets import SHOP

from drafter.core.system_map import Component, Customer, SystemMap, Vendor
from drafter.writing.names import Names

NAMES = Names(SHOP)


@pytest.mark.parametrize(
    "text", ["the paygw is slow", "ledger-writer", "Priya restarted it", "the pgmain's disk"]
)
def test_inside_names_leak_in_any_case_and_number(text):
    assert NAMES.leaks(text)
    assert NAMES.leaks(text.upper())


def test_a_name_inside_a_longer_word_is_no_leak():
    assert not NAMES.leaks("Priyanka and the pledgers")


def test_a_word_the_map_gives_to_customers_is_no_leak():
    the_map = SystemMap(
        components=(Component(id="datahub", name="datahub", customer_name="datahub notebooks"),)
    )

    assert not Names(the_map).leaks("datahub notebooks are slow")


def test_customers_and_closed_suppliers_are_inside_and_published_ones_outside():
    the_map = SystemMap(
        vendors=(Vendor(name="Closedcorp"), Vendor(name="Opencorp", publish=True)),
        customers=(Customer(name="Northwind", aliases=("NWD",)),),
    )
    names = Names(the_map)

    assert all(names.leaks(text) for text in ("Closedcorp", "NWD", "Northwind"))
    assert not names.leaks("Opencorp")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("customers in Europe cannot upload photos", True),
        ("about 300 orders are late", True),
        ("you can still pay by card", True),
        ("the replica lags behind the primary", False),
        ("node-7 is down", False),
        ("see http://example.org/x", False),
        ("Brigitte says pages fail", False),
        ("error E1234 on upload", False),
        ("Mark cannot upload photos", False),
    ],
)
def test_a_clause_is_shown_only_when_every_word_is_plain(text, shown):
    assert Names(SystemMap()).showable(text) is shown


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("Invoices cannot be opened", "invoices cannot be opened"),
        ("French pages are empty", "French pages are empty"),
        ("PDF exports fail", "PDF exports fail"),
        ('"Payment failed" appears', '"Payment failed" appears'),
        ("Vault is slow", "Vault is slow"),
        ("", ""),
    ],
)
def test_within_a_sentence_only_names_keep_their_capital(text, within):
    assert Names(SystemMap(product="The Vault")).within(text) == within


def test_trouble_of_an_inner_part_is_felt_in_the_nearest_parts_customers_know():
    assert [part.id for part in NAMES.felt_at("pgmain")] == ["pay"]
    assert [part.id for part in NAMES.felt_at("site")] == ["site"]
    assert NAMES.felt_at("unknown") == ()


def test_a_dependency_cycle_ends():
    the_map = SystemMap(
        components=(Component(id="a", depends_on=("b",)), Component(id="b", depends_on=("a",)))
    )

    assert Names(the_map).felt_at("a") == ()


def test_an_alias_whose_plural_customers_read_is_no_inside_name():
    part = Component(
        id="kiosk",
        name="kiosk",
        aliases=("kiosk-fw",),
        customer_name="checkout kiosks",
        symptoms={"down": "the kiosks are off"},
    )
    names = Names(SystemMap(components=(part,)))

    assert not names.leaks("the kiosks are off")
    assert names.leaks("kiosk-fw crashed")
