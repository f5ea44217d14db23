"""How sure a hurried note is, whose word it gives, and what it holds for the cause."""

import pytest

FELT = "09:00 the shop is down for customers"


@pytest.mark.parametrize(
    "line",
    [
        "prob the disk again",
        "smells like the price cache",
        "pretty sure it is the balancer",
        "if that is right the sums were taken twice",
        "my money is on the proxy",
        "the mirror is back with luck",
    ],
)
def test_a_hedge_in_few_words_is_a_hedge(sheet_of, line):
    facts = sheet_of(FELT, f"09:05 {line}").facts

    assert {fact.certainty for fact in facts if 2 in fact.lines} == {"suspected"}


@pytest.mark.parametrize(
    "line", ["the scheduler thinks every slot is taken", "devices think the key has expired"]
)
def test_what_a_machine_takes_for_true_is_no_guess_of_ours(sheet_of, line):
    facts = sheet_of(FELT, f"09:05 {line}").facts

    assert {fact.certainty for fact in facts if 2 in fact.lines} == {"confirmed"}


@pytest.mark.parametrize("line", ["so not that", "I had it wrong", "the cache was a red herring"])
def test_a_wrong_guess_is_taken_back_in_plain_words(sheet_of, line):
    facts = sheet_of(FELT, "09:05 maybe the cache", f"09:10 {line}").facts

    assert {fact.certainty for fact in facts if 3 in fact.lines} == {"withdrawn"}


@pytest.mark.parametrize(
    "line",
    [
        "a bakery in the north rings: the order page shows errors",
        "front desk calls: guests cannot book",
        'a parent writes "the lunch page is down"',
    ],
)
def test_who_rings_or_writes_gives_their_own_word(sheet_of, line):
    facts = sheet_of("09:00 quiet morning", f"09:05 {line}").facts

    assert "reported" in {fact.certainty for fact in facts if 2 in fact.lines}


@pytest.mark.parametrize("line", ["we write: the shop is down", "our supplier writes: the link is down"])
def test_what_we_or_a_supplier_write_is_no_report_of_users(sheet_of, line):
    facts = sheet_of(FELT, f"09:05 {line}").facts

    assert "reported" not in {fact.certainty for fact in facts if 2 in fact.lines}


@pytest.mark.parametrize("line", ["The aggregator was called at nine", "phoning the carriers one by one"])
def test_a_supplier_we_turn_to_has_said_nothing(sheet_of, line):
    facts = sheet_of(FELT, f"09:05 {line}").facts

    assert "attributed" not in {fact.certainty for fact in facts if 2 in fact.lines}


@pytest.mark.parametrize(
    "line",
    [
        "why it happened: the clean-up was switched off in spring",
        "root of it: the time service was blocked by a firewall rule",
    ],
)
def test_a_label_that_asks_why_names_the_cause(sheet_of, line):
    facts = sheet_of(FELT, f"09:05 {line}").facts

    assert ("cause", "confirmed") in {(fact.kind, fact.certainty) for fact in facts if 2 in fact.lines}


def test_a_fault_that_explains_it_is_the_cause(sheet_of):
    facts = sheet_of(FELT, "09:05 queue worker chokes on a broken row. that explains it").facts

    assert ("cause", "confirmed") in {(fact.kind, fact.certainty) for fact in facts if 2 in fact.lines}


def test_a_label_with_an_open_answer_names_no_cause(sheet_of):
    facts = sheet_of(FELT, "09:05 why it happened: not known yet").facts

    assert "cause" not in {fact.kind for fact in facts}


def test_having_nothing_to_do_with_it_is_no_plan(sheet_of):
    facts = sheet_of(FELT, "09:05 the deploy had nothing to do with it").facts

    assert "planned" not in {fact.certainty for fact in facts if 2 in fact.lines}


def test_what_a_machine_decides_is_no_plan_of_ours(sheet_of):
    facts = sheet_of(FELT, "09:05 the installer decides to rename the network cards").facts

    assert "planned" not in {fact.certainty for fact in facts if 2 in fact.lines}
