"""The phrase files can be read, belong to a rule each, and the machine written beside them is their own."""

import pytest

from drafter.checks.lint.document import Document
from drafter.checks.lint.phrase_machine import PhraseMachine, chunks, rows_of, sizes, to_json
from drafter.checks.lint.phrases import DATA, PhraseTable, Row, keys_of
from drafter.checks.lint.rules import ALL_RULES

FOLDERS = [DATA / "en" / "phrases", DATA / "en" / "cues"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_written_machine_is_the_one_the_files_give(folder):
    made = to_json(PhraseMachine.of(rows_of(folder)), sizes(folder))

    written = folder.with_suffix(".json").read_text("utf-8")

    assert made == written, "run python -m drafter.checks.lint.phrase_machine"


def test_every_phrase_belongs_to_a_rule():
    codes = {rule.code for rule in ALL_RULES}

    strangers = {row.code for row in rows_of(DATA / "en" / "phrases")} - codes

    assert strangers == set()


def test_every_term_of_the_trade_has_plain_words_and_most_an_explanation():
    terms = [row for row in rows_of(DATA / "en" / "phrases") if row.code == "JAR001" and not row.exception]

    assert len(terms) > 800
    assert all(row.suggestions for row in terms)
    assert len([row for row in terms if row.message]) > 650


def test_a_term_that_is_explained_somewhere_is_explained_wherever_it_is_named():
    """The row read last wins, so the file with the explanations comes last."""
    hits = Document("The database migration and a feature flag failed.").phrases("JAR001")

    assert [hit.row.message != "" for hit in hits] == [True, True]


def test_no_phrase_begins_with_any_word():
    """Such a phrase is found only behind words that happen to begin others, and makes them all states."""
    rows = [row for folder in FOLDERS for row in rows_of(folder)]

    assert [row.phrase for row in rows if row.phrase.startswith(("*", "{*"))] == []


def find(phrase: str, text: str) -> list[str]:
    table = PhraseTable()
    table.add(Row("XXX001", phrase))
    document = Document(text, table=table)
    return [match.words for match in document.phrases("XXX001")]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        (
            "look~ into {it,this}",
            "We looked into this and are looking into it.",
            ["looked into this", "looking into it"],
        ),
        ("a {very,} small", "A small one, a very small one, a much small one.", ["A small", "a very small"]),
        (
            "take * seriously",
            "We take this seriously. We take all of this seriously.",
            ["take this seriously"],
        ),
        ("third party", "A third-party fault; a THIRD PARTY fault.", ["third-party", "THIRD PARTY"]),
        ("100% safe", "It is 100% safe. It is 100 safe.", ["100% safe"]),
        ("{50%,all} of", "About 50% of calls, all of them, 50 of us.", ["50% of", "all of"]),
        ("and/or", "Calls and/or mails, and or not.", ["and/or"]),
        ("soon", "Soon, sooner, so on.", ["Soon"]),
        ("issue{,s}, {please,kindly}", "Any issues, please call; issues please.", ["issues, please"]),
        ("don't hesitate", "Please don’t hesitate.", ["don’t hesitate"]),
    ],
)
def test_a_phrase_finds_what_its_signs_say(phrase, text, found):
    assert find(phrase, text) == found


def test_an_exception_takes_away_the_match_it_overlaps():
    table = PhraseTable()
    table.add(Row("XXX001", "experience~"))
    table.add(Row("XXX001", "user experience", exception=True))

    document = Document("The user experience is bad; we experience delays.", table=table)

    assert [match.start for match in document.phrases("XXX001")] == [31]


def test_phrases_do_not_match_across_a_code_span_or_a_sentence_sign():
    assert find("very slow", "very `x` slow, very, slow") == []


def test_a_phrase_with_many_braces_stays_small():
    words = ",".join(f"word{number}" for number in range(60))
    row = Row("XXX001", f"{{{words}}} {{{words}}} {{{words}}}")

    machine = PhraseMachine.of([row])

    assert len(machine.packed) == 3


def test_signs_at_the_end_of_a_part_stay_with_the_next_word():
    assert chunks("{a,100%} {safe,sure} now") == ["{a,100%} {safe,sure}", "now"]
    assert keys_of("100% safe") == [("100", "%safe")]
