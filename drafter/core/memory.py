"""Remembering the answers of pure functions of a text, so that a line is read once however often it comes.

An incident is drafted again and again from the same notes and one more line. Standard library only.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
LONGEST = 4_000  # characters: longer texts are read anew each time, so that what is kept stays small
KEPT = 4_096  # texts: the notes of some sixty long incidents


def remembered(function: Callable[P, T]) -> Callable[P, T]:
    """Keep the last answers of a pure function whose first argument is a text and whose others are hashable.

    What is returned is shared between callers: it must not be changed.
    """
    kept = lru_cache(maxsize=KEPT)(function)

    @wraps(function)
    def answer(*given: P.args, **named: P.kwargs) -> T:
        text = given[0]
        if isinstance(text, str) and len(text) > LONGEST:
            return function(*given, **named)
        return kept(*given, **named)  # type: ignore[arg-type]  # lru_cache asks for Hashable, ParamSpec cannot say it

    return answer
