"""Rewriting documents that were handed in over the API: source and result are kept in the store."""

import json
import threading
import time
from base64 import b64decode
from collections.abc import Callable
from typing import Any

from drafter.core.job import Batch, Job, JobText
from drafter.core.system_map import SystemMap
from drafter.errors import DrafterError
from drafter.jobs.rewriters import Rewriters
from drafter.jobs.rewrites import summary_of
from drafter.jobs.runner import Runner
from drafter.jobs.table import Done, JobTable
from drafter.jobs.workers import is_dead
from drafter.protocols import Store

IDLE_S = 1.0
NEWEST = 200  # batches looked at for something to do


def stored_work(store: Store, rewriters: Rewriters) -> Callable[[Job], Done]:
    """Return what a worker does with one stored document."""

    def work(job: Job) -> Done:
        began = time.monotonic()
        with store.reading() as tx:
            batch = tx.get(Batch, id=job.batch_id)
            text = tx.get(JobText, batch_id=job.batch_id, n=job.n)
        assert batch is not None
        assert text is not None
        the_map = SystemMap.model_validate(batch.options.get("map", {}))
        rewriter = rewriters.of(the_map, with_model=bool(batch.options.get("model")))
        made, used, failures = rewriter(b64decode(text.source), job.name)
        result = json.dumps(made.as_dict(), ensure_ascii=False)
        with store.writing() as tx:
            tx.save(text.model_copy(update={"result": result}))
        return Done(took_s=time.monotonic() - began, summary=summary_of(made, failures), **used)

    return work


class StoredWorker:
    """Works on every stored batch that has something to do, in a thread of its own or in the caller's.

    Several may run, in one process or on many machines: a lease says who has what.
    """

    def __init__(
        self,
        store: Store,
        table: JobTable,
        *,
        worker: str,
        concurrency: int = 2,
        rewriters: Rewriters | None = None,
    ) -> None:
        self._store = store
        self._table = table
        self._worker = worker
        self._concurrency = concurrency
        self._rewriters = rewriters or Rewriters()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._runner: Runner | None = None

    def start(self) -> None:
        """Begin in a thread, if it is not running."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._stop.clear()
                self._thread = threading.Thread(target=self.run, kwargs={"forever": False}, daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """Take nothing more and wait for what is in flight."""
        self._stop.set()
        with self._lock:
            runner, thread = self._runner, self._thread
        if runner is not None:
            runner.stop()
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def run(self, *, forever: bool) -> None:
        """Work until nothing is left; with `forever`, until it is stopped."""
        while not self._stop.is_set():
            batch_id = self._next()
            if batch_id is None:
                if not forever:
                    return
                self._stop.wait(IDLE_S)
                continue
            self._table.release(batch_id, is_dead)
            with self._lock:
                self._runner = Runner(
                    self._table,
                    stored_work(self._store, self._rewriters),
                    worker=self._worker,
                    concurrency=self._concurrency,
                )
            try:
                self._runner.run(batch_id)
            except DrafterError:
                self._stop.wait(IDLE_S)  # the database is away: it is tried again

    def _next(self) -> str | None:
        """Return the oldest of the newest batches that has a job to do."""
        try:
            with self._store.reading() as tx:
                found: list[Any] = tx.find(Batch, order=("-created_at", "id"), limit=NEWEST)
                for batch in reversed(found):
                    if tx.count(Job, batch_id=batch.id, state=("waiting", "running")):
                        return str(batch.id)
        except DrafterError:
            return None
        return None
