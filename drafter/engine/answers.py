"""Reading a model's text as the shape that was asked for, and saying what is wrong when it does not fit."""

import json
import re
from typing import TypeVar

from pydantic import BaseModel, ValidationError

_FENCE = re.compile(r"```[a-zA-Z]*\s*\n(.*?)(?:\n```|\Z)", re.DOTALL)
_THINKING = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
Shape = TypeVar("Shape", bound=BaseModel)
MAX_PROBLEMS = 6  # more of them only lengthen the next question


class Unfit(ValueError):
    """The text does not fit; `problems` are short "place: what is wrong" lines, at most `MAX_PROBLEMS`."""

    def __init__(self, problems: tuple[str, ...], *, is_json: bool) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems
        self.is_json = is_json


def strip_wrapping(text: str) -> str:
    """Return the JSON part of an answer: without thinking aloud, code fences, or words around the braces."""
    text = _THINKING.sub("", text, count=1).strip()
    fenced = _FENCE.search(text)
    if fenced and not text.startswith("{"):
        text = fenced[1].strip()
    start, end = text.find("{"), text.rfind("}")
    return text[start : end + 1] if 0 <= start < end else text


def read_answer(text: str, shape: type[Shape]) -> Shape:
    """Return `text` as `shape`; raises `Unfit` with the problems when it does not fit."""
    try:
        data = json.loads(strip_wrapping(text), strict=False)
    except (ValueError, RecursionError) as error:
        place = (
            f"character {error.pos}: {error.msg}" if isinstance(error, json.JSONDecodeError) else str(error)
        )
        raise Unfit((f"not JSON, {place}",), is_json=False) from None
    try:
        return shape.model_validate(data)
    except ValidationError as error:
        problems = tuple(
            f"{'.'.join(map(str, item['loc'])) or 'answer'}: {item['msg']}"
            for item in error.errors(include_input=False, include_url=False)[:MAX_PROBLEMS]
        )
        raise Unfit(problems, is_json=True) from None
