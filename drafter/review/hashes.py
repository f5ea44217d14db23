"""Hashes that an approval is bound to: of the exact text, and of the facts it rests on."""

import hashlib
import json
from collections.abc import Iterable

from drafter.core.draft import Sentence
from drafter.core.fact import Fact, FactKind, FactSheet

# Facts of these kinds must be said outside whatever the draft says now, so a new one unsettles every draft.
ALWAYS: tuple[FactKind, ...] = ("data_impact", "security", "side_effect")
# Facts of these kinds are talk about the work; they do not change what an update says.
NEVER: tuple[FactKind, ...] = ("coordination", "internal_estimate", "unknown")


def sha256(text: str) -> str:
    """Return the hex SHA-256 of the text's UTF-8 bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


def sheet_hash(sheet: FactSheet) -> str:
    """Return the hash of everything the sheet says, whatever the moment it was asked."""
    return sha256(sheet.model_dump_json(exclude={"as_of"}))


def facts_hash(sentences: Iterable[Sentence], sheet: FactSheet) -> str:
    """Return the hash of what these sentences rest on: a change in it makes an approval stale.

    Covered are the facts, conflicts and unknowns the sentences cite, the stage, and every fact about
    harm to data, security or our own side effects. When a person wrote a sentence that cites nothing, any
    fact may bear on it, so all but mere coordination are covered.
    """
    sentences = tuple(sentences)
    cited = {fact_id for sentence in sentences for fact_id in sentence.fact_ids}
    free = any(s.origin == "person" and not (s.fact_ids or s.map_ids or s.policy) for s in sentences)
    facts = [
        fact
        for fact in sheet.facts
        if fact.id in cited or (fact.usable and (fact.is_a(*ALWAYS) or (free and not fact.is_a(*NEVER))))
    ]
    topics = sorted({topic for sentence in sentences for topic in sentence.unknowns})
    still_unknown = {unknown.topic for unknown in sheet.unknowns}
    conflicts = {conflict_id for sentence in sentences for conflict_id in sentence.conflict_ids}
    shape = {
        "stage": sheet.stage,
        "reopened": sheet.reopened,
        "facts": [_shape(fact) for fact in sorted(facts, key=lambda fact: fact.id)],
        "missing": sorted(cited - {fact.id for fact in facts}),
        "unknown": [[topic, topic in still_unknown] for topic in topics],
        "conflicts": sorted(conflicts & {conflict.id for conflict in sheet.conflicts}),
    }
    return sha256(json.dumps(shape, sort_keys=True, ensure_ascii=False))


def _shape(fact: Fact) -> dict[str, object]:
    return fact.model_dump(mode="json", exclude={"lines", "why", "found"}) | {"usable": fact.usable}
