"""Reading grades."""

import gzip
import importlib
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.checks import readability
from drafter.checks.readability import grade

PLAIN = (
    "Card payments are failing for about one in ten customers in the United States. You may see an error"
    " when you pay. We have turned off the change that started it. Most payments work again. If yours failed,"
    " wait ten minutes and try again. We will write here again at 15:30 UTC. We are sorry for the trouble on"
    " a busy day."
)
HARD = (
    "Preliminary investigation indicates that synchronisation irregularities between geographically separated"
    " repositories precipitated inconsistent presentation of organisational information, and comprehensive"
    " reconciliation procedures are presently being administered accordingly by the"
    " responsible infrastructure team."
)


def test_hard_words_in_long_sentences_grade_higher():
    assert 2 < grade(PLAIN) < 8
    assert grade(HARD) > 20


@pytest.mark.parametrize(
    "text", ["", "Card payments fail.", " ".join(["word"] * 29), "# " + PLAIN.replace(".", "")]
)
def test_too_little_prose_has_no_grade(text):
    assert grade(text) is None


@pytest.mark.parametrize("language", ["de", "fr", "ja-JP"])
def test_other_languages_have_no_grade(language):
    assert grade(PLAIN, language) is None


@pytest.mark.parametrize("text", [PLAIN, HARD, f"{PLAIN} {HARD}"])
def test_the_grade_is_the_one_textstat_gives_for_one_clean_sentence_a_line(text):
    grade(text)
    textstat = importlib.import_module("textstat")

    clean = "\n".join(f"{sentence}." for sentence in readability.sentences_of(readability.Document(text)))

    assert grade(text) == round(textstat.textstat.flesch_kincaid_grade(clean), 1)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("business", 2),
        ("customers", 3),
        ("available", 4),
        ("affected", 3),
        ("queue", 1),
        ("created", 3),
        ("people", 2),
    ],
)
def test_syllables_are_the_dictionary_s(word, syllables):
    grade(PLAIN)
    counter = importlib.import_module("textstat.backend.counts._count_syllables")

    assert counter.count_syllables(word, "en_US") == syllables


def test_the_table_is_small_and_has_its_licence_beside_it():
    table = readability._TABLE

    assert table.stat().st_size <= 200_000
    assert "Carnegie Mellon" in table.with_name("syllables.LICENCE.txt").read_text("utf-8")
    assert gzip.decompress(table.read_bytes()).count(b" ") > 40_000


def test_a_grade_needs_neither_nltk_nor_a_network():
    code = (
        "import sys, socket\n"
        "socket.socket = None\n"
        "from drafter.checks.readability import grade\n"
        f"value = grade({PLAIN!r})\n"
        "assert value, value\n"
        "assert 'nltk' not in sys.modules\n"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)

    assert done.returncode == 0, done.stderr


def test_textstat_is_left_alone_until_a_grade_is_due():
    code = (
        "import sys; from drafter.checks.readability import grade\n"
        "grade('short'); sys.exit('textstat' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == 0


SENTENCES = PLAIN.replace(". ", ".|").split("|")
BULLETS = st.sampled_from(["- pay by card", "- refunds", "- reports that you export on Monday mornings"])
INSERTS = st.one_of(
    st.sampled_from(
        [
            "https://status.example.com/incidents/2026-05-04?component=payments&region=us-east-1",
            "`kubectl rollout undo deployment/payments-api --to-revision=42`",
            "```\nERROR 2026-05-04T14:05Z payments: connection refused. Retrying. Giving up.\n```",
            "## What happened to card payments in the United States on Monday",
            "* web\n* mobile\n* the public API, and everything that is built upon it by other companies",
        ]
    ),
    st.lists(BULLETS, min_size=1, max_size=8).map("\n".join),
)


@given(INSERTS, st.integers(0, len(SENTENCES)))
@settings(deadline=None, max_examples=60)
def test_addresses_code_headings_and_bullets_hardly_move_the_grade(insert, place):
    block = insert.startswith(("#", "-", "*", "```"))
    joint = "\n\n" if block else " "
    text = joint.join([" ".join(SENTENCES[:place]), insert, " ".join(SENTENCES[place:])])

    assert abs(grade(text) - grade(PLAIN)) <= 1


ITEMS = st.sampled_from(
    ["Card payments fail for some", "Reports are late by an hour", "Search works again for everyone now"]
)


@given(st.lists(ITEMS, min_size=6, max_size=12))
@settings(deadline=None, max_examples=30)
def test_bullets_grade_alike_with_and_without_full_stops(items):
    without = grade("\n".join(f"- {item}" for item in items))
    with_stops = grade("\n".join(f"- {item}." for item in items))

    assert without == with_stops


@given(st.text(max_size=400))
@settings(deadline=None, max_examples=60)
def test_any_text_has_a_finite_grade_or_none(text):
    value = grade(text)

    assert value is None or -20 < value < 2000
