"""VAG005 hedge-stack: two or more hedges in one clause."""

import itertools
from collections.abc import Iterator

from drafter.checks.lint.detect.reading import readings
from drafter.checks.lint.pattern import words
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

GATE = words(
    "may might could possibly possible potentially potential probably probable perhaps maybe appear "
    "appears appeared "
    "seem seems seemed likely believe think suspect suspected presumably apparently somehow somewhat "
    "possibly"
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the span from the first hedge of a clause to its last."""
    present = GATE & document.vocabulary
    places = sorted([document.tokens.starts[index] for index in document.positions.of(present, GATE)])
    if len(places) < 2:
        return
    parts = readings(document)
    most = context.option("VAG005", "allowed")
    numbers = [document.sentence_number(place) for place in places]
    for number in sorted(
        {one for one, other in itertools.pairwise(numbers) if one == other and one is not None}
    ):
        reading = parts[number]
        hedges = reading.of("hedge")
        if len(hedges) <= most:
            continue
        clause: list[int] = []
        for place, hedge in enumerate(hedges):
            start = reading.clause_start(hedge.first)
            clause = [
                i
                for i in clause
                if reading.clause_start(hedges[i].first) == start or hedge.first - hedges[i].last <= 4
            ]
            clause.append(place)
            if len(clause) > most and (
                place + 1 == len(hedges) or reading.clause_start(hedges[place + 1].first) != start
            ):
                first, last = hedges[clause[0]], hedges[clause[-1]]
                words = document.text[reading.starts[first.first] : reading.ends[last.last - 1]]
                yield Hit(
                    reading.starts[first.first],
                    reading.ends[last.last - 1],
                    f"{words!r} hedges {len(clause)} times. Keep one hedge, or say that it is not known yet.",
                )
                break


RULE = Rule(
    code="VAG005",
    name="hedge-stack",
    severity="warn",
    audiences="CSXP",
    kind="pattern",
    summary="two or more hedges in one clause",
    why="One hedge is honest; two hide whether anybody knows anything.",
    source="proselint, hedging; retext-intensify",
    check=check,
    options=(Option("allowed", 1, "hedges one clause may have"),),
    flags=(
        "It might possibly be the new driver.",
        "We think this may be linked to a cable.",
        "Invoices could perhaps be late.",
    ),
    passes=(
        "We think a cable was cut; invoices may arrive late.",
        "You may see an old balance.",
        "The repair is likely done by noon UTC.",
    ),
)
