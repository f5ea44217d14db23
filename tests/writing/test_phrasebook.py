import pytest
from jinja2 import UndefinedError

from drafter.writing.phrasebook import choose, phrasings, say, variables

SAMPLE = {
    "at": "14:02 UTC",
    "what": "search is slow",
    "name": "search",
    "works": "works again",
    "product": "Harbour",
    "span": "from 14:00 to 14:10 UTC",
    "long": "ten minutes",
    "noun": "a wrong setting",
    "past": "restarted search",
    "then": "added capacity",
    "before": "14:01 UTC",
    "ing": "restarting search",
    "base": "restart search",
    "topics": "when it began",
    "topic": "the cause",
    "amount": "30 users",
    "are": "are",
    "was": "was",
    "it": "it",
    "end": "14:10 UTC",
    "stage": "fixing",
    "reopened": False,
    "about": "the share",
    "question": "Is it 20%?",
    "line": 3,
    "answer": "Yes.",
    "contact": "write to help@example.org",
    "supplier": "a supplier",
    "notes": "note 3",
    "where": "help@example.org",
    "note": "note 3",
    "first": "we learned of it at 14:02 UTC",
    "over": "worked again",
}


def test_every_phrasing_renders_to_one_clean_sentence():
    for key, sources in phrasings().items():
        assert sources, key
        for source in sources:
            unknown = variables(source) - set(SAMPLE)
            assert not unknown, f"{key} needs {unknown}"
    for key in phrasings():
        text = say(key, "status_page", **SAMPLE).text
        assert "  " not in text, key
        assert text[0].isupper() or text[0] in "\"'“", key
        if not key.startswith("subject.") and key != "inside.question":  # a question brings its own mark
            assert text.rstrip('"').endswith((".", "?")), key


def test_a_missing_value_is_an_error_and_never_an_empty_place():
    with pytest.raises(UndefinedError):
        say("since.start", "status_page")


def test_the_choice_is_the_same_every_time_and_skips_the_last_one():
    first = choose("since.start", "status_page")
    again = choose("since.start", "status_page")
    next_one = choose("since.start", "status_page", used=(first[1],))

    assert first == again
    assert next_one[1] != first[1]
    assert choose("since.start", "status_page", used=(next_one[1],)) == first


def test_when_every_phrasing_was_used_the_least_recent_follows():
    names = [f"since.start/{number}" for number in range(1, len(phrasings()["since.start"]) + 1)]

    _, name = choose("since.start", "social", used=tuple(names))

    assert name == names[0]


def test_what_readers_outside_hear_has_several_phrasings():
    single = [
        key
        for key in (
            "since.start",
            "known.cause",
            "doing.done_unproven",
            "not_known",
            "no_news",
            "next_update",
            "watch.until",
            "correction.relapse",
            "advice.none_yet",
            "since.window",
        )
        if len(phrasings()[key]) < 2
    ]
    assert single == []
