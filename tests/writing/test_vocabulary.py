"""The list of words that may go outside: how it is kept, what it holds and what it keeps out."""

from pathlib import Path

import pytest

import drafter
from drafter.checks.lint.phrases import expand
from drafter.core.system_map import SystemMap
from drafter.writing.data_files import load_toml, load_words
from drafter.writing.names import Names

SOURCE = Path(drafter.__file__).parent
WORDS = load_words("plain_vocabulary.txt")
NAMES = Names(SystemMap())


def rows(path):
    lines = (SOURCE / path).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def given_names():
    files = ("checks/lint/data/en/given_names.txt", "intake/data/en/given_names.txt")
    return {name for file in files for row in rows(file) for name in row.split()}


def jargon(*names):
    files = [f"checks/lint/data/en/phrases/{name}.tsv" for name in names]
    phrases = [row.split("\t")[1] for file in files for row in rows(file) if row.startswith("JAR")]
    return {word for phrase in phrases for word in expand(phrase.replace("~", "")) if " " not in word}


def test_the_list_is_sorted_lower_case_without_doubles_and_wrapped():
    lines = rows("writing/data/en/plain_vocabulary.txt")
    words = " ".join(lines).split()

    assert words == sorted(set(words))
    assert all(word == word.lower() for word in words)
    assert max(map(len, lines)) <= 110


def test_given_names_are_in_it_only_where_a_clause_that_begins_with_one_is_held_back():
    held_back = {*load_toml("proper.toml")["given_names"], "april", "per"}

    found = (WORDS & given_names()) - held_back

    assert not found


def test_no_term_of_the_trade_is_in_it():
    found = WORDS & jargon("jargon", "jargon_verbs", "metrics")

    assert not found


@pytest.mark.parametrize(
    "text",
    [
        "the wardens cannot open the car park barriers",
        "containers cannot be unloaded before tomorrow",
        "no prescription can be dispensed until tomorrow",
        "pupils cannot hand in their coursework",
        "the milking robots do not get feeding plans",
        "ballot papers from the Northern counties are scanned twice",
        "passengers from Frankfurt get no boarding passes",
        "hearings on Mondays are listed in the wrong courtroom",
    ],
)
def test_what_customers_of_any_trade_say_may_go_outside(text):
    assert NAMES.showable(text)


@pytest.mark.parametrize(
    "text",
    [
        "two shards of the cluster lost their leader",
        "the broker keeps dropping the queue",
        "we killed the runaway cron job",
        "upstream latency is up after the deploy",
        "zeus is out of memory",
        "harbour is full, cannot pull",
        "the falcon box needs a new disk",
        "ugh, no idea yet",
        "prob the config push",
        "no evidence so far that data was taken",
    ],
)
def test_talk_of_the_machine_room_stays_inside(text):
    assert not NAMES.showable(text)
