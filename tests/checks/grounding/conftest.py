"""The planted-error cases, as tests use them."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2] / "bench"))


def read_cases(path: Path) -> list[dict[str, Any]]:
    """Return the cases of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="session")
def report_cases() -> list[dict[str, Any]]:
    """Good drafts and planted errors from 14 incident reports, worded much as the shared cases are."""
    return [case for name in ("dev", "held") for case in read_cases(HERE / f"cases_{name}.jsonl")]


@pytest.fixture(scope="session")
def voices_cases() -> list[dict[str, Any]]:
    """Good drafts and planted errors in people's voices, many of them of invented incidents."""
    return read_cases(HERE / "cases_voices.jsonl")


@pytest.fixture(scope="session")
def trades_cases() -> list[dict[str, Any]]:
    """Mostly good drafts, worded freely, of invented incidents: a bank, a ferry, a hospital, a game."""
    return read_cases(HERE / "cases_trades.jsonl")


@pytest.fixture(scope="session")
def plain_cases() -> list[dict[str, Any]]:
    """Good drafts and planted errors of plainly written incidents, half of them from reports."""
    return read_cases(HERE / "cases_plain.jsonl")


@pytest.fixture(scope="session")
def desks_cases() -> list[dict[str, Any]]:
    """Good drafts and planted errors as a desk writes them from engineers' notes, of invented incidents."""
    return read_cases(HERE / "cases_desks.jsonl")


@pytest.fixture(scope="session")
def houses_cases() -> list[dict[str, Any]]:
    """Good drafts and planted errors in the voices of many houses, written before any finding was read."""
    return read_cases(HERE / "cases_houses.jsonl")


@pytest.fixture(scope="session")
def oncall_cases() -> list[dict[str, Any]]:
    """Good drafts and planted errors of eight incidents, as a communications lead words them."""
    return read_cases(HERE / "cases_oncall.jsonl")


@pytest.fixture(scope="session")
def relay_cases() -> list[dict[str, Any]]:
    """Drafts of 15 further incidents, and of known ones told anew by somebody else."""
    return read_cases(HERE / "cases_relay.jsonl")


@pytest.fixture(scope="session")
def own_cases(report_cases: list[dict[str, Any]], voices_cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """All of them."""
    return [*report_cases, *voices_cases]


@pytest.fixture(scope="session")
def good_cases(own_cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The good drafts among them."""
    return [case for case in own_cases if case["tier"] == 0]


@pytest.fixture(scope="session")
def workshops_cases() -> list[dict[str, Any]]:
    """Good drafts and planted errors of 13 invented incidents: a sawmill, mountain huts, tide gauges."""
    return read_cases(HERE / "cases_workshops.jsonl")


@pytest.fixture(scope="session")
def cellars_cases() -> list[dict[str, Any]]:
    """Good drafts and planted errors of 14 invented incidents: a foundry, cheese cellars, crane hire."""
    return read_cases(HERE / "cases_cellars.jsonl")
