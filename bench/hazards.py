"""What else goes wrong at night: the disk is full, the model hangs, the clock jumps; a real process each.

    python bench/hazards.py [--json]

disk      the database is on a small file system that is filled to the last byte: every refusal must say so,
          every acknowledged write must be there, and writing goes on by itself once there is space. The file
          system is a tmpfs, so this one needs Linux and root.
provider  the model's endpoint takes requests and never answers: drafts arrive within the deadline all the
          same, and the model is used again once it answers.
clock     the service's clock jumps an hour forth, two back, a day back and home while writers work: nothing
          is lost, the audit stays whole, notes and updates keep their order, and all that is refused are
          texts whose promised time has passed by the clock.

What was lost, and every answer that was not the one to expect, stands under "lost" and "trouble".
"""

import argparse
import contextlib
import json
import multiprocessing
import os
import subprocess
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx2
from faults import MAP, NOTES, Writer, free_port, losses

from drafter.api.app import create_app
from drafter.api.logs import configure
from drafter.client import Client
from drafter.errors import DrafterError, StoreError
from drafter.settings import Settings
from drafter.store.database import open_database
from drafter.store.store import SqlStore
from drafter.wiring import wire

DEADLINE_S = 3.0
HOUR = 3_600.0


def run_server(settings, offset):
    """Serve with a clock that is `offset` seconds off."""
    import uvicorn

    os.setsid()
    configure(settings)
    wired = wire(settings, clock=lambda: datetime.now(UTC) + timedelta(seconds=offset.value))
    app = create_app(wired.service, settings)
    uvicorn.run(app, host="127.0.0.1", port=settings.port, log_config=None, access_log=False)


@contextlib.contextmanager
def serving(database, **more):
    """Run the service in a child; give its port and its clock's offset in seconds."""
    context = multiprocessing.get_context("fork")
    settings = Settings(database=database, port=free_port(), log_level="error", **more)
    offset = context.Value("d", 0.0)
    process = context.Process(target=run_server, args=(settings, offset), daemon=True)
    process.start()
    try:
        for _ in range(3_000):
            with contextlib.suppress(httpx2.TransportError):
                if httpx2.get(f"http://127.0.0.1:{settings.port}/readyz", timeout=2).status_code == 200:
                    break
            time.sleep(0.01)
        yield settings.port, offset
    finally:
        process.terminate()
        process.join(15)


@contextlib.contextmanager
def working(port, database, figures):
    """Let four writers work meanwhile; then look what is lost."""
    stop = threading.Event()
    writers = [Writer(number, port, stop) for number in range(4)]
    for writer in writers:
        writer.start()
    yield writers
    stop.set()
    for writer in writers:
        writer.join(30)
    with contextlib.closing(SqlStore(open_database(database))) as store:
        figures["lost"] = losses(store, writers)
    figures["edits"] = sum(len(one.edits) for one in writers)
    figures["trouble"] = sorted({text for one in writers for text in one.trouble})[:5]


@contextlib.contextmanager
def small_disk(folder, size):
    """Mount a file system of `size` bytes."""
    place = Path(folder) / "disk"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def disk(folder):
    """Fill the disk, write on, free it, write on."""
    figures = {}
    with small_disk(folder, 24_000_000) as place:
        database = f"sqlite:///{place / 'drafter.db'}"
        with serving(database) as (port, _), working(port, database, figures) as writers:
            time.sleep(3)
            filler = place / "filler"
            with contextlib.suppress(OSError), filler.open("wb", buffering=0) as out:
                while True:
                    out.write(b"x" * 4_096)
            said, wrong = 0, []
            until = time.monotonic() + 5
            while time.monotonic() < until:
                answer = httpx2.post(
                    f"http://127.0.0.1:{port}/v1/incidents",
                    json={"title": "x", "notes": NOTES * 50},
                    timeout=20,
                )
                if answer.status_code == 503 and "disk" in answer.json()["detail"]:
                    said += 1
                elif answer.status_code != 201:
                    wrong.append(f"{answer.status_code} {answer.text[:120]}")
            reading = Client(f"http://127.0.0.1:{port}").incidents()
            filler.unlink()
            freed, before = time.monotonic(), sum(len(one.edits) for one in writers)
            while sum(len(one.edits) for one in writers) <= before + 8 and time.monotonic() < freed + 30:
                time.sleep(0.05)
            figures |= {
                "said_that_the_disk_is_full": said,
                "other_answers": sorted(set(wrong))[:5],
                "read_meanwhile": bool(reading.items),
                "s_until_writing_again": round(time.monotonic() - freed, 1),
            }
    return figures


class Endpoint:
    """Hangs, or answers each prompt with no sentence of its own."""

    def __init__(self):
        self.hangs, self.asked, self.answered = threading.Event(), 0, 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers["content-length"]))
                outer.asked += 1
                if outer.hangs.is_set():
                    time.sleep(60)
                    return
                outer.answered += 1
                text = json.dumps({"facts": [], "sentences": []})
                choice = {
                    "index": 0,
                    "finish_reason": "stop",
                    "message": {"role": "assistant", "content": text},
                }
                raw = json.dumps({"id": "x", "object": "chat.completion", "choices": [choice]}).encode()
                self.send_response(200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *_):
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self):
        """The address it answers at."""
        return f"http://127.0.0.1:{self.server.server_address[1]}/v1"


def provider(folder):
    """Let the model hang, then answer."""
    endpoint = Endpoint()
    endpoint.hangs.set()
    took, trouble = [], []
    model = {"model_base_url": endpoint.url, "model_name": "m", "model_deadline_s": DEADLINE_S}
    with serving(f"sqlite:///{Path(folder) / 'provider.db'}", **model) as (port, _):
        desk = Client(f"http://127.0.0.1:{port}", timeout_s=30)
        incident = desk.declare("Checkout", notes=NOTES, system_map=MAP, clock_shows="2026-05-04T14:20:00Z")

        def update():
            began = time.monotonic()
            try:
                drafts = desk.draft_update(incident.id).drafts
            except DrafterError as error:
                trouble.append(str(error))
            else:
                if not drafts or not all(one.text for one in drafts):
                    trouble.append("an empty draft")
            return round(time.monotonic() - began, 2)

        took = [update() for _ in range(4)]
        hung = endpoint.asked
        endpoint.hangs.clear()
        after = [update() for _ in range(2)]
    endpoint.server.shutdown()
    if endpoint.answered == 0:
        trouble.append("the model was not used again")
    if max(took) > DEADLINE_S + 1.5:
        trouble.append("a draft came later than the deadline allows")
    return {
        "deadline_s": DEADLINE_S,
        "updates_while_it_hung_s": took,
        "calls_that_hung": hung,
        "updates_after_s": after,
        "calls_answered_after": endpoint.answered,
        "lost": [],
        "trouble": trouble,
    }


def clock(folder):
    """Let the clock jump while people write."""
    database = f"sqlite:///{Path(folder) / 'clock.db'}"
    figures, disorder = {}, []
    with serving(database) as (port, offset), working(port, database, figures):
        desk = Client(f"http://127.0.0.1:{port}", person="Ada", timeout_s=20)
        incident = desk.declare("Payments fail", notes=NOTES, system_map=MAP)
        for n, jump in enumerate((0, HOUR, -HOUR, -24 * HOUR, 0)):
            offset.value = jump
            time.sleep(1.5)
            desk.add_notes(incident.id, f"2026-05-04 14:{30 + n} - support: {n} more tickets")
            try:
                draft = desk.draft_update(incident.id, audiences=["status_page"]).drafts[0]
                desk.edit(draft.id, f"{draft.text}\n\nThank you.", version=draft.version)
                desk.promises(incident.id)
            except StoreError as error:
                disorder.append(f"after {jump:+.0f} s: {error}")
        told = [entry.text for entry in desk.notes(incident.id).entries if "tickets" in entry.text]
        if told != sorted(told) or len(told) != 5:
            disorder.append(f"notes out of order: {told}")
        numbers = [one.number for one in desk.updates(incident.id).items]
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            disorder.append(f"updates numbered {numbers}")
        if not desk.verify_audit().whole:
            disorder.append("the audit chain is broken")
    passed = [text for text in figures["trouble"] if "has passed" in text]
    figures["refused_rightly"] = passed[:1]
    figures["trouble"] = sorted({*figures["trouble"], *disorder} - {*passed})
    figures["jumps_s"] = [HOUR, -2 * HOUR, -23 * HOUR, 24 * HOUR]
    return figures


def main():
    """Print a table per hazard, or one JSON object with --json."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    results = {}
    for name, hazard in (("disk", disk), ("provider", provider), ("clock", clock)):
        with tempfile.TemporaryDirectory() as folder:
            results[name] = hazard(folder)
    if asked.json:
        print(json.dumps(results))
    else:
        for name, figures in results.items():
            print(name)
            for figure, value in figures.items():
                print(f"  {figure:28} {value}")
    return int(any(one["lost"] or one["trouble"] for one in results.values()))


if __name__ == "__main__":
    raise SystemExit(main())
