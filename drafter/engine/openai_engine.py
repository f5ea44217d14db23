"""The engine for every OpenAI-compatible endpoint: ladder, retries, questions asked again, one deadline."""

import json
import random
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import httpx2

from drafter.engine.answers import Unfit, read_answer
from drafter.engine.base import Listener
from drafter.engine.dialect import Dialect, DialectMemory, is_about_length
from drafter.engine.outcome import Completion, EngineFailure, Exchange, Outcome
from drafter.engine.prompt import Message, Prompt
from drafter.engine.reading import Fault
from drafter.engine.settings import EngineSettings
from drafter.engine.usage import Price, PriceTable, Usage
from drafter.engine.wire import Reply, Wire

_PASSING: frozenset[Outcome] = frozenset(
    {"rate_limited", "server_error", "unreachable", "half_stream", "not_a_completion", "empty"}
)
LEAST_CALL_S = 0.05  # with less time left another request cannot end well
FIRST_BACKOFF_S = 0.5
SHORTER = "The answer was cut off. Give the same JSON again, shorter: fewer and briefer sentences."
AWAY_AFTER = 3  # so many calls in a row without a connection, and the server counts as away
AWAY_PAUSE_S = 5.0  # for so long calls then fail at once, instead of each waiting out its retries


class OpenAIEngine:
    """Speaks chat completions to one model of one server; safe to share between threads."""

    def __init__(
        self,
        settings: EngineSettings,
        *,
        memory: DialectMemory | None = None,
        transport: httpx2.BaseTransport | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._settings = settings
        self._memory = memory or DialectMemory()
        self._clock = clock
        self._sleep = sleep
        self._chance = chance
        self._wire = Wire(settings, transport=transport, clock=clock)
        self._prices = PriceTable(
            {
                name: Price(price.input, price.output, price.cached, price.currency)
                for name, price in settings.prices.items()
            }
        )
        self._paused_until = 0.0
        self._paused_outcome: Outcome = "unreachable"
        self._misses = 0
        self._lock = threading.Lock()

    @property
    def model(self) -> str:
        """The model's name as configured."""
        return self._settings.model

    @property
    def dialect(self) -> Dialect:
        """What the server has been found to understand."""
        return self._memory.get(self._settings.base_url, self.model, self._settings.rung)

    def models(self, timeout_s: float) -> tuple[str, ...]:
        """Return the model names the endpoint lists, empty when it lists none."""
        return self._wire.models(timeout_s)

    def close(self) -> None:
        """Close all connections."""
        self._wire.close()

    def complete(self, prompt: Prompt, *, timeout_s: float, listener: Listener | None = None) -> Completion:
        """Return the answer within `timeout_s` for the whole call, every retry included."""
        return _Run(self, prompt, timeout_s, listener).complete()

    def _remember(self, dialect: Dialect) -> None:
        self._memory.set(self._settings.base_url, self.model, dialect)

    def _pause(self, seconds: float, outcome: Outcome) -> None:
        with self._lock:
            self._paused_until = max(self._paused_until, self._clock() + seconds)
            self._paused_outcome = outcome

    def _reached(self, reached: bool) -> None:
        with self._lock:
            self._misses = 0 if reached else self._misses + 1
            away = self._misses >= AWAY_AFTER
        if away:
            self._pause(AWAY_PAUSE_S, "unreachable")

    def _pause_left(self) -> tuple[float, Outcome]:
        with self._lock:
            return self._paused_until - self._clock(), self._paused_outcome


class _Run:
    """One call of `complete`: its deadline, its counters and everything it has cost so far."""

    def __init__(
        self, engine: OpenAIEngine, prompt: Prompt, timeout_s: float, listener: Listener | None
    ) -> None:
        self.engine = engine
        self.settings = engine._settings
        self.prompt = prompt
        self.listener = listener
        self.deadline = engine._clock() + timeout_s
        self.usage = Usage()
        self.exchanges: list[Exchange] = []
        self.retries = 0
        self.reasks = 0
        self.shortened = False

    @property
    def left(self) -> float:
        return self.deadline - self.engine._clock()

    def complete(self) -> Completion:
        paused, outcome = self.engine._pause_left()
        if paused > 0:
            raise self._failure(
                outcome, f"the server asked for {paused:.0f} s more silence", retry_after_s=paused
            )
        while True:
            if self.left < LEAST_CALL_S:
                raise self._failure("timed_out", "the deadline of the call passed")
            dialect = self.engine.dialect
            try:
                reply = self._send(dialect)
            except Fault as fault:
                self._after_fault(fault, dialect)
                continue
            answer = self._read(reply, dialect)
            if answer is not None:
                return answer

    def _send(self, dialect: Dialect) -> Reply:
        options: dict[str, Any] = {}
        if self.settings.temperature is not None:
            options["temperature"] = self.settings.temperature
        if self.settings.cache_key:
            options["prompt_cache_key"] = self.settings.cache_key
        if self.listener:
            options["stream_options"] = {"include_usage": True}
        body = dialect.body(self.prompt, self.engine.model, options)
        try:
            reply = self.engine._wire.send(body, timeout_s=self.left, listener=self.listener)
        except Fault as fault:
            self._count(fault.usage, fault.exchange)
            raise
        self.engine._reached(True)
        self._count(reply.usage, reply.exchange)
        return reply

    def _count(self, usage: Usage, exchange: Exchange | None) -> None:
        self.usage = self.usage + replace(usage, cost=self.engine._prices.cost(self.engine.model, usage))
        if exchange is not None:
            self.exchanges.append(exchange)

    def _after_fault(self, fault: Fault, dialect: Dialect) -> None:
        """Change the dialect, wait, or give up: returns when another request makes sense."""
        outcome = fault.outcome
        if outcome == "rejected" and is_about_length(fault.words):
            outcome = "too_long"
        elif outcome == "rejected" and "content_filter" in (fault.code + fault.words):
            outcome = "refused"
        if outcome in ("rejected", "server_error"):
            changed = dialect.after_refusal(fault.status, fault.words)
            if changed is None and outcome == "server_error" and self.retries and not dialect.proven:
                changed = dialect.lower()  # one server answers an unknown format with a bare 500
            if changed is not None:
                self.engine._remember(changed)
                return
        if outcome not in _PASSING or fault.code == "insufficient_quota" or self._spent(outcome):
            raise self._given_up(outcome, fault)
        self.retries += 1
        wait = fault.retry_after_s
        if wait is None:
            wait = FIRST_BACKOFF_S * 2 ** (self.retries - 1) * (0.5 + self.engine._chance())
        elif wait > self.settings.max_wait_s or wait > self.left - LEAST_CALL_S:
            self.engine._pause(wait, outcome)
            raise self._given_up(outcome, fault)
        if wait > self.left - LEAST_CALL_S:
            raise self._given_up(outcome, fault)
        self.engine._sleep(wait)

    def _spent(self, outcome: Outcome) -> bool:
        if self.retries < self.settings.max_retries:
            return False
        if outcome == "unreachable":
            self.engine._reached(False)
        return True

    def _read(self, reply: Reply, dialect: Dialect) -> Completion | None:
        """Return the completion, or None after arranging for another question."""
        if reply.refusal or reply.finish == "content_filter":
            raise self._failure("refused", f"the model declined: {reply.refusal or 'content filter'}")
        if not reply.text:
            fault = Fault("empty", "the completion has no text", status=200)
            self._after_fault(fault, replace(dialect, proven=True))
            return None
        try:
            value = read_answer(reply.text, self.prompt.answer)
        except Unfit as unfit:
            self._ask_again(reply, unfit, dialect)
            return None
        if not dialect.proven:
            self.engine._remember(replace(dialect, proven=True))
        model = reply.model or self.engine.model
        return Completion(reply.text, value, model, self.usage, tuple(self.exchanges))

    def _ask_again(self, reply: Reply, unfit: Unfit, dialect: Dialect) -> None:
        cut = reply.finish == "length"
        if (cut and self.shortened) or self.reasks >= self.settings.max_reasks:
            outcome: Outcome = "truncated" if cut else "invalid"
            raise self._failure(outcome, f"the answer does not fit: {unfit}", partial=reply.text)
        self.reasks += 1
        self.shortened = self.shortened or cut
        lowered = dialect.lower()
        if not cut and not unfit.is_json and not dialect.proven and lowered is not None:
            self.engine._remember(lowered)  # the server took the schema and ignored it
        listed = "; ".join(unfit.problems)
        ask = SHORTER if cut else f"That does not fit the schema ({listed}). Give the whole JSON again."
        said = Message("assistant", reply.text)
        self.prompt = self.prompt.then(
            said, Message("user", f"{ask} Schema: {json.dumps(self.prompt.schema)}")
        )

    def _given_up(self, outcome: Outcome, fault: Fault) -> EngineFailure:
        return self._failure(outcome, fault.words, partial=fault.partial, retry_after_s=fault.retry_after_s)

    def _failure(
        self, outcome: Outcome, said: str, *, partial: str = "", retry_after_s: float | None = None
    ) -> EngineFailure:
        message = (
            f"The model '{self.engine.model}' gave no usable answer ({outcome.replace('_', ' ')}): {said}."
        )
        return EngineFailure(
            outcome,
            message,
            usage=self.usage,
            partial=partial,
            retry_after_s=retry_after_s,
            exchanges=tuple(self.exchanges),
        )
