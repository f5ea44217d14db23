"""The leased job table: who works on what, until when, and what came of it.

Everything is in the store, so a worker that is killed loses nothing but its lease, and the next one goes on.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self, get_args

from drafter.core.job import Batch, Job, JobState
from drafter.core.noun import Noun
from drafter.errors import NotFound
from drafter.protocols import Store

MOST_ATTEMPTS = 3  # a document that ends its worker this often is given up, not the batch


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a document. `error` is empty when there is a result."""

    took_s: float
    error: str = ""
    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    summary: dict[str, Any] | None = None


class Counts(Noun):
    """How many jobs of a batch stand where, and what they used."""

    total: int
    waiting: int
    running: int
    done: int
    failed: int

    @classmethod
    def of(cls, states: Iterable[JobState]) -> Self:
        """Count states."""
        found = Counter(states)
        return cls(total=found.total(), **{name: found[name] for name in get_args(JobState)})

    @property
    def finished(self) -> bool:
        """Return whether nothing is left to do."""
        return not self.waiting and not self.running


class JobTable:
    """The jobs of one store."""

    def __init__(self, store: Store, clock: Callable[[], datetime], *, lease_s: float = 60.0) -> None:
        self._store = store
        self._clock = clock
        self._lease = timedelta(seconds=lease_s)

    def batch(self, batch_id: str) -> Batch:
        """Return the batch. Raises NotFound."""
        with self._store.reading() as tx:
            found = tx.get(Batch, id=batch_id)
        if found is None:
            raise NotFound(f"There is no batch {batch_id!r}.", remedy="List them at /v1/batches.")
        return found

    def counts(self, batch_id: str) -> Counts:
        """Return where the jobs stand."""
        with self._store.reading() as tx:
            by = {
                state: tx.count(Job, batch_id=batch_id, state=state)
                for state in ("waiting", "running", "done", "failed")
            }
        return Counts(total=sum(by.values()), **by)

    def take(self, batch_id: str, worker: str, most: int) -> list[Job]:
        """Lease up to `most` jobs: waiting ones first, then those whose worker let the lease run out."""
        now = self._clock()
        with self._store.writing() as tx:
            found = tx.find(Job, batch_id=batch_id, state="waiting", order=("n",), limit=most)
            if len(found) < most:
                late = tx.find(
                    Job,
                    batch_id=batch_id,
                    state="running",
                    before={"lease_until": now},
                    order=("n",),
                    limit=most - len(found),
                )
                found += [job for job in late if not self._given_up(tx, job, now)]
            taken = [
                job.model_copy(
                    update={
                        "state": "running",
                        "worker": worker,
                        "attempts": job.attempts + 1,
                        "lease_until": now + self._lease,
                    }
                )
                for job in found
            ]
            for job in taken:
                tx.save(job)
        return taken

    def _given_up(self, tx: Any, job: Job, now: datetime) -> bool:
        if job.attempts < MOST_ATTEMPTS:
            return False
        why = f"Its worker ended {job.attempts} times while it was worked on."
        tx.save(job.model_copy(update={"state": "failed", "error": why, "finished_at": now}))
        return True

    def extend(self, jobs: Sequence[Job]) -> None:
        """Hold jobs a little longer: their worker is alive."""
        until = self._clock() + self._lease
        with self._store.writing() as tx:
            for job in jobs:
                now = tx.get(Job, batch_id=job.batch_id, n=job.n)
                if now is not None and now.state == "running" and now.worker == job.worker:
                    tx.save(now.model_copy(update={"lease_until": until}))

    def finish(self, job: Job, done: Done) -> bool:
        """Write the result once; return whether it was this worker's to write."""
        with self._store.writing() as tx:
            now = tx.get(Job, batch_id=job.batch_id, n=job.n)
            if now is None or now.state != "running" or now.worker != job.worker:
                return False
            tx.save(
                now.model_copy(
                    update={
                        "state": "failed" if done.error else "done",
                        "lease_until": None,
                        "finished_at": self._clock(),
                        "took_s": round(done.took_s, 3),
                        "error": done.error,
                        "calls": now.calls + done.calls,
                        "tokens_in": now.tokens_in + done.tokens_in,
                        "tokens_out": now.tokens_out + done.tokens_out,
                        "cost": now.cost + done.cost,
                        "summary": done.summary or {},
                    }
                )
            )
            return True

    def release(self, batch_id: str, is_dead: Callable[[str], bool]) -> int:
        """Give back the jobs of workers that are known to be dead; return how many."""
        freed = 0
        with self._store.writing() as tx:
            for job in tx.find(Job, batch_id=batch_id, state="running", order=("n",)):
                if is_dead(job.worker):
                    tx.save(job.model_copy(update={"lease_until": self._clock() - self._lease}))
                    freed += 1
        return freed

    def jobs(self, batch_id: str, *, after: int = 0, limit: int = 1_000) -> list[Job]:
        """Return jobs in order, those after number `after`."""
        with self._store.reading() as tx:
            return tx.find(Job, batch_id=batch_id, order=("n",), after={"n": after}, limit=limit)
