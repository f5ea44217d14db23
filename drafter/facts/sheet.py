"""Notes and map in, fact sheet out: the one way from what was written to what may be said."""

from collections.abc import Sequence
from datetime import datetime

from drafter.core.fact import Fact, FactEdit, FactSheet, StageChange
from drafter.core.note import Notes
from drafter.core.system_map import SystemMap
from drafter.core.zones import Zone, read_zone
from drafter.facts.conflicts import find_conflicts, mark_conflicting
from drafter.facts.edits import apply_edits
from drafter.facts.moments import EndMoments, first_moment, first_sign, start_moment, times_of, told_window
from drafter.facts.progress import Found, Progress
from drafter.facts.quantities import find_quantities
from drafter.facts.questions import find_questions
from drafter.facts.reader import Reader
from drafter.facts.reading import Reading
from drafter.facts.supersession import supersede
from drafter.facts.symptoms import HARM_KINDS, symptom_class
from drafter.facts.telling import tellings_of
from drafter.facts.unknowns import find_unknowns, hinted


def build_sheet(
    notes: Notes, system_map: SystemMap, *, as_of: datetime, edits: Sequence[FactEdit] = ()
) -> FactSheet:
    """Return what the notes establish at `as_of`. Raises nothing: what cannot be read stays unread.

    Notes that give orders are listed in `instruction_lines` and say nothing; a repeated note adds its line to
    the facts of the first. Edits come last; an edit that changes kind or certainty moves the stage too.
    """
    reader = Reader.of(notes, system_map)
    progress = Progress()
    zone = read_zone(notes.zone)
    readings: Found = {}
    repeated: dict[int, list[int]] = {}
    stages: list[StageChange] = []
    ends = EndMoments(zone)
    tellings = tellings_of([note.text for note in notes.entries])
    for note, telling in zip(notes.entries, tellings, strict=True):
        before = progress.stage
        found: Found = {}
        if note.duplicate_of is not None:
            repeated.setdefault(note.duplicate_of, []).append(note.line)
        elif not note.has("instruction_like"):
            found = {
                f"f{note.line}.{n}": r
                for n, r in enumerate(reader.read(note, progress.fold.standing, telling), start=1)
            }
            found = progress.take(found, telling, edits)
            readings |= found
        fold = progress.fold
        stages.append(StageChange(line=note.line, stage=fold.stage, reopened=fold.reopened))
        ends.saw(note, found.values(), fold, before)
    facts = [_fact(fact_id, reading, zone, repeated) for fact_id, reading in readings.items()]
    edited = apply_edits(supersede(facts, readings), edits)
    conflicts = find_conflicts(edited)
    kept = mark_conflicting(edited, conflicts)
    stage = progress.stage
    window = told_window(kept, ends.restored, ends.resolved)
    sign = first_sign(readings.values())
    started, restored = window or (start_moment(kept, sign), ends.restored)
    unknowns = find_unknowns(kept, stage, hinted(readings.values(), may_be_over=progress.may_be_over))
    return FactSheet(
        product=system_map.product,
        as_of=as_of,
        zone=notes.zone,
        zone_written=notes.zone_written,
        stage=stage,
        reopened=progress.fold.reopened,
        facts=kept,
        unknowns=unknowns,
        conflicts=conflicts,
        questions=find_questions(kept, unknowns, conflicts, stage, system_map),
        stages=tuple(stages),
        started=started,
        detected=first_moment(kept, "detected"),
        reported=first_moment(kept, "reported"),
        declared=first_moment(kept, "declared"),
        restored=restored,
        resolved=ends.resolved,
        instruction_lines=tuple(note.line for note in notes.entries if note.has("instruction_like")),
    )


def _fact(fact_id: str, reading: Reading, zone: Zone | None, repeated: dict[int, list[int]]) -> Fact:
    note = reading.note
    return Fact(
        id=fact_id,
        kind=reading.kind,
        also=reading.also,
        text=reading.text,
        certainty=reading.certainty,
        lines=(note.line, *repeated.get(note.line, ())),
        components=reading.components,
        symptom_class=symptom_class(reading.text) if reading.kind in HARM_KINDS else None,
        times=times_of(reading, zone),
        quantities=tuple(find_quantities(reading.text, note.line)),
        visibility=reading.visibility,
        negated=reading.negated,
        unsure=reading.unsure,
        why=reading.why,
    )
