"""Jobs are leased, finished once, taken over from the dead, and never stopped by one bad document."""

import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest

from drafter.core.job import Batch, Job
from drafter.errors import InputError, NotFound
from drafter.jobs.progress import progress_line
from drafter.jobs.runner import Runner
from drafter.jobs.table import MOST_ATTEMPTS, Done, JobTable
from drafter.jobs.workers import this_worker

START = datetime(2026, 5, 4, 14, 0, tzinfo=UTC)


class Clock:
    def __init__(self):
        self.now = START

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def table(store, clock):
    with store.writing() as tx:
        tx.insert(Batch(id="b", title="t", total=5, created_by="ada", created_at=START))
        for n in range(1, 6):
            tx.insert(Job(batch_id="b", n=n, name=f"{n}.md", digest=str(n)))
    return JobTable(store, clock, lease_s=60)


def test_two_workers_never_hold_the_same_job(table):
    mine, theirs = table.take("b", "w1", 3), table.take("b", "w2", 3)

    assert [job.n for job in mine] == [1, 2, 3]
    assert [job.n for job in theirs] == [4, 5]
    assert table.take("b", "w3", 3) == []


def test_a_lease_that_ran_out_is_taken_over_and_the_late_worker_writes_nothing(table, clock):
    (late,) = table.take("b", "w1", 1)
    clock.now += timedelta(seconds=61)
    taken = table.take("b", "w2", 5)

    assert late.n in [job.n for job in taken]
    assert not table.finish(late, Done(took_s=1))
    assert table.finish(next(job for job in taken if job.n == late.n), Done(took_s=1))


def test_a_worker_that_is_alive_keeps_its_jobs(table, clock):
    mine = table.take("b", "w1", 5)
    clock.now += timedelta(seconds=40)
    table.extend(mine)
    clock.now += timedelta(seconds=40)

    assert table.take("b", "w2", 5) == []


def test_a_result_is_written_once(table):
    (job,) = table.take("b", "w1", 1)

    assert table.finish(job, Done(took_s=0.5, summary={"words": 3}))
    assert not table.finish(job, Done(took_s=0.5))
    assert table.counts("b").done == 1


def test_jobs_of_a_worker_known_to_be_dead_are_free_at_once(table):
    table.take("b", "dead", 2)

    assert table.release("b", lambda worker: worker == "dead") == 2
    assert len(table.take("b", "w2", 5)) == 5


def test_a_document_that_ends_every_worker_is_given_up_and_the_rest_goes_on(table, clock):
    bad, *others = table.take("b", "w0", 5)
    for job in others:
        table.finish(job, Done(took_s=0.1))
    for attempt in range(1, MOST_ATTEMPTS):
        clock.now += timedelta(seconds=61)
        assert [job.n for job in table.take("b", f"w{attempt}", 5)] == [bad.n]
    clock.now += timedelta(seconds=61)

    assert table.take("b", "last", 5) == []
    assert table.counts("b").failed == 1
    assert f"ended {MOST_ATTEMPTS} times" in table.jobs("b")[0].error


def test_an_unknown_batch_is_named(table):
    with pytest.raises(NotFound, match="'c'"):
        table.batch("c")
    assert table.batch("b").total == 5


def test_a_runner_does_all_and_one_bad_document_stops_nothing(table):
    heard = []

    def work(job):
        if job.n == 2:
            raise InputError("It is a picture.", remedy="Hand in text.")
        if job.n == 3:
            raise ZeroDivisionError
        return Done(took_s=0.0, calls=1, summary={"n": job.n})

    Runner(table, work, worker="w", concurrency=2, hear=lambda job, done: heard.append(job.n)).run("b")

    jobs = {job.n: job for job in table.jobs("b")}
    assert sorted(heard) == [1, 2, 3, 4, 5]
    assert [jobs[n].state for n in range(1, 6)] == ["done", "failed", "failed", "done", "done"]
    assert jobs[2].error == "It is a picture. Hand in text."
    assert "ZeroDivisionError" in jobs[3].error
    assert jobs[4].summary == {"n": 4}


def test_no_more_than_the_set_number_run_at_once(table):
    running, most, lock = 0, 0, threading.Lock()
    gate = threading.Barrier(2, timeout=5)

    def work(job):
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        if job.n <= 4:
            gate.wait()
        with lock:
            running -= 1
        return Done(took_s=0.0)

    Runner(table, work, worker="w", concurrency=2).run("b")

    assert most == 2


def test_two_runners_share_a_batch_and_do_each_document_once(table):
    done, lock = [], threading.Lock()

    def work(job):
        with lock:
            done.append(job.n)
        return Done(took_s=0.0)

    runners = [Runner(table, work, worker=f"w{k}", concurrency=2) for k in range(3)]
    threads = [threading.Thread(target=runner.run, args=("b",)) for runner in runners]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert sorted(done) == [1, 2, 3, 4, 5]


def test_a_runner_with_nothing_else_to_do_takes_over_from_a_dead_worker_before_its_lease_ends(table):
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], stdout=subprocess.PIPE)
    dead = f"{this_worker().rpartition(':')[0]}:{int(ended.stdout)}"
    assert len(table.take("b", dead, 2)) == 2

    Runner(table, lambda job: Done(took_s=0.0), worker="w", concurrency=2).run("b")

    assert table.counts("b").done == 5


def test_a_runner_that_is_stopped_takes_nothing_more(table):
    runner = Runner(table, lambda job: (runner.stop(), Done(took_s=0.0))[1], worker="w", concurrency=1)

    runner.run("b")

    assert table.counts("b").done == 1


def test_the_rate_limit_holds(table):
    import time

    began = time.monotonic()
    Runner(table, lambda job: Done(took_s=0.0), worker="w", concurrency=5, per_minute=1_200).run("b")

    assert time.monotonic() - began >= 4 * 0.05


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((0, 10, 0, 0.0), "0 of 10"),
        ((120, 5_000, 3, 60.0), "120 of 5,000 (3 failed), 2.0 a second, 41 min left"),
        ((12, 20, 0, 60.0, 10), "12 of 20, 2.0 a minute, 4 min left"),
        ((10, 20_000, 0, 10.0), "10 of 20,000, 1.0 a second, 5.6 h left"),
    ],
)
def test_the_progress_line_says_rate_and_time_left(given, said):
    assert progress_line(*given) == said
