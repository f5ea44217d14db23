"""Working through a batch: so many at a time, at most so many a minute, and never stopped by one bad file."""

import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from drafter.core.job import Job
from drafter.errors import DrafterError
from drafter.jobs.table import Done, JobTable
from drafter.jobs.workers import is_dead

Work = Callable[[Job], Done]
POLL_S = 0.5
SWITCH_S = 0.0005  # an answer is taken up at once, also while another thread reads a report


class Runner:
    """One worker. `work` does one job and keeps its result; running it twice must do no harm.

    `hear` is told after every job. `per_minute` limits how many are begun; 0 is no limit.
    """

    def __init__(
        self,
        table: JobTable,
        work: Work,
        *,
        worker: str,
        concurrency: int = 4,
        per_minute: int = 0,
        heartbeat_s: float = 15.0,
        hear: Callable[[Job, Done], None] = lambda job, done: None,
    ) -> None:
        self._table = table
        self._work = work
        self._worker = worker
        self._concurrency = concurrency
        self._pause_s = 60.0 / per_minute if per_minute else 0.0
        self._heartbeat_s = heartbeat_s
        self._hear = hear
        self._stopping = False

    def stop(self) -> None:
        """Take nothing more; what is in flight is finished."""
        self._stopping = True

    def run(self, batch_id: str) -> None:
        """Work until nothing is left that this worker could do."""
        flying: dict[Future[Done], Job] = {}
        beat = next_start = time.monotonic()
        with ThreadPoolExecutor(self._concurrency) as pool:
            while True:
                now = time.monotonic()
                room = 0 if self._stopping else self._room(len(flying), now, next_start)
                for job in self._table.take(batch_id, self._worker, room) if room else []:
                    flying[pool.submit(self._done, job)] = job
                    next_start = max(next_start, now) + self._pause_s
                if not flying and (self._stopping or self._table.counts(batch_id).finished):
                    return
                ended, _ = wait(flying, timeout=POLL_S, return_when=FIRST_COMPLETED) if flying else ((), ())
                if not flying:
                    self._table.release(batch_id, is_dead)  # what is left may be in a dead worker's hands
                    time.sleep(min(POLL_S, max(0.0, next_start - now) or POLL_S))
                for one in ended:
                    job, done = flying.pop(one), one.result()
                    self._table.finish(job, done)
                    self._hear(job, done)
                if flying and time.monotonic() - beat > self._heartbeat_s:
                    self._table.extend(list(flying.values()))
                    beat = time.monotonic()

    def _room(self, flying: int, now: float, next_start: float) -> int:
        free = self._concurrency - flying
        if not self._pause_s:
            return free
        return min(free, 1) if now >= next_start else 0

    def _done(self, job: Job) -> Done:
        began = time.monotonic()
        try:
            return self._work(job)
        except DrafterError as error:
            return Done(took_s=time.monotonic() - began, error=f"{error.message} {error.remedy}")
        except Exception as error:  # one bad file never stops the rest
            return Done(
                took_s=time.monotonic() - began,
                error=f"Unforeseen: {type(error).__name__}. Report this file.",
            )
