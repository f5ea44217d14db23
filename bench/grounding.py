"""Measure the grounding checker on good drafts and planted errors.

Usage: bench/grounding.py CASES.jsonl [--json] [--list]

A planted error counts as found when the checker reports something on the corrupted draft that it does not
report on the draft it was made from (same rule, same words), and as located when such a finding overlaps
the words that were changed.
"""

import argparse
import json
import sys
import time
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from drafter.checks.grounding.verify import Evidence, check
from drafter.core.finding import Finding
from drafter.facts.sheet import build_sheet
from drafter.intake.maps import load_map
from drafter.intake.notes import parse_note_list
from drafter.writing.audiences import load_audiences


def evidence_of(case: dict[str, Any]) -> Evidence:
    """Return the evidence one case allows."""
    system_map = load_map(case["system_map"], name=case["id"])
    notes = parse_note_list(
        case["notes"],
        zone=case["timezone"],
        date=date.fromisoformat(case["incident_date"]),
        people=system_map.people,
    )
    as_of = datetime.fromisoformat(case["as_of"])
    due = datetime.fromisoformat(case["next_update_at"]) if case["next_update_at"] else None
    sheet = build_sheet(notes, system_map, as_of=as_of)
    return Evidence.build(notes, sheet, system_map, as_of=as_of, next_update_at=due)


def key(finding: Finding) -> tuple[str, str]:
    """Return what makes two findings the same across a draft and its copy."""
    return finding.rule, finding.text


def measure(cases: list[dict[str, Any]]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the figures and one row per case."""
    audiences = load_audiences()
    built: dict[tuple[str, str], Evidence] = {}
    found: dict[str, list[Finding]] = {}
    spent_s = 0.0
    for case in cases:
        place = (case["incident"], case["cut"])
        if place not in built:
            built[place] = evidence_of(case)
        started = time.perf_counter()
        found[case["id"]] = check(case["draft_text"], built[place], audiences[case["audience"]])
        spent_s += time.perf_counter() - started
    tiers: dict[int, list[bool]] = defaultdict(list)
    located: list[bool] = []
    good_block: list[bool] = []
    good_any: list[bool] = []
    rows = []
    for case in cases:
        findings = found[case["id"]]
        if case["tier"] == 0:
            good_block.append(any(f.severity == "block" for f in findings))
            good_any.append(any(f.severity in ("block", "warn") for f in findings))
            rows.append({"case": case, "findings": findings, "ok": not good_any[-1], "located": None})
            continue
        before = {key(f) for f in found.get(case["base_id"], [])}
        new = [f for f in findings if key(f) not in before and f.severity in ("block", "warn")]
        tiers[case["tier"]].append(bool(new))
        start, end = _span(case)
        hit = any(f.start < end and start < f.end for f in new)
        if new:
            located.append(hit)
        rows.append({"case": case, "findings": new, "ok": bool(new), "located": hit})
    figures: dict[str, Any] = {f"tier{tier}": _share(tiers[tier]) for tier in (1, 2, 3)}
    figures |= {
        "located": _share(located),
        "good_flagged_block": _share(good_block),
        "good_flagged_any": _share(good_any),
        "ms_per_draft": round(1000 * spent_s / max(1, len(cases)), 3),
    }
    return figures, rows


def _span(case: dict[str, Any]) -> tuple[int, int]:
    span = case["bad_span"]
    if isinstance(span, str):
        start = case["draft_text"].find(span)
        return start, start + len(span)
    return span[0], span[1]


def _share(values: list[bool]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


def main() -> None:
    """Print the table, or one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--list", action="store_true", help="print every case that went wrong")
    options = parser.parse_args()
    lines = options.cases.read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines if line.strip()]
    figures, rows = measure(cases)
    if options.json:
        print(json.dumps(figures))
        return
    counts = {tier: sum(c["tier"] == tier for c in cases) for tier in range(4)}
    print(f"{len(cases)} cases: {counts[0]} good, {counts[1]} / {counts[2]} / {counts[3]} planted by tier")
    for name, value in figures.items():
        print(f"{name:20} {value:8.2f} ms" if name.startswith("ms") else f"{name:20} {value:8.1%}")
    if options.list:
        for row in rows:
            if not row["ok"] or row["located"] is False:
                _print_row(row)


def _print_row(row: dict[str, Any]) -> None:
    case = row["case"]
    fault = "flagged" if case["tier"] == 0 else "missed" if not row["ok"] else "elsewhere"
    print(
        f"\n{fault}: {case['id']} (tier {case['tier']}, {case['corruption_kind']}) {case['bad_span'] or ''}"
    )
    print("   ", case["draft_text"])
    for f in row["findings"]:
        print(f"    {f.severity} {f.rule} {f.text!r}: {f.message}")


if __name__ == "__main__":
    main()
