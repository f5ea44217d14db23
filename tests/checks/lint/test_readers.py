"""Whom a text is for: the same term is of the trade to one reader and an everyday word to another."""

import pytest

from drafter.checks.lint.context import Context
from drafter.checks.lint.document import Document
from drafter.checks.lint.readers import known_to_readers, trades


def known(text: str, term: str, product: str = "") -> bool:
    start = text.lower().index(term)
    allow = frozenset(product.lower().split())
    return known_to_readers(Document(text), Context(allow=allow), start, start + len(term))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Your jobs wait: half of the nodes are off.", "nodes"),
        ("The API answers late; latency is about 2 seconds.", "latency"),
        ("Pushes to any Git repository fail since the rollout at noon.", "rollout"),
        ("Virtual machines in the Malmo region do not start.", "virtual machines"),
        ("Changes to DNS records of one zone in five are not published.", "dns records"),
        ("IMAP works; DKIM signatures are missing.", "dkim"),
    ],
)
def test_readers_know_the_words_of_their_own_trade(text, term):
    assert known(text, term)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Card payments fail: half of the nodes are off.", "nodes"),
        ("Bread orders arrive late because of latency.", "latency"),
        ("The rollout of the new shop is to blame.", "rollout"),
        ("The DNS of our shop is wrong.", "dns"),
        ("Our jobs wait: pods on half of the nodes are off.", "nodes"),
        ("A server needs a new virtual machine.", "virtual machine"),
    ],
)
def test_others_do_not(text, term):
    assert not known(text, term)


def test_a_term_says_nothing_about_who_reads_it():
    assert not known("Load balancers fail.", "load balancers")
    assert not known("Our API is down.", "api")


def test_what_is_ours_is_a_part_inside_even_to_customers_of_a_cloud():
    assert known("Load balancers in the Malmo region return errors.", "load balancers")
    assert not known("One of our load balancers in the Malmo region failed.", "load balancers")
    assert not known("Bread is late: our load balancers in one region failed.", "load balancers")


def test_the_words_of_the_product_count_as_words_of_the_text():
    assert known("Half of the nodes are off.", "nodes", product="Grex HPC")


def test_a_product_s_name_may_say_who_reads():
    assert known("Load balancers made today stay empty.", "load balancers", product="Vela Cloud")
    assert not known("Load balancers at our cloud provider fail.", "load balancers")


def test_every_trade_says_how_it_is_told_and_what_its_readers_know():
    for trade in trades():
        assert trade.knows
        assert trade.cues or trade.hints
        assert trade.least > 0
