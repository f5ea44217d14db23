from sheets import PAY_DOWN, SHOP, at, audience, sheet

from drafter.core.draft import NEXT_UPDATE, Sentence
from drafter.writing.audiences import load_audiences
from drafter.writing.layout import fill_next_update, render, sentence_spans
from drafter.writing.template import write


def test_every_sentence_stands_in_the_text_where_its_span_says():
    for one in load_audiences().values():
        draft = write(sheet(PAY_DOWN, unknown="cause scope"), SHOP, one, next_update_at=at(60))
        spans = sentence_spans(draft)
        assert [draft.text[start:end] for start, end in spans] == [s.text for s in draft.sentences], one.id
        assert spans == sorted(spans)


def test_a_sentence_that_was_edited_away_has_the_empty_span():
    draft = write(sheet(PAY_DOWN), SHOP, audience(), next_update_at=at(60))
    cut = draft.model_copy(update={"text": draft.text.replace(draft.sentences[0].text, "")})

    assert sentence_spans(cut)[0] == (0, 0)
    assert sentence_spans(cut)[1] != (0, 0)


def test_paragraphs_and_sections_are_set_apart():
    plain = [
        Sentence(text="One.", slot="symptom", policy=True),
        Sentence(text="Two.", slot="symptom", policy=True),
        Sentence(text="Three.", slot="doing", policy=True, paragraph=1),
    ]
    brief = [
        Sentence(text="One.", slot="say", policy=True, section="Say"),
        Sentence(text="Two.", slot="do_not_say", policy=True, section="Do not say"),
    ]

    assert render(plain, audience()) == "One. Two.\n\nThree."
    assert render(brief, audience("support_brief")) == "Say:\n- One.\n\nDo not say:\n- Two."
    assert render(brief, audience("postmortem")) == "## Say\nOne.\n\n## Do not say\nTwo."


def test_the_next_update_becomes_a_clock_time_with_its_zone():
    text = f"Next update by {NEXT_UPDATE}."

    assert fill_next_update(text, at(0), "UTC", written="UTC") == "Next update by 14:00 UTC."
    assert fill_next_update(text, at(0), "America/Los_Angeles", written="PDT") == "Next update by 07:00 PDT."
    assert fill_next_update(text, None, "UTC") == text


def test_the_next_update_follows_the_style_of_the_hours_in_the_text_and_names_another_day():
    text = f"It began at 5:40 PM BST. Next update by {NEXT_UPDATE}."

    filled = fill_next_update(text, at(14 * 60), "UTC", written="UTC", as_of=at(0))

    assert filled.endswith("Next update by 4:00 AM UTC on 5 May.")
