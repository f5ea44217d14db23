"""Parts inside a system, named by what they do and what kind of part they are."""

import pytest

from drafter.checks.lint.document import Document
from drafter.checks.lint.inner_parts import inner_parts, words


def found(text: str) -> list[str]:
    return [text[part.start : part.end] for part in inner_parts(Document(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The ingest job ran out of room.", ["ingest job"]),
        ("A lookup table was lost.", ["lookup table"]),
        ("The search cluster and two indexing-queues are full.", ["search cluster", "indexing-queues"]),
        ("Our mail ingest service has stopped.", ["mail ingest service"]),
        ("The payment backend and the order replicas differ.", ["payment backend", "order replicas"]),
        (
            "Two registries and three proxies behind the edge proxies failed.",
            ["registries", "proxies", "edge proxies"],
        ),
    ],
)
def test_two_words_name_a_part_inside(text, names):
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A worker ran out of memory.", ["worker"]),
        ("Prices were old because one of our importers had fallen behind.", ["importers"]),
        ("Workers for long tasks got stuck on Friday.", ["Workers"]),
        ("A worker cut a cable.", []),
        ("The table by the window is free.", []),
        ("Some jobs may fall behind.", []),
    ],
)
def test_a_word_that_may_mean_people_or_things_is_a_part_where_a_machine_s_trouble_is_told(text, names):
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The search page, the payment service and the print job are fine.",
        "A job, a table and a queue: none of them says what it is for.",
        "The table of prices; indexing, queues.",
        "Stock is low at the login desk.",
    ],
)
def test_what_people_use_is_no_part_inside(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Our queue is long.", ["queue"]),
        ("We restarted two of the affected controllers.", ["controllers"]),
        ("Mail was late because a faulty transceiver failed.", ["transceiver"]),
        ("Mail was late due to a stopped scheduler.", ["scheduler"]),
        ("The queue at the desk is long, and your card is safe.", []),
        ("Your card works; the lock on your door opens.", []),
    ],
)
def test_a_kind_of_part_is_inside_where_it_is_ours_is_acted_on_or_is_the_cause(text, names):
    assert found(text) == names


def test_every_kind_of_part_has_plain_words():
    known = words()

    assert all(known.plain[kind] for kind in known.kinds)
    assert known.machinery < known.kinds
    assert known.doing < known.first
