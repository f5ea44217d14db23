"""Measure the fact sheet against hand labels: python bench/facts.py FACTS.jsonl [--json] [--cross-validate].

FACTS.jsonl is as told in the corpus' FACTS.md; the notes and maps are beside it in `incidents/<slug>/`.

How it is scored. Each incident is read once from its notes and its map. Predicted and gold clauses of a
line are compared by the characters they share. A gold clause is answered by the predicted clause that
shares most with it, and is right if that answer is one of the accepted ones; that gives recall. A predicted
clause is judged by the gold clause that shares most with it in the same way; that gives precision, so that
cutting a line into many wrong pieces costs. `kinds_micro_f1` is their harmonic mean over all clauses.
`per_kind`: recall over gold clauses that prefer the kind, precision over predicted clauses that have it.
Certainty, visibility and components are answered per gold clause; components are right when the set is
equal (incidents with a map).
`raised`: of gold clauses whose accepted certainties are all suspected or planned, those read as confirmed.
`--cross-validate` trains the classifier without the incident's fold before reading it. `--timelines` measures
on our own labels of timelines in the corpus' postmortems instead (no map; `timelines.py`).
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from held_out import reading_with  # noqa: E402
from timelines import timelines  # noqa: E402

from drafter.core.fact import Fact, FactSheet  # noqa: E402  (the checkout must come first)
from drafter.core.system_map import SystemMap  # noqa: E402
from drafter.facts.sheet import build_sheet  # noqa: E402
from drafter.intake.maps import load_map  # noqa: E402
from drafter.intake.notes import parse_notes  # noqa: E402

UNSURE = {"suspected", "planned"}
AS_OF = datetime(2030, 1, 1, tzinfo=UTC)


@dataclass
class Tally:
    """What has been counted so far."""

    counts: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    misses: list[tuple[str, ...]] = field(default_factory=list)

    def share(self, right: str, seen: str) -> float:
        return self.counts[right] / self.counts[seen] if self.counts[seen] else 0.0


@dataclass(frozen=True)
class Labelled:
    """One incident with hand labels: its rows as in `facts.jsonl`, its notes, and its map if there is one."""

    name: str
    rows: list[dict[str, Any]]
    notes: bytes
    system_map: SystemMap | None


def labelled_incidents(labels: Path) -> Iterator[Labelled]:
    rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    for incident, group in groupby(rows, key=lambda row: row["incident"]):
        folder = labels.parent / "incidents" / incident
        path = folder / "system_map.yaml"
        yield Labelled(
            incident,
            list(group),
            (folder / "notes.txt").read_bytes(),
            load_map(path.read_bytes()) if path.is_file() else None,
        )


def labelled_timelines(corpus: Path) -> Iterator[Labelled]:
    for name, lines in timelines(corpus):
        notes = "".join(
            f"{line['at']} - {line['text']}\n" if line["at"] else f"{line['text']}\n" for line in lines
        )
        yield Labelled(name, lines, notes.encode(), None)


def placed(texts: Iterator[tuple[str, Any]], line: str) -> list[tuple[int, int, Any]]:
    """Return where each text stands in the line; one that is not there as written stands nowhere."""
    position, out = 0, []
    for text, owner in texts:
        start = line.find(text, position)
        start = start if start >= 0 else line.find(text)
        if start < 0:
            out.append((0, 0, owner))
            continue
        position = start + len(text)
        out.append((start, position, owner))
    return out


def best(span: tuple[int, int, Any], others: list[tuple[int, int, Any]]) -> Any:
    shared = [(min(span[1], other[1]) - max(span[0], other[0]), -place) for place, other in enumerate(others)]
    most = max(shared, default=(0, 0))
    return others[-most[1]][2] if most[0] > 0 else None


def score_line(tally: Tally, row: dict[str, Any], facts: list[Fact], mapped: bool) -> None:
    gold = placed(((c["text"], c) for c in row["clauses"]), row["text"])
    found = placed(((f.text, f) for f in facts), row["text"])
    where = f"{row['incident']}:{row['line']}"
    for span in found:
        answer = best(span, gold)
        right = answer is not None and span[2].kind in answer["kinds"]
        tally.counts["predicted"] += 1
        tally.counts["predicted_right"] += right
        tally.kinds[span[2].kind]["predicted"] += 1
        tally.kinds[span[2].kind]["predicted_right"] += right
    for span in gold:
        clause, fact = span[2], best(span, found)
        preferred = clause["kinds"][0]
        tally.counts["gold"] += 1
        tally.kinds[preferred]["gold"] += 1
        unsure = set(clause["certainty"]) <= UNSURE
        tally.counts["unsure"] += unsure
        if fact is None:
            tally.misses.append(("lost", where, preferred, "-", clause["text"]))
            continue
        right = fact.kind in clause["kinds"]
        tally.counts["gold_right"] += right
        tally.kinds[preferred]["gold_right"] += right
        tally.counts["certainty"] += fact.certainty in clause["certainty"]
        tally.counts["visibility"] += fact.visibility == clause["visibility"]
        tally.counts["raised"] += unsure and fact.certainty == "confirmed"
        if mapped:
            tally.counts["mapped"] += 1
            tally.counts["components"] += set(fact.components) == set(clause["components"])
        sure = "/".join(clause["certainty"])
        for name, ok, wanted, got in (
            ("kind", right, "/".join(clause["kinds"]), fact.kind),
            ("certainty", fact.certainty in clause["certainty"], sure, fact.certainty),
            ("visibility", fact.visibility == clause["visibility"], clause["visibility"], fact.visibility),
            (
                "components", not mapped or set(fact.components) == set(clause["components"]),
                ",".join(clause["components"]), ",".join(fact.components),
            ),
        ):  # fmt: skip
            if not ok:
                tally.misses.append(
                    (name, where, wanted, got, fact.text + " | " + fact.kind + " | " + fact.why)
                )


def score_stages(tally: Tally, rows: list[dict[str, Any]], sheet: FactSheet) -> None:
    by_line = {change.line: change for change in sheet.stages}
    last = "investigating"
    for row in rows:
        change = by_line.get(row["line"])
        right = change is not None and change.stage in row["stage_after"]
        tally.counts["lines"] += 1
        tally.counts["stage_right"] += right
        tally.counts["reopened_right"] += change is not None and change.reopened == row["reopened"]
        if row["stage_after"][0] != last:
            tally.counts["changes"] += 1
            tally.counts["changes_right"] += right
        if not right:
            got = change.stage if change else "-"
            changed = "CHANGE" if row["stage_after"][0] != last else ""
            tally.misses.append(
                (
                    "stage",
                    f"{row['incident']}:{row['line']}",
                    "/".join(row["stage_after"]),
                    got,
                    changed + row["text"],
                )
            )
        last = row["stage_after"][0]


def measure(incidents: Iterator[Labelled], weights: dict[str, Any] | None = None) -> Tally:
    tally = Tally()
    for incident in incidents:  # read by the classifier that has not seen it
        with reading_with(weights[incident.name] if weights else None):
            sheet = build_sheet(parse_notes(incident.notes), incident.system_map or SystemMap(), as_of=AS_OF)
        facts: dict[int, list[Fact]] = defaultdict(list)
        for fact in sheet.facts:
            for line in fact.lines:
                facts[line].append(fact)
        for row in incident.rows:
            score_line(tally, row, facts[row["line"]], incident.system_map is not None)
        score_stages(tally, incident.rows, sheet)
    return tally


def report(tally: Tally) -> dict[str, Any]:
    recall, precision = tally.share("gold_right", "gold"), tally.share("predicted_right", "predicted")
    per_kind = {}
    for kind, counts in sorted(tally.kinds.items()):
        r = counts["gold_right"] / counts["gold"] if counts["gold"] else 0.0
        p = counts["predicted_right"] / counts["predicted"] if counts["predicted"] else 0.0
        per_kind[kind] = {
            "precision": round(p, 4),
            "recall": round(r, 4),
            "f1": round(2 * p * r / (p + r), 4) if p + r else 0.0,
            "gold": counts["gold"],
            "predicted": counts["predicted"],
        }
    return {
        "kinds_micro_f1": round(2 * recall * precision / (recall + precision), 4)
        if recall + precision
        else 0.0,
        "kinds_precision": round(precision, 4),
        "kinds_recall": round(recall, 4),
        "per_kind": per_kind,
        "certainty": round(tally.share("certainty", "gold"), 4),
        "raised": round(tally.share("raised", "unsure"), 4),
        "stage": round(tally.share("stage_right", "lines"), 4),
        "stage_at_changes": round(tally.share("changes_right", "changes"), 4),
        "reopened": round(tally.share("reopened_right", "lines"), 4),
        "visibility": round(tally.share("visibility", "gold"), 4),
        "components": round(tally.share("components", "mapped"), 4),
        "clauses": tally.counts["gold"],
        "lines": tally.counts["lines"],
    }


def print_table(figures: dict[str, Any]) -> None:
    for key, value in figures.items():
        if key != "per_kind":
            print(f"{key:20} {value}")
    print(f"\n{'kind':20} {'precision':>9} {'recall':>7} {'f1':>7} {'gold':>5} {'predicted':>9}")
    for kind, row in figures["per_kind"].items():
        print(
            f"{kind:20} {row['precision']:9.3f} {row['recall']:7.3f} {row['f1']:7.3f} "
            f"{row['gold']:5} {row['predicted']:9}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("labels", type=Path)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--misses", metavar="WHAT", help="list wrong answers: kind, certainty, visibility, stage, ..."
    )
    parser.add_argument(
        "--cross-validate", action="store_true", help="train without the incident's fold first"
    )
    parser.add_argument("--timelines", action="store_true", help="measure on our own labels of timelines")
    options = parser.parse_args()
    weights: dict[str, Any] | None = None
    if options.cross_validate:
        from train_kinds import held_out_weights

        weights = held_out_weights(options.labels.parent)
    corpus = options.labels.parent
    tally = measure(
        labelled_timelines(corpus) if options.timelines else labelled_incidents(options.labels), weights
    )
    figures = report(tally)
    if options.misses:
        for miss in tally.misses:
            if miss[0] == options.misses:
                print("\t".join(miss[1:]))
    elif options.json:
        print(json.dumps(figures))
    else:
        print_table(figures)


if __name__ == "__main__":
    main()
