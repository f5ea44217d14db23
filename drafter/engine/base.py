"""The seam: what every engine does, the real one and the scripted one alike."""

from typing import Protocol

from drafter.engine.outcome import Completion
from drafter.engine.prompt import Prompt


class Listener(Protocol):
    """Hears an answer while it is being written."""

    def begin(self) -> None:
        """A new attempt starts: forget what was heard of the last one."""

    def text(self, piece: str) -> None:
        """The next piece of the answer's text."""


class Engine(Protocol):
    """Turns one rendered prompt into an answer of the asked shape: the only door to a language model.

    Raises only `EngineFailure`; no exception of a vendor's library passes this line.
    """

    @property
    def model(self) -> str:
        """The model's name as configured."""

    def complete(self, prompt: Prompt, *, timeout_s: float, listener: Listener | None = None) -> Completion:
        """Return the answer within `timeout_s` seconds for the whole call, every retry included.

        With a `listener` the answer is streamed to it, in the caller's thread.
        """
