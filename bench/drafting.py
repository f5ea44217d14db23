"""How long one update takes: 60 note lines and a map in, a draft for every audience out, in process.

    python bench/drafting.py ../shared/corpus/incidents [--json]

Takes every incident with a map, repeats its lines (later, so that no line is a duplicate) up to 60, and
times `drafter.draft`. `first_ms` is the first call on notes never seen, `again_ms` the median of five
further calls on notes that grew by one line each time, as they do during an incident.
"""

import argparse
import json
import statistics
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from drafter.intake.maps import load_map
from drafter.intake.notes import parse_notes
from drafter.pipeline import draft

LINES = 60
START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


def sixty_lines(folder: Path) -> list[str]:
    """Return 65 lines of that incident's own words, a minute apart."""
    entries = parse_notes((folder / "notes.txt").read_bytes(), date=START.date()).entries
    texts = [" ".join(entry.text.split()) for entry in entries]
    many = (texts * (LINES // len(texts) + 2))[: LINES + 5]
    return [f"{START + timedelta(minutes=n):%Y-%m-%d %H:%M} UTC - {text}" for n, text in enumerate(many)]


def measure(folder: Path) -> tuple[float, float, int]:
    """Return milliseconds of the first call, median of further ones, and the number of drafts."""
    lines = sixty_lines(folder)
    the_map = load_map((folder / "system_map.yaml").read_bytes())
    times = []
    drafts = 0
    for extra in range(6):
        text = "\n".join(lines[: LINES + extra])
        begun = time.perf_counter()
        drafts = len(draft(text, the_map).drafts)
        times.append((time.perf_counter() - begun) * 1000)
    return times[0], statistics.median(times[1:]), drafts


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    folders = sorted(one.parent for one in options.path.glob("*/system_map.yaml"))
    measure(folders[0])  # imports and templates, once per process
    measured = [measure(folder) for folder in folders]
    figures = {
        "incidents": len(folders),
        "drafts_per_update": measured[0][2],
        "first_ms": round(statistics.median(first for first, _, _ in measured), 1),
        "again_ms": round(statistics.median(again for _, again, _ in measured), 1),
        "again_ms_worst": round(max(again for _, again, _ in measured), 1),
    }
    if options.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:20} {value}")


if __name__ == "__main__":
    main()
