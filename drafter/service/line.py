"""The line of data for one incident: its notes, map and edits in; facts, drafts and findings out."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from threading import Lock
from typing import Any

from drafter.checks.grounding.verify import Evidence
from drafter.core.audience import Audience
from drafter.core.delta import FactDelta
from drafter.core.draft import Draft, PublishedUpdate
from drafter.core.fact import FactEdit, FactSheet
from drafter.core.note import Notes
from drafter.core.noun import Noun
from drafter.core.system_map import SystemMap
from drafter.core.voice import HouseVoice
from drafter.facts.delta import merge
from drafter.facts.sheet import build_sheet
from drafter.intake.notes import parse_notes
from drafter.pipeline import MapLike, NotesLike, agree, draft, examine, fill, pick_audiences
from drafter.review.placeholder import unfilled
from drafter.review.records import Incident, ModelReading, NoteBlock, StoredFactEdit
from drafter.writing.advising import with_advice_asked
from drafter.writing.model.result import Hear
from drafter.writing.model.voice import voice_findings
from drafter.writing.template import write

REMEMBERED = 64  # states of facts kept in memory: one per open incident is plenty for a desk


class Known(Noun):
    """What is known of an incident at one moment: the notes as read, the map, the sheet."""

    notes: Notes
    system_map: SystemMap
    sheet: FactSheet


class Written(Noun):
    """The drafts of one update and what they were written from.

    With a model: `known` has what it read in the new lines laid over it and `delta` is that reading, None
    when it read nothing; `model` says what its calls did and cost, `transcript` holds every request that
    left and every answer, byte for byte.
    """

    drafts: tuple[Draft, ...]
    known: Known
    delta: FactDelta | None = None
    model: dict[str, Any] | None = None
    transcript: tuple[dict[str, Any], ...] = ()


class Line:
    """Runs the pure stages for stored incidents and remembers the last results.

    Safe from many threads; two that miss at once do the work twice, and get equal answers. With a house
    `voice`, every draft is held to it, whoever wrote it.
    """

    def __init__(self, voice: HouseVoice | None = None) -> None:
        self.voice = voice
        self._known: OrderedDict[tuple[object, ...], Known] = OrderedDict()
        self._lock = Lock()

    def known(
        self,
        incident: Incident,
        blocks: Sequence[NoteBlock],
        edits: Sequence[StoredFactEdit],
        readings: Sequence[ModelReading] = (),
        *,
        as_of: datetime,
    ) -> Known:
        """Return what is known at `as_of`, to the minute. Raises InputError, TooLarge."""
        key = (
            incident.id, len(blocks), edits_state(edits), len(readings), incident.map_version, incident.zone,
            incident.day, as_of.replace(second=0, microsecond=0),
        )  # fmt: skip
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        notes = read_notes(incident, blocks)
        system_map = SystemMap.model_validate(incident.system_map)
        live = [one.edit for one in edits if one.retracted_at is None]
        sheet = merge(
            sheet_of(notes, system_map, as_of, live),
            [one.delta for one in readings],
            system_map=system_map,
            edits=live,
        )
        known = Known(notes=notes, system_map=system_map, sheet=sheet)
        with self._lock:
            self._known[key] = known
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return known

    def audiences(self, ids: Iterable[str] | None = None) -> list[Audience]:
        """Return the audiences of those ids, all when None. Raises InputError."""
        return pick_audiences(ids)

    def write(
        self,
        known: Known,
        audiences: Sequence[Audience],
        *,
        next_update_at: datetime | None,
        previous: Mapping[str, PublishedUpdate],
    ) -> list[Draft]:
        """Write and check one draft per audience."""
        evidence = self._evidence(known, next_update_at)
        drafts = []
        for audience in audiences:
            last = previous.get(audience.id)
            body = write(
                known.sheet, known.system_map, audience, next_update_at=next_update_at, previous=last
            )
            drafts.append(self._examined(body, audience, known.sheet, evidence, last))
        return agree(drafts)

    def write_update(
        self,
        known: Known,
        audiences: Sequence[Audience],
        *,
        next_update_at: datetime | None,
        previous: Mapping[str, PublishedUpdate],
        marked_security: bool = False,
        read_upto: int = 0,
        hear: Hear | None = None,
    ) -> Written:
        """Write one update; here by the template writer, so the last three change nothing."""
        drafts = self.write(known, audiences, next_update_at=next_update_at, previous=previous)
        return Written(drafts=tuple(drafts), known=known)

    def preview(self, notes: NotesLike, system_map: MapLike, *, hear: Hear, **given: Any) -> dict[str, Any]:
        """Draft without keeping anything; `hear` is told of sentences as a model writes them, here of none.

        `given` are the further arguments of `drafter.pipeline.draft`. Raises InputError, TooLarge.
        """
        return draft(notes, system_map, **given).as_dict()

    def check(
        self, draft: Draft, audience: Audience, known: Known, *, previous: PublishedUpdate | None
    ) -> Draft:
        """Return the draft with its findings and scores worked out again."""
        evidence = self._evidence(known, draft.next_update_at)
        return self._examined(draft, audience, known.sheet, evidence, previous)

    def filled(self, draft: Draft, sheet: FactSheet) -> Draft:
        """Return the draft as its readers will see it, with the clock time of the next update."""
        return fill(draft, sheet)

    def _examined(
        self,
        body: Draft,
        audience: Audience,
        sheet: FactSheet,
        evidence: Evidence,
        previous: PublishedUpdate | None,
    ) -> Draft:
        """Check the text as its readers will see it, and point at the places in the text as it is kept."""
        filled = fill(body, sheet)
        seen = examine(filled, audience, evidence, previous=previous)
        findings = unfilled(seen.findings, body.text, filled.text)
        if self.voice:
            findings = (*findings, *voice_findings(body, self.voice))
        return body.model_copy(update={"findings": findings, "scores": seen.scores})

    def _evidence(self, known: Known, next_update_at: datetime | None) -> Evidence:
        return Evidence.build(
            known.notes,
            known.sheet,
            known.system_map,
            as_of=known.sheet.as_of,
            next_update_at=next_update_at,
        )


def read_notes(incident: Incident, blocks: Sequence[NoteBlock]) -> Notes:
    """Return the incident's notes as one reading. Raises InputError, TooLarge."""
    day = date.fromisoformat(incident.day) if incident.day else None
    text = "\n".join(block.text for block in blocks)
    return parse_notes(text, zone=incident.zone, date=day)


def sheet_of(notes: Notes, system_map: SystemMap, as_of: datetime, edits: Sequence[FactEdit]) -> FactSheet:
    """Return the fact sheet of these notes."""
    return with_advice_asked(build_sheet(notes, system_map, as_of=as_of, edits=edits), system_map)


def edits_state(edits: Sequence[StoredFactEdit]) -> tuple[int, int]:
    """Return what tells two states of the fact edits apart: how many were made, how many taken back."""
    return len(edits), sum(1 for one in edits if one.retracted_at is not None)
