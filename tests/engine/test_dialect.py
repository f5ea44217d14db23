"""The ladder: each server is met on the highest rung it holds, in a handful of calls, and remembered."""

import json

import httpx2
import pytest
from wire_bodies import GOOD, completion

from drafter.engine.dialect import RUNGS, Dialect, DialectMemory
from drafter.engine.outcome import EngineFailure


def refuse(words: str, status: int = 400) -> httpx2.Response:
    return httpx2.Response(status, json={"error": {"message": words}})


def server(answer):
    """Return a transport that answers each request body with `answer`, and the bodies it saw."""
    seen = []

    def handle(request: httpx2.Request) -> httpx2.Response:
        seen.append(json.loads(request.content))
        return answer(seen[-1])

    return httpx2.MockTransport(handle), seen


def ok(text: str = GOOD) -> httpx2.Response:
    return httpx2.Response(200, json=completion(text))


def kind(body: dict) -> str:
    return body.get("response_format", {}).get("type", "none")


def hosted(body):
    if "max_tokens" in body:
        return refuse("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")
    if "temperature" in body:
        return refuse("Unsupported value: 'temperature' does not support 0.2 with this model.")
    return ok()


def bare_500_on_schema(body):
    return httpx2.Response(500, text="Internal Server Error") if kind(body) == "json_schema" else ok()


def literal_error(body):
    return (
        refuse("literal_error: Input should be 'text' or 'json_object'", 500)
        if kind(body) == "json_schema"
        else ok()
    )


def only_schema_or_text(body):
    return (
        refuse("'response_format.type' must be 'json_schema' or 'text'")
        if kind(body) == "json_object"
        else ok()
    )


def nothing_structured(body):
    return refuse("response_format is not supported") if "response_format" in body else ok()


def ignores_the_schema(body):
    return ok() if "JSON schema of the answer" in body["messages"][0]["content"] else ok("Red, of course!")


@pytest.mark.parametrize(
    ("behaviour", "rung", "calls"),
    [
        (lambda body: ok(), "json_schema", 1),
        (hosted, "json_schema", 3),
        (only_schema_or_text, "json_schema", 1),
        (literal_error, "json_object_schema", 2),
        (bare_500_on_schema, "json_object_schema", 3),
        (nothing_structured, "plain", 4),
        (ignores_the_schema, "json_object", 3),
    ],
)
def test_each_kind_of_server_is_met_on_its_rung_and_remembered(engine, prompt, behaviour, rung, calls):
    transport, seen = server(behaviour)
    one = engine(transport)

    one.complete(prompt, timeout_s=5)
    found_in = len(seen)
    one.complete(prompt, timeout_s=5)

    assert one.dialect.rung == rung
    assert found_in == calls
    assert len(seen) == calls + 1


def test_a_server_that_refuses_everything_ends_in_few_calls(engine, prompt):
    transport, seen = server(lambda body: refuse("response_format, max_tokens, temperature: all wrong"))

    with pytest.raises(EngineFailure) as caught:
        engine(transport).complete(prompt, timeout_s=5)

    assert caught.value.outcome == "rejected"
    assert len(seen) <= 8


def test_a_proven_rung_is_kept_when_one_answer_is_nonsense(engine, prompt):
    answers = iter([ok(), ok("nonsense"), ok()])
    transport, _ = server(lambda body: next(answers))
    one = engine(transport)

    one.complete(prompt, timeout_s=5)
    one.complete(prompt, timeout_s=5)

    assert one.dialect.rung == "json_schema"


def test_a_pinned_rung_is_never_left(engine, prompt):
    transport, seen = server(nothing_structured)

    with pytest.raises(EngineFailure):
        engine(transport, rung="json_object").complete(prompt, timeout_s=5)

    assert {kind(body) for body in seen} == {"json_object"}


def test_the_schema_is_written_out_only_where_the_server_does_not_take_it(prompt):
    written = {
        rung: "JSON schema" in Dialect(rung=rung).body(prompt, "m", {})["messages"][0]["content"]
        for rung in RUNGS
    }

    assert written == {"json_schema": False, "json_object_schema": False, "json_object": True, "plain": True}


def test_servers_and_models_are_remembered_apart():
    memory = DialectMemory()

    memory.set("a", "m", Dialect(rung="plain"))

    assert memory.get("a", "m").rung == "plain"
    assert memory.get("a", "n").rung == memory.get("b", "m").rung == "json_schema"
