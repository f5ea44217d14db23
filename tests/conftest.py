"""What every test may use, and the rule that nothing is left out in silence.

A test that cannot run on this machine calls `left_out(reason)`. The reasons are printed in capitals at
the end of every run; with CI=true one of them is enough to fail it.
"""

import os
from pathlib import Path

import pytest
from gaps import left_out

pytest_plugins = ["databases", "desk", "far_side"]
ROOT = Path(__file__).resolve().parent.parent


def shared_folder() -> Path | None:
    """Return the folder of real incident material, from DRAFTER_SHARED or beside the checkout."""
    folder = Path(os.environ.get("DRAFTER_SHARED", ROOT.parent / "shared"))
    return folder if (folder / "corpus").is_dir() else None


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with `corpus/`, `grounding/` and `lint/`."""
    folder = shared_folder()
    if folder is None:
        left_out("the incident corpus is not beside the checkout; set DRAFTER_SHARED to its folder")
    assert folder is not None
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


def _reasons(reporter) -> list[str]:
    reasons = set()
    for report in reporter.stats.get("skipped", []):
        text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons.add(f"{text.removeprefix('Skipped: ')}  ({report.nodeid})")
    return sorted(reasons)


def pytest_terminal_summary(terminalreporter) -> None:
    """Print what was not tested, so that nobody reads a green line as more than it is."""
    reasons = _reasons(terminalreporter)
    if reasons:
        terminalreporter.section("NOT TESTED", sep="!")
        for reason in reasons:
            terminalreporter.write_line(reason)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run in CI when anything was left out."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and os.environ.get("CI") == "true" and session.exitstatus == 0 and _reasons(reporter):
        session.exitstatus = 1
