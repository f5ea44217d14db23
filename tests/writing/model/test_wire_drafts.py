"""At the wire: whatever happens to any of the calls, drafts come in time, each sentence with its origin."""

import json
import time

import httpx
import httpx2
import pytest
from model_material import NEWS, REFUND, SYMPTOM, drafts

from drafter.engine.openai_engine import OpenAIEngine
from drafter.engine.settings import EngineSettings

CHAT = "http://model.test/v1/chat/completions"
CALLS = {
    "extract": "You read lines",
    "draft": "You write updates about an incident for people outside",
    "inside": "You write updates about an incident for colleagues",
    "repair": "You mend sentences",
}
GOOD = {
    "extract": {"facts": []},
    "draft": {"sentences": [SYMPTOM, REFUND, NEWS]},
    "inside": {"sentences": []},
    "repair": {"sentences": []},
}


def reply(value, finish="stop", **more):
    text = value if isinstance(value, str) else json.dumps(value)
    message = {"role": "assistant", "content": text} | more
    usage = {"prompt_tokens": 900, "completion_tokens": 90, "prompt_tokens_details": {"cached_tokens": 600}}
    return {
        "model": "m",
        "choices": [{"index": 0, "finish_reason": finish, "message": message}],
        "usage": usage,
    }


def stream(text, finish="stop"):
    chunks = [{"choices": [{"delta": {"content": text[i : i + 40]}}]} for i in range(0, len(text), 40)]
    if finish:
        chunks.append({"choices": [{"delta": {}, "finish_reason": finish}]})
    return "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks)


HTML = "<html>bad gateway</html>"
HALF = json.dumps(GOOD["draft"])[:330]
EVENTS = {"content-type": "text/event-stream"}
FAULTS = {
    "refusal": lambda: httpx.Response(200, json=reply(None, refusal="No.")),
    "content filter": lambda: httpx.Response(200, json=reply("", finish="content_filter")),
    "cut off": lambda: httpx.Response(200, json=reply(HALF, finish="length")),
    "html": lambda: httpx.Response(200, text=HTML),
    "other json": lambda: httpx.Response(200, json={"answer": 42}),
    "no choices": lambda: httpx.Response(200, json={"choices": [], "usage": {}}),
    "empty": lambda: httpx.Response(200, json=reply("")),
    "prose": lambda: httpx.Response(200, json=reply("Everything is fine, do not worry.")),
    "wrong shape": lambda: httpx.Response(200, json=reply({"sentences": "none", "facts": 3})),
    "half stream": lambda: httpx.Response(200, text=stream(HALF, finish=""), headers=EVENTS),
    "half line": lambda: httpx.Response(200, text='data: {"choices": [{"del', headers=EVENTS),
    "500": lambda: httpx.Response(500, text=HTML),
    "503": lambda: httpx.Response(503, json={"error": {"message": "overloaded"}}),
    "429 long": lambda: httpx.Response(429, headers={"retry-after": "600"}),
    "429 short": lambda: httpx.Response(429, headers={"retry-after-ms": "1"}),
    "401": lambda: httpx.Response(401, json={"error": {"message": "bad key"}}),
    "404": lambda: httpx.Response(404, text="not found"),
    "context": lambda: httpx.Response(400, json={"error": {"message": "maximum context length is 4096"}}),
    "400": lambda: httpx.Response(400, json={"error": {"message": "response_format is unknown"}}),
    "read timeout": lambda: httpx2.ReadTimeout("slow"),
    "refused": lambda: httpx2.ConnectError("refused"),
    "reset": lambda: httpx2.ReadError("reset by peer"),
}


@pytest.fixture
def served(httpx2_mock):
    """Answer every call well but the one called `broken`, which gets the fault."""

    def serve(broken, fault):
        def answer(request):
            system = json.loads(request.content)["messages"][0]["content"]
            call = next(name for name, start in CALLS.items() if system.startswith(start))
            if call != broken:
                return httpx.Response(200, json=reply(GOOD[call]))
            made = FAULTS[fault]()
            if isinstance(made, Exception):
                raise made
            return made

        httpx2_mock.post(CHAT).mock(side_effect=answer)
        settings = EngineSettings(base_url="http://model.test/v1", model="m", api_key="sk-test-key")
        return OpenAIEngine(settings, sleep=lambda seconds: None, chance=lambda: 0.0)

    return serve


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("broken", ["extract", "draft", "repair"])
def test_every_fault_of_every_call_ends_in_drafts(served, broken, fault):
    engine = served(broken, fault)
    started = time.monotonic()

    made = drafts(engine, "status_page", "internal", reads=True, deadline_s=5.0)

    assert time.monotonic() - started < 5.0
    for one in made.drafts.drafts:
        assert one.text
        assert all(sentence.origin in ("model", "template") for sentence in one.sentences)
        assert "refund" not in one.text
    status = made.drafts.drafts[0]
    silenced = broken == "extract" and fault in ("429 long", "refused", "reset")  # no more calls for a while
    if broken != "draft" and not silenced:
        assert status.sentences[0].text == SYMPTOM["text"]
    assert made.result.transcript or made.reading.transcript


@pytest.mark.parametrize("fault", ["half stream", "cut off", "html", "429 long", "reset"])
def test_streamed_drafts_survive_faults_as_well(served, fault):
    heard = []

    made = drafts(served("draft", fault), deadline_s=5.0, hear=heard.append)

    assert made.drafts.drafts[0].text
    assert all("refund" not in one.sentence.text for one in heard if one.sentence)


def test_what_leaves_holds_no_key_and_is_kept_byte_for_byte(served, httpx2_mock):
    made = drafts(served("", ""), "status_page", "internal", reads=True)

    sent = {call.request.content for call in httpx2_mock.calls}
    kept = {exchange.sent for exchange in (*made.result.transcript, *made.reading.transcript)}
    assert sent == kept
    assert all(b"sk-test-key" not in body for body in kept)


def test_usage_of_all_calls_is_summed(served):
    made = drafts(served("", ""), "status_page", "internal", reads=True)

    usage = made.result.usage + made.reading.usage
    assert usage.calls == len(made.result.transcript) + len(made.reading.transcript)
    assert usage.cached_tokens == 600 * usage.calls
