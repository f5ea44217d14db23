"""What is sent to a model: rendered messages and the shape the answer must have. Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel

MessageRole = Literal["system", "user", "assistant"]
_KEPT = ("type", "enum", "items", "properties", "required", "additionalProperties", "anyOf")


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the conversation."""

    role: MessageRole
    text: str


@dataclass(frozen=True)
class Prompt:
    """One question to a model.

    `name` says which call it is ("extract", "draft-public", "repair-public") and is never sent. `answer`
    is the shape the answer must fit. `max_output_tokens` bounds the answer.
    """

    name: str
    messages: tuple[Message, ...]
    answer: type[BaseModel]
    max_output_tokens: int = 2000

    @cached_property
    def schema(self) -> dict[str, Any]:
        """Return the strict JSON schema of the answer."""
        return answer_schema(self.answer)

    def then(self, *messages: Message) -> "Prompt":
        """Return the prompt with further turns after it."""
        return replace(self, messages=self.messages + messages)


def answer_schema(answer: type[BaseModel]) -> dict[str, Any]:
    """Return `answer` as the subset of JSON Schema that every known server can enforce.

    References are written out, every property is required, nothing else is allowed, and keywords that
    some servers refuse (formats, lengths, defaults, titles) are left out: our own validation holds those.
    """
    whole = answer.model_json_schema()
    return _strict(whole, whole.get("$defs", {}))


def _strict(node: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    if "$ref" in node:
        return _strict(definitions[node["$ref"].rsplit("/", 1)[1]], definitions)
    kept = {key: node[key] for key in _KEPT if key in node}
    if "const" in node:
        kept["enum"] = [node["const"]]
    if "properties" in kept:
        kept["properties"] = {name: _strict(part, definitions) for name, part in kept["properties"].items()}
        kept["required"] = list(kept["properties"])
        kept["additionalProperties"] = False
    if "items" in kept:
        kept["items"] = _strict(kept["items"], definitions)
    if "anyOf" in kept:
        kept["anyOf"] = [_strict(part, definitions) for part in kept["anyOf"]]
    return kept
