"""One deadline for the whole call, whatever the server does with its bytes; real sockets on loopback."""

import socket
import threading
import time

import pytest

from drafter.engine.openai_engine import OpenAIEngine
from drafter.engine.outcome import EngineFailure
from drafter.engine.settings import EngineSettings


@pytest.fixture
def dripping():
    """A server that sends its headers and then one byte every 50 ms, for ever."""
    listening = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def serve():
        while not stop.is_set():
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=drip, args=(connection,), daemon=True).start()

    def drip(connection):
        with connection:
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{")
            while not stop.wait(0.05):
                try:
                    connection.sendall(b" ")
                except OSError:
                    return

    threading.Thread(target=serve, daemon=True).start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
    stop.set()
    listening.close()


def test_a_server_that_drips_bytes_is_left_at_the_deadline(dripping, prompt):
    engine = OpenAIEngine(EngineSettings(base_url=dripping, model="m"))
    started = time.monotonic()

    with pytest.raises(EngineFailure) as caught:
        engine.complete(prompt, timeout_s=0.4)

    assert caught.value.outcome == "timed_out"
    assert time.monotonic() - started < 1.0
    assert caught.value.exchanges[0].received.startswith(b"{")
    engine.close()


def test_more_calls_than_places_wait_and_then_say_busy(dripping, prompt):
    engine = OpenAIEngine(EngineSettings(base_url=dripping, model="m", concurrency=1))
    outcomes = []

    def call(timeout_s):
        with pytest.raises(EngineFailure) as caught:
            engine.complete(prompt, timeout_s=timeout_s)
        outcomes.append(caught.value.outcome)

    first = threading.Thread(target=call, args=(0.8,))
    first.start()
    time.sleep(0.2)
    call(0.2)
    first.join()

    assert outcomes == ["busy", "timed_out"]
    engine.close()


def test_an_answer_without_end_is_cut_at_the_size_limit(dripping, prompt):
    engine = OpenAIEngine(EngineSettings(base_url=dripping, model="m", max_reply_bytes=3, max_retries=0))

    with pytest.raises(EngineFailure) as caught:
        engine.complete(prompt, timeout_s=3)

    assert caught.value.outcome == "not_a_completion"
    assert "larger than 3 bytes" in str(caught.value)
    engine.close()


def test_a_call_that_got_no_place_costs_nothing_and_leaves_the_place_free(dripping, prompt):
    engine = OpenAIEngine(EngineSettings(base_url=dripping, model="m", concurrency=1))

    def hold():
        with pytest.raises(EngineFailure):
            engine.complete(prompt, timeout_s=0.6)

    holding = threading.Thread(target=hold)
    holding.start()
    time.sleep(0.1)

    with pytest.raises(EngineFailure) as caught:
        engine.complete(prompt, timeout_s=0.1)
    holding.join()
    with pytest.raises(EngineFailure) as later:
        engine.complete(prompt, timeout_s=0.3)

    assert caught.value.outcome == "busy"
    assert (caught.value.usage.calls, caught.value.exchanges) == (0, ())
    assert later.value.outcome == "timed_out"
    engine.close()
