"""Sentences out of an answer that is still being written."""

import json

import pytest
from model_material import NEWS, SYMPTOM

from drafter.writing.model.arriving import ArrivingSentences, whole_sentences

ANSWER = json.dumps({"sentences": [SYMPTOM, {**NEWS, "text": 'He said "}]{[" \\ and more.'}]})


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_sentences_come_out_whole_whatever_the_pieces(size):
    arriving = ArrivingSentences()

    found = [
        one for start in range(0, len(ANSWER), size) for one in arriving.feed(ANSWER[start : start + size])
    ]

    assert [one.text for one in found] == [SYMPTOM["text"], 'He said "}]{[" \\ and more.']


def test_half_a_sentence_never_comes_out():
    cut = ANSWER.index("and more")

    assert [one.text for one in whole_sentences(ANSWER[:cut])] == [SYMPTOM["text"]]


@pytest.mark.parametrize(
    "text", ["", "I am sorry.", "[1, 2]", '{"sentences": [1, {"a": 2}]}', "}}}]]]{{{", "<html>{}"]
)
def test_anything_else_gives_nothing(text):
    assert whole_sentences(text) == []


def test_words_and_fences_around_the_answer_do_not_matter():
    assert len(whole_sentences(f"Here it is:\n```json\n{ANSWER}\n```")) == 2
