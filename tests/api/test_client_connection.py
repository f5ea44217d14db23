"""A connection cut off under a request: what is safe to ask twice is asked again, else it is said plainly."""

import contextlib
import json
import socket
import struct
import threading

import pytest

from drafter import errors
from drafter.client import Client

BODY = json.dumps({"findings": [], "items": [], "next_cursor": None}).encode()
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY


class CuttingServer:
    """Answers every request but the one it is told to cut off, whose connection it resets unanswered."""

    def __init__(self, cut):
        self.cut, self.asked = set(cut), []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.listening.getsockname()[1]}"

    def close(self):
        self.listening.close()

    def _serve(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.listening.accept()
                threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection):
        with connection, contextlib.suppress(OSError):
            while head := self._head(connection):
                self.asked.append(head)
                if len(self.asked) in self.cut:
                    linger = struct.pack(
                        "ii", 1, 0
                    )  # close with a reset, as a server past its idle time does
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                    return
                connection.sendall(ANSWER)

    def _head(self, connection):
        raw = b""
        while b"\r\n\r\n" not in raw:
            part = connection.recv(65536)
            if not part:
                return ""
            raw += part
        head, _, body = raw.partition(b"\r\n\r\n")
        text = head.decode().lower()
        if "content-length: " in text:
            wanted = int(text.split("content-length: ")[1].split("\r\n")[0])
            while len(body) < wanted:
                body += connection.recv(65536)
        return text


@pytest.fixture
def cutting():
    servers = []

    def start(*cut):
        servers.append(CuttingServer(cut))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


def test_a_reading_request_cut_off_on_an_idle_connection_is_asked_again(cutting):
    server = cutting(2)
    with Client(server.url) as client:
        client.incidents()
        client.incidents()
    assert len(server.asked) == 3


def test_an_act_with_a_key_is_asked_again_under_the_same_key(cutting):
    server = cutting(1)
    with Client(server.url) as client, pytest.raises(ValueError, match="validation"):
        client.declare("Payments fail")  # the plain server's answer is no incident
    keys = [
        line for head in server.asked for line in head.split("\r\n") if line.startswith("idempotency-key")
    ]
    assert len(keys) == 2
    assert keys[0] == keys[1]


def test_an_act_without_a_key_is_not_done_twice(cutting):
    server = cutting(1)
    with Client(server.url) as client, pytest.raises(errors.StoreError, match="did not answer"):
        client.lint("We are looking into it.")
    assert len(server.asked) == 1


def test_a_server_that_stays_away_is_said_after_one_more_try(cutting):
    server = cutting(1, 2)
    with Client(server.url) as client, pytest.raises(errors.StoreError, match="did not answer"):
        client.incidents()
    assert len(server.asked) == 2
