"""Which rules run."""

import pytest

from drafter.checks.lint.selection import resolve, select
from drafter.errors import InputError


def chosen(rules, **names):
    return [rule.code for rule in select(rules, **names) if not rule.code.startswith("LNT")]


def test_without_names_the_rules_that_are_on_by_default_run(rules):
    assert chosen(rules) == ["TST001", "TST002", "TST003", "OTH001", "LEK901", "LEK902"]


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        ({"select": ["TST"]}, ["TST001", "TST002", "TST003"]),
        ({"select": ["tst001"]}, ["TST001"]),
        ({"select": ["soon-word"]}, ["TST001"]),
        ({"select": ["TST004"]}, ["TST004"]),
        ({"select": ["ALL"]}, ["TST001", "TST002", "TST003", "TST004", "OTH001", "LEK901", "LEK902"]),
        ({"select": ["TST"], "ignore": ["TST002"]}, ["TST001", "TST003"]),
        ({"select": ["TST002"], "ignore": ["TST"]}, ["TST002"]),
        ({"ignore": ["TST", "LEK"]}, ["OTH001"]),
        ({"ignore": ["ALL"], "select": ["OTH"]}, ["OTH001"]),
        ({"extend": ["TST004"]}, ["TST001", "TST002", "TST003", "TST004", "OTH001", "LEK901", "LEK902"]),
    ],
)
def test_the_more_exact_name_wins(rules, names, codes):
    assert chosen(rules, **names) == codes


@pytest.mark.parametrize(
    ("typed", "meant"), [("TST01", "TST001"), ("son-word", "soon-word"), ("LEEK", "LEK")]
)
def test_an_unknown_name_is_an_error_that_says_what_was_meant(rules, typed, meant):
    with pytest.raises(InputError, match=f"Did you mean '{meant}'"):
        resolve(typed, rules)


def test_an_empty_name_is_an_error_and_not_all_rules(rules):
    with pytest.raises(InputError):
        resolve("", rules)
