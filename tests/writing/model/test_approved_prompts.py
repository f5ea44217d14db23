"""Every prompt as it leaves for the small incident, against the rendering that a person approved.

After a wanted change, run with DRAFTER_APPROVE=1, read the difference, and commit it.
"""

import os
from pathlib import Path

import pytest
from model_material import NEWS, REFUND, SYMPTOM, drafts, scripted

from drafter.core.voice import HouseVoice

APPROVED = Path(__file__).parent / "approved"
VOICE = HouseVoice(
    tone="Short and calm.",
    instead={"sign in": "log in"},
    avoid=("outage",),
    samples=("You could not log in this morning. It works again since 09:10 UTC.",),
)


@pytest.fixture(scope="module")
def sent():
    """The messages of every prompt, by prompt name, with and without a house voice."""
    found = {}
    for label, voice in (("", None), ("-voice", VOICE)):
        engine = scripted(SYMPTOM, REFUND, NEWS, repairs=([],))
        drafts(engine, "status_page", "support_brief", "internal", reads=True, voice=voice)
        for prompt in engine.prompts:
            found[prompt.name + label] = "\n".join(f"### {one.role}\n{one.text}\n" for one in prompt.messages)
    return found


@pytest.mark.parametrize(
    "name", ["extract", "draft-public", "draft-internal", "repair-public", "draft-public-voice"]
)
def test_a_prompt_is_the_approved_one(sent, name):
    path = APPROVED / f"{name}.txt"
    if os.environ.get("DRAFTER_APPROVE"):
        path.write_text(sent[name], encoding="utf-8")

    assert sent[name] == path.read_text(encoding="utf-8")
