"""Several processes of this machine on one batch: they share nothing but the job table.

A member ends with the process that started it, also when that one is killed, so that nobody works unseen.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from typing import TypeVar

S = TypeVar("S")


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def crew(work: Callable[[S], None], shares: Sequence[S]) -> list[SpawnProcess]:
    """Start one process for each share, in which `work` is called with it; both must be importable."""
    context = multiprocessing.get_context("spawn")
    members = [context.Process(target=_member, args=(work, share), daemon=True) for share in shares]
    for member in members:
        member.start()
    return members


def wait_for(members: Sequence[SpawnProcess], timeout_s: float) -> list[SpawnProcess]:
    """Return the members that still work, after waiting until one ends or the time is over."""
    wait([member.sentinel for member in members], timeout=timeout_s)
    return [member for member in members if member.is_alive()]


def _member(work: Callable[[S], None], share: S) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the starter is interrupted too, and ends this one
    threading.Thread(target=_end_with_the_starter, daemon=True).start()
    work(share)


def _end_with_the_starter() -> None:
    starter = multiprocessing.parent_process()
    assert starter is not None
    wait([starter.sentinel])
    os._exit(1)
