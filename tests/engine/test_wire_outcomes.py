"""At the wire: whatever a server does becomes a completion or one typed outcome."""

import json

import httpx
import httpx2
import pytest
from wire_bodies import CHAT, GOOD, Ear, completion, sse

from drafter.engine.outcome import EngineFailure


def fails(engine, prompt, **options) -> EngineFailure:
    with pytest.raises(EngineFailure) as caught:
        engine.complete(prompt, timeout_s=5, **options)
    return caught.value


HTML = "<html><body>502 from a proxy</body></html>"
OUTCOMES = [
    ("refused", {"json": completion(None, refusal="I will not.")}),
    ("refused", {"json": completion("", finish="content_filter")}),
    ("refused", {"status_code": 400, "json": {"error": {"code": "content_filter", "message": "filtered"}}}),
    ("truncated", {"json": completion('{"name": "re', finish="length")}),
    ("not_a_completion", {"text": HTML}),
    ("not_a_completion", {"content": b"\xff\xfe\x00 not text"}),
    ("not_a_completion", {"json": ["a", "list"]}),
    ("not_a_completion", {"json": {"choices": None}}),
    ("empty", {"json": completion() | {"choices": []}}),
    ("empty", {"json": completion("   ")}),
    ("empty", {"json": completion(None)}),
    ("invalid", {"json": completion("I am sorry, I cannot do that.")}),
    ("invalid", {"json": completion('{"name": "red"}')}),
    ("server_error", {"status_code": 500, "text": HTML}),
    ("server_error", {"json": {"error": {"message": "overloaded"}}}),
    ("rate_limited", {"status_code": 429, "headers": {"retry-after": "3600"}}),
    (
        "rate_limited",
        {"status_code": 429, "json": {"error": {"code": "insufficient_quota", "message": "pay"}}},
    ),
    ("unauthorised", {"status_code": 401, "json": {"error": {"message": "no key"}}}),
    ("unauthorised", {"status_code": 403, "text": "no"}),
    ("not_found", {"status_code": 404, "json": {"detail": "Not Found"}}),
    ("too_long", {"status_code": 400, "json": {"error": {"message": "exceeds the available context size"}}}),
    ("too_long", {"status_code": 413, "text": ""}),
    ("rejected", {"status_code": 418, "text": "teapot"}),
]


@pytest.mark.parametrize(("outcome", "answer"), OUTCOMES)
def test_each_bad_answer_has_its_own_outcome(httpx2_mock, engine, prompt, outcome, answer):
    httpx2_mock.post(CHAT).mock(return_value=httpx.Response(**({"status_code": 200} | answer)))

    failure = fails(engine(), prompt)

    assert failure.outcome == outcome
    assert failure.remedy
    assert failure.usage.calls == len(failure.exchanges) >= 1


@pytest.mark.parametrize(
    ("outcome", "error"),
    [
        ("timed_out", httpx2.ReadTimeout("slow")),
        ("timed_out", httpx2.ConnectTimeout("slow")),
        ("unreachable", httpx2.ConnectError("refused")),
        ("unreachable", httpx2.RemoteProtocolError("peer closed")),
        ("unreachable", OSError("no route")),
    ],
)
def test_each_broken_connection_has_its_own_outcome(httpx2_mock, engine, prompt, outcome, error):
    httpx2_mock.post(CHAT).mock(side_effect=error)

    assert fails(engine(), prompt).outcome == outcome


@pytest.mark.parametrize(
    "body",
    [
        sse('{"name": "re', finish=None, done=False),
        sse('{"name": "re', finish=None, done=False) + 'data: {"choices": [{"del',
        sse('{"name": "re', finish=None, done=False) + 'data: {"error": {"message": "gone"}}\n\n',
    ],
)
def test_a_stream_that_breaks_off_is_noticed_and_keeps_what_came(httpx2_mock, engine, prompt, body):
    httpx2_mock.post(CHAT).respond(content=body, content_type="text/event-stream")

    failure = fails(engine(), prompt, listener=Ear())

    assert failure.outcome == "half_stream"
    assert failure.partial == '{"name": "re'


def test_a_whole_stream_is_heard_piece_by_piece_and_counted(httpx2_mock, engine, prompt):
    httpx2_mock.post(CHAT).respond(content=sse(GOOD[:9], GOOD[9:]), content_type="text/event-stream")
    ear = Ear()

    answer = engine().complete(prompt, timeout_s=5, listener=ear)

    assert ear.heard == GOOD
    assert answer.value.name == "red"
    assert (answer.usage.input_tokens, answer.usage.output_tokens) == (7, 3)


def test_a_server_that_does_not_stream_is_heard_at_once(httpx2_mock, engine, prompt):
    httpx2_mock.post(CHAT).respond(json=completion())
    ear = Ear()

    engine().complete(prompt, timeout_s=5, listener=ear)

    assert ear.heard == GOOD


def test_a_retry_starts_the_listener_anew(httpx2_mock, engine, prompt):
    half = httpx.Response(
        200, text=sse(GOOD[:9], finish=None, done=False), headers={"content-type": "text/event-stream"}
    )
    whole = httpx.Response(200, text=sse(GOOD), headers={"content-type": "text/event-stream"})
    httpx2_mock.post(CHAT).mock(side_effect=[half, whole])
    ear = Ear()

    engine().complete(prompt, timeout_s=5, listener=ear)

    assert (ear.begun, ear.heard) == (2, GOOD)


def test_retry_after_is_waited_out_when_it_fits(httpx2_mock, engine, prompt, waits):
    httpx2_mock.post(CHAT).mock(
        side_effect=[
            httpx.Response(429, headers={"retry-after": "2"}),
            httpx.Response(200, json=completion()),
        ]
    )

    answer = engine().complete(prompt, timeout_s=5)

    assert waits == [2.0]
    assert answer.usage.calls == 2


def test_a_long_retry_after_fails_at_once_and_silences_the_next_calls(httpx2_mock, engine, prompt, waits):
    route = httpx2_mock.post(CHAT).respond(429, headers={"retry-after": "90"})
    one = engine()

    first, second = fails(one, prompt), fails(one, prompt)

    assert (first.retry_after_s, route.call_count, waits) == (90, 1, [])
    assert second.outcome == "rate_limited"


def test_passing_faults_are_tried_again_with_growing_waits(httpx2_mock, engine, prompt, waits):
    httpx2_mock.post(CHAT).mock(
        side_effect=[
            httpx.Response(503),
            httpx2.ConnectError("refused"),
            httpx.Response(200, json=completion()),
        ]
    )

    assert engine().complete(prompt, timeout_s=5).value.name == "red"
    assert waits == [0.5, 1.0]


def test_usage_and_cost_are_summed_over_every_retry(httpx2_mock, engine, prompt):
    httpx2_mock.post(CHAT).mock(
        side_effect=[
            httpx.Response(500),
            httpx.Response(200, json=completion("no json")),
            httpx.Response(200, json=completion()),
        ]
    )

    usage = engine().complete(prompt, timeout_s=5).usage

    assert (usage.calls, usage.input_tokens, usage.cached_tokens, usage.output_tokens) == (3, 200, 120, 20)
    assert usage.unreported == 1
    assert usage.cost == pytest.approx((80 * 10 + 120 * 1 + 20 * 100) / 1e6)


def test_what_left_is_kept_byte_for_byte_without_the_key(httpx2_mock, engine, prompt):
    route = httpx2_mock.post(CHAT).respond(json=completion())

    answer = engine(api_key="sk-secret").complete(prompt, timeout_s=5)

    (exchange,) = answer.exchanges
    assert exchange.sent == route.calls.last.request.content
    assert json.loads(exchange.received) == completion()
    assert b"sk-secret" not in exchange.sent
    assert route.calls.last.request.headers["authorization"] == "Bearer sk-secret"


def test_an_invalid_answer_is_asked_again_with_the_problems_named(httpx2_mock, engine, prompt):
    route = httpx2_mock.post(CHAT).mock(
        side_effect=[
            httpx.Response(200, json=completion('{"name": "red"}')),
            httpx.Response(200, json=completion(f"```json\n{GOOD}\n```")),
        ]
    )

    answer = engine().complete(prompt, timeout_s=5)

    *_, said, asked = json.loads(route.calls.last.request.content)["messages"]
    assert said == {"role": "assistant", "content": '{"name": "red"}'}
    assert "parts: Field required" in asked["content"]
    assert answer.value.parts == [255, 0, 0]


def test_a_cut_answer_is_asked_for_shorter_once(httpx2_mock, engine, prompt):
    route = httpx2_mock.post(CHAT).mock(
        side_effect=[
            httpx.Response(200, json=completion(GOOD[:12], finish="length")),
            httpx.Response(200, json=completion()),
        ]
    )

    engine().complete(prompt, timeout_s=5)

    assert "shorter" in json.loads(route.calls.last.request.content)["messages"][-1]["content"]


def test_headers_and_query_of_a_gateway_are_sent(httpx2_mock, engine, prompt):
    route = httpx2_mock.post(CHAT, params={"api-version": "1"}).respond(json=completion())

    engine(headers={"api-key": "k"}, query={"api-version": "1"}).complete(prompt, timeout_s=5)

    assert route.calls.last.request.headers["api-key"] == "k"


def test_a_server_that_is_away_is_left_alone_for_a_while(httpx2_mock, engine, prompt):
    route = httpx2_mock.post(CHAT).mock(side_effect=httpx2.ConnectError("refused"))
    one = engine(max_retries=0)

    outcomes = [fails(one, prompt).outcome for _ in range(6)]

    assert outcomes == ["unreachable"] * 6
    assert route.call_count == 3
