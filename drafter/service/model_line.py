"""The line of data with a model in it: same facts, same checks, the template's drafts as the floor."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import structlog

from drafter.core.audience import Audience
from drafter.core.draft import Draft, DraftSet, PublishedUpdate
from drafter.core.finding import Finding
from drafter.core.voice import HouseVoice
from drafter.engine.base import Engine
from drafter.facts.delta import merge
from drafter.intake.map_orders import without_orders
from drafter.pipeline import MapLike, NotesLike
from drafter.pipeline_model import EXTRACTION_SHARE, ModelDrafts, draft_with_model
from drafter.service.line import Known, Line, Written
from drafter.writing.model.extraction import Reading, extract
from drafter.writing.model.result import Hear
from drafter.writing.model.writer import ModelPolicy, write_all


class ModelLine(Line):
    """Writes updates with a model; what the engine does never reaches a caller as an error.

    `tags` gives a fresh random word for each update, which marks other people's text in the prompts. With
    `reads` the model is first asked for facts in the lines it has not read.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        tags: Callable[[], str],
        policy: ModelPolicy | None = None,
        voice: HouseVoice | None = None,
        deadline_s: float = 20.0,
        reads: bool = True,
    ) -> None:
        super().__init__(voice)
        self._engine = engine
        self._tags = tags
        self._policy = policy or ModelPolicy()
        self._deadline_s = deadline_s
        self._reads = reads

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
        """Write one update within the deadline; drafts that a model could not write are the template's.

        The notes up to line `read_upto` have been read by a model before. `hear` is told of sentences as
        they arrive and pass.
        """
        started, tag = time.monotonic(), self._tags()
        reading = self._read(known, read_upto, tag, marked_security=marked_security)
        if reading:
            sheet = merge(known.sheet, [reading.delta])
            known = known.model_copy(update={"sheet": sheet})
        templates = self.write(known, audiences, next_update_at=next_update_at, previous=previous)
        readers = {audience.id: audience for audience in audiences}

        def check(draft: Draft) -> tuple[Finding, ...]:
            reader = readers[draft.audience]
            return self.check(draft, reader, known, previous=previous.get(reader.id)).findings

        result = write_all(
            known.sheet,
            known.system_map,
            audiences,
            engine=self._engine,
            check=check,
            templates={draft.audience: draft for draft in templates},
            tag=tag,
            previous=previous,
            voice=self.voice,
            policy=self._policy,
            marked_security=marked_security,
            orders=[
                f"line {note.line}: {note.text}"
                for note in known.notes.entries
                if note.has("instruction_like")
            ],
            deadline_s=self._deadline_s - (time.monotonic() - started),
            hear=hear,
        )
        drafts = []
        for audience in audiences:
            draft = result.drafts[audience.id]
            seen = self.check(draft, audience, known, previous=previous.get(audience.id))
            own = tuple(one for one in draft.findings if one.rule.startswith("MDL"))
            drafts.append(seen.model_copy(update={"findings": (*seen.findings, *own)}))
        made = ModelDrafts(DraftSet(sheet=known.sheet, drafts=tuple(drafts)), result, reading)
        _log(made)
        return Written(
            drafts=made.drafts.drafts,
            known=known,
            delta=reading.delta if reading and reading.answered else None,
            model={"name": self._engine.model} | made.told(),
            transcript=tuple(exchange.as_dict() for exchange in made.transcript),
        )

    def _read(self, known: Known, read_upto: int, tag: str, *, marked_security: bool) -> Reading | None:
        """Return what the model reads in lines after `read_upto`; None when it is not to be asked."""
        nothing_new = known.notes.entries[-1].line <= read_upto
        if (
            not self._reads
            or nothing_new
            or self._policy.forbids(known.sheet, marked_security=marked_security)
        ):
            return None
        return extract(
            known.notes,
            known.sheet,
            without_orders(known.system_map)[0],
            engine=self._engine,
            tag=tag,
            after_line=read_upto,
            timeout_s=self._deadline_s * EXTRACTION_SHARE,
        )

    def preview(self, notes: NotesLike, system_map: MapLike, *, hear: Hear, **given: Any) -> dict[str, Any]:
        """Draft with the model, keep nothing, and tell `hear` of each sentence that passes."""
        made = draft_with_model(
            notes,
            system_map,
            engine=self._engine,
            tag=self._tags(),
            voice=self.voice,
            policy=self._policy,
            reads=self._reads,
            deadline_s=self._deadline_s,
            hear=hear,
            **given,
        )
        _log(made)
        return made.as_dict()


def _log(made: ModelDrafts) -> None:
    """Write what the calls did and cost, and why one failed; never a text that went in or out."""
    log = structlog.get_logger("drafter.model")
    told = made.told()
    log.info("model.wrote", usage=told["usage"], sentences=told["sentences"], orders=len(told["orders"]))
    for call in told["calls"]:
        if call["outcome"] not in ("answered", "forbidden"):
            log.warning("model.failed", call=call["call"], outcome=call["outcome"], said=call["message"])
