"""What a chat-completions endpoint sent back, whole or as a stream: text, finish and usage, or a fault.

Reading is ours, because the SDK's parser loses text and token counts of broken answers, lets a cut stream
pass in silence, and hands HTML through as a string.
"""

import json
import queue
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from drafter.engine.outcome import Exchange, Outcome
from drafter.engine.usage import Usage, read_usage

WORDS_KEPT = 300  # of a server's error text: enough to recognise, too little to flood a log
Answer = tuple[str, str, str, str, Any]  # text, finish reason, refusal, model, usage as reported


class Fault(Exception):
    """The request did not give a completion. `words` is what the server said, shortened."""

    def __init__(self, outcome: Outcome, words: str, *, status: int = 0, partial: str = "") -> None:
        super().__init__(words)
        self.outcome: Outcome = outcome
        self.words = words
        self.status = status
        self.partial = partial
        self.code = ""
        self.retry_after_s: float | None = None
        self.usage = Usage()
        self.exchange: Exchange | None = None


@dataclass
class Call:
    """One request under way: what the worker thread leaves for the thread that waits.

    It is `placed` when it has one of the places; `started` is when it got it.
    """

    deadline: float
    started: float
    placed: bool = False
    events: "queue.SimpleQueue[tuple[str, Any]]" = field(default_factory=queue.SimpleQueue)
    sent: bytes = b""
    url: str = ""
    received: bytearray = field(default_factory=bytearray)
    status: int = 0
    text: list[str] = field(default_factory=list)
    close: Callable[[], None] = lambda: None
    abandoned: bool = False


def read_whole(call: Call) -> Answer:
    """Return what a whole body holds, and hand its text on. Raises Fault."""
    data = loads(bytes(call.received))
    if not isinstance(data, dict):
        raise Fault("not_a_completion", shorten(call.received), status=call.status)
    if "error" in data and not data.get("choices"):
        raise Fault("server_error", shorten(json.dumps(data["error"])), status=call.status)
    choices = data.get("choices")
    if not isinstance(choices, list):
        raise Fault("not_a_completion", shorten(call.received), status=call.status)
    reported = data.get("usage")
    message = choices[0].get("message") if choices and isinstance(choices[0], dict) else None
    if not isinstance(message, dict):
        raise _empty(call, "the completion has no choices", reported)
    text = text_of(message.get("content"))
    call.text.append(text)
    if text:
        call.events.put(("text", text))
    finish = text_of(choices[0].get("finish_reason"))
    return text.strip(), finish, text_of(message.get("refusal")), text_of(data.get("model")), reported


def read_stream(call: Call, chunks: Iterator[bytes]) -> Answer:
    """Return what a stream of events holds, and hand on each piece of text as it comes. Raises Fault."""
    finish, refusal, model, reported, done = "", "", "", None, False
    for line in _lines(chunks):
        if not line.startswith(b"data:"):
            continue
        payload = line[5:].strip()
        if payload == b"[DONE]":
            done = True
            continue
        data = loads(payload)
        if not isinstance(data, dict):
            raise _half(call, f"a broken line in the stream: {shorten(payload)}")
        if data.get("error"):
            raise _half(call, f"the server broke off: {shorten(json.dumps(data['error']))}")
        model = text_of(data.get("model")) or model
        reported = data.get("usage") or reported
        choices = data.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices else {}
        delta = choice.get("delta") if isinstance(choice, dict) else None
        if isinstance(delta, dict):
            refusal += text_of(delta.get("refusal"))
            piece = text_of(delta.get("content"))
            if piece:
                call.text.append(piece)
                call.events.put(("text", piece))
        if isinstance(choice, dict):
            finish = text_of(choice.get("finish_reason")) or finish
    if not finish and not done:
        raise _half(call, "the stream ended without a finish reason")
    return "".join(call.text).strip(), finish, refusal, model, reported


def _half(call: Call, words: str) -> Fault:
    return Fault("half_stream", words, status=call.status, partial="".join(call.text))


def _empty(call: Call, words: str, reported: Any) -> Fault:
    fault = Fault("empty", words, status=call.status)
    fault.usage = read_usage(reported, 0.0)
    return fault


def _lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield whole lines; a last line without its end is half a line and is yielded, too."""
    rest = b""
    for chunk in chunks:
        rest += chunk
        *whole, rest = rest.split(b"\n")
        yield from (line.rstrip(b"\r") for line in whole)
    if rest.strip():
        yield rest


def loads(data: bytes) -> Any:
    """Return the JSON value of some bytes, None when they hold none."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):  # also undecodable bytes
        return None


def text_of(value: Any) -> str:
    """Return the value when it is a text, else an empty one."""
    return value if isinstance(value, str) else ""


def shorten(words: str | bytes | bytearray) -> str:
    """Return the words in one line, cut when they are many."""
    text = words if isinstance(words, str) else bytes(words).decode("utf-8", "replace")
    text = " ".join(text.split())
    return text if len(text) <= WORDS_KEPT else text[:WORDS_KEPT] + "…"
