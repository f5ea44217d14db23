"""What calls to a model used: tokens, seconds and money, summed over every retry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Price:
    """What a model costs in `currency` per million tokens; `cached` for tokens read from a cache."""

    input: float
    output: float
    cached: float | None = None
    currency: str = "USD"

    def of(self, usage: "Usage") -> float:
        """Return the cost of `usage`."""
        cached = self.input if self.cached is None else self.cached
        fresh = max(usage.input_tokens - usage.cached_tokens, 0)
        return (fresh * self.input + usage.cached_tokens * cached + usage.output_tokens * self.output) / 1e6


@dataclass(frozen=True, slots=True)
class Usage:
    """Totals over `calls` requests.

    `input_tokens` includes `cached_tokens`. `unreported` counts answers that came without figures, so
    that a sum is never taken for the whole. `cost` is None when no price is known for the model.
    """

    calls: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    latency_s: float = 0.0
    unreported: int = 0
    cost: float | None = None

    def __add__(self, other: "Usage") -> "Usage":
        costs = [cost for cost in (self.cost, other.cost) if cost is not None]
        return Usage(
            calls=self.calls + other.calls,
            input_tokens=self.input_tokens + other.input_tokens,
            cached_tokens=self.cached_tokens + other.cached_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            latency_s=self.latency_s + other.latency_s,
            unreported=self.unreported + other.unreported,
            cost=sum(costs) if costs else None,
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the stable JSON shape, also used in logs."""
        return {
            "calls": self.calls,
            "input_tokens": self.input_tokens,
            "cached_tokens": self.cached_tokens,
            "output_tokens": self.output_tokens,
            "latency_s": round(self.latency_s, 3),
            "unreported": self.unreported,
            "cost": self.cost,
        }


@dataclass(frozen=True, slots=True)
class PriceTable:
    """Prices by model name; a dated model ("name-2026-08-06") falls back to the longest known beginning."""

    prices: Mapping[str, Price] = field(default_factory=dict)

    def price(self, model: str) -> Price | None:
        """Return the price of `model`, or None when the table does not have it."""
        if model in self.prices:
            return self.prices[model]
        known = [name for name in self.prices if model.startswith(f"{name}-")]
        return self.prices[max(known, key=len)] if known else None

    def cost(self, model: str, usage: Usage) -> float | None:
        """Return what `usage` of `model` cost, or None when its price is not known."""
        price = self.price(model)
        return price.of(usage) if price else None


def read_usage(reported: Any, latency_s: float) -> Usage:
    """Return the usage an answer reported; figures that are missing or nonsense count as unreported."""
    if not isinstance(reported, Mapping):
        return Usage(calls=1, latency_s=latency_s, unreported=1)
    details = reported.get("prompt_tokens_details")
    cached = details.get("cached_tokens") if isinstance(details, Mapping) else 0
    prompt, output = reported.get("prompt_tokens"), reported.get("completion_tokens")
    if not isinstance(prompt, int) or not isinstance(output, int) or prompt < 0 or output < 0:
        return Usage(calls=1, latency_s=latency_s, unreported=1)
    cached = min(cached, prompt) if isinstance(cached, int) and cached > 0 else 0
    return Usage(
        calls=1, input_tokens=prompt, cached_tokens=cached, output_tokens=output, latency_s=latency_s
    )
