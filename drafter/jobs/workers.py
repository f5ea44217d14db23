"""Who a worker is, and whether one of this machine still runs."""

import os
import socket


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
    return False
