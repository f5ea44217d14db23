"""Streams refuse before they begin, and say in an event why they cannot go on."""

import json

import pytest
from desk import MAP, REAL_NOTES


def events(answer):
    """Return (event, data) of each server-sent event."""
    found = []
    for block in answer.text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line and line[0] != ":")
        if "data" in lines:
            found.append((lines.get("event"), json.loads(lines["data"])))
    return found


@pytest.mark.parametrize("path", ["/v1/preview/events", "/v1/preview/sentences"])
def test_a_stream_refuses_before_it_begins(desk, path):
    with desk.http() as http:
        answer = http.post(path, json={"notes": REAL_NOTES}, headers={"x-drafter-role": "viewer"})

    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"


def test_drafts_arrive_one_by_one(desk):
    body = {"notes": REAL_NOTES, "system_map": MAP, "audiences": ["status_page", "social"]}
    with desk.http() as http:
        found = events(http.post("/v1/preview/events", json=body))

    assert [name for name, _ in found] == ["facts", "draft", "draft", "done"]
    assert [data["audience"] for name, data in found if name == "draft"] == ["status_page", "social"]


@pytest.mark.parametrize("path", ["/v1/preview/events", "/v1/preview/sentences"])
def test_notes_that_cannot_be_read_end_the_stream_with_what_to_do(desk, path):
    with desk.http() as http:
        found = events(http.post(path, json={"notes": "  \n"}))

    assert [name for name, _ in found] == ["problem"]
    assert found[0][1]["remedy"]
