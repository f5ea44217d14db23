"""A real desk in a process of its own."""

import contextlib
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit


def answers(port, within_s=60):
    """Wait until something listens: the address is printed just before."""
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError(f"nothing listens on port {port} after {within_s} s")


@contextlib.contextmanager
def desk_up(log, *options, port=0):
    """Run `drafter up`, on a free port unless one is named; give the address it prints, once it answers."""
    command = [str(Path(sys.executable).parent / "drafter"), "up", "--port", str(port), *options]
    with log.open("w") as out:
        desk = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=out, text=True)
    assert desk.stdout is not None
    line = desk.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+\S*", line)
    try:
        assert found, f"no address in {line!r}; log: {log.read_text()}"
        answers(urlsplit(found[0]).port)
        yield found[0]
    finally:
        desk.terminate()
        desk.wait(timeout=20)
        desk.stdout.close()
