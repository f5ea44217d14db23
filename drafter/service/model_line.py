"""The line of data with a model in it: same facts, same checks, the template's drafts as the floor."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import structlog

from drafter.core.audience import Audience
from drafter.core.draft import Draft, PublishedUpdate
from drafter.core.finding import Finding
from drafter.core.voice import HouseVoice
from drafter.engine.base import Engine
from drafter.pipeline import MapLike, NotesLike
from drafter.pipeline_model import draft_with_model
from drafter.service.line import Known, Line, Written
from drafter.writing.model.result import Hear, ModelResult
from drafter.writing.model.writer import ModelPolicy, write_all


class ModelLine(Line):
    """Writes updates with a model; what the engine does never reaches a caller as an error.

    `tags` gives a fresh random word for each update, which marks other people's text in the prompts.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        tags: Callable[[], str],
        policy: ModelPolicy | None = None,
        voice: HouseVoice | None = None,
        deadline_s: float = 20.0,
    ) -> None:
        super().__init__(voice)
        self._engine = engine
        self._tags = tags
        self._policy = policy
        self._deadline_s = deadline_s

    def write_update(
        self,
        known: Known,
        audiences: Sequence[Audience],
        *,
        next_update_at: datetime | None,
        previous: Mapping[str, PublishedUpdate],
        marked_security: bool = False,
    ) -> Written:
        """Write one update within the deadline; drafts that a model could not write are the template's."""
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
            tag=self._tags(),
            previous=previous,
            voice=self.voice,
            policy=self._policy,
            marked_security=marked_security,
            orders=[
                f"line {note.line}: {note.text}"
                for note in known.notes.entries
                if note.has("instruction_like")
            ],
            deadline_s=self._deadline_s,
        )
        _log(result)
        drafts = []
        for audience in audiences:
            draft = result.drafts[audience.id]
            seen = self.check(draft, audience, known, previous=previous.get(audience.id))
            own = tuple(one for one in draft.findings if one.rule.startswith("MDL"))
            drafts.append(seen.model_copy(update={"findings": (*seen.findings, *own)}))
        return Written(
            drafts=tuple(drafts),
            model={"name": self._engine.model} | result.as_dict(),
            transcript=tuple(exchange.as_dict() for exchange in result.transcript),
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
            deadline_s=self._deadline_s,
            hear=hear,
            **given,
        )
        _log(made.result)
        return made.as_dict()


def _log(result: ModelResult) -> None:
    """Write what the calls did and cost, and why one failed; never a text that went in or out."""
    log = structlog.get_logger("drafter.model")
    told = result.as_dict()
    log.info("model.wrote", usage=told["usage"], sentences=told["sentences"], orders=len(result.orders))
    for call in result.outcomes:
        if call.outcome not in ("answered", "forbidden"):
            log.warning("model.failed", call=call.call, outcome=call.outcome, said=call.message)
