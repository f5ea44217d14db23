"""What turns one report into the customers' version: the rules alone, or with a model's wording."""

import secrets
from collections.abc import Callable
from typing import Any

from drafter.core.system_map import SystemMap
from drafter.engine.base import Engine
from drafter.jobs.rewrites import Rewriter
from drafter.rewriting.model import rewrite_with_model
from drafter.rewriting.result import Rewrite
from drafter.rewriting.rewrite import rewrite

DEADLINE_S = 60.0  # of one call


class Rewriters:
    """The ways there are to rewrite a report; without an engine, the rules alone."""

    def __init__(self, engine: Engine | None = None, *, deadline_s: float = DEADLINE_S) -> None:
        self._engine = engine
        self._deadline_s = deadline_s

    @property
    def model(self) -> str:
        """The model's name, empty when there is none."""
        return self._engine.model if self._engine else ""

    def of(self, system_map: SystemMap, *, with_model: bool) -> Rewriter:
        """Return what rewrites one report. A model that is asked for and not there is told as a failure."""
        if with_model and self._engine:
            return with_engine(system_map, self._engine, fresh_tag, self._deadline_s)
        failures = ("This worker has no model.",) if with_model else ()
        return lambda data, name: (rewrite(data, system_map, name=name), {}, failures)


def fresh_tag(data: bytes) -> str:
    """Return a random word that marks other people's text in a prompt."""
    return secrets.token_hex(4)


def with_engine(
    system_map: SystemMap, engine: Engine, tag: Callable[[bytes], str], deadline_s: float
) -> Rewriter:
    """Return what rewrites one report with `engine`; `tag` marks other people's text in a prompt."""

    def rewritten(data: bytes, name: str) -> tuple[Rewrite, dict[str, Any], tuple[str, ...]]:
        made = rewrite_with_model(
            data, system_map, engine=engine, tag=tag(data), timeout_s=deadline_s, name=name
        )
        used = {
            "calls": made.usage.calls,
            "tokens_in": made.usage.input_tokens,
            "tokens_out": made.usage.output_tokens,
            "cost": made.usage.cost or 0.0,
        }
        return made.rewrite, used, made.failures

    return rewritten
