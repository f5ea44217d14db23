"""Records in and out of SQL: one small gateway instead of one method per table.

A record's fields are its table's columns. Readers see a consistent moment; writers take turns (SQLite's
own lock, an advisory lock on PostgreSQL), so what a writer has read cannot change under its hands and the
audit chain never forks.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import exc

from drafter.core.job import Batch, Job, JobText
from drafter.core.noun import Noun
from drafter.errors import Conflict, DrafterError, StoreError
from drafter.review import records
from drafter.review.chain import GENESIS, link
from drafter.store import tables
from drafter.store.database import READ
from drafter.store.search import publications_like

R = TypeVar("R", bound=Noun)
WRITERS_LOCK = 7_142_001  # any number: the one advisory lock that PostgreSQL writers share

TABLES: dict[type[Noun], sa.Table] = {
    records.Incident: tables.incidents,
    records.NoteBlock: tables.notes,
    records.StoredFactEdit: tables.fact_edits,
    records.ModelReading: tables.model_readings,
    records.UpdateHead: tables.updates,
    records.Update: tables.updates,
    records.DraftHead: tables.drafts,
    records.DraftRecord: tables.drafts,
    records.DraftVersion: tables.draft_versions,
    records.FactCheck: tables.fact_checks,
    records.Approval: tables.approvals,
    records.Waiver: tables.waivers,
    records.Publication: tables.publications,
    records.Delivery: tables.deliveries,
    records.PromiseEntry: tables.promises,
    records.ScopeDecision: tables.scope_decisions,
    records.ContactCount: tables.contact_counts,
    records.Feedback: tables.feedback,
    records.ReviewAction: tables.review_actions,
    records.SavedReview: tables.reviews,
    records.Drill: tables.drills,
    records.RewriteReview: tables.rewrite_reviews,
    records.AuditEntry: tables.audit,
    records.ApiKey: tables.api_keys,
    records.KeptAnswer: tables.kept_answers,
    records.Secret: tables.secrets,
    Batch: tables.batches,
    Job: tables.jobs,
    JobText: tables.job_texts,
}


class Transaction:
    """One open transaction: everything in it happens, or nothing does."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def insert(self, record: Noun) -> None:
        """Add a record. Raises Conflict when its key is taken."""
        table = TABLES[type(record)]
        try:
            self._connection.execute(sa.insert(table).values(_row(record, table)))
        except exc.IntegrityError as error:
            raise Conflict(
                f"A {table.name.rstrip('s').replace('_', ' ')} with this key exists already.",
                remedy="Fetch the existing one and decide again.",
            ) from error

    def save(self, record: Noun) -> None:
        """Write every field of a record whose key exists."""
        table = TABLES[type(record)]
        row = _row(record, table)
        keys = [column.name for column in table.primary_key.columns]
        where = sa.and_(*(table.c[key] == row[key] for key in keys))
        changes = {name: value for name, value in row.items() if name not in keys}
        self._connection.execute(sa.update(table).where(where).values(changes))

    def get(self, kind: type[R], /, **key: Any) -> R | None:
        """Return the record with these values, or None."""
        found = self.find(kind, limit=1, **key)
        return found[0] if found else None

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
        """Return records whose columns equal `equals` (a tuple means any of these), in `order`.

        A leading "-" on the first order column reverses the whole order. `after` holds the order columns'
        values of the last record already seen. `containing` matches text anywhere, ignoring case.
        """
        table = TABLES[kind]
        query = sa.select(*(table.c[name] for name in kind.model_fields)).where(*_conditions(table, equals))
        for name, moment in (since or {}).items():
            query = query.where(table.c[name] >= moment)
        for name, moment in (before or {}).items():
            query = query.where(table.c[name] < moment)
        for name, words in (containing or {}).items():
            query = query.where(table.c[name].icontains(words, autoescape=True))
        down = bool(order) and order[0].startswith("-")
        names = [name.removeprefix("-") for name in order]
        if after:
            columns = sa.tuple_(*(table.c[name] for name in names))
            seen = sa.tuple_(*(sa.literal(after[name], table.c[name].type) for name in names))
            query = query.where(columns < seen if down else columns > seen)
        query = query.order_by(*(table.c[n].desc() if down else table.c[n].asc() for n in names))
        if limit is not None:
            query = query.limit(limit)
        return [kind.model_validate(dict(row)) for row in self._connection.execute(query).mappings()]

    def count(self, kind: type[Noun], /, **equals: Any) -> int:
        """Return how many records match."""
        table = TABLES[kind]
        query = sa.select(sa.func.count()).select_from(table).where(*_conditions(table, equals))
        return int(self._connection.execute(query).scalar_one())

    def delete(self, kind: type[Noun], /, **equals: Any) -> int:
        """Remove matching records and what hangs on them; return how many. At least one condition."""
        if not equals:
            raise ValueError("refusing to empty a whole table")
        table = TABLES[kind]
        return self._connection.execute(sa.delete(table).where(*_conditions(table, equals))).rowcount

    def publications_like(self, text: str, *, besides: str, most: int) -> list[records.Publication]:
        """Return texts published in incidents other than `besides` that share words, best first."""
        ids = publications_like(self._connection, text, besides=besides, most=most)
        found = {one.id: one for one in self.find(records.Publication, id=tuple(ids))} if ids else {}
        return [found[one] for one in ids if one in found]

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
    ) -> records.AuditEntry:
        """Append one entry to the audit chain."""
        last = self._connection.execute(
            sa.select(tables.audit.c.seq, tables.audit.c.hash).order_by(tables.audit.c.seq.desc()).limit(1)
        ).first()
        entry = link(
            seq=last.seq + 1 if last else 1,
            previous_hash=last.hash if last else GENESIS,
            at=at,
            who=who,
            action=action,
            incident_id=incident_id,
            subject=subject,
            request_id=request_id,
            payload=payload or {},
        )
        self._connection.execute(sa.insert(tables.audit).values(entry.model_dump()))
        return entry

    def forget_payloads(self, incident_id: str) -> int:
        """Drop what the audit says in words about an incident; the chain of hashes stays whole."""
        return self._connection.execute(
            sa.update(tables.audit)
            .where(tables.audit.c.incident_id == incident_id, tables.audit.c.payload.is_not(None))
            .values(payload=None)
        ).rowcount


class SqlStore:
    """The store on SQLAlchemy Core. One instance per process; safe from many threads."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Open a transaction that only reads. Raises StoreError when the database is away."""
        with translated(), self.engine.connect().execution_options(**{READ: True}) as connection:
            yield Transaction(connection)
            connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Open a transaction that waits its turn and commits at the end. Raises StoreError, Conflict."""
        with translated(), self.engine.begin() as connection:
            if self.engine.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(WRITERS_LOCK)))
            yield Transaction(connection)

    def ping(self) -> None:
        """Ask the database for one number. Raises StoreError."""
        with translated(), self.engine.connect().execution_options(**{READ: True}) as connection:
            connection.execute(sa.text("SELECT 1")).scalar_one()
            connection.rollback()

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def _conditions(table: sa.Table, equals: Mapping[str, Any]) -> list[sa.ColumnElement[bool]]:
    return [
        table.c[name].in_(value) if isinstance(value, tuple) else table.c[name] == value
        for name, value in equals.items()
    ]


def _row(record: Noun, table: sa.Table) -> dict[str, Any]:
    plain = record.model_dump()
    jsonable = {name for name, column in table.c.items() if isinstance(column.type, sa.JSON)} & set(plain)
    return plain | record.model_dump(mode="json", include=jsonable)


@contextmanager
def translated() -> Iterator[None]:
    """Turn the driver's errors into ours, with what to do; nothing of a driver passes this line."""
    try:
        yield
    except DrafterError:
        raise
    except exc.TimeoutError as error:
        raise StoreError(
            "Every database connection is in use.", remedy="Try again in a few seconds; nothing was changed."
        ) from error
    except exc.DBAPIError as error:
        said = str(error.orig).lower()
        if "locked" in said or "busy" in said:
            raise StoreError(
                "The database was busy for too long.", remedy="Try again; nothing was changed."
            ) from error
        if "full" in said or "no space" in said:
            raise StoreError(
                "The disk of the database is full.",
                remedy="Free some space and try again; nothing was changed, nothing saved is lost.",
            ) from error
        if "no such table" in said or "no such column" in said or "does not exist" in said:
            raise StoreError(
                "The database is older than this program.", remedy="Run `drafter db upgrade`."
            ) from error
        if "append-only" in said:
            raise StoreError("The audit log cannot be changed.", remedy="Add a new entry instead.") from error
        raise StoreError(
            "The database did not answer.",
            remedy="Check that it runs and can be reached, then try again; nothing was changed.",
        ) from error
