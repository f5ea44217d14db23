"""One HTTP request to a chat-completions endpoint, as a reply or one typed fault.

The SDK sends; reading the body is ours, because the SDK's parser loses text and token counts of broken
answers, lets a cut stream pass in silence, and hands HTML through as a string.
"""

import json
import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx2
import openai

from drafter.engine.base import Listener
from drafter.engine.outcome import Exchange, Outcome
from drafter.engine.settings import EngineSettings
from drafter.engine.usage import Usage, read_usage

WORDS_KEPT = 300  # of a server's error text: enough to recognise, too little to flood a log


@dataclass(frozen=True, slots=True)
class Reply:
    """What the endpoint answered. `finish` is empty when the server gave no finish reason."""

    text: str
    finish: str
    refusal: str
    model: str
    usage: Usage
    exchange: Exchange


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
class _Call:
    """One request under way: what the worker thread leaves for the thread that waits."""

    events: "queue.SimpleQueue[tuple[str, Any]]" = field(default_factory=queue.SimpleQueue)
    sent: bytes = b""
    url: str = ""
    received: bytearray = field(default_factory=bytearray)
    status: int = 0
    text: list[str] = field(default_factory=list)
    close: Callable[[], None] = lambda: None
    abandoned: bool = False


def sdk(settings: EngineSettings, http: httpx2.Client, *, max_retries: int) -> openai.OpenAI:
    """Return the vendor's client for an endpoint."""
    return openai.OpenAI(
        base_url=settings.base_url,
        api_key=settings.api_key.get_secret_value() or "none",
        default_headers=settings.headers or None,
        default_query=settings.query or None,
        max_retries=max_retries,
        http_client=http,
    )


class Wire:
    """Sends bodies to one endpoint, at most `settings.concurrency` at a time."""

    def __init__(
        self,
        settings: EngineSettings,
        *,
        transport: httpx2.BaseTransport | None = None,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._now = now
        self._places = threading.BoundedSemaphore(settings.concurrency)
        self._local = threading.local()
        self._http = httpx2.Client(transport=transport, event_hooks={"request": [self._record]})
        self._client = sdk(settings, self._http, max_retries=0)  # counted, paid and timed by the engine

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def models(self, timeout_s: float) -> tuple[str, ...]:
        """Return the model names the endpoint lists; empty when it lists none or does not answer."""
        try:
            page = self._client.models.list(timeout=timeout_s)
            return tuple(str(item.id) for item in page.data)
        except (openai.OpenAIError, httpx2.HTTPError, AttributeError, TypeError, ValueError):
            return ()

    def send(self, body: Mapping[str, Any], *, timeout_s: float, listener: Listener | None = None) -> Reply:
        """Return the reply within `timeout_s` for everything; raises only `Fault`.

        The request runs in a thread of its own and is abandoned when time is up: a timeout of the HTTP
        library bounds one silence, not a server that sends a byte a second.
        """
        deadline = self._clock() + timeout_s
        if not self._places.acquire(timeout=max(timeout_s, 0)):
            raise Fault("busy", f"{self._settings.concurrency} calls are already running")
        call = _Call()
        worker = threading.Thread(
            target=self._work, args=(call, body, deadline, listener is not None), daemon=True
        )
        started = self._clock()
        worker.start()
        try:
            return self._wait(call, deadline, started, listener)
        except Fault as fault:
            latency_s = self._clock() - started
            if fault.usage.calls == 0:
                fault.usage = Usage(calls=1, latency_s=latency_s, unreported=1)
            fault.exchange = self._exchange(call, fault.outcome, latency_s)
            raise

    def _wait(self, call: _Call, deadline: float, started: float, listener: Listener | None) -> Reply:
        if listener:
            listener.begin()
        while True:
            try:
                kind, value = call.events.get(timeout=max(deadline - self._clock(), 0.001))
            except queue.Empty:
                call.abandoned = True
                call.close()
                said = f"no complete answer within {deadline - started:.1f} s"
                raise Fault("timed_out", said, status=call.status, partial="".join(call.text)) from None
            if kind == "text":
                if listener:
                    listener.text(value)
            elif kind == "fault":
                raise value
            else:
                text, finish, refusal, model, reported = value
                latency_s = self._clock() - started
                usage = read_usage(reported, latency_s)
                exchange = self._exchange(call, "answered", latency_s)
                return Reply(text, finish, refusal, model, usage, exchange)

    def _exchange(self, call: _Call, outcome: Outcome, latency_s: float) -> Exchange:
        return Exchange(call.url, call.sent, bytes(call.received), call.status, outcome, latency_s)

    def _record(self, request: httpx2.Request) -> None:
        call = getattr(self._local, "call", None)
        if call is not None:
            call.url = str(request.url.copy_with(query=None))
            call.sent = request.content

    def _work(self, call: _Call, body: Mapping[str, Any], deadline: float, stream: bool) -> None:
        self._local.call = call
        try:
            call.events.put(("done", self._talk(call, body, deadline, stream)))
        except Fault as fault:
            call.events.put(("fault", fault))
        except Exception as error:  # the last wall: whatever a library raises becomes a typed fault
            call.events.put(("fault", self._as_fault(error, call)))
        finally:
            self._places.release()

    def _talk(self, call: _Call, body: Mapping[str, Any], deadline: float, stream: bool) -> tuple[Any, ...]:
        left = max(deadline - self._clock(), 0.001)
        timeout = httpx2.Timeout(
            min(self._settings.read_timeout_s, left), connect=min(self._settings.connect_timeout_s, left)
        )
        fixed = {"model", "messages", "stream"}
        extra = {k: v for k, v in body.items() if k not in fixed} | self._settings.extra_body
        with self._client.chat.completions.with_streaming_response.create(
            model=body["model"],
            messages=body["messages"],
            extra_body=extra | ({"stream": True} if stream else {}),
            timeout=timeout,
        ) as response:
            call.close = response.http_response.close
            call.status = response.status_code
            if "event-stream" in response.headers.get("content-type", ""):
                return self._read_stream(call, self._chunks(call, response.iter_bytes()))
            for _ in self._chunks(call, response.iter_bytes()):
                pass
            return self._read_whole(call)

    def _chunks(self, call: _Call, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            if call.abandoned:
                raise Fault("timed_out", "abandoned at the deadline")
            call.received += chunk
            if len(call.received) > self._settings.max_reply_bytes:
                limit = self._settings.max_reply_bytes
                raise Fault(
                    "not_a_completion", f"the answer is larger than {limit} bytes", status=call.status
                )
            yield chunk

    def _read_whole(self, call: _Call) -> tuple[Any, ...]:
        data = _loads(bytes(call.received))
        if not isinstance(data, dict):
            raise Fault("not_a_completion", _shorten(call.received), status=call.status)
        if "error" in data and not data.get("choices"):
            raise Fault("server_error", _shorten(json.dumps(data["error"])), status=call.status)
        choices = data.get("choices")
        if not isinstance(choices, list):
            raise Fault("not_a_completion", _shorten(call.received), status=call.status)
        reported = data.get("usage")
        message = choices[0].get("message") if choices and isinstance(choices[0], dict) else None
        if not isinstance(message, dict):
            raise self._empty(call, "the completion has no choices", reported)
        text = _text(message.get("content"))
        call.text.append(text)
        if text:
            call.events.put(("text", text))
        finish = _text(choices[0].get("finish_reason"))
        return text.strip(), finish, _text(message.get("refusal")), _text(data.get("model")), reported

    def _read_stream(self, call: _Call, chunks: Iterator[bytes]) -> tuple[Any, ...]:
        finish, refusal, model, reported, done = "", "", "", None, False
        for line in _lines(chunks):
            if not line.startswith(b"data:"):
                continue
            payload = line[5:].strip()
            if payload == b"[DONE]":
                done = True
                continue
            data = _loads(payload)
            if not isinstance(data, dict):
                raise self._half(call, f"a broken line in the stream: {_shorten(payload)}")
            if data.get("error"):
                raise self._half(call, f"the server broke off: {_shorten(json.dumps(data['error']))}")
            model = _text(data.get("model")) or model
            reported = data.get("usage") or reported
            choices = data.get("choices")
            choice = choices[0] if isinstance(choices, list) and choices else {}
            delta = choice.get("delta") if isinstance(choice, dict) else None
            if isinstance(delta, dict):
                refusal += _text(delta.get("refusal"))
                piece = _text(delta.get("content"))
                if piece:
                    call.text.append(piece)
                    call.events.put(("text", piece))
            if isinstance(choice, dict):
                finish = _text(choice.get("finish_reason")) or finish
        if not finish and not done:
            raise self._half(call, "the stream ended without a finish reason")
        return "".join(call.text).strip(), finish, refusal, model, reported

    def _half(self, call: _Call, words: str) -> Fault:
        return Fault("half_stream", words, status=call.status, partial="".join(call.text))

    def _empty(self, call: _Call, words: str, reported: Any) -> Fault:
        fault = Fault("empty", words, status=call.status)
        fault.usage = read_usage(reported, 0.0)
        return fault

    def _as_fault(self, error: Exception, call: _Call) -> Fault:
        partial = "".join(call.text)
        if isinstance(error, openai.APIStatusError):
            return self._status_fault(error, call)
        if isinstance(error, (openai.APITimeoutError, httpx2.TimeoutException)):
            return Fault("timed_out", "the server fell silent", status=call.status, partial=partial)
        if isinstance(error, (openai.APIConnectionError, httpx2.HTTPError, OSError)):
            cause = error.__cause__ or error
            outcome: Outcome = "half_stream" if partial else "unreachable"
            return Fault(outcome, f"the connection failed: {_shorten(str(cause))}", partial=partial)
        return Fault(
            "not_a_completion", f"{type(error).__name__}: {_shorten(str(error))}", status=call.status
        )

    def _status_fault(self, error: openai.APIStatusError, call: _Call) -> Fault:
        call.status = error.status_code
        try:
            call.received = bytearray(error.response.content)
        except httpx2.StreamError:  # the body broke off; the status is all there is
            call.received = bytearray()
        words = _shorten(call.received) or f"status {error.status_code}"
        fault = Fault(outcome_of(error.status_code), words, status=error.status_code)
        data = _loads(bytes(call.received))
        detail = data.get("error") if isinstance(data, dict) else None
        if isinstance(detail, dict):
            fault.code = _text(detail.get("code")) or _text(detail.get("type"))
            fault.words = _shorten(_text(detail.get("message"))) or words
        fault.retry_after_s = retry_after(error.response.headers, self._now())
        return fault


def outcome_of(status: int) -> Outcome:
    """Return how a call ended that was answered with this HTTP status."""
    if status in (401, 403):
        return "unauthorised"
    if status == 404:
        return "not_found"
    if status == 413:
        return "too_long"
    if status == 429:
        return "rate_limited"
    if status in (408, 409, 425) or status >= 500:
        return "server_error"
    return "rejected"


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Return the seconds a server asks to wait (`retry-after-ms`, `retry-after` as seconds or date)."""
    for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = headers.get(name)
        if value is None:
            continue
        try:
            return max(float(value) * scale, 0.0)
        except ValueError:
            pass
        try:
            moment: datetime = parsedate_to_datetime(value)
        except ValueError:
            continue
        return max(moment.timestamp() - now, 0.0)
    return None


def _lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield whole lines; a last line without its end is half a line and is yielded, too."""
    rest = b""
    for chunk in chunks:
        rest += chunk
        *whole, rest = rest.split(b"\n")
        yield from (line.rstrip(b"\r") for line in whole)
    if rest.strip():
        yield rest


def _loads(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):  # also undecodable bytes
        return None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _shorten(words: str | bytes | bytearray) -> str:
    text = words if isinstance(words, str) else bytes(words).decode("utf-8", "replace")
    text = " ".join(text.split())
    return text if len(text) <= WORDS_KEPT else text[:WORDS_KEPT] + "…"
