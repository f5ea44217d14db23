"""How to reach a model: the values an organisation sets, and nothing read from the environment here."""

from typing import Any

from pydantic import Field, SecretStr

from drafter.core.noun import Noun
from drafter.engine.dialect import Rung
from drafter.errors import InputError


class ModelPrice(Noun):
    """Price per million tokens; `cached` for tokens read from the provider's cache."""

    input: float = Field(ge=0)
    output: float = Field(ge=0)
    cached: float | None = Field(default=None, ge=0)
    currency: str = "USD"


def read_price(text: str) -> ModelPrice:
    """Return the price that "2.5/10" (input/output per million tokens) says. Raises InputError."""
    try:
        incoming, outgoing = (float(part) for part in text.split("/"))
        return ModelPrice(input=incoming, output=outgoing)
    except ValueError:
        raise InputError(
            f"{text!r} is not a price.",
            remedy="Write input/output per million tokens, like 2.5/10.",
            where="model price",
        ) from None


class EngineSettings(Noun):
    """One OpenAI-compatible endpoint.

    `base_url` ends where `/chat/completions` begins. `read_timeout_s` bounds one silence of the server;
    the deadline of a whole call is given per call. `max_wait_s` is the longest Retry-After we wait out.
    `rung` pins the way structured output is asked for; None finds out. `cache_key` is sent as
    `prompt_cache_key` only when set, since few servers know it. `extra_body` travels as it is.
    """

    base_url: str = Field(min_length=1)
    model: str = Field(min_length=1)
    api_key: SecretStr = SecretStr("none")  # some local servers insist on a key that is not empty
    headers: dict[str, str] = Field(default_factory=dict)
    query: dict[str, str] = Field(default_factory=dict)
    connect_timeout_s: float = Field(default=5, gt=0)
    read_timeout_s: float = Field(default=60, gt=0)
    max_retries: int = Field(default=2, ge=0)
    max_reasks: int = Field(default=2, ge=0)
    max_wait_s: float = Field(default=20, ge=0)
    max_reply_bytes: int = Field(default=4_000_000, gt=0)
    concurrency: int = Field(default=4, ge=1)
    temperature: float | None = 0.2
    rung: Rung | None = None
    cache_key: str = ""
    extra_body: dict[str, Any] = Field(default_factory=dict)
    prices: dict[str, ModelPrice] = Field(default_factory=dict)
