"""An engine that answers from a script: for tests, benches and the demo, on the same seam as the real one."""

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from drafter.engine.answers import Unfit, read_answer
from drafter.engine.base import Listener
from drafter.engine.outcome import Completion, EngineFailure, Exchange
from drafter.engine.prompt import Prompt
from drafter.engine.usage import Usage

Answer = str | BaseModel | Mapping[str, Any] | EngineFailure
Script = Callable[[Prompt], Answer] | Mapping[str, Sequence[Answer]]
PIECE = 17  # characters per streamed piece: small and odd, so that words and escapes are cut


class ScriptedEngine:
    """Answers each prompt from `script`: a function, or lists of answers by prompt name, used in order.

    A name whose list is used up repeats its last answer; a name that is not in the script fails as
    `unreachable`, as a server that is away would. Every prompt is kept in `prompts`.
    """

    def __init__(self, script: Script, *, model: str = "scripted") -> None:
        self._script = script
        self._model = model
        self._lock = threading.Lock()
        self.prompts: list[Prompt] = []

    @property
    def model(self) -> str:
        """The name it was given."""
        return self._model

    def complete(self, prompt: Prompt, *, timeout_s: float, listener: Listener | None = None) -> Completion:
        """Return the scripted answer; raises `EngineFailure` when it is one or does not fit."""
        with self._lock:
            turn = sum(earlier.name == prompt.name for earlier in self.prompts)
            self.prompts.append(prompt)
        answer = self._answer(prompt, turn)
        if isinstance(answer, EngineFailure):
            raise answer
        text = _as_text(answer)
        if listener:
            listener.begin()
            for start in range(0, len(text), PIECE):
                listener.text(text[start : start + PIECE])
        sent = json.dumps([[message.role, message.text] for message in prompt.messages]).encode()
        exchange = Exchange("scripted:", sent, text.encode(), 200, "answered", 0.0)
        usage = Usage(calls=1, unreported=1)
        try:
            value = read_answer(text, prompt.answer)
        except Unfit as unfit:
            failed = (replace(exchange, outcome="invalid"),)
            said = f"the scripted answer does not fit: {unfit}"
            raise EngineFailure("invalid", said, usage=usage, partial=text, exchanges=failed) from None
        return Completion(text, value, self._model, usage, (exchange,))

    def _answer(self, prompt: Prompt, turn: int) -> Answer:
        if callable(self._script):
            return self._script(prompt)
        answers = self._script.get(prompt.name)
        if not answers:
            return EngineFailure("unreachable", f"nothing is scripted for '{prompt.name}'.")
        return answers[min(turn, len(answers) - 1)]


def _as_text(answer: str | BaseModel | Mapping[str, Any]) -> str:
    if isinstance(answer, str):
        return answer
    if isinstance(answer, BaseModel):
        return answer.model_dump_json()
    return json.dumps(answer)
