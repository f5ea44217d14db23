"""What one server understands: the ladder of structured output, and options that servers disagree about.

Measured on upstream llama-server, llama-cpp-python, LM Studio, Ollama and hosted endpoints: some refuse
`json_schema` with 400, one with 500, one accepts and ignores it; some refuse `json_object`; newer hosted
models refuse `max_tokens` or a temperature. So nothing is assumed: a refusal moves one step, and what
worked is remembered for the (base_url, model) it worked with.
"""

import json
import threading
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from drafter.engine.prompt import Prompt

Rung = Literal["json_schema", "json_object_schema", "json_object", "plain"]
RUNGS: tuple[Rung, ...] = ("json_schema", "json_object_schema", "json_object", "plain")
_ABOUT_FORMAT = ("response_format", "json_schema", "json_object", "schema", "grammar", "literal_error")
_ABOUT_LENGTH = ("context length", "context_length", "context size", "context window", "maximum context")
_OPTIONS = ("temperature", "stream_options", "prompt_cache_key")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How to speak to one model on one server. `proven` is set once the rung gave a fitting answer."""

    rung: Rung = "json_schema"
    proven: bool = False
    pinned: bool = False
    tokens_option: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    tokens_option_tried: bool = False
    left_out: frozenset[str] = field(default_factory=frozenset)

    def body(self, prompt: Prompt, model: str, options: dict[str, Any]) -> dict[str, Any]:
        """Return the JSON body of the request, without streaming options."""
        messages = [{"role": message.role, "content": message.text} for message in prompt.messages]
        if self.rung in ("json_object", "plain"):
            # behind the stable text of the first message, so that the cacheable prefix stays whole
            messages[0]["content"] += f"\n\nThe JSON schema of the answer:\n{json.dumps(prompt.schema)}"
        body: dict[str, Any] = {"model": model, "messages": messages}
        body[self.tokens_option] = prompt.max_output_tokens
        body |= {name: value for name, value in options.items() if name not in self.left_out}
        if self.rung == "json_schema":
            named = {"name": prompt.name.replace("-", "_"), "strict": True, "schema": prompt.schema}
            body["response_format"] = {"type": "json_schema", "json_schema": named}
        elif self.rung == "json_object_schema":
            body["response_format"] = {"type": "json_object", "schema": prompt.schema}
        elif self.rung == "json_object":
            body["response_format"] = {"type": "json_object"}
        return body

    def lower(self) -> "Dialect | None":
        """Return the dialect one rung down, None from the last rung or when the rung is pinned."""
        if self.pinned or self.rung == "plain":
            return None
        return replace(self, rung=RUNGS[RUNGS.index(self.rung) + 1], proven=False)

    def after_refusal(self, status: int, words: str) -> "Dialect | None":
        """Return what to try after the server refused with `status` and `words`; None when nothing is left.

        Only a refusal of a known option or of the format changes anything; the sum of all steps is small,
        so that a server which refuses everything ends in a handful of calls.
        """
        words = words.lower()
        if "max_tokens" in words or "max_completion_tokens" in words:
            if self.tokens_option_tried:
                return None
            other: Literal["max_tokens", "max_completion_tokens"] = (
                "max_completion_tokens" if self.tokens_option == "max_tokens" else "max_tokens"
            )
            return replace(self, tokens_option=other, tokens_option_tried=True)
        for option in _OPTIONS:
            if option in words and option not in self.left_out:
                return replace(self, left_out=self.left_out | {option})
        about_format = any(word in words for word in _ABOUT_FORMAT)
        if about_format or (status in (400, 422) and not self.proven):
            return self.lower()
        return None


def is_about_length(words: str) -> bool:
    """Say whether a refusal is about the prompt being longer than the model's context."""
    words = words.lower()
    return any(phrase in words for phrase in _ABOUT_LENGTH)


class DialectMemory:
    """What each (base_url, model) understands, learnt while the process runs; safe between threads."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Dialect] = {}
        self._lock = threading.Lock()

    def get(self, base_url: str, model: str, pinned: Rung | None = None) -> Dialect:
        """Return what is known of the model, or where to start."""
        with self._lock:
            known = self._known.get((base_url, model))
        if known is not None:
            return known
        return Dialect(rung=pinned, pinned=True) if pinned else Dialect()

    def set(self, base_url: str, model: str, dialect: Dialect) -> None:
        """Remember what worked, or what to try next."""
        with self._lock:
            self._known[(base_url, model)] = dialect
