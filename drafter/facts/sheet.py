"""Notes and map in, fact sheet out: the one way from what was written to what may be said."""

from collections.abc import Sequence
from datetime import datetime

from drafter.core.fact import Fact, FactEdit, FactKind, FactSheet, FactTime, StageChange, TimeRole
from drafter.core.note import Note, Notes
from drafter.core.system_map import SystemMap
from drafter.facts.quantities import find_quantities
from drafter.facts.reader import Reader
from drafter.facts.reading import Reading
from drafter.facts.stages import StageFold
from drafter.facts.symptoms import symptom_class
from drafter.facts.unknowns import find_unknowns

_NOT_FACTS = ("instruction_like",)
_FIRST_TIMES: tuple[tuple[str, TimeRole], ...] = (
    ("start", "start"), ("detected", "detected"), ("restored", "end"), ("resolved", "end"),
)  # fmt: skip


def build_sheet(
    notes: Notes, system_map: SystemMap, *, as_of: datetime, edits: Sequence[FactEdit] = ()
) -> FactSheet:
    """Return what the notes establish at `as_of`. Raises nothing: what cannot be read stays unread."""
    reader = Reader.of(notes, system_map)
    fold = StageFold()
    facts: list[Fact] = []
    stages: list[StageChange] = []
    orders: list[int] = []
    for note in notes.entries:
        if note.has("instruction_like"):
            orders.append(note.line)
        elif note.duplicate_of is None:
            readings = reader.read(note, fold.phase)
            fold.step(readings)
            facts.extend(_fact(reading, number) for number, reading in enumerate(readings, start=1))
        stages.append(StageChange(line=note.line, stage=fold.stage, reopened=fold.reopened))
    kept = tuple(facts)
    return FactSheet(
        product=system_map.product,
        as_of=as_of,
        zone=notes.zone,
        zone_written=notes.zone_written,
        stage=fold.stage,
        reopened=fold.reopened,
        facts=kept,
        unknowns=find_unknowns(kept, fold.stage),
        stages=tuple(stages),
        started=_moment(kept, "start", "start") or _moment(kept, "symptom", "start"),
        detected=_moment(kept, "detected", "detected"),
        restored=_moment(kept, "restored", "end", last=True),
        resolved=_moment(kept, "resolved", "end", last=True),
        instruction_lines=tuple(orders),
    )


def _fact(reading: Reading, number: int) -> Fact:
    note = reading.note
    return Fact(
        id=f"f{note.line}.{number}",
        kind=reading.kind,
        also=reading.also,
        text=reading.text,
        certainty=reading.certainty,
        lines=(note.line,),
        components=reading.components,
        symptom_class=symptom_class(reading.text)
        if reading.kind in ("symptom", "observation", "scope", "detected", "start")
        else None,
        times=_times(note, reading.kind),
        quantities=tuple(find_quantities(reading.text, note.line)),
        visibility=reading.visibility,
        negated=reading.negated,
        why=reading.why,
    )


def _times(note: Note, kind: FactKind) -> tuple[FactTime, ...]:
    if note.at is None:
        return ()
    roles: dict[FactKind, TimeRole] = {
        "start": "start",
        "detected": "detected",
        "restored": "end",
        "resolved": "end",
    }
    role = roles.get(kind, "event")
    return (
        FactTime(
            at=note.at, role=role, written=note.at_written, line=note.line,
            approximate=note.approximate, until=note.at_end,
        ),
    )  # fmt: skip


def _moment(facts: Sequence[Fact], kind: FactKind, role: TimeRole, *, last: bool = False) -> FactTime | None:
    ordered = reversed(facts) if last else facts
    for fact in ordered:
        if fact.usable and fact.kind == kind and fact.certainty in ("confirmed", "reported") and fact.times:
            return fact.times[0].model_copy(update={"role": role})
    return None
