"""An engine whose waits take no time."""

from collections.abc import Callable
from typing import Any

import pytest
from wire_bodies import BASE, Colour

from drafter.engine.openai_engine import OpenAIEngine
from drafter.engine.prompt import Message, Prompt
from drafter.engine.settings import EngineSettings, ModelPrice


@pytest.fixture
def prompt() -> Prompt:
    messages = (Message("system", "Name colours."), Message("user", "Which one?"))
    return Prompt("colour", messages, Colour, max_output_tokens=50)


@pytest.fixture
def waits() -> list[float]:
    """The seconds the engine would have slept."""
    return []


@pytest.fixture
def engine(waits: list[float]) -> Callable[..., OpenAIEngine]:
    def build(transport: Any = None, **values: Any) -> OpenAIEngine:
        prices = {"m": ModelPrice(input=10, output=100, cached=1)}
        settings = EngineSettings(base_url=BASE, model="m", prices=prices, **values)
        return OpenAIEngine(settings, transport=transport, sleep=waits.append, chance=lambda: 0.5)

    return build
