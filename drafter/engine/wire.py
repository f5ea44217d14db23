"""One HTTP request to a chat-completions endpoint, as a reply or one typed fault: the SDK sends, we read."""

import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx2
import openai

from drafter.engine.base import Listener
from drafter.engine.outcome import Exchange, Outcome
from drafter.engine.reading import Answer, Call, Fault, loads, read_stream, read_whole, shorten, text_of
from drafter.engine.settings import EngineSettings
from drafter.engine.usage import Usage, read_usage


@dataclass(frozen=True, slots=True)
class Reply:
    """What the endpoint answered. `finish` is empty when the server gave no finish reason."""

    text: str
    finish: str
    refusal: str
    model: str
    usage: Usage
    exchange: Exchange


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
        self._http = httpx2.Client(transport=transport, event_hooks={"request": [self._before_sending]})
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
        library bounds one silence, not a server that sends a byte a second. It is made up first and then
        waits for a place, so that a place that comes free is filled at once.
        """
        now = self._clock()
        call = Call(deadline=now + timeout_s, started=now)
        threading.Thread(target=self._work, args=(call, body, listener is not None), daemon=True).start()
        try:
            return self._wait(call, now, listener)
        except Fault as fault:
            if fault.outcome == "busy":
                raise  # nothing was sent
            latency_s = self._clock() - call.started
            if fault.usage.calls == 0:
                fault.usage = Usage(calls=1, latency_s=latency_s, unreported=1)
            fault.exchange = self._exchange(call, fault.outcome, latency_s)
            raise

    def _wait(self, call: Call, began: float, listener: Listener | None) -> Reply:
        if listener:
            listener.begin()
        while True:
            try:
                kind, value = call.events.get(timeout=max(call.deadline - self._clock(), 0.001))
            except queue.Empty:
                call.abandoned = True
                if not call.placed:
                    raise self._busy() from None
                call.close()
                said = f"no complete answer within {call.deadline - began:.1f} s"
                raise Fault("timed_out", said, status=call.status, partial="".join(call.text)) from None
            if kind == "text":
                if listener:
                    listener.text(value)
            elif kind == "fault":
                raise value
            else:
                text, finish, refusal, model, reported = value
                latency_s = self._clock() - call.started
                usage = read_usage(reported, latency_s)
                exchange = self._exchange(call, "answered", latency_s)
                return Reply(text, finish, refusal, model, usage, exchange)

    def _exchange(self, call: Call, outcome: Outcome, latency_s: float) -> Exchange:
        return Exchange(call.url, call.sent, bytes(call.received), call.status, outcome, latency_s)

    def _busy(self) -> Fault:
        return Fault("busy", f"{self._settings.concurrency} calls are already running")

    def _before_sending(self, request: httpx2.Request) -> None:
        """Keep what goes out and wait for a place; a redirected request has one."""
        call = getattr(self._local, "call", None)
        if call is None:
            return
        call.url = str(request.url.copy_with(query=None))
        call.sent = request.content
        if call.placed:
            return
        call.placed = self._places.acquire(timeout=max(call.deadline - self._clock(), 0))
        if not call.placed or call.abandoned:
            raise self._busy()
        call.started = self._clock()

    def _work(self, call: Call, body: Mapping[str, Any], stream: bool) -> None:
        self._local.call = call
        try:
            call.events.put(("done", self._talk(call, body, stream)))
        except Fault as fault:
            call.events.put(("fault", fault))
        except Exception as error:  # the last wall: whatever a library raises becomes a typed fault
            ours = error.__cause__
            call.events.put(("fault", ours if isinstance(ours, Fault) else self._as_fault(error, call)))
        finally:
            if call.placed:
                self._places.release()

    def _talk(self, call: Call, body: Mapping[str, Any], stream: bool) -> Answer:
        left = max(call.deadline - self._clock(), 0.001)
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
                return read_stream(call, self._chunks(call, response.iter_bytes()))
            for _ in self._chunks(call, response.iter_bytes()):
                pass
            return read_whole(call)

    def _chunks(self, call: Call, chunks: Iterator[bytes]) -> Iterator[bytes]:
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

    def _as_fault(self, error: Exception, call: Call) -> Fault:
        partial = "".join(call.text)
        if isinstance(error, openai.APIStatusError):
            return self._status_fault(error, call)
        if isinstance(error, (openai.APITimeoutError, httpx2.TimeoutException)):
            return Fault("timed_out", "the server fell silent", status=call.status, partial=partial)
        if isinstance(error, (openai.APIConnectionError, httpx2.HTTPError, OSError)):
            cause = error.__cause__ or error
            outcome: Outcome = "half_stream" if partial else "unreachable"
            return Fault(outcome, f"the connection failed: {shorten(str(cause))}", partial=partial)
        return Fault("not_a_completion", f"{type(error).__name__}: {shorten(str(error))}", status=call.status)

    def _status_fault(self, error: openai.APIStatusError, call: Call) -> Fault:
        call.status = error.status_code
        try:
            call.received = bytearray(error.response.content)
        except httpx2.StreamError:  # the body broke off; the status is all there is
            call.received = bytearray()
        words = shorten(call.received) or f"status {error.status_code}"
        fault = Fault(outcome_of(error.status_code), words, status=error.status_code)
        data = loads(bytes(call.received))
        detail = data.get("error") if isinstance(data, dict) else None
        if isinstance(detail, dict):
            fault.code = text_of(detail.get("code")) or text_of(detail.get("type"))
            fault.words = shorten(text_of(detail.get("message"))) or words
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
