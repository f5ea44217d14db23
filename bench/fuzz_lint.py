"""Coverage-guided fuzzing of the linter, with atheris (in a virtual environment of its own).

    pip install atheris click && PYTHONPATH=. python bench/fuzz_lint.py CORPUS_FOLDER -max_total_time=60

The bytes are taken as the text of a document; the first ones choose who reads and at which stage. It
fails on an exception, on a span outside the text or with other words than it says, and on more than
0.1 CPU seconds a kilobyte. CORPUS_FOLDER holds texts to begin with and keeps what reaches new code.
"""

import sys
from time import process_time

import atheris  # type: ignore[import-not-found]  # no wheel for every machine

with atheris.instrument_imports(include=["drafter"]):
    from drafter.checks.lint.api import check
    from drafter.checks.lint.session import Given

AUDIENCES = ("status_page", "support_brief", "executives", "responders", "postmortem")
STAGES = (None, "investigating", "identified", "fixing", "monitoring", "resolved")
SECONDS_PER_KB = 0.1 * 20  # instrumented code runs about twenty times slower


def one(data: bytes) -> None:
    """Lint one input and hold the result to what is promised."""
    reader = AUDIENCES[data[0] % len(AUDIENCES)] if data else AUDIENCES[0]
    stage = STAGES[data[1] % len(STAGES)] if len(data) > 1 else None
    text = data[2:].decode("utf-8", "surrogateescape" if data[:1] == b"\xff" else "replace")
    began = process_time()
    result = check(text, Given(audience=reader, stage=stage, previous=(text[:200],)), select=["ALL"])
    spent = process_time() - began
    for finding in result.findings:
        assert 0 <= finding.start <= finding.end <= len(text), finding
        hidden = any(left < finding.end and finding.start < right for left, right in result.secrets)
        assert hidden or finding.text == text[finding.start : finding.end], finding
    assert spent < SECONDS_PER_KB * (1 + len(text) / 1024), f"{spent:.2f} s for {len(text)} characters"


def main() -> None:
    """Fuzz until told to stop."""
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
