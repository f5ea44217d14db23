"""The shipped audiences: who reads, what they may see, what an update to them must say."""

from functools import cache

from drafter.core.audience import Audience
from drafter.errors import NotFound
from drafter.writing.data_files import load_toml


@cache
def _shipped() -> dict[str, Audience]:
    return {name: Audience(id=name, **row) for name, row in load_toml("audiences.toml").items()}


def load_audiences() -> dict[str, Audience]:
    """Return the shipped audiences by id, in the order they are shown."""
    return dict(_shipped())


def audience(name: str) -> Audience:
    """Return one audience; NotFound names the ones there are."""
    try:
        return _shipped()[name]
    except KeyError:
        raise NotFound(
            f"There is no audience {name!r}.", remedy=f"Choose one of: {', '.join(_shipped())}."
        ) from None
