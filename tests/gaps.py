"""How a test says that it cannot run here: loudly."""

import pytest

LEFT_OUT = "LEFT OUT: "


def left_out(reason: str) -> None:
    """Skip this test; the reason is printed at the end of the run, and in CI the run then fails."""
    pytest.skip(LEFT_OUT + reason)
