"""Who a worker is, and whether one of this machine still runs."""

import os
import socket
from pathlib import Path


def this_worker() -> str:
    """Return the name of this process as a worker: machine and process id."""
    return f"{socket.gethostname()}:{os.getpid()}"


def is_dead(worker: str) -> bool:
    """Return whether a worker of this machine no longer runs; those of other machines have their lease."""
    host, _, pid = worker.rpartition(":")
    if host != socket.gethostname() or not pid.isdecimal() or int(pid) == os.getpid():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return _only_remembered(pid)


def _only_remembered(pid: str) -> bool:
    """Return whether a process has ended and is merely not yet forgotten by the one that started it."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[:1] == ["Z"]
