"""The limits that the programs under bench/ measure, held on every run."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "bench"))
import model_adversary
import model_eval
import model_faults
import prompt_tokens
from mock_endpoint import NoEndpoint, program

from drafter.engine.scripted import ScriptedEngine
from drafter.pipeline import read_map, read_notes


def test_little_of_a_lying_model_comes_through_unmarked_and_nothing_leaks(shared):
    figures = model_adversary.measure(shared / "grounding" / "cases.jsonl")

    assert figures["leaks"] == 0
    for tier, limit in model_adversary.LIMITS.items():
        assert figures[f"unmarked_tier{tier}"] <= limit


@pytest.mark.slow
def test_an_endpoint_that_fails_often_never_costs_a_draft(shared):
    try:
        program()
    except NoEndpoint as reason:
        pytest.skip(f"LEFT OUT: {reason}")

    figures = model_faults.measure(shared / "corpus" / "incidents", updates=40, rate=0.2, workers=4)

    assert figures["drafts"] == 40
    assert figures["unhandled"] == figures["blocked_sentences"] == figures["lies_through"] == 0
    assert figures["p99_s"] < figures["deadline_s"]


def test_a_prompt_does_not_grow_with_the_length_of_the_history():
    lines = [f"{8 + n // 60:02d}:{n % 60:02d} {prompt_tokens.STORY[n % 8].format(n=n)}" for n in range(240)]
    system_map = read_map(
        {"product": "Shop", "components": [{"id": "pay", "customer_name": "paying by card"}]}
    )

    sizes = []
    for count in (60, 240):
        notes = read_notes(lines[:count], zone="UTC", day=prompt_tokens.DAY)
        made = prompt_tokens.prompts_of(notes, system_map, after_line=notes.entries[-2].line)
        sizes.append(sum(len(prompt_tokens.text_of(prompt)) for prompt in made))

    assert sizes[1] < 1.1 * sizes[0]


def test_the_evaluation_goes_on_where_it_stopped_and_writes_what_a_person_reads(shared, tmp_path):
    incidents = tmp_path / "incidents"
    incidents.mkdir()
    first = sorted((shared / "corpus" / "incidents").iterdir())[0]
    (incidents / first.name).symlink_to(first)
    lie = {
        "audience": "status_page", "slot": "known", "facts": [], "unknowns": [], "conflicts": [], "parts": [],
        "policy": False, "text": "Everybody gets a refund.",
    }  # fmt: skip
    engine = ScriptedEngine(
        lambda prompt: (
            {"facts": []} if prompt.name == "extract" else {"sentences": [lie] * ("draft" in prompt.name)}
        )
    )

    model_eval.run(incidents, tmp_path / "out", engine, 5.0, limit=1)
    asked = len(engine.prompts)
    rows = model_eval.run(incidents, tmp_path / "out", engine, 5.0, limit=9)

    assert [row["moment"].split("@")[1] for row in rows] == ["1", "2", "3"]
    assert len(engine.prompts) > asked
    assert "Everybody gets a refund." in (tmp_path / "out" / "review.md").read_text()
    assert model_eval.summary(rows)["by_template_alone"] == 1.0
