"""Rewrite thousands of reports against a slow, faulty endpoint, and kill the run on the way.

    python bench/batch.py POSTMORTEMS [--documents 5000] [--concurrency 4] [--kills 3] [--json]

The corpus is repeated and varied (every copy has other figures). The endpoint answers over HTTP on loopback
in the shape of chat completions after `--latency` seconds, and fails one call in ten (500, 429, cut answer).
The run is `drafter rewrite --with-model`, killed with signal 9 at even distances and started again. Lost: a
document without a result. Twice: more finished documents worked on again than were in flight at the kills.
Of ideal: documents alone at the set concurrency, at most 0.9 as a failed call takes its time too; "with
faults" counts the calls made again as well, at most 1. Memory: the most that one process held.
"""

import argparse
import contextlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FAULTS = 0.1
LOOK_S = 5.0


class Endpoint:
    """Answers every prompt with a sentence that rests on the first numbered line it was shown."""

    def __init__(self, latency_s: float, seed: int = 7) -> None:
        self.latency_s = latency_s
        self.calls = self.faults = 0
        self._random = random.Random(seed)
        self._lock = threading.Lock()

    def fault(self) -> str:
        """Count the call and say whether and how it fails."""
        with self._lock:
            self.calls += 1
            if self._random.random() >= FAULTS:
                return ""
            self.faults += 1
            return self._random.choice(("500", "429", "cut"))


def answer_to(body: dict) -> str:
    """Return the answer's JSON: the first shown sentence, word for word."""
    shown = re.search(r"^\[\w+ (\d+) [^\]]*\] (.+)$", body["messages"][-1]["content"], re.MULTILINE)
    sentences = []
    if shown:
        sentences.append({"section": "happened", "sources": [int(shown[1])], "text": shown[2]})
    return json.dumps({"sentences": sentences})


def handler(endpoint: Endpoint) -> type[BaseHTTPRequestHandler]:
    """Return the request handler of an endpoint."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # or a kept connection adds 40 ms to the latency asked for

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            fault = endpoint.fault()
            time.sleep(endpoint.latency_s)
            if fault in ("500", "429"):
                return self._say(int(fault), {"error": {"message": "try again"}}, {"retry-after": "0"})
            text = answer_to(body)
            choice = {
                "index": 0,
                "finish_reason": "length" if fault else "stop",
                "message": {"role": "assistant", "content": text[: len(text) // 2] if fault else text},
            }
            usage = {"prompt_tokens": 900, "completion_tokens": 60, "total_tokens": 960}
            made = {"id": "x", "object": "chat.completion", "created": 0, "model": "m", "usage": usage}
            return self._say(200, {**made, "choices": [choice]}, {})

        def _say(self, status: int, body: dict, headers: dict[str, str]) -> None:
            raw = json.dumps(body).encode()
            self.send_response(status)
            for name, value in {
                "content-type": "application/json",
                "content-length": str(len(raw)),
                **headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(raw)

        def handle_one_request(self) -> None:
            try:
                super().handle_one_request()
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the other side was killed

        def log_message(self, *args: object) -> None:
            pass

    return Handler


def varied(text: str, n: int) -> str:
    """Return a copy of a report with other figures, so that no two copies are the same."""
    return re.sub(
        r"\b(\d{2})( minutes| min\b|%| %)", lambda m: f"{(int(m[1]) + n) % 90 + 10}{m[2]}", text
    ) + (f"\n\nCopy number {n}.\n")


def options(about: str, *, documents: int, concurrency: int) -> argparse.ArgumentParser:
    """Return the arguments that runs over such reports and such an endpoint take."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=documents)
    parser.add_argument("--concurrency", type=int, default=concurrency, help="Calls at once, all together.")
    parser.add_argument("--latency", type=float, default=0.3)
    parser.add_argument("--most-bytes", type=int, default=6_000, help="Leave longer reports out.")
    parser.add_argument("--json", action="store_true")
    return parser


def reports_of(folder: Path, most_bytes: int) -> list[Path]:
    """Return the reports to repeat."""
    return [path for path in sorted(folder.glob("*.md")) if path.stat().st_size <= most_bytes]


@contextlib.contextmanager
def serving(latency_s: float) -> Iterator[tuple[Endpoint, int]]:
    """Serve the endpoint on loopback; give it and its port."""
    endpoint = Endpoint(latency_s)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(endpoint))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield endpoint, server.server_address[1]
    server.shutdown()


def memory_kb(root: int) -> int:
    """Return the most memory that a process or one that came from it has held, as Linux tells; else 0."""
    started: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            ppid = path.read_text().rpartition(")")[2].split()[1]
            started.setdefault(int(ppid), []).append(int(path.parent.name))
    most, left = 0, [root]
    while left:
        left += started.get(pid := left.pop(), [])
        with contextlib.suppress(OSError):
            held = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
            most = max(most, int(held[1]) if held else 0)
    return most


def told(result: dict, *, as_json: bool) -> int:
    """Print the figures; return 1 when something was lost or done twice."""
    if as_json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name:22} {value}")
    return int(bool(result["lost"] or result["twice"]))


def main() -> int:
    """Run it all and print the table, or one JSON object."""
    parser = options(__doc__, documents=5_000, concurrency=4)
    parser.add_argument("--kills", type=int, default=3)
    given = parser.parse_args()
    sources = reports_of(given.folder, given.most_bytes)
    with serving(given.latency) as (endpoint, port), tempfile.TemporaryDirectory() as place:
        reports, out = Path(place) / "reports", Path(place) / "out"
        reports.mkdir()
        for n in range(given.documents):
            source = sources[n % len(sources)]
            text = varied(source.read_text(encoding="utf-8"), n)
            (reports / f"{n:05}.md").write_text(text, encoding="utf-8")
        result = storm(reports, out, port, endpoint, given)
    return told(result, as_json=given.json)


def storm(reports: Path, out: Path, port: int, endpoint: Endpoint, given: argparse.Namespace) -> dict:
    """Run the command, kill it at even distances, let it finish, and count."""
    command = [
        sys.executable, "-m", "drafter.cli.main", "rewrite", str(reports), "-o", str(out), "-q",
        "--with-model", "--base-url", f"http://127.0.0.1:{port}/v1", "--model", "m",
        "--concurrency", str(given.concurrency),
    ]  # fmt: skip
    finished: dict[str, int] = {}
    twice, busy_s, memory = 0, 0.0, 0
    for kill in range(1, given.kills + 2):
        until = given.documents * kill // (given.kills + 1)
        began = time.monotonic()
        running = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
        looked = began
        while running.poll() is None:
            time.sleep(0.05)
            if time.monotonic() - looked > LOOK_S:
                memory, looked = max(memory, memory_kb(running.pid)), time.monotonic()
            if kill <= given.kills and len(list(out.glob("*.md"))) >= until:
                running.send_signal(signal.SIGKILL)
                running.wait()
        busy_s += time.monotonic() - began
        now = {path.name: path.stat().st_mtime_ns for path in out.glob("*.md")}
        twice += sum(name in now and now[name] != when for name, when in finished.items())
        finished = now
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    sums = report["sums"]
    ideal = given.documents * given.latency / given.concurrency
    in_flight = given.kills * given.concurrency * 2  # documents: half of them wait for a call, half are read
    return {
        "documents": given.documents,
        "done": sums["done"],
        "failed": sums["failed"],
        "lost": given.documents - len(finished),
        "twice": max(0, twice - in_flight),
        "rewritten_after_kill": twice,
        "repeated_jobs": sums["repeated"],
        "in_flight_at_kills": in_flight,
        "calls": endpoint.calls,
        "faults": endpoint.faults,
        "s": round(busy_s, 1),
        "of_ideal": round(ideal / busy_s, 3),
        "of_ideal_with_faults": round(endpoint.calls * given.latency / given.concurrency / busy_s, 3),
        "memory_mb": round(memory / 1024),
    }


if __name__ == "__main__":
    sys.exit(main())
