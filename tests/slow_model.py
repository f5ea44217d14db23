"""An OpenAI-compatible endpoint on loopback that writes slowly, so that one can watch sentences arrive."""

import contextlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PIECE = 60  # characters of an answer per event


@contextlib.contextmanager
def slow_model(answer, *, pause_s):
    """Serve `answer(system, user)`, a JSON-able object, piece by piece with a pause before each.

    Gives the base URL.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            system, user = (message["content"] for message in body["messages"][:2])
            text = json.dumps(answer(system, user))
            if not body.get("stream"):
                self._whole(text)
                return
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.send_header("connection", "close")
            self.end_headers()
            with contextlib.suppress(OSError):
                for start in range(0, len(text), PIECE):
                    time.sleep(pause_s)
                    self._piece({"content": text[start : start + PIECE]}, None)
                self._piece({}, "stop")
                self.wfile.write(b"data: [DONE]\n\n")
            self.close_connection = True

        def _whole(self, text):
            choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
            sent = json.dumps({"id": "c", "object": "chat.completion", "created": 0, "model": "slow",
                               "choices": [choice]}).encode()  # fmt: skip
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def _piece(self, delta, reason):
            choice = {"index": 0, "delta": delta, "finish_reason": reason}
            event = {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "slow",
                     "choices": [choice]}  # fmt: skip
            self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
            self.wfile.flush()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
