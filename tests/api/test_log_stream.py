"""Lines of the log go where standard error points when they are written."""

import io

import structlog

from drafter.api.logs import configure
from drafter.settings import Settings


def test_a_stream_that_was_closed_since_set_up_stops_nobody(monkeypatch):
    before, after = io.StringIO(), io.StringIO()
    settings = structlog.get_config()
    try:
        monkeypatch.setattr("sys.stderr", before)
        configure(Settings(log_format="json"))
        before.close()
        monkeypatch.setattr("sys.stderr", after)

        structlog.get_logger().warning("model.failed", call="extract")

        assert '"event": "model.failed"' in after.getvalue()
    finally:
        structlog.configure(**settings)
