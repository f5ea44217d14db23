"""What calls would use, without making them."""

import threading
from typing import Any

from drafter.engine.base import Listener
from drafter.engine.outcome import Completion, EngineFailure
from drafter.engine.prompt import Prompt
from drafter.engine.settings import EngineSettings

CHARS_PER_TOKEN = 4  # of English prose with the tokenizers in use; a little low, so that the sum is not


class CountingEngine:
    """Counts prompts and answers none. Tokens in are estimated from characters, tokens out are the limit."""

    def __init__(self, settings: EngineSettings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self.calls = self.tokens_in = self.tokens_out = 0

    @property
    def model(self) -> str:
        """The model's name as configured."""
        return self._settings.model

    @property
    def cost(self) -> float | None:
        """What the calls would cost at most, None when no price is known."""
        price = self._settings.prices.get(self.model)
        if price is None:
            return None
        return (self.tokens_in * price.input + self.tokens_out * price.output) / 1e6

    def complete(self, prompt: Prompt, *, timeout_s: float, listener: Listener | None = None) -> Completion:
        """Count the prompt. Always raises EngineFailure."""
        characters = sum(len(message.text) for message in prompt.messages)
        with self._lock:
            self.calls += 1
            self.tokens_in += -(-characters // CHARS_PER_TOKEN)
            self.tokens_out += prompt.max_output_tokens
        raise EngineFailure("forbidden", "nothing is asked while calls are counted")

    def as_dict(self) -> dict[str, Any]:
        """Return the stable JSON shape."""
        return {
            "calls": self.calls,
            "tokens_in": self.tokens_in,
            "tokens_out_at_most": self.tokens_out,
            "cost_at_most": self.cost,
        }
