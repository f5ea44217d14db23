"""Rewrite every report of a folder for customers: python bench/rewrite.py DIR [--labels FILE] [--json].

Leaks are counted against a list made by reading (`bench/data/rewrite_names.toml`: a table per document with
the people, hosts and internal names in it), so that the measure does not rest on the code it measures.
Documents not in the list count for everything but leaks.
"""

import argparse
import json
import re
import statistics
import sys
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from drafter.checks.readability import grade  # noqa: E402  (the checkout must come first)
from drafter.intake.documents import SUFFIXES  # noqa: E402
from drafter.rewriting.result import Rewrite  # noqa: E402
from drafter.rewriting.rewrite import rewrite  # noqa: E402

LABELS = tuple(
    ROOT / "bench" / "data" / name
    for name in ("rewrite_names.toml", "rewrite_names_blind.toml", "rewrite_names_blind_2.toml")
)
LISTED = ("changed", "short", "long", "open", "ask")


def leaks(made: Rewrite, names: list[str]) -> list[str]:
    """Return the labelled names that stand in the result as words of their own; "AN" is not "an"."""
    return [
        name
        for name in names
        if re.search(
            rf"(?<![\w-]){re.escape(name)}(?![\w-])",
            made.text,
            re.NOFLAG if len(name) < 3 else re.IGNORECASE,
        )
    ]


def summary_first(made: Rewrite) -> bool:
    """Return whether the first heading after the title is the summary."""
    headings = re.findall(r"^## (.+)$", made.text, re.MULTILINE)
    return bool(headings) and headings[0] == "In short"


def unaccounted(made: Rewrite) -> int:
    """Return how many figures of the source's body are neither kept nor listed."""
    listed = {figure.span for figure in made.figures}
    found = re.finditer(r"\d+(?:[.,:/_-]\d+)*", made.source_text)
    body = min((figure.span[0] for figure in made.figures), default=len(made.source_text))
    return sum(match.start() >= body and match.span() not in listed for match in found)


def main() -> int:
    """Print the table, or one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--labels", type=Path, nargs="*", default=LABELS)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    labels: dict[str, dict[str, list[str]]] = {}
    for path in given.labels:
        labels |= tomllib.loads(path.read_text(encoding="utf-8"))
    paths = sorted(path for path in given.folder.iterdir() if path.suffix.lower() in SUFFIXES)
    made: dict[str, Rewrite] = {}
    crashes: list[str] = []
    began = time.perf_counter()
    for path in paths:
        try:
            made[path.stem] = rewrite(path.read_bytes(), name=path.name)
        except Exception as error:  # a crash is what is counted here
            crashes.append(f"{path.name}: {error!r}")
    took = time.perf_counter() - began
    leaked = {
        name: found
        for name, one in made.items()
        if (found := leaks(one, [n for kind in labels.get(name, {}).values() for n in kind]))
    }
    sentences = [s for one in made.values() for s in one.sentences]
    figures = sum(len(one.figures) for one in made.values())
    grades = [
        value
        for one in made.values()
        if (value := grade("\n\n".join(s.text for s in one.sentences if s.part == "business")))
    ]
    result = {
        "documents": len(paths),
        "labelled": sum(name in labels for name in made),
        "crashes": len(crashes),
        "leaks": sum(map(len, leaked.values())),
        "figures_kept_or_listed": 1 - sum(map(unaccounted, made.values())) / max(1, figures),
        "figures_kept": sum(f.kept for one in made.values() for f in one.figures) / max(1, figures),
        "sentences_with_source": sum(bool(s.spans) or s.basis == "map" for s in sentences) / len(sentences),
        "summary_first": sum(map(summary_first, made.values())) / len(made),
        "grade_median": statistics.median(grades),
        "grade_max": max(grades),
        "business_without_question": sum(
            not any(gap.topic in ("saw", "why", "fixed") for gap in one.gaps) for one in made.values()
        )
        / len(made),
        "findings_before": statistics.mean(one.before.findings_per_100 for one in made.values()),
        "findings_after": statistics.mean(one.after.findings_per_100 for one in made.values()),
        "s_per_document": took / len(paths),
    }
    if given.json:
        print(json.dumps(result))
        return 0
    for name, value in result.items():
        print(f"{name:26} {value:.3f}" if isinstance(value, float) else f"{name:26} {value}")
    for line in crashes:
        print("crash:", line)
    for name, found in leaked.items():
        print("leak:", name, ", ".join(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
