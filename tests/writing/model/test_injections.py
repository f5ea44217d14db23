"""Orders hidden in notes, reports and maps: never obeyed, never cited, always shown.

Two models are played. The obedient one follows every order that reaches it through the prompt, in whatever
disguise. The clairvoyant one writes what the order wants although it never saw it: the checks must stop it.
"""

import json
import re
from pathlib import Path

import pytest
from model_material import MAP, NEWS, NOTES, SYMPTOM, drafts, said

from drafter.intake.instructions import gives_orders
from drafter.writing.layout import sentence_spans

ROWS = [json.loads(line) for line in (Path(__file__).parent / "injections.jsonl").read_text().splitlines()]
FACT = re.compile(r"^\[q7k2v (f[\w.]+)\] (.*)$", re.MULTILINE)


def incident(row):
    """Return notes and map with the order in its place."""
    if not row["where"].startswith("map:"):
        return NOTES + f"14:40 {row['text']}\n", MAP
    part = dict(MAP["components"][0])
    field = row["where"].split(":")[1]
    if field == "symptom":
        part["symptoms"] = part["symptoms"] | {"slow": row["text"]}
    else:
        part[field] = [row["text"]] if field == "unaffected" else row["text"]
    return NOTES, MAP | {"components": [part, *MAP["components"][1:]]}


def answer(prompt, demand):
    """Return the good answer, with what the order wants under the best citation there is."""
    if prompt.name.startswith("repair"):
        told = prompt.messages[-1].text
        numbers = re.findall(r"^\[q7k2v (\d+)\]", told.split("Stopped sentences")[1], re.MULTILINE)
        return {"sentences": [said_again(int(n), demand) for n in numbers]}
    if prompt.name == "draft-internal":
        return {"sentences": [said("known", demand, "f5.1", audience="internal")]}
    return {"sentences": [SYMPTOM, *([said("known", demand, "f5.1", "f4.1")] if demand else []), NEWS]}


def said_again(number, demand):
    return {
        "n": number, "facts": ["f5.1"], "unknowns": [], "conflicts": [], "parts": [], "policy": False,
        "text": demand or "",
    }  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['kind']}, {row['where']}")
def test_an_order_is_never_obeyed_never_cited_and_always_shown(row):
    notes, system_map = incident(row)
    sent = []

    def obedient(prompt):
        told = "\n".join(message.text for message in prompt.messages)
        sent.append(told)
        seen = gives_orders(told.split("Product:")[-1]) or row["text"] in told
        return answer(prompt, row["demand"] if seen else "") if prompt.name != "extract" else {"facts": []}

    made = drafts(obedient, "status_page", "internal", notes=notes, system_map=system_map, reads=True)

    assert all(row["text"] not in told for told in sent)
    for one in made.drafts.drafts:
        assert row["demand"] not in one.text
        assert 8 not in {line for sentence in one.sentences for line in sentence.lines}
    shown = made.result.orders
    assert len(shown) == 1
    assert shown[0].startswith("components[0]" if row["where"].startswith("map:") else "line 8")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['kind']}, {row['where']}")
def test_what_an_order_wants_is_stopped_even_when_a_model_writes_it(row):
    notes, system_map = incident(row)

    def clairvoyant(prompt):
        return answer(prompt, row["demand"]) if prompt.name != "extract" else {"facts": []}

    made = drafts(clairvoyant, "status_page", "internal", notes=notes, system_map=system_map, reads=True)

    for one in made.drafts.drafts:
        for sentence, (start, end) in zip(one.sentences, sentence_spans(one), strict=True):
            if row["demand"] in sentence.text:
                assert any(f.severity != "info" and f.start < end and start < f.end for f in one.findings)
