"""What the use cases need from outside: records kept, the time, fresh ids."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol, TypeVar

from drafter.core.noun import Noun
from drafter.review.records import AuditEntry, Publication

R = TypeVar("R", bound=Noun)


class Transaction(Protocol):
    """Everything done in it happens, or nothing does."""

    def insert(self, record: Noun) -> None:
        """Add a record. Raises Conflict when its key is taken."""

    def save(self, record: Noun) -> None:
        """Write every field of a record whose key exists."""

    def get(self, kind: type[R], /, **key: Any) -> R | None:
        """Return the record with these values, or None."""

    def find(
        self,
        kind: type[R],
        /,
        *,
        order: tuple[str, ...] = (),
        limit: int | None = None,
        after: Mapping[str, Any] | None = None,
        since: Mapping[str, datetime] | None = None,
        before: Mapping[str, datetime] | None = None,
        containing: Mapping[str, str] | None = None,
        **equals: Any,
    ) -> list[R]:
        """Return matching records in `order`; a tuple as value means any of these."""

    def count(self, kind: type[Noun], /, **equals: Any) -> int:
        """Return how many records match."""

    def delete(self, kind: type[Noun], /, **equals: Any) -> int:
        """Remove matching records and what hangs on them; return how many."""

    def publications_like(self, text: str, *, besides: str, most: int) -> list[Publication]:
        """Return texts published in incidents other than `besides` that share words, best first."""

    def record(
        self,
        *,
        at: datetime,
        who: str,
        action: str,
        incident_id: str = "",
        subject: str = "",
        request_id: str = "",
        payload: Mapping[str, Any] | None = None,
    ) -> AuditEntry:
        """Append one entry to the audit chain."""

    def forget_payloads(self, incident_id: str) -> int:
        """Drop what the audit says in words about an incident."""


class Store(Protocol):
    """Where records are kept. Raises StoreError when it cannot be used."""

    def reading(self) -> AbstractContextManager[Transaction]:
        """Open a transaction that only reads."""

    def writing(self) -> AbstractContextManager[Transaction]:
        """Open a transaction that waits its turn and commits at the end."""

    def ping(self) -> None:
        """Ask for a sign of life."""

    def close(self) -> None:
        """Let go of every connection."""


class Clock(Protocol):
    """Tells the time, aware, in UTC."""

    def __call__(self) -> datetime:
        """Return now."""


class Ids(Protocol):
    """Makes ids nobody can guess."""

    def __call__(self, prefix: str) -> str:
        """Return a fresh id that starts with `prefix` and "_"."""
