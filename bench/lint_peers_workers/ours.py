"""Lints every text of a folder with all rules; prints the CPU seconds it took, and a warm update's."""

import json
import statistics
import sys
from pathlib import Path
from time import process_time

from drafter.checks.lint.api import lint, session

WARM = "Investigating - Some customers may see errors. We are working on it. Next update at 15:00 UTC."
UPDATE = (
    "We are investigating reports that uploads are failing for some customers in the EU region. When you"
    " upload a file larger than 10 MB, the page may show an error or never finish. Downloads and sharing are"
    " not affected. Our engineers have found that a change made at 13:40 UTC today is the likely cause, and"
    " they are reversing it now. If you need to send a file right away, you can email it to your account"
    " address instead. We expect to know by 14:45 UTC whether the change has helped, and we will post the"
    " next update here no later than 15:00 UTC."
)


def main() -> None:
    """Measure."""
    texts = [
        (str(path), path.read_text("utf-8", "replace"))
        for path in sorted(Path(sys.argv[1]).rglob("*"))
        if path.suffix in (".md", ".txt")
    ]
    run = session(select=("ALL",))
    run.check(WARM)
    began = process_time()
    found = sum(len(run.check(text, path)[0].findings) for path, text in texts)
    spent = process_time() - began
    lint(UPDATE)
    times = []
    for _ in range(50):
        began = process_time()
        lint(UPDATE)
        times.append(process_time() - began)
    print(json.dumps({"cpu_s": spent, "findings": found, "warm_update_ms": statistics.median(times) * 1000}))


main()
