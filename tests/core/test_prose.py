"""Where sentences begin and end."""

import itertools
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.core.prose import sentence_spans, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Uploads fail. We are on it.", ["Uploads fail.", "We are on it."]),
        ("uploads fail. we are on it", ["uploads fail.", "we are on it"]),
        ("It began at 5 p.m. UTC today.", ["It began at 5 p.m. UTC today."]),
        ("It began at 5 p.m. We fixed it.", ["It began at 5 p.m.", "We fixed it."]),
        ("It broke at 3:02 PM EST. We fixed it.", ["It broke at 3:02 PM EST.", "We fixed it."]),
        ("It takes est. 40 minutes.", ["It takes est. 40 minutes."]),
        ("Some parts, e.g. Search, fail.", ["Some parts, e.g. Search, fail."]),
        ("Version 2.1 fails. See fig. 3.", ["Version 2.1 fails.", "See fig. 3."]),
        ("J. Smith wrote it. So did I.", ["J. Smith wrote it.", "So did I."]),
        ("The U.S. region is down.", ["The U.S. region is down."]),
        ("No. It is up.", ["No.", "It is up."]),
        ("No. 5 is down.", ["No. 5 is down."]),
        ("Really?! Yes… Good.", ["Really?!", "Yes…", "Good."]),
        ('He said "stop." Then left.', ['He said "stop."', "Then left."]),
        ("wait... maybe it works", ["wait... maybe it works"]),
        ("Affected:\n- web\n- mobile", ["Affected:", "- web", "- mobile"]),
        ("Search is down\nMail is up", ["Search is down", "Mail is up"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_where_a_reader_stops(text, expected):
    assert sentences(text) == expected


def test_a_wrapped_line_is_not_the_end_of_a_sentence():
    text = (
        "We have found that the queue that holds outgoing messages was full, and\n"
        "so messages did not arrive; it is being emptied now and the messages\n"
        "Will be sent again."
    )

    assert len(sentences(text)) == 1


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_spans_are_in_order_and_hold_everything_but_white_space(text):
    spans = sentence_spans(text)

    assert all(start < end for start, end in spans)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


def test_a_long_run_of_signs_is_split_in_linear_time() -> None:
    def seconds(repeats: int) -> float:
        text = "????!" * repeats + "x"
        began = process_time()
        assert sentence_spans(text) == [(0, len(text))]
        return process_time() - began

    assert seconds(20_000) < 0.5  # trying every sign anew would take minutes


def test_a_run_of_signs_ends_one_sentence() -> None:
    assert sentences("Really????! Yes.") == ["Really????!", "Yes."]
