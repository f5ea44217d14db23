"""Against aimock, a real OpenAI-compatible server on loopback: whole runs, streaming, faults."""

import sys
from pathlib import Path

import pytest
from model_material import DAY, MAP, NEWS, NOTES, REFUND, SYMPTOM, TAG

from drafter.engine.openai_engine import OpenAIEngine
from drafter.engine.settings import EngineSettings
from drafter.pipeline_model import draft_with_model

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "bench"))
from mock_endpoint import NoEndpoint, answering, program, serving

OUTSIDE = "about an incident for people outside"
MENDED = {
    "n": 1, "facts": ["f4.1"], "unknowns": [], "conflicts": [], "parts": [], "policy": False, "text": "",
}  # fmt: skip
FIXTURES = [
    answering("You read lines", "New lines", {"facts": []}),
    answering(OUTSIDE, f"<<{TAG}", {"sentences": [SYMPTOM, REFUND, NEWS]}),
    answering("about an incident for colleagues", f"<<{TAG}", {"sentences": []}),
    answering("You mend sentences", "Stopped", {"sentences": [MENDED]}),
]


@pytest.fixture(scope="module", autouse=True)
def installed():
    try:
        program()
    except NoEndpoint as reason:
        pytest.skip(f"LEFT OUT: {reason}")


def run(*options, deadline_s=8.0, **more):
    with serving(FIXTURES, *options) as base_url:
        engine = OpenAIEngine(EngineSettings(base_url=base_url, model="mock"))
        made = draft_with_model(
            NOTES, MAP, engine=engine, tag=TAG, audiences=["status_page", "internal"], zone="UTC", day=DAY,
            deadline_s=deadline_s, **more,
        )  # fmt: skip
        engine.close()
    return made


def test_a_whole_run_drafts_repairs_and_counts():
    made = run()

    status = made.drafts.drafts[0]
    assert status.sentences[0].text == SYMPTOM["text"]
    assert "refund" not in status.text
    assert {one.call for one in made.result.outcomes} == {"draft-public", "draft-internal", "repair-public"}
    assert all(one.outcome == "answered" for one in made.result.outcomes)
    assert made.result.usage.input_tokens > 0


def test_sentences_are_heard_while_the_answer_streams():
    heard = []

    made = run("--chunk-size", "11", hear=heard.append)

    assert [one.sentence.text for one in heard] == [SYMPTOM["text"], NEWS["text"]]
    assert made.drafts.drafts[0].sentences[0].text == SYMPTOM["text"]


@pytest.mark.parametrize("kind", ["drop", "malformed", "disconnect", "ratelimit"])
def test_an_endpoint_that_always_fails_leaves_the_templates_drafts(kind):
    made = run(f"--chaos-{kind}", "1", deadline_s=4.0)

    assert all(one.method == "template" for one in made.drafts.drafts)
    assert all(one.outcome != "answered" for one in made.result.outcomes)


def test_a_prompt_the_server_has_no_answer_for_is_a_server_error():
    with serving(FIXTURES[:1]) as base_url:
        engine = OpenAIEngine(EngineSettings(base_url=base_url, model="mock", max_retries=0))
        made = draft_with_model(
            NOTES, MAP, engine=engine, tag=TAG, audiences=["status_page"], zone="UTC", day=DAY, reads=False
        )
        engine.close()

    assert made.drafts.drafts[0].method == "template"
    assert made.result.outcomes[0].outcome in ("server_error", "not_found")
