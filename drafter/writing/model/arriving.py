"""Sentences out of an answer that is still being written, or that broke off."""

import json
from typing import Any

from pydantic import ValidationError

from drafter.writing.model.answers import WrittenSentence

_OPEN = {"{": "}", "[": "]"}


class ArrivingSentences:
    """Reads an answer piece by piece and gives out each sentence once its object is closed.

    Only whole objects directly inside the outer object's list count, so half a sentence never does.
    """

    def __init__(self) -> None:
        self._stack: list[str] = []
        self._object: list[str] = []
        self._in_string = False
        self._escaped = False

    def feed(self, piece: str) -> list[WrittenSentence]:
        """Return the sentences that `piece` completes."""
        done = []
        for character in piece:
            closed = self._step(character)
            if closed is not None:
                done.append(closed)
        return done

    def _step(self, character: str) -> WrittenSentence | None:
        inside = len(self._stack) >= 3
        if inside:
            self._object.append(character)
        if self._in_string:
            self._step_in_string(character)
            return None
        if character == '"' and self._stack:
            self._in_string = True
        elif character in _OPEN and (self._stack or character == "{"):
            self._stack.append(_OPEN[character])
            if len(self._stack) == 3 and not inside:
                self._object = [character]
        elif self._stack and character == self._stack[-1]:
            self._stack.pop()
            if len(self._stack) == 2 and inside:
                return _read("".join(self._object))
        return None

    def _step_in_string(self, character: str) -> None:
        if self._escaped:
            self._escaped = False
        elif character == "\\":
            self._escaped = True
        elif character == '"':
            self._in_string = False


def _read(text: str) -> WrittenSentence | None:
    try:
        data: Any = json.loads(text, strict=False)
        return WrittenSentence.model_validate(data)
    except (ValueError, ValidationError):
        return None


def whole_sentences(text: str) -> list[WrittenSentence]:
    """Return every sentence that is complete in `text`, which may break off anywhere."""
    return ArrivingSentences().feed(text)
