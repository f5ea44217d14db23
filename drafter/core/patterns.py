"""Regular expressions that are compiled when first used: a short run uses few of the many there are."""

import re
from typing import Any, cast


class _Lazy:
    """Stands for a compiled expression; becomes as fast as one with the first use of each method."""

    def __init__(self, source: str, flags: int) -> None:
        self._made = (source, flags)

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._made), name)  # `re` keeps what it compiled, in any order of use
        self.__dict__[name] = value
        return value


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return an expression like `re.compile(source, flags)`, compiled at its first use."""
    return cast("re.Pattern[str]", _Lazy(source, flags))
