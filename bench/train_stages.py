"""Train the stage model for trades: python bench/train_stages.py CORPUS [--cv] [--write].

It learns from the invented incidents that people who are no engineers tell (`Telling.lay` of `telling.py`),
note by note, with the stage their labels give before and after each. What a clause was read as is a feature,
so every incident is first read with a clause classifier that has not seen it, trained in folds as
`train_kinds.py` does (on CORPUS too). `--cv` then holds out whole incidents here as well and prints how often
the stage after a note is the labelled one, for the rules alone and for the model; `--write` trains on all and
writes `drafter/facts/data/en/stages.tsv`. Same input, same output.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from held_out import Weights, reading_with  # noqa: E402
from invented import Invented, invented  # noqa: E402
from train_kinds import Table, fit, held_out_weights, shares, write, written_rows  # noqa: E402

from drafter.core.fact import Stage  # noqa: E402  (the checkout must come first)
from drafter.core.system_map import SystemMap  # noqa: E402
from drafter.facts import course  # noqa: E402
from drafter.facts.course import LETTERS, STAGES, Course, after, note_features  # noqa: E402
from drafter.facts.reader import Reader  # noqa: E402
from drafter.facts.reading import Reading  # noqa: E402
from drafter.facts.stages import StageFold  # noqa: E402
from drafter.facts.telling import tellings_of  # noqa: E402
from drafter.intake.notes import parse_notes  # noqa: E402

L2 = 8.0  # 0.6 to 8 were tried held out; so were rare words that say more, which did worse


@dataclass(frozen=True)
class Told:
    """One note: its clauses as they were read, the stage by the rules after it, and the labelled one."""

    readings: tuple[Reading, ...]
    by_rules: Stage
    stage: Stage


@dataclass(frozen=True)
class Incident:
    """One invented incident as it was read."""

    name: str
    notes: tuple[Told, ...]


def read(incident: Invented, weights: Weights) -> Incident | None:
    """Return the incident as read with these tables, None if engineers tell it in sentences."""
    notes = parse_notes(incident.notes)
    tellings = tellings_of([note.text for note in notes.entries])
    if not tellings[-1].lay:
        return None
    reader, fold, told = Reader.of(notes, SystemMap()), StageFold(), []
    with reading_with(weights):
        for note, telling, row in zip(notes.entries, tellings, incident.rows, strict=True):
            readings = tuple(reader.read_anew(note, fold.standing, telling))
            fold.step(readings)
            told.append(Told(readings, fold.stage, row["stage_after"][0]))
    return Incident(incident.name, tuple(told))


def rows_of(incidents: Sequence[Incident]) -> Iterator[tuple[list[str], int]]:
    """Yield for each note its features after the labelled stage before it, and the place of its own."""
    for incident in incidents:
        before: Stage = STAGES[0]
        carried = Course()
        for told in incident.notes:
            said = course.said(told.readings)
            if course.tells(said):
                names = note_features(told.readings[0].note.text, said, carried.told)
                yield after(before, names), STAGES.index(told.stage)
                carried.remember(said)
            before = told.stage


def train(incidents: Sequence[Incident]) -> dict[str, str]:
    """Return the table of weights as the package ships it."""
    features, places = zip(*rows_of(incidents), strict=True)
    table = Table(features, rarity=0)
    wanted = np.eye(len(STAGES), dtype=np.float32)[list(places)]
    weights = fit(table, wanted, np.ones(len(features), dtype=np.float32), shares, l2=L2)
    return dict(written_rows(table.columns, weights, [LETTERS[stage] for stage in STAGES]))


def told_incidents(weights: dict[str, Weights]) -> list[Incident]:
    """Return the incidents it learns from, each read with the tables of its own name."""
    read_all = (read(incident, weights[incident.name]) for incident in invented())
    return [incident for incident in read_all if incident is not None]


def held_out_stages(weights: dict[str, Weights], folds: int = 5) -> dict[str, dict[str, str]]:
    """Return, for each incident it learns from, a table that has not seen it."""
    incidents = told_incidents(weights)
    out = {}
    for fold in range(folds):
        table = train([one for place, one in enumerate(incidents) if place % folds != fold])
        out.update({incident.name: table for incident in incidents[fold::folds]})
    return out


def cross_validate(incidents: Sequence[Incident], folds: int = 5) -> dict[str, float]:
    """Train without every fifth incident and follow it: shares of notes, changes and ends with their stage.

    `over`: of notes after which it is over by the labels, those where the model says so; `over_right`: of
    notes where it says so, those where it is.
    """
    count: Counter[str] = Counter()
    for fold in range(folds):
        held = incidents[fold::folds]
        table = train([one for place, one in enumerate(incidents) if place % folds != fold])
        with reading_with(stages=table):
            for incident in held:
                _follow(count, incident)
    share = {
        f"{what}{how}": count[f"{what}{how}"] / count[what]
        for what in ("notes", "changes", "ends")
        for how in ("_right", "_by_rules")
    }
    return share | {
        "over": count["over_both"] / count["over"],
        "over_right": count["over_both"] / count["over_said"],
    }


def _follow(count: Counter[str], incident: Incident) -> None:
    followed, before = Course(), STAGES[0]
    for told in incident.notes:
        followed.saw(told.readings)
        _score(count, told, followed.stage, changed=told.stage != before)
        before = told.stage
    last = incident.notes[-1]
    count["ends"] += 1
    count["ends_right"] += followed.stage == last.stage
    count["ends_by_rules"] += last.by_rules == last.stage


def _score(count: Counter[str], told: Told, stage: Stage, *, changed: bool) -> None:
    for what, counts in (("notes", True), ("changes", changed)):
        count[what] += counts
        count[f"{what}_right"] += counts and stage == told.stage
        count[f"{what}_by_rules"] += counts and told.by_rules == told.stage
    is_over, says_over = (one in ("monitoring", "resolved") for one in (told.stage, stage))
    count["over"] += is_over
    count["over_said"] += says_over
    count["over_both"] += is_over and says_over


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--cv", action="store_true", help="measure without each incident in turn")
    parser.add_argument("--write", action="store_true", help="train on everything and write the weights")
    options = parser.parse_args()
    weights = held_out_weights(options.corpus)
    incidents = told_incidents(weights)
    print(f"{len(incidents)} incidents, {sum(len(one.notes) for one in incidents)} notes")
    if options.cv:
        print(", ".join(f"{key} {value:.3f}" for key, value in cross_validate(incidents).items()))
    if options.write:
        legend = ", ".join(f"{LETTERS[stage]} {stage}" for stage in STAGES)
        head = (
            "Weights of the stage model, written by bench/train_stages.py: feature TAB letter=weight ...",
            legend,
        )
        path = ROOT / "drafter" / "facts" / "data" / "en" / "stages.tsv"
        print(f"{write(path, head, train(incidents).items())} features to {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
