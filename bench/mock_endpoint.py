"""A real OpenAI-compatible endpoint on loopback: aimock (npm, MIT), installed once into a cache folder.

Where it is looked for: the folder in DRAFTER_AIMOCK, else a cache folder of the user, into which
`npm install` puts one pinned version. It needs Node 20.15 or newer and, the first time, a package registry.
"""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PACKAGE = "@copilotkit/aimock@1.43"
START_S = 15.0


class NoEndpoint(Exception):
    """aimock cannot be had on this machine; the message says why."""


def program() -> Path:
    """Return aimock's command, installing it when it is not there yet. Raises NoEndpoint."""
    node = shutil.which("node")
    if node is None:
        raise NoEndpoint("node is not installed; aimock needs Node 20.15 or newer")
    named = os.environ.get("DRAFTER_AIMOCK")
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "drafter" / "aimock"
    folder = Path(named) if named else cache
    command = folder / "node_modules" / ".bin" / "llmock"
    if not command.exists():
        npm = shutil.which("npm")
        if npm is None or named:
            raise NoEndpoint(f"{command} does not exist" if named else "npm is not installed")
        folder.mkdir(parents=True, exist_ok=True)
        install = [npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--silent", PACKAGE]
        done = subprocess.run(install, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode or not command.exists():
            raise NoEndpoint(f"npm could not install {PACKAGE}: {done.stderr.strip()[-300:]}")
    return command


@contextmanager
def serving(fixtures: Sequence[Mapping[str, Any]], *options: str) -> Iterator[str]:
    """Run aimock with these fixtures and options and yield its base URL; stops it afterwards."""
    command = program()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fixtures.json"
        path.write_text(json.dumps({"fixtures": list(fixtures)}), encoding="utf-8")
        arguments = [
            str(command),
            "-p",
            str(port),
            "-f",
            str(path),
            "--strict",
            "--log-level",
            "silent",
            *options,
        ]
        process = subprocess.Popen(
            [*arguments, *options], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        try:
            _await(port, process)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            process.terminate()
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stderr:
                process.stderr.close()


def _await(port: int, process: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            said = process.stderr.read() if process.stderr else ""
            raise NoEndpoint(f"aimock ended at once: {said.strip()[-300:]}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
            return
        except OSError:
            time.sleep(0.05)
    raise NoEndpoint(f"aimock did not answer within {START_S:.0f} s")


def answering(system: str, user: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fixture that answers prompts whose messages hold these words."""
    return {
        "match": {"systemMessage": system, "userMessage": user},
        "response": {"content": json.dumps(answer)},
    }
