"""The floor under a model's draft, the order of its sentences, and the limits of its channel."""

import pytest

from drafter.core.draft import Draft, Sentence
from drafter.writing.audiences import load_audiences
from drafter.writing.layout import render
from drafter.writing.model.composing import compose, fits

STATUS = load_audiences()["status_page"].model_copy(
    update={
        "slots": (
            "symptom",
            "since",
            "side_effect",
            "known",
            "doing",
            "data",
            "not_known",
            "advice",
            "next_update",
        ),
        "required": ("symptom", "known", "next_update"),
        "max_units": 0,
    }
)


def template_says(*sentences):
    return Draft(audience="status_page", stage="fixing", text=render(sentences, STATUS), sentences=sentences)


def told(slot, text, *facts, unknowns=(), origin="template", **more):
    policy = not facts and not unknowns
    return Sentence(
        text=text, slot=slot, fact_ids=facts, unknowns=unknowns, origin=origin, policy=policy, **more
    )


def model(slot, text, *facts, **more):
    return told(slot, text, *facts, origin="model", **more)


FLOOR = template_says(
    told("symptom", "You cannot pay.", "f1.1", map_ids=("pay",)),
    told("side_effect", "Our repair logged you out.", "f3.1", paragraph=1),
    told("known", "The cause is not known yet.", unknowns=("cause",), paragraph=1),
    told("doing", "We went back to the earlier version.", "f2.1", paragraph=1),
    told("next_update", "Next update by {{next_update}}.", paragraph=2),
)


def texts(made):
    return [sentence.text for sentence in made.draft.sentences]


def test_what_is_missing_is_added_in_the_order_of_the_slots():
    made = compose(
        [model("doing", "We undid a change.", "f2.1"), model("symptom", "No payment works.", "f1.1")],
        FLOOR,
        STATUS,
    )

    assert texts(made) == [
        "No payment works.",
        "Our repair logged you out.",
        "The cause is not known yet.",
        "We undid a change.",
        "Next update by {{next_update}}.",
    ]
    assert made.positions == (1, None, None, 0, None)
    assert made.draft.method == "mixed"


def test_harm_by_our_own_repair_is_never_lost():
    made = compose(
        [model("symptom", "No payment works. You may be logged out.", "f1.1", "f3.1")], FLOOR, STATUS
    )

    assert "Our repair logged you out." in texts(made)


def test_a_sentence_that_tells_it_fills_the_empty_slot_instead_of_the_templates():
    made = compose([model("not_known", "We do not know the cause yet.", unknowns=("cause",))], FLOOR, STATUS)

    assert "The cause is not known yet." not in texts(made)
    assert [one.slot for one in made.draft.sentences if one.origin == "model"] == ["known"]


def test_the_same_part_is_shown_once():
    other = model("symptom", "Every payment fails.", "f9.1", map_ids=("pay",))

    assert "You cannot pay." not in texts(compose([other], FLOOR, STATUS))


def test_a_sentence_is_laid_out_as_the_templates_of_its_slot():
    made = compose([model("doing", "We undid a change.", "f2.1", paragraph=0)], FLOOR, STATUS)

    (doing,) = [one for one in made.draft.sentences if one.slot == "doing"]
    assert doing.paragraph == 1


@pytest.mark.parametrize(
    "sentence",
    [
        model("symptom", "no  payment works", "f1.1"),
        model("faq", "Is it me?", "f1.1"),
        model("subject", "Payments", "f1.1"),
        model("do_not_say", "Do not say that it is over.", "f1.1"),
        model("escalate", "No data was lost.", "f1.1"),
        model("next_update", "More by {{next_update}}."),
    ],
)
def test_repeats_and_strangers_are_left_out(sentence):
    first = [model("symptom", "No payment works.", "f1.1"), model("next_update", "News by {{next_update}}.")]

    made = compose([*first, sentence], FLOOR, STATUS)

    assert made.left_out == (2,)


def test_no_news_is_promised_when_the_template_promises_none():
    over = template_says(told("symptom", "You can pay again.", "f1.1"))

    made = compose([model("next_update", "News by {{next_update}}.")], over, STATUS)

    assert made.left_out == (0,)


def test_over_the_limit_sentences_go_from_the_end_and_required_ones_stay():
    short = STATUS.model_copy(update={"max_units": 22, "unit": "words"})
    long = [model("advice", "Use another card, or come back later today, or write to us.", "f7.1")]

    made = compose([model("symptom", "No payment works.", "f1.1"), *long], FLOOR, short)

    assert fits(made.draft, short)
    assert made.left_out == (1,)
    assert {one.slot for one in made.draft.sentences} >= {"symptom", "known", "next_update", "side_effect"}


def test_what_cannot_be_made_short_enough_says_so():
    tiny = STATUS.model_copy(update={"max_units": 3, "unit": "words"})

    made = compose([model("symptom", "No payment works at all.", "f1.1")], FLOOR, tiny)

    assert not fits(made.draft, tiny)
