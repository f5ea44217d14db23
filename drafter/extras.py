"""Parts that are installed on demand: `pip install 'drafter[slack]'`. Standard library only."""

from collections.abc import Iterator
from contextlib import contextmanager

from drafter.errors import InputError


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Import an optional part in here. Raises InputError with the command that installs what is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise InputError(
            f"The module {error.name!r} is missing.", remedy=f"Install it: pip install 'drafter[{name}]'."
        ) from None
