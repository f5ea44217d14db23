"""A small answer shape, and bodies as servers send them."""

import json
from typing import Any

from pydantic import BaseModel

BASE = "http://model.test/v1"
CHAT = BASE + "/chat/completions"


class Colour(BaseModel):
    """A shape small enough to see at a glance."""

    name: str
    parts: list[int]


GOOD = json.dumps({"name": "red", "parts": [255, 0, 0]})


def completion(text: str | None = GOOD, *, finish: str = "stop", **more: Any) -> dict[str, Any]:
    """Return a chat completion as servers send it."""
    usage = {
        "prompt_tokens": 100,
        "completion_tokens": 10,
        "prompt_tokens_details": {"cached_tokens": 60},
    }
    message = {"role": "assistant", "content": text, "refusal": more.pop("refusal", None)}
    choice = {"index": 0, "finish_reason": finish, "message": message}
    return {
        "id": "c",
        "object": "chat.completion",
        "model": "m-2026",
        "choices": [choice],
        "usage": usage,
    } | more


def sse(*pieces: str, finish: str | None = "stop", done: bool = True) -> str:
    """Return an event stream of `pieces`, complete unless told otherwise."""
    lines = [{"choices": [{"index": 0, "delta": {"content": piece}}]} for piece in pieces]
    if finish:
        lines.append({"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
        lines.append({"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 3}})
    text = "".join(f"data: {json.dumps(line)}\n\n" for line in lines)
    return text + ("data: [DONE]\n\n" if done else "")


class Ear:
    """A listener that keeps what it hears."""

    def __init__(self) -> None:
        self.begun = 0
        self.heard = ""

    def begin(self) -> None:
        self.begun += 1
        self.heard = ""

    def text(self, piece: str) -> None:
        self.heard += piece
