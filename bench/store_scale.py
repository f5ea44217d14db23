"""Fill a store with 10,000 incidents and 1,000,000 drafts and time what the desk asks for.

    python bench/store_scale.py [--database URL] [--incidents 10000] [--drafts 1000000] [--json]

Rows are copies of one real incident, its moments of writing and its drafts, with other ids, titles and times.
Timed through the service, 200 times each: the list of incidents, a search by words, one incident, its
moments, and one moment with its drafts as the desk shows them. Without --database a SQLite file in a
temporary folder.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import sqlalchemy as sa  # noqa: E402

from drafter.service.actors import Actor, scopes_of  # noqa: E402
from drafter.settings import Settings  # noqa: E402
from drafter.store import tables  # noqa: E402
from drafter.wiring import wire  # noqa: E402

ROOT_ACTOR = Actor(person="root", scopes=scopes_of(("admin",)))
WORDS = [
    "checkout",
    "search",
    "login",
    "mail",
    "upload",
    "export",
    "billing",
    "chat",
    "video",
    "map",
    "report",
    "sync",
    "printing",
]
NOTES = "2026-05-04 14:05 UTC - customers cannot pay\n2026-05-04 14:09 UTC - rolling back the release\n"
AUDIENCES = ("status_page", "social", "sms", "internal")
CHUNK = 5_000
RUNS = 200


def rows_of(connection: sa.Connection, table: sa.Table, **equals: str) -> list[dict]:
    """Return rows of a table as the database holds them."""
    query = sa.select(table).where(*(table.c[name] == value for name, value in equals.items()))
    return [dict(row) for row in connection.execute(query).mappings()]


def insert(connection: sa.Connection, table: sa.Table, rows: Iterator[dict]) -> None:
    """Insert rows in chunks."""
    chunk: list[dict] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            connection.execute(sa.insert(table), chunk)
            chunk = []
    if chunk:
        connection.execute(sa.insert(table), chunk)


def fill(engine: sa.Engine, incident_id: str, incidents: int, drafts: int) -> None:
    """Copy one incident until there are so many of each."""
    each = drafts // incidents
    moments = max(1, each // len(AUDIENCES))
    began = datetime(2025, 1, 1, tzinfo=UTC)
    with engine.begin() as connection:
        (incident,) = rows_of(connection, tables.incidents, id=incident_id)
        notes = rows_of(connection, tables.notes, incident_id=incident_id)
        (update,) = rows_of(connection, tables.updates, incident_id=incident_id)
        models = rows_of(connection, tables.drafts, incident_id=incident_id)

        def at(n: int) -> datetime:
            return began + timedelta(minutes=17 * n)

        def incident_rows() -> Iterator[dict]:
            for n in range(incidents):
                title = f"{WORDS[n % 13].title()} fails for {WORDS[n % 11]} ({n})"
                yield incident | {
                    "id": f"inc_{n}", "title": title, "created_at": at(n), "declared_at": at(n),
                    "updates_count": moments,
                }  # fmt: skip

        insert(connection, tables.incidents, incident_rows())
        insert(
            connection,
            tables.notes,
            (note | {"incident_id": f"inc_{n}"} for n in range(incidents) for note in notes),
        )
        insert(
            connection,
            tables.updates,
            (
                update
                | {"id": f"upd_{n}_{m}", "incident_id": f"inc_{n}", "number": m + 1, "created_at": at(n)}
                for n in range(incidents)
                for m in range(moments)
            ),
        )

        def draft_rows() -> Iterator[dict]:
            for n in range(incidents):
                for m in range(moments):
                    for model in models:
                        yield model | {
                            "id": f"drf_{n}_{m}_{model['audience']}", "update_id": f"upd_{n}_{m}",
                            "incident_id": f"inc_{n}", "created_at": at(n), "updated_at": at(n),
                        }  # fmt: skip

        insert(connection, tables.drafts, draft_rows())


def timed(run: Callable[[int], object]) -> dict[str, float]:
    """Return median and 95th percentile in milliseconds over 200 different questions."""
    random.seed(1)
    took = []
    for _ in range(RUNS):
        n = random.randrange(1_000_000)
        began = time.perf_counter()
        run(n)
        took.append(1_000 * (time.perf_counter() - began))
    took.sort()
    return {"median_ms": round(statistics.median(took), 2), "p95_ms": round(took[int(0.95 * RUNS)], 2)}


def main() -> int:
    """Fill, ask, print the table or one JSON object."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", default="")
    parser.add_argument("--incidents", type=int, default=10_000)
    parser.add_argument("--drafts", type=int, default=1_000_000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        wired = wire(Settings(database=given.database or f"sqlite:///{place}/scale.db"))
        service = wired.service
        incident = service.incidents.declare(ROOT_ACTOR, title="Model", notes=NOTES, severity="SEV2")
        service.updates.create(ROOT_ACTOR, incident.id, audiences=AUDIENCES)
        began = time.perf_counter()
        fill(wired.store.engine, incident.id, given.incidents, given.drafts)
        filled_s = time.perf_counter() - began
        with wired.store.engine.begin() as connection:  # committed: what ANALYZE learns is rolled back else
            count = connection.execute(sa.select(sa.func.count()).select_from(tables.drafts)).scalar_one()
            if wired.store.engine.dialect.name == "postgresql":
                connection.execute(sa.text("ANALYZE"))
        last = service.incidents.find(ROOT_ACTOR, limit=50).next
        result = {
            "database": wired.store.engine.dialect.name,
            "incidents": given.incidents,
            "drafts": count,
            "fill_s": round(filled_s, 1),
            "list": timed(lambda n: service.incidents.find(ROOT_ACTOR, limit=50)),
            "next_page": timed(lambda n: service.incidents.find(ROOT_ACTOR, limit=50, cursor=last)),
            "search": timed(lambda n: service.incidents.find(ROOT_ACTOR, words=WORDS[n % 13], limit=50)),
            "incident": timed(lambda n: service.incidents.get(ROOT_ACTOR, f"inc_{n % given.incidents}")),
            "moments": timed(lambda n: service.updates.find(ROOT_ACTOR, f"inc_{n % given.incidents}")),
            "moment": timed(lambda n: service.updates.get(ROOT_ACTOR, f"upd_{n % given.incidents}_0")),
        }
        wired.close()
    if given.json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name:12} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
