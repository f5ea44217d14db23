"""Reading answers, the strict schema, usage and prices."""

import pytest
from pydantic import BaseModel
from wire_bodies import GOOD, Colour, Ear

from drafter.engine.answers import Unfit, read_answer
from drafter.engine.outcome import EngineFailure
from drafter.engine.prompt import answer_schema
from drafter.engine.scripted import ScriptedEngine
from drafter.engine.usage import Price, PriceTable, Usage, read_usage
from drafter.engine.wire import retry_after


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"```\n{GOOD}",
        f"<think>red {{or}} blue?</think>\n{GOOD}",
        f"Here you are:\n{GOOD}\nAnything else?",
        GOOD.replace(" ", "\n\t"),
        '{"name": "re\nd", "parts": [255, 0, 0]}',
    ],
)
def test_an_answer_is_found_inside_its_wrapping(text):
    assert read_answer(text, Colour).parts == [255, 0, 0]


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, '{"name": NaN', "null", '{"name": 3, "parts": "x"}']
)
def test_text_that_does_not_fit_says_what_is_wrong(text):
    with pytest.raises(Unfit) as caught:
        read_answer(text, Colour)

    assert caught.value.problems


def test_the_schema_is_flat_closed_and_complete():
    class Inner(BaseModel):
        """Carries words that no schema needs."""

        text: str = "default"

    class Outer(BaseModel):
        items: list[Inner]

    schema = answer_schema(Outer)

    inner = {
        "type": "object",
        "properties": {"text": {"type": "string"}},
        "required": ["text"],
        "additionalProperties": False,
    }
    assert schema["properties"]["items"] == {"type": "array", "items": inner}
    assert "$defs" not in schema


def test_costs_count_cached_tokens_at_their_own_price():
    table = PriceTable({"m": Price(10, 100, 1), "m-large": Price(20, 200)})
    usage = Usage(calls=1, input_tokens=1000, cached_tokens=400, output_tokens=10)

    assert table.cost("m-2026-08-06", usage) == pytest.approx((600 * 10 + 400 + 1000) / 1e6)
    assert table.cost("m-large", usage) == pytest.approx((1000 * 20 + 2000) / 1e6)
    assert table.cost("other", usage) is None


@pytest.mark.parametrize(
    "reported", [None, "many", {}, {"prompt_tokens": "7"}, {"prompt_tokens": -1, "completion_tokens": 1}]
)
def test_missing_or_nonsense_figures_are_counted_as_unreported(reported):
    assert read_usage(reported, 0.1).unreported == 1


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "3"}, 3.0),
        ({"retry-after-ms": "5", "retry-after": "9"}, 0.005),
        ({"retry-after": "Thu, 01 Jan 1970 00:01:00 GMT"}, 30.0),
        ({"retry-after": "later"}, None),
        ({"retry-after": "-4"}, 0.0),
    ],
)
def test_retry_after_is_read_in_every_form(headers, seconds):
    assert retry_after(headers, now=30.0) == seconds


def test_the_scripted_engine_streams_answers_in_order_and_fails_like_a_real_one(prompt):
    engine = ScriptedEngine({"colour": [GOOD, "nonsense", EngineFailure("timed_out", "slow.")]})
    ear = Ear()

    assert engine.complete(prompt, timeout_s=1, listener=ear).value.name == "red"
    assert ear.heard == GOOD
    for outcome in ("invalid", "timed_out"):
        with pytest.raises(EngineFailure) as caught:
            engine.complete(prompt, timeout_s=1)
        assert caught.value.outcome == outcome
