from hypothesis import given
from hypothesis import strategies as st

from drafter.facts.phrases import PhraseTable, words


def found(table: PhraseTable, text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.label) for hit in table.find(words(text))]


def test_the_longest_phrase_wins_and_hides_the_shorter_inside_it():
    table = PhraseTable([("could", ["hedge"]), ("could not", ["inability"])])

    assert found(table, "It could be; it could not be") == [("could", "hedge"), ("could not", "inability")]


def test_a_star_takes_any_ending_and_a_bar_any_choice():
    table = PhraseTable([("rolled|rolling back", ["repair"]), ("restart*", ["repair"])])

    assert [text for text, _ in found(table, "Rolling back, then restarted")] == ["Rolling back", "restarted"]


def test_hyphens_join_words_and_commas_part_them():
    table = PhraseTable([("roll back", ["repair"])])

    assert found(table, "roll-back done") == [("roll-back", "repair")]
    assert found(table, "a roll, back again") == []


def test_a_name_with_dots_is_one_phrase():
    table = PhraseTable([("ci example org", ["site"])])

    assert found(table, "restarted ci.example.org.") == [("ci.example.org", "site")]


@given(st.text(max_size=200))
def test_any_text_is_read_and_spans_are_its_own_words(text):
    for word in words(text):
        assert text[word.start : word.end].lower().replace("’", "'") == word.lower
