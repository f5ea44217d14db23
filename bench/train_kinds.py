"""Train the clause classifier: python bench/train_kinds.py CORPUS [--cv] [--write].

CORPUS holds `facts.jsonl`, `incidents/` and `postmortems/`. Training clauses come from five places: the gold
labels there, our own labels of the other incidents (`bench/training/en/incidents.jsonl`) and of timelines in
further postmortems (`timelines.jsonl` beside it), and whole invented incidents
(`scribes/*.tsv`) and single example clauses (`clauses.tsv`), both written for this project. `--cv` trains
without each incident in turn (in folds) and prints, for each of the first four, how often the kind of a
held-out clause is an accepted one; `--write` trains on everything and writes `weights.tsv` and
`weights_trades.tsv` in `drafter/facts/data/en/`. Same input, same output: full-batch steps, no randomness.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Protocol

import numpy as np
import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from held_out import Weights  # noqa: E402
from invented import KIND_OF, coded, invented  # noqa: E402
from timelines import labelled_pieces, timelines  # noqa: E402

from drafter.core.system_map import SystemMap  # noqa: E402  (the checkout must come first)
from drafter.facts.components import component_index, sides  # noqa: E402
from drafter.facts.features import Setting, features  # noqa: E402
from drafter.facts.telling import Telling, manner_of, of_engineers  # noqa: E402
from drafter.intake.maps import load_map  # noqa: E402

KINDS = sorted(KIND_OF.values())
SOURCES_WITH_INCIDENTS = ("gold", "incidents", "timelines", "invented")
PREFERRED = 0.7  # share of the target that the preferred of several accepted kinds gets
TRAINING = ROOT / "bench" / "training" / "en"
RARITY = 1.5  # how much more a rare feature says; 0 to 2 were tried held out
LENGTH = 6.0  # of every row; 3 to 12 did alike held out
L2 = 0.6
INVENTED = 0.03  # what an invented clause counts beside a real one in the table for engineers
EXAMPLE = 2.0  # what a single example clause counts beside a real one
STEPS = 90
LEAST_WEIGHT = 0.08  # smaller weights are left out of the shipped file


@dataclass(frozen=True)
class Example:
    """One labelled clause and the features it is seen by."""

    incident: str
    source: str
    kinds: tuple[str, ...]
    public: bool
    features: tuple[str, ...]
    text: str
    trade: bool = False  # read by the table for trades and jotted notes


class HasIncident(Protocol):
    """What belongs to an incident of a source."""

    @property
    def incident(self) -> str: ...
    @property
    def source(self) -> str: ...


class PhaseTracker:
    """Carries the phase of an incident over its labelled lines, as the stage fold does at run time."""

    def __init__(self) -> None:
        self.phase = "quiet"

    def saw(self, kind: str) -> None:
        if self.phase == "quiet" and kind in ("symptom", "detected", "start", "scope"):
            self.phase = "trouble"

    def stage(self, stage: str) -> None:
        if stage in ("identified", "fixing"):
            self.phase = "repair"
        elif stage in ("monitoring", "resolved"):
            self.phase = "restored"
        elif self.phase != "quiet":
            self.phase = "trouble"


def corpus_map(corpus: Path, incident: str) -> SystemMap:
    path = corpus / "incidents" / incident / "system_map.yaml"
    return load_map(yaml.safe_load(path.read_text(encoding="utf-8"))) if path.is_file() else SystemMap()


def gold_examples(corpus: Path) -> Iterator[Example]:
    rows = [json.loads(line) for line in (corpus / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    for incident, group in groupby(rows, key=lambda row: row["incident"]):
        tracker, lines = PhaseTracker(), list(group)
        reader = Reader(
            corpus_map(corpus, incident),
            incident,
            "gold",
            chat=_is_chat(corpus, incident),
            telling=_telling(row["clauses"] for row in lines),
        )
        for row in lines:
            yield from reader.line(row["clauses"], tracker)
            tracker.stage(row["stage_after"][0])


def own_incident_examples(corpus: Path) -> Iterator[Example]:
    labels = (TRAINING / "incidents.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in labels.splitlines()]
    for incident, group in groupby(rows, key=lambda row: row["incident"]):
        lines = [
            line
            for line in (corpus / "incidents" / incident / "notes.txt")
            .read_text(encoding="utf-8")
            .splitlines()
            if not line.startswith("#")
        ]
        tracker = PhaseTracker()
        told = [list(labelled_pieces(lines[row["line"] - 1], row["clauses"])) for row in group]
        reader = Reader(
            corpus_map(corpus, incident),
            incident,
            "incidents",
            chat=_is_chat(corpus, incident),
            telling=_telling(told),
        )
        for clauses in told:
            yield from reader.line(clauses, tracker)
            tracker.stage(_stage_by_kinds(tracker.phase, clauses))


def timeline_examples(corpus: Path) -> Iterator[Example]:
    for name, lines in timelines(corpus):
        tracker = PhaseTracker()
        telling = _telling(line["clauses"] for line in lines)
        reader = Reader(SystemMap(), name, "timelines", chat=False, telling=telling)
        for line in lines:
            yield from reader.line(line["clauses"], tracker)
            tracker.stage(line["stage_after"][0])


def invented_examples() -> Iterator[Example]:
    for incident in invented():
        tracker = PhaseTracker()
        told = [row["clauses"] for row in incident.rows]
        reader = Reader(SystemMap(), incident.name, "invented", chat=incident.chat, telling=_telling(told))
        for row in incident.rows:
            yield from reader.line(row["clauses"], tracker)
            tracker.stage(row["stage_after"][0])


def example_clauses() -> Iterator[Example]:
    for line in (TRAINING / "clauses.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        head, body = line.split("\t", 1)
        tracker = PhaseTracker()
        tracker.phase = head.split()[-1]
        reader = Reader(SystemMap(), "", "examples", chat=head.startswith("chat"), telling=Telling())
        yield from reader.line(coded(body), tracker)


class Reader:
    """Turns labelled clauses of one incident into examples."""

    def __init__(
        self, system_map: SystemMap, incident: str, source: str, *, chat: bool, telling: Telling
    ) -> None:
        self.index, self.sides = component_index(system_map), sides(system_map)
        self.incident, self.source, self.chat, self.telling = incident, source, chat, telling

    def line(self, clauses: Sequence[dict], tracker: PhaseTracker) -> Iterator[Example]:
        before, phase = "", tracker.phase
        for number, clause in enumerate(clauses):
            named = self.sides.of({mention.id for mention in self.index.find(clause["text"])})
            setting = Setting(
                index=number,
                count=len(clauses),
                phase=phase,
                before=before,
                named=named,
                chat=self.chat,
                manner=self.telling.manner,
                engineers=self.telling.engineers,
            )
            yield Example(
                incident=self.incident,
                source=self.source,
                kinds=tuple(clause["kinds"]),
                public=clause["visibility"] == "public",
                features=tuple(features(clause["text"], setting)),
                text=clause["text"],
                trade=self.telling.by_trade,
            )
            before = clause["kinds"][0]
            tracker.saw(before)


def _telling(lines: Iterable[Sequence[dict]]) -> Telling:
    notes = [" ".join(clause["text"] for clause in clauses) for clauses in lines if clauses]
    return Telling(manner_of(notes), of_engineers(notes))


def _is_chat(corpus: Path, incident: str) -> bool:
    text = (corpus / "incidents" / incident / "notes.txt").read_text(encoding="utf-8")
    lines = [line.split(" - ", 1)[-1] for line in text.splitlines() if not line.startswith("#")]
    return sum(": " in line[:24] for line in lines) > len(lines) / 2


def _stage_by_kinds(phase: str, clauses: Sequence[dict]) -> str:
    """Guess the stage of a line we labelled by clause only."""
    stage = {
        "quiet": "investigating",
        "trouble": "investigating",
        "repair": "fixing",
        "restored": "monitoring",
    }[phase]
    for clause in clauses:
        kind = clause["kinds"][0]
        if kind in ("restored", "resolved"):
            stage = "monitoring"
        elif kind == "cause" and stage == "investigating" and phase != "quiet":
            stage = "identified"
        elif kind == "symptom" and stage == "monitoring":
            stage = "investigating"
    return stage


class Table:
    """The features of clauses or notes as rows and columns, kept as the places that are not empty.

    A rare feature says more than a common one by the power `rarity`, and a long row no more than a short one:
    a place holds the rarity of its feature, and each row is scaled to the same length.
    """

    def __init__(self, rows: Sequence[Sequence[str]], *, rarity: float) -> None:
        counts = Counter(name for row in rows for name in row)
        self.columns = {name: column for column, name in enumerate(sorted(counts))}
        share = np.array([(1 + len(rows)) / (1 + counts[name]) for name in self.columns])
        self.rarity = ((np.log(share) + 1) ** rarity).astype(np.float32)
        self._of_column = np.array([self.columns[name] for row in rows for name in row])
        self._of_row = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        self._rows = np.flatnonzero(np.diff(self._of_row, prepend=-1))
        lengths = np.sqrt(np.add.reduceat(self.rarity[self._of_column] ** 2, self._rows))
        self.scale = LENGTH / lengths.mean()
        self._values = (LENGTH * self.rarity[self._of_column] / lengths[self._of_row])[:, None]
        self._by_column = np.argsort(self._of_column, kind="stable")
        self._column_starts = np.flatnonzero(np.diff(self._of_column[self._by_column], prepend=-1))

    def scores(self, weights: np.ndarray) -> np.ndarray:
        return np.add.reduceat(weights[self._of_column] * self._values, self._rows)

    def pull(self, errors: np.ndarray) -> np.ndarray:
        """Return what the errors of the rows say about the weight of each column."""
        parts = errors[self._of_row[self._by_column]] * self._values[self._by_column]
        return np.add.reduceat(parts, self._column_starts)


def counts(example: Example, *, trade: bool) -> float:
    """Return how much an example counts: in the table for engineers whole invented incidents less.

    There they cost the real notes two points at full weight, and nothing at this one.
    """
    if example.source == "invented":
        return 1.0 if trade else INVENTED
    return EXAMPLE if example.source == "examples" else 1.0


def scores(example: Example, columns: dict[str, int], weights: np.ndarray) -> np.ndarray:
    """Return the score of each kind, and of "public" last, as the reader counts them."""
    return weights[[columns[name] for name in example.features if name in columns]].sum(0)


def targets(examples: Sequence[Example]) -> np.ndarray:
    """Return one column per kind, and a last one that is 1 for public and 0 for internal."""
    wanted = np.zeros((len(examples), len(KINDS) + 1), dtype=np.float32)
    for row, example in enumerate(examples):
        first, *others = example.kinds
        wanted[row, KINDS.index(first)] = PREFERRED if others else 1
        for kind in others:
            wanted[row, KINDS.index(kind)] += (1 - PREFERRED) / len(others)
        wanted[row, -1] = example.public
    return wanted


def shares(reached: np.ndarray) -> np.ndarray:
    """Return scores as likelihoods that sum to 1 in each row."""
    likely = np.exp(reached - reached.max(1, keepdims=True))
    return likely / likely.sum(1, keepdims=True)


def fit(
    table: Table,
    wanted: np.ndarray,
    counted: np.ndarray,
    guessed: Callable[[np.ndarray], np.ndarray],
    *,
    l2: float,
) -> np.ndarray:
    """Return the weight of each column of `table` for each column of `wanted`.

    `counted` is what each row counts, `guessed` turns scores into what `wanted` holds.
    """
    weights = np.zeros((len(table.columns), wanted.shape[1]), dtype=np.float32)
    slope, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        errors = counted[:, None] * (guessed(table.scores(weights)) - wanted)
        gradient = table.pull(errors) + l2 * weights
        slope = 0.9 * slope + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient * gradient
        rate = 0.08 * 0.97 ** max(0, step - 30)
        weights -= rate * (slope / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights * (table.rarity * table.scale)[:, None]


def train(examples: Sequence[Example], *, trade: bool) -> tuple[dict[str, int], np.ndarray]:
    """Return feature columns and weights: softmax over kinds, and a logistic column for "public"."""
    table = Table([example.features for example in examples], rarity=RARITY)
    counted = np.array([counts(example, trade=trade) for example in examples], dtype=np.float32)

    def guessed(reached: np.ndarray) -> np.ndarray:
        return np.concatenate([shares(reached[:, :-1]), 1 / (1 + np.exp(-reached[:, -1:]))], axis=1)

    return table.columns, fit(table, targets(examples), counted, guessed, l2=L2)


def folds_of(examples: Iterable[HasIncident], folds: int) -> Iterator[set[str]]:
    """Deal the incidents of each source into folds."""
    names = {(e.source, e.incident) for e in examples}
    by_source = [
        sorted(name for where, name in names if where == source) for source in SOURCES_WITH_INCIDENTS
    ]
    for fold in range(folds):
        yield {incident for incidents in by_source for incident in incidents[fold::folds]}


def cross_validate(examples: Sequence[Example], folds: int) -> dict[str, dict[str, float]]:
    """Train without whole incidents and answer for their clauses; by source."""
    counts: dict[str, Counter[str]] = {source: Counter() for source in SOURCES_WITH_INCIDENTS}
    for held in folds_of(examples, folds):
        seen = [e for e in examples if e.incident not in held]
        tables = {trade: train(seen, trade=trade) for trade in (False, True)}
        for example in (e for e in examples if e.incident in held):
            row, count = scores(example, *tables[example.trade]), counts[example.source]
            count["clauses"] += 1
            count["kind"] += KINDS[int(row[:-1].argmax())] in example.kinds
            count["visibility"] += (row[-1] > 0) == example.public
    return {
        source: {
            "clauses": count["clauses"],
            "kind": count["kind"] / count["clauses"],
            "visibility": count["visibility"] / count["clauses"],
        }
        for source, count in counts.items()
        if count["clauses"]
    }


def all_examples(corpus: Path) -> list[Example]:
    return [
        *gold_examples(corpus),
        *own_incident_examples(corpus),
        *timeline_examples(corpus),
        *invented_examples(),
        *example_clauses(),
    ]


def held_out_weights(corpus: Path, folds: int = 7) -> dict[str, Weights]:
    """Return, for each incident, both tables (False: engineers, True: trades) that have not seen it."""
    examples = all_examples(corpus)
    out = {}
    for held in folds_of(examples, folds):
        seen = [e for e in examples if e.incident not in held]
        tables = {trade: dict(_rows(*train(seen, trade=trade))) for trade in (False, True)}
        out.update(dict.fromkeys(held, tables))
    return out


def _rows(columns: dict[str, int], weights: np.ndarray) -> Iterator[tuple[str, str]]:
    letters = {kind: letter for letter, kind in KIND_OF.items()}
    return written_rows(columns, weights, [letters[kind] for kind in KINDS] + ["+"])


def written_rows(
    columns: dict[str, int], weights: np.ndarray, names: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield each feature with its weights as the shipped files write them, those that say little left out."""
    for name, column in sorted(columns.items()):
        kept = [f"{n}={w:.2f}" for n, w in zip(names, weights[column], strict=True) if abs(w) >= LEAST_WEIGHT]
        if kept:
            yield name, " ".join(kept)


def write(path: Path, head: Sequence[str], rows: Iterable[tuple[str, str]]) -> int:
    """Write a table the package ships under comment lines `head`; return how many features it has."""
    lines = [*(f"# {line}" for line in head), *("\t".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines) - len(head)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--cv", action="store_true", help="measure without each incident in turn")
    parser.add_argument(
        "--folds", type=int, default=7, help="incidents are dealt into so many folds (default 7)"
    )
    parser.add_argument("--write", action="store_true", help="train on everything and write the weights")
    options = parser.parse_args()
    examples = all_examples(options.corpus)
    print(f"{len(examples)} clauses")
    if options.cv:
        for source, figures in cross_validate(examples, options.folds).items():
            print(f"{source}: " + ", ".join(f"{key} {value:.4g}" for key, value in figures.items()))
    if options.write:
        legend = ", ".join(f"{letter} {kind}" for letter, kind in KIND_OF.items())
        head = (
            "Weights of the clause classifier, by bench/train_kinds.py: feature TAB letter=weight ...",
            f"{legend}, + public",
        )
        for name, trade in (("weights.tsv", False), ("weights_trades.tsv", True)):
            path = ROOT / "drafter" / "facts" / "data" / "en" / name
            rows = _rows(*train(examples, trade=trade))
            print(f"{write(path, head, rows)} features to {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
