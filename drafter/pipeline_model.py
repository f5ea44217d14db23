"""The whole way with a model in it: the same notes, map and checks, and the template's drafts as the floor.

The only impure step is the engine that is passed in. With an engine that is away, the drafts are those of
`drafter.pipeline.draft`.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from drafter.checks.grounding.verify import Evidence
from drafter.core.cadence import Cadence
from drafter.core.draft import Draft, DraftSet, PublishedUpdate
from drafter.core.fact import FactEdit
from drafter.core.finding import Finding
from drafter.core.voice import HouseVoice
from drafter.engine.base import Engine
from drafter.engine.outcome import Exchange
from drafter.engine.usage import Usage
from drafter.facts.delta import merge
from drafter.facts.sheet import build_sheet
from drafter.intake.map_orders import without_orders
from drafter.pipeline import (
    MapLike,
    NotesLike,
    examine,
    fill,
    last_moment,
    pick_audiences,
    read_by,
    read_map,
)
from drafter.writing.advising import with_advice_asked
from drafter.writing.model.extraction import Reading, extract
from drafter.writing.model.result import Hear, ModelResult
from drafter.writing.model.writer import ModelPolicy, write_all
from drafter.writing.template import write

EXTRACTION_SHARE = 0.35  # of the deadline at most: the drafts are what the liaison waits for


@dataclass(frozen=True)
class ModelDrafts:
    """Drafts, the sheet they were written from, and what the model did. `reading` is None when not asked."""

    drafts: DraftSet
    result: ModelResult
    reading: Reading | None = None

    @property
    def usage(self) -> Usage:
        """What all calls of the update used."""
        return self.result.usage + self.reading.usage if self.reading else self.result.usage

    @property
    def transcript(self) -> tuple[Exchange, ...]:
        """Every request that left and every answer, in order."""
        return (*(self.reading.transcript if self.reading else ()), *self.result.transcript)

    def told(self) -> dict[str, Any]:
        """Return what the model did, without its words: usage, calls, sentences, what it read."""
        told = self.result.as_dict() | {"usage": self.usage.as_dict()}
        if self.reading:
            outcome, delta = self.reading.outcome, self.reading.delta
            told["calls"].insert(
                0, {"call": "extract", "outcome": outcome.outcome, "message": outcome.message}
            )
            told["facts"] = {
                "added": [fact.id for fact in delta.added],
                "confirmed": list(delta.confirmed),
                "refused": [one.model_dump() for one in delta.refused],
            }
        return told

    def as_dict(self) -> dict[str, Any]:
        """Return the drafts' stable JSON shape with `model` beside it."""
        return self.drafts.as_dict() | {"model": self.told()}


def draft_with_model(
    notes: NotesLike,
    system_map: MapLike = None,
    *,
    engine: Engine,
    tag: str,
    audiences: Iterable[str] | None = None,
    as_of: datetime | None = None,
    next_update_at: datetime | None = None,
    previous: Mapping[str, PublishedUpdate] | None = None,
    edits: Sequence[FactEdit] = (),
    zone: str | None = None,
    day: date | None = None,
    cadence: Cadence | None = None,
    voice: HouseVoice | None = None,
    policy: ModelPolicy | None = None,
    marked_security: bool = False,
    reads: bool = True,
    after_line: int = 0,
    deadline_s: float = 30.0,
    clock: Callable[[], float] = time.monotonic,
    hear: Hear | None = None,
) -> ModelDrafts:
    """Write one draft per audience with a model, within `deadline_s` seconds of waiting for it.

    `tag` is a random word that marks other people's text in the prompts. `reads` asks the model for facts
    in the lines after `after_line` first. The other arguments are those of `drafter.pipeline.draft`.
    Raises InputError, TooLarge.
    """
    started = clock()
    policy = policy or ModelPolicy()
    read = read_by(notes, as_of, zone=zone, day=day)
    the_map, map_orders = without_orders(read_map(system_map))
    moment = as_of or last_moment(read)
    sheet = build_sheet(read, the_map, as_of=moment, edits=edits)
    reading = None
    if reads and not policy.forbids(sheet, marked_security=marked_security):
        reading = extract(
            read, sheet, the_map,
            engine=engine, tag=tag, after_line=after_line, timeout_s=deadline_s * EXTRACTION_SHARE,
        )  # fmt: skip
        sheet = merge(sheet, [reading.delta], edits=edits)
    sheet = with_advice_asked(sheet, the_map)
    due = next_update_at or (cadence or Cadence()).next_update_at(sheet.stage, moment)
    if sheet.stage == "resolved":
        due = None
    evidence = Evidence.build(read, sheet, the_map, as_of=moment, next_update_at=due)
    readers = pick_audiences(audiences)
    by_id = {reader.id: reader for reader in readers}
    sent = previous or {}

    def examined(written: Draft) -> Draft:
        reader = by_id[written.audience]
        return examine(written, reader, evidence, previous=sent.get(reader.id))

    def check(written: Draft) -> tuple[Finding, ...]:
        return examined(written).findings

    result = write_all(
        sheet,
        the_map,
        readers,
        engine=engine,
        check=check,
        templates={
            reader.id: write(sheet, the_map, reader, next_update_at=due, previous=sent.get(reader.id))
            for reader in readers
        },
        tag=tag,
        fill=lambda written: fill(written, sheet),
        previous=previous,
        voice=voice,
        policy=policy,
        marked_security=marked_security,
        orders=[
            *(f"line {one.line}: {one.text}" for one in read.entries if one.has("instruction_like")),
            *map_orders,
        ],
        deadline_s=deadline_s - (clock() - started),
        clock=clock,
        hear=hear,
    )
    drafts = []
    for reader in readers:
        written = result.drafts[reader.id]
        seen = examined(written)
        own = tuple(one for one in written.findings if one.rule.startswith(("MDL", "VOI")))
        drafts.append(seen.model_copy(update={"findings": (*seen.findings, *own)}))
    return ModelDrafts(DraftSet(sheet=sheet, drafts=tuple(drafts)), result, reading)
