"""Several processes of this machine on one batch: they share nothing but the job table.

A member ends with the process that started it, also when that one is killed, so that nobody works unseen.
Where the system can, members are copies of one waiting process that has loaded the program already.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import TypeVar

S = TypeVar("S")
FEW = 40  # jobs: with fewer the start of further processes costs more than they bring
COPIES = "forkserver" in multiprocessing.get_all_start_methods()


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def prepare(module: str) -> None:
    """Begin to load what members will need while the starter still plans; returns at once."""
    if COPIES:
        from multiprocessing import forkserver

        multiprocessing.set_forkserver_preload([module])
        forkserver.ensure_running()


def crew(work: Callable[[S], None], shares: Sequence[S]) -> list[BaseProcess]:
    """Start one process for each share, in which `work` is called with it; both must be importable."""
    process: Callable[..., BaseProcess] = (
        multiprocessing.get_context("forkserver").Process
        if COPIES
        else multiprocessing.get_context("spawn").Process
    )
    members = [process(target=_member, args=(work, share), daemon=True) for share in shares]
    for member in members:
        member.start()
    return members


def wait_for(members: Sequence[BaseProcess], timeout_s: float) -> list[BaseProcess]:
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
