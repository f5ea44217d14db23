"""The audit chain: each entry's hash covers the one before it, so nothing can be changed in silence.

An entry's words (`payload`) are covered by their own hash. They may be forgotten when an incident's data
must be deleted; the chain can still be verified.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from drafter.core.noun import Noun
from drafter.review.hashes import sha256
from drafter.review.records import AuditEntry

GENESIS = "0" * 64


def link(
    *,
    seq: int,
    previous_hash: str,
    at: datetime,
    who: str,
    action: str,
    incident_id: str,
    subject: str,
    request_id: str,
    payload: Mapping[str, Any],
) -> AuditEntry:
    """Return the entry that follows the one whose hash is `previous_hash`."""
    words = json.dumps(payload, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    payload_hash = sha256(words)
    return AuditEntry(
        seq=seq,
        at=at,
        who=who,
        action=action,
        incident_id=incident_id,
        subject=subject,
        request_id=request_id,
        payload=words,
        payload_hash=payload_hash,
        previous_hash=previous_hash,
        hash=_hash(seq, previous_hash, at, who, action, incident_id, subject, request_id, payload_hash),
    )


class ChainReport(Noun):
    """What a verification found. `broken_at` is the first entry that does not fit; 0 when all do."""

    entries: int
    whole: bool
    broken_at: int = 0
    problem: str = ""
    head: str = GENESIS


def verify_chain(entries: Iterable[AuditEntry]) -> ChainReport:
    """Recompute every hash, in order, and say where the chain breaks first."""
    previous, count = GENESIS, 0
    for entry in entries:
        count += 1
        problem = _problem(entry, previous, count)
        if problem:
            return ChainReport(
                entries=count, whole=False, broken_at=entry.seq, problem=problem, head=previous
            )
        previous = entry.hash
    return ChainReport(entries=count, whole=True, head=previous)


def _problem(entry: AuditEntry, previous: str, place: int) -> str:
    if entry.seq != place:
        return f"entry {place} is missing"
    if entry.previous_hash != previous:
        return "it does not follow the entry before it"
    if entry.payload is not None and sha256(entry.payload) != entry.payload_hash:
        return "its words were changed"
    expected = _hash(
        entry.seq, entry.previous_hash, entry.at, entry.who, entry.action, entry.incident_id, entry.subject,
        entry.request_id, entry.payload_hash,
    )  # fmt: skip
    return "" if entry.hash == expected else "its fields were changed"


def _hash(
    seq: int,
    previous_hash: str,
    at: datetime,
    who: str,
    action: str,
    incident_id: str,
    subject: str,
    request_id: str,
    payload_hash: str,
) -> str:
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    fields = [seq, previous_hash, moment, who, action, incident_id, subject, request_id, payload_hash]
    return sha256(json.dumps(fields, ensure_ascii=False, separators=(",", ":")))
