from sheets import at, audience

from drafter.core.draft import NEXT_UPDATE
from drafter.writing.holding import holding


def test_the_first_words_need_no_notes_no_map_and_no_cause():
    draft = holding("Harbour Shop", "checkout does not load", at(0), at(30), audience=audience())

    assert draft.text.startswith("Checkout does not load. We confirmed this at 14:00 UTC.")
    assert "do not know" in draft.text
    assert draft.text.rstrip(".").endswith(NEXT_UPDATE)
    assert all(sentence.has_basis for sentence in draft.sentences)


def test_a_few_words_and_no_words_make_a_sentence_too():
    assert holding("search", "slow", at(0), at(30), audience=audience()).text.startswith("Search is slow.")
    unnamed = holding("Harbour Shop", "", at(0), at(30), audience=audience())
    assert unnamed.text.startswith("You may not be able to use part of Harbour Shop.")
    assert unnamed.sentences[0].unknowns == ("symptom",)


def test_it_fits_a_text_message():
    from drafter.core.units import count_units

    draft = holding("Harbour Shop", "you cannot pay by card", at(0), at(30), audience=audience("sms"))

    assert count_units(draft.text.replace(NEXT_UPDATE, "14:30 UTC"), "gsm7") <= 160
