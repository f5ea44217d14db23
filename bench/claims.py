"""Measure what drafts claim against labels: python bench/claims.py CORPUS [--every N] [--fit] [--list CLAIM].

Every Nth invented incident (`invented.py`; 3 by default, CORPUS is what the tables are trained on) is drafted
for the status page after three tenths and six tenths of its notes and after all of them. A sentence that
claims something is then held against the labels of the clauses it cites, or against the labelled stage:

- `cause`, `doing`, `supplier`, `side_effect`, `unaffected`, `advice`, `data`, `reach`, `symptom`, `sentence`
  (of a note, as it stands): wrong unless a label of a cited clause is of a kind that may be told so;
- `unknown_cause`: wrong if a note so far tells the cause;
- `works_again`: wrong unless the labels say so by then; `still`: a symptom told as going on when they do.

Nothing has learned from the incident it drafts: the tables for clauses and for stages are trained in folds
first, which takes a quarter of an hour; `--fit` takes the shipped ones instead, which have seen them all.
`drafts_with_a_false_claim` counts drafts with at least one. A claim that is not wrong by this measure may
still be clumsy or beside the point; only a reader finds that.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from facts import best, placed  # noqa: E402
from held_out import Weights, reading_with  # noqa: E402
from invented import Invented, invented  # noqa: E402
from train_kinds import held_out_weights  # noqa: E402
from train_stages import held_out_stages  # noqa: E402

import drafter  # noqa: E402  (the checkout must come first)
from drafter.core.draft import Draft, PublishedUpdate, Sentence  # noqa: E402
from drafter.core.fact import Fact, FactSheet  # noqa: E402
from drafter.intake.notes import parse_notes  # noqa: E402

MOMENTS = (0.3, 0.62, 1.0)  # of the notes
OVER = ("monitoring", "resolved")
_TROUBLE = {
    "symptom", "detected", "scope", "start", "side_effect", "data_impact", "observation", "security",
}  # fmt: skip
# The sentences that make a claim, by how their phrasing begins, and the kinds of clauses that bear it.
BORNE_BY: dict[str, tuple[str, set[str]]] = {
    "known.cause": ("cause", {"cause"}),
    "scope.clause": ("sentence", _TROUBLE | {"unaffected", "restored", "verified"}),
    "scope": ("reach", _TROUBLE),
    "symptom": ("symptom", _TROUBLE),
    "doing.supplier": ("supplier", {"third_party", "restored", "action"}),
    "doing": ("doing", {"action", "restored", "side_effect", "workaround"}),
    "unaffected": ("unaffected", {"unaffected", "verified", "data_impact"}),
    "advice.clause": ("advice", {"workaround"}),
    "data": ("data", {"data_impact", "restored", "verified", "unaffected"}),
    "side_effect": ("side_effect", {"side_effect"}),
}
_UNKNOWN_CAUSE = ("not_known.cause", "not_known.looking", "doing.looking")


@dataclass
class Tally:
    """Drafts and claims so far, and the false ones as they stand."""

    drafts: int = 0
    false_drafts: int = 0
    stage_right: int = 0
    claims: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    listed: list[tuple[str, str]] = field(default_factory=list)


def drafts_of(incident: Invented) -> Iterator[tuple[int, FactSheet, Draft]]:
    """Yield the status-page draft at each moment, each knowing the one before as published."""
    notes = parse_notes(incident.notes)
    before: dict[str, PublishedUpdate] = {}
    for count in sorted({max(1, round(len(notes.entries) * share)) for share in MOMENTS}):
        at = max(entry.at for entry in notes.entries[:count] if entry.at)
        made = drafter.draft(notes.upto(count), audiences=["status_page"], previous=before, as_of=at)
        draft = made.drafts[0]
        yield count, made.sheet, draft
        before[draft.audience] = PublishedUpdate(
            text=draft.text,
            audience=draft.audience,
            at=at,
            stage=draft.stage,
            next_update_at=draft.next_update_at,
            fact_ids=tuple(fact_id for sentence in draft.sentences for fact_id in sentence.fact_ids),
            phrasings=tuple(sentence.phrasing for sentence in draft.sentences),
            upto_line=count,
        )


def label_of(fact: Fact, rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the labelled clause that shares most with the clause of the fact."""
    row = rows[fact.lines[0] - 1]
    gold = placed(((clause["text"], clause) for clause in row["clauses"]), row["text"])
    here = placed(iter([(fact.text, fact)]), row["text"])
    return best(here[0], gold)


def judged(
    sentence: Sentence, draft: Draft, sheet: FactSheet, rows: list[dict[str, Any]]
) -> tuple[str, bool] | None:
    """Return which claim a sentence of a draft makes, and whether it is false; None if it makes none.

    `rows` are those of the notes so far.
    """
    over, phrasing = rows[-1]["stage_after"][0] in OVER, sentence.phrasing
    if phrasing.startswith(_UNKNOWN_CAUSE):
        return "unknown_cause", any(
            clause["kinds"][0] == "cause" for row in rows for clause in row["clauses"]
        )
    if phrasing.startswith("back."):
        return "works_again", not over
    begins = next((begins for begins in BORNE_BY if phrasing.startswith(begins)), None)
    cited = [fact for i in sentence.fact_ids if (fact := sheet.fact(i)) and fact.lines]
    if begins is None or not cited:
        return None
    if phrasing.startswith("symptom.maybe_over"):
        begins, over = "symptom", False  # says neither that it goes on nor that it is over
    if begins == "symptom" and over and draft.stage not in OVER:
        return "still", True
    claim, borne = BORNE_BY[begins]
    labels = [label for fact in cited if (label := label_of(fact, rows))]
    return claim, not any(borne & set(label["kinds"]) for label in labels)


def measure(
    incidents: list[Invented], tables: dict[str, Weights], stages: dict[str, dict[str, str]]
) -> Tally:
    """Return the tally over all drafts; an incident without tables is read with the shipped ones."""
    tally = Tally()
    for incident in incidents:
        with reading_with(tables.get(incident.name), stages.get(incident.name)):
            for count, sheet, draft in drafts_of(incident):
                _count(tally, f"{incident.name}@{count}", incident.rows[:count], sheet, draft)
    return tally


def _count(tally: Tally, where: str, rows: list[dict[str, Any]], sheet: FactSheet, draft: Draft) -> None:
    found = [(s, verdict) for s in draft.sentences if (verdict := judged(s, draft, sheet, rows))]
    tally.drafts += 1
    tally.stage_right += draft.stage == rows[-1]["stage_after"][0]
    tally.false_drafts += any(false for _, (_, false) in found)
    for sentence, (claim, false) in found:
        tally.claims[claim] += 1
        tally.false[claim] += false
        if false:
            tally.listed.append((claim, f"{where}: {sentence.text}"))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--every", type=int, default=3, help="take every Nth incident (default 3)")
    parser.add_argument("--fit", action="store_true", help="read with the shipped tables")
    parser.add_argument("--list", metavar="CLAIM", help="print the false sentences that claim this")
    options = parser.parse_args()
    tables = {} if options.fit else held_out_weights(options.corpus)
    stages = {} if options.fit else held_out_stages(tables)
    tally = measure(list(invented())[:: options.every], tables, stages)
    for claim, text in tally.listed:
        if claim == options.list:
            print(text)
    print(f"drafts                    {tally.drafts}")
    print(f"drafts_with_a_false_claim {tally.false_drafts / tally.drafts:.3f}")
    print(f"stage                     {tally.stage_right / tally.drafts:.3f}")
    print(f"\n{'claim':14} {'told':>5} {'false':>6}")
    for claim, told in tally.claims.most_common():
        print(f"{claim:14} {told:5} {tally.false[claim] / told:6.2f}")


if __name__ == "__main__":
    main()
