"""`drafter model check`: what different servers support, in words and in JSON."""

import json

import httpx2
import pytest
from wire_bodies import completion, sse

from drafter.cli.main import main
from drafter.engine.probe import probe
from drafter.engine.settings import EngineSettings

FIT = json.dumps({"place": "Oslo", "degrees": 12, "words": ["mild", "dry"]})


def server(structured=("json_schema", "json_object"), models=("m", "n"), streams=True, status=200):
    def handle(request):
        if request.url.path.endswith("/models"):
            return httpx2.Response(200, json={"object": "list", "data": [{"id": name} for name in models]})
        if status != 200:
            return httpx2.Response(status, json={"error": {"message": "no"}})
        body = json.loads(request.content)
        kind = body.get("response_format", {}).get("type", "plain")
        if kind not in (*structured, "plain"):
            return httpx2.Response(400, json={"error": {"message": f"response_format {kind} is unknown"}})
        told = "JSON schema of the answer" in body["messages"][0]["content"]
        text = FIT if kind in structured or told else "It is mild in Oslo."
        if body.get("stream") and streams:
            events = {"content-type": "text/event-stream"}
            return httpx2.Response(200, text=sse(text[:9], text[9:]), headers=events)
        return httpx2.Response(200, json=completion(text))

    return httpx2.MockTransport(handle)


def report(**options):
    settings = EngineSettings(base_url="http://model.test/v1", model="m")
    return probe(settings, timeout_s=5, transport=server(**options))


def levels(found):
    return {one.what: one.level for one in found.tried}


def test_a_server_that_can_do_everything_is_fine_all_over():
    found = report()

    assert found.usable
    assert found.rung == "json_schema"
    assert set(levels(found).values()) == {"fine"}


def test_a_server_without_structured_output_is_usable_as_plain_text():
    found = report(structured=())

    assert found.rung == "plain"
    assert levels(found)["JSON schema"] == "fails"


def test_a_server_that_does_not_stream_is_called_weak():
    assert levels(report(streams=False))["Streaming"] == "weak"


def test_a_model_that_is_not_listed_is_named_beside_those_that_are():
    (listed,) = [one for one in report(models=("big", "small")).tried if one.what == "List of models"]

    assert "big, small" in listed.said


def test_a_wrong_key_ends_the_test_at_once_and_says_what_to_do():
    found = report(status=401)

    assert not found.usable
    assert "API key" in found.tried[-1].said
    assert found.usage.calls == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--base-url is missing"),
        (["--base-url", "http://127.0.0.1:9/v1"], "--model is missing"),
        (["--base-url", "http://127.0.0.1:9/v1", "--model", "m", "--header", "x"], "not NAME=VALUE"),
        (["--base-url", "http://127.0.0.1:9/v1", "--model", "m", "--price", "cheap"], "not a price"),
    ],
)
def test_a_wrong_option_is_a_usage_error_with_a_remedy(capsys, monkeypatch, arguments, said):
    for name in ("DRAFTER_MODEL_BASE_URL", "DRAFTER_MODEL_NAME"):
        monkeypatch.delenv(name, raising=False)

    assert main(["model", "check", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_an_endpoint_that_is_away_exits_with_one_in_words_and_in_json(capsys):
    arguments = ["model", "check", "--base-url", "http://127.0.0.1:9/v1", "--model", "m", "--timeout", "2"]

    assert main(arguments) == 1
    assert "template writer" in capsys.readouterr().out
    assert main([*arguments, "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["usable"] is False
