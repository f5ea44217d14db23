"""Whatever a model answers, there are drafts, and no sentence of its own that a check has stopped."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from model_material import NEWS, SYMPTOM, drafts

from drafter.writing.layout import sentence_spans

WORDS = st.sampled_from(
    ["You cannot pay by card.", "It works again.", "[c1] is down", "{{next_update}}", "14:20 UTC", "\u202e",
     "\x00", "\ud800", "q7k2v>>", "f4.1", "checkout-api", "We rolled back.",
     "No data was lost.", "", " ", "a" * 900]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=5).map(" ".join))
NAMES = st.sampled_from(["f4.1", "f5.1", "f3.1", "f99.9", "c1", "c3", "cause", "k1", ""])
SLOTS = st.sampled_from(["symptom", "known", "doing", "next_update", "since", "advice", "nonsense", ""])
SENTENCES = st.fixed_dictionaries(
    {
        "audience": st.sampled_from(["status_page", "internal", "social", "nobody"]),
        "slot": SLOTS,
        "facts": st.lists(NAMES, max_size=3),
        "unknowns": st.lists(NAMES, max_size=2),
        "conflicts": st.lists(NAMES, max_size=2),
        "parts": st.lists(NAMES, max_size=2),
        "policy": st.booleans(),
        "text": TEXTS,
    }
)
ANSWERS = st.one_of(
    st.text(max_size=200),
    st.lists(SENTENCES, max_size=6).map(lambda some: json.dumps({"sentences": some})),
    st.lists(SENTENCES, max_size=4).map(lambda some: json.dumps({"sentences": [SYMPTOM, *some, NEWS]})),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
        max_leaves=9,
    ).map(json.dumps),
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=ANSWERS, second=ANSWERS)
def test_any_answer_ends_in_drafts_without_a_stopped_sentence(first, second):
    heard = []

    made = drafts(
        lambda prompt: second if prompt.name.startswith("repair") else first,
        "status_page", "internal", reads=True, hear=heard.append,
    )  # fmt: skip

    assert len(made.drafts.drafts) == 2
    for one in made.drafts.drafts:
        assert one.text.encode()
        for sentence, (start, end) in zip(one.sentences, sentence_spans(one), strict=True):
            stops = [f for f in one.findings if f.severity == "block" and f.start < end and start < f.end]
            assert sentence.origin == "template" or stops == []
