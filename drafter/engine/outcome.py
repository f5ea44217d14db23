"""How a call to a model can end, and what it leaves behind for the audit."""

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from drafter.engine.usage import Usage
from drafter.errors import EngineError

Outcome = Literal[
    "answered",  # fits the asked shape
    "refused",  # the model or its content filter declined
    "truncated",  # cut at the token limit, also when asked to be shorter
    "half_stream",  # the stream ended without saying that it was finished
    "not_a_completion",  # HTML, another JSON shape, or bytes that are no text
    "empty",  # a completion without choices or without text
    "invalid",  # text that never fitted the asked shape
    "rate_limited",  # told to wait longer than we may
    "timed_out",  # the deadline of the whole call passed
    "unreachable",  # no connection, or it broke off
    "server_error",  # 5xx again and again
    "unauthorised",  # 401 or 403
    "not_found",  # 404: wrong base_url or model name
    "too_long",  # the prompt does not fit the model's context
    "rejected",  # another 4xx, on every rung of the ladder
    "busy",  # no free place among our own concurrent calls
    "forbidden",  # a setting forbids calls for this incident
]

REMEDIES: dict[Outcome, str] = {
    "refused": "The template sentences are used; word the notes more plainly or try another model.",
    "truncated": "Raise the model's output limit, or ask for fewer audiences at once.",
    "half_stream": "Try again; if it stays so, look for a proxy that cuts long answers.",
    "not_a_completion": "Check base_url: it must end where /chat/completions begins, usually in /v1.",
    "empty": "Try again, or try another model.",
    "invalid": "Try a model that can follow a JSON schema; 'drafter model check' shows what this one can do.",
    "rate_limited": "Wait, or raise the limit with the provider.",
    "timed_out": "Raise the deadline, or use a faster model.",
    "unreachable": "Check base_url and the network; 'drafter model check' tries both.",
    "server_error": "Try again later; the provider's status page may know more.",
    "unauthorised": "Check the API key and what it may do.",
    "not_found": "Check base_url and the model name; 'drafter model check' lists the models it finds.",
    "too_long": "Use a model with a larger context.",
    "rejected": "Read the server's words above; 'drafter model check' tries each option alone.",
    "busy": "Raise the limit of concurrent calls, or wait.",
    "forbidden": "Incidents marked security are written without a model; a setting changes that.",
}


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request as it left, byte for byte, and what came back (both bodies only: keys are in headers)."""

    url: str
    sent: bytes
    received: bytes
    status: int
    outcome: Outcome
    latency_s: float

    def as_dict(self) -> dict[str, Any]:
        """Return the stable JSON shape for the audit; bodies as text, undecodable bytes escaped."""
        return {
            "url": self.url,
            "sent": self.sent.decode("utf-8", "backslashreplace"),
            "received": self.received.decode("utf-8", "backslashreplace"),
            "status": self.status,
            "outcome": self.outcome,
            "latency_s": round(self.latency_s, 3),
        }


@dataclass(frozen=True, slots=True)
class Completion:
    """A usable answer: its text, the value it was read as, and what it took over all retries."""

    text: str
    value: BaseModel
    model: str
    usage: Usage
    exchanges: tuple[Exchange, ...] = ()


class EngineFailure(EngineError):
    """The model gave no usable answer; `outcome` says how it failed.

    `partial` is text that came before the failure, complete sentences in it may still be used.
    `retry_after_s` is how long the server asked us to wait, None when it did not say.
    """

    def __init__(
        self,
        outcome: Outcome,
        message: str,
        *,
        usage: Usage = Usage(),  # noqa: B008 - a frozen value
        partial: str = "",
        retry_after_s: float | None = None,
        exchanges: tuple[Exchange, ...] = (),
    ) -> None:
        super().__init__(message, remedy=REMEDIES.get(outcome, "The template sentences are used."))
        self.outcome: Outcome = outcome
        self.usage = usage
        self.partial = partial
        self.retry_after_s = retry_after_s
        self.exchanges = exchanges
