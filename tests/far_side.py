"""Plays Statuspage, incident.io, PagerDuty, Slack and a webhook, and holds texts to their limits.

It refuses what the real ones refuse (names, lengths, fields, tokens, signatures) with the status they use,
keeps what it took, and can be told to break: answer 500 after keeping, answer nothing, ask for patience.
"""

import base64
import hashlib
import hmac
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

TOKEN = "far-side-token"
SECRET = "whsec_" + base64.b64encode(b"a secret of enough bytes").decode()
STATUSES = ("investigating", "identified", "monitoring", "resolved")


class Refusal(Exception):
    """What the far side says no to."""

    def __init__(self, status, why):
        self.status, self.why = status, why


def need(condition, why, status=422):
    if not condition:
        raise Refusal(status, why)


@dataclass
class FarSide:
    """What was kept, what Slack was told, and the faults to play in order, each used up once."""

    kept: list = field(default_factory=list)
    faults: list = field(default_factory=list)
    requests: list = field(default_factory=list)
    said: list = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    port: int = 0

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def texts(self):
        return [one["text"] for one in self.kept]

    def answer(self, method, path, headers, raw):
        where = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(where.query).items()}
        body = json.loads(raw) if raw else {}
        parts = where.path.strip("/").split("/")
        match parts:
            case ["pages", _, "incidents", *rest]:
                need(headers.get("authorization") == f"OAuth {TOKEN}", "bad token", 401)
                return self.statuspage(method, rest, body)
            case ["v2", name, *rest]:
                need(headers.get("authorization") == f"Bearer {TOKEN}", "bad token", 401)
                return self.incident_io(method, name, rest, body)
            case ["incidents", incident, "status_updates"]:
                need(headers.get("authorization") == f"Token token={TOKEN}", "bad token", 401)
                need("@" in headers.get("from", ""), "From is missing", 400)
                return self.pagerduty(incident, body)
            case [("chat.postMessage" | "conversations.history" | "conversations.replies") as call]:
                need(headers.get("authorization") == f"Bearer {TOKEN}", "bad token", 401)
                return self.slack(call, query, body)
            case ["said" | "views.open"]:
                self.said.append(body)
                return {"ok": True}
            case ["hook"]:
                return self.hook(headers, raw, body)
        raise Refusal(404, "no such route")

    def statuspage(self, method, rest, body):
        if method == "GET":
            found = [self._page(one) for one in self.kept]
            return next(one for one in found if one["id"] == rest[0]) if rest else found
        given = body["incident"]
        need(given.get("status") in STATUSES, "status")
        need(len(given.get("body", "")) <= 25_000, "body is too long")
        need(all(isinstance(one, dict) for one in given.get("metadata", {}).values()), "metadata")
        if method == "POST":
            need(given.get("name") and len(given["name"]) <= 255, "name")
        thread = rest[0] if rest else f"inc{len(self.kept) + 1}"
        self.kept.append({"text": given["body"], "thread": thread, "metadata": given["metadata"]})
        return self._page(self.kept[-1])

    def _page(self, one):
        return {
            "id": one["thread"],
            "metadata": one["metadata"],
            "shortlink": f"https://stspg.example/{one['thread']}",
            "incident_updates": [{"id": f"upd-{one['thread']}", "body": one["text"]}],
        }

    def incident_io(self, method, name, rest, body):
        if method == "GET":
            updates = [{"id": f"u{n}", "message": one["text"]} for n, one in enumerate(self.kept)]
            return {"status_page_incident": {"id": rest[0], "updates": updates}}
        needed = {
            "status_page_incidents": (
                "idempotency_key", "incident_status", "message", "name", "notify_subscribers",
                "status_page_id",
            ),
            "status_page_incident_updates": ("message", "notify_subscribers", "status_page_incident_id"),
        }[name]  # fmt: skip
        for one in needed:
            need(one in body, f"{one} is required")
        need(body["incident_status"] in STATUSES, "incident_status")
        key = body.get("idempotency_key")
        if key and any(one.get("key") == key for one in self.kept):
            return {"status_page_incident": {"id": "io1"}}
        self.kept.append({"text": body["message"], "key": key})
        if name == "status_page_incidents":
            return {"status_page_incident": {"id": "io1", "public_url": "https://io.example/1"}}
        return {"status_page_incident_update": {"id": f"iou{len(self.kept)}"}}

    def pagerduty(self, incident, body):
        need(body.get("message"), "message", 400)
        need(("subject" in body) == ("html_message" in body), "subject and html_message go together", 400)
        self.kept.append({"text": body["message"], "thread": incident})
        return {"status_update": {"id": f"pd{len(self.kept)}"}}

    def slack(self, call, query, body):
        if call != "chat.postMessage":
            return {"ok": True, "messages": [one["message"] for one in self.kept]}
        blocks = body["blocks"]
        lengths = [len(block["text"]["text"]) for block in blocks]
        if len(blocks) > 50 or sum(lengths) > 13_200:
            return {"ok": False, "error": "msg_blocks_too_long"}
        for block, length in zip(blocks, lengths, strict=True):
            if not 0 < length <= (150 if block["type"] == "header" else 3_000):
                return {"ok": False, "error": "invalid_blocks"}
        words = "\n\n".join(block["text"]["text"] for block in blocks[1:])
        message = {"ts": f"17{len(self.kept)}.0001", "metadata": body["metadata"]}
        self.kept.append({"text": words, "message": message, "thread": body.get("thread_ts", "")})
        return {"ok": True, "ts": message["ts"], "channel": body["channel"]}

    def hook(self, headers, raw, body):
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + raw
        key = base64.b64decode(SECRET.removeprefix("whsec_"))
        right = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        need(hmac.compare_digest(right, headers["webhook-signature"]), "bad signature", 401)
        if all(one["key"] != headers["webhook-id"] for one in self.kept):
            self.kept.append({"text": body["data"]["text"], "key": headers["webhook-id"]})
        return {}


def _handler(far):
    class Handler(BaseHTTPRequestHandler):
        def handle_any(self):
            raw = self.rfile.read(int(self.headers.get("content-length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            far.requests.append((self.command, self.path, headers, raw))
            fault = far.faults.pop(0) if far.faults else ""
            if fault == "429":
                return self.say(429, {"error": "slow down"}, {"retry-after": "0"})
            if fault == "302":
                return self.say(302, {}, {"location": f"{far.url}/pages/p/incidents"})
            if fault == "drop-before":
                self.close_connection = True
                return None
            try:
                with far.lock:
                    status, said = 200, far.answer(self.command, self.path, headers, raw)
            except Refusal as refusal:
                status, said = refusal.status, {"error": refusal.why}
            if fault == "500":
                status, said = 500, {"error": "broken"}
            if fault == "drop":
                self.close_connection = True
                return None
            return self.say(status, said, {})

        do_GET = do_POST = do_PATCH = do_PUT = handle_any

        def say(self, status, body, headers):
            raw = json.dumps(body).encode()
            self.send_response(status)
            for name, value in {"content-length": str(len(raw)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *args):
            pass

    return Handler


@pytest.fixture
def far_side():
    """The far side on a port of its own."""
    far = FarSide()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(far))
    far.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield far
    server.shutdown()
    server.server_close()
    thread.join()
