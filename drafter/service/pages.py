"""Lists in pages: an opaque cursor says where the last page ended."""

import base64
import binascii
import json
from datetime import datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from drafter.errors import InputError

T = TypeVar("T")
MAX_PAGE = 200


class Page(BaseModel, Generic[T]):
    """Some items of a list. `next` is the cursor of the following page, None on the last one."""

    model_config = ConfigDict(frozen=True)

    items: tuple[T, ...]
    next: str | None = None


def write_cursor(record: Any, order: tuple[str, ...]) -> str:
    """Return the cursor after `record` in a list in this order."""
    values = {}
    for name in (one.removeprefix("-") for one in order):
        value = getattr(record, name)
        values[name] = value.isoformat() if isinstance(value, datetime) else value
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def read_cursor(cursor: str | None, order: tuple[str, ...]) -> dict[str, Any] | None:
    """Return the values behind a cursor, None for the first page. Raises InputError."""
    if not cursor:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.b64decode(padded.encode(), altchars=b"-_", validate=True))
        names = [one.removeprefix("-") for one in order]
        if not isinstance(values, dict) or set(values) != set(names):
            raise ValueError("not a cursor of this list")
        return {
            name: datetime.fromisoformat(value) if name == "at" or name.endswith("_at") else _plain(value)
            for name, value in values.items()
        }
    except (ValueError, TypeError, binascii.Error, UnicodeError):
        raise InputError(
            "The cursor is not one this list gave out.",
            remedy="Leave `cursor` out to start from the first page.",
            where="cursor",
        ) from None


def _plain(value: object) -> str | int:
    if (
        not isinstance(value, str | int)
        or isinstance(value, bool)
        or (isinstance(value, int) and abs(value) > 2**31)
    ):
        raise ValueError("not a cursor value")
    return value


def page(found: list[T], limit: int, order: tuple[str, ...]) -> Page[T]:
    """Return the page, given one record more than fits when there is a next page."""
    more = len(found) > limit
    items = tuple(found[:limit])
    return Page[T](items=items, next=write_cursor(items[-1], order) if more and items else None)
