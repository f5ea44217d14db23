"""Options and readers that several commands share."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from drafter.core.system_map import SystemMap
from drafter.errors import InputError
from drafter.intake.maps import load_map

FORMAT = click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    help="For people or for programs.",
)
ZONE = click.option("--zone", help="Zone of clock times that carry none, for example UTC or Europe/Berlin.")
DAY = click.option("--date", "day", metavar="YYYY-MM-DD", help="Day the notes start, where they do not say.")
AS_OF = click.option(
    "--as-of", metavar="TIME", help="Moment of writing, ISO 8601. Default: the last note's time."
)
NEXT_UPDATE = click.option(
    "--next-update", metavar="TIME", help="When the next update is promised, ISO 8601. Default: the cadence."
)
MAP = click.option("--map", "map_path", metavar="FILE", help="System map in YAML.")

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def notes_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how notes are read."""
    for option in (FORMAT, NEXT_UPDATE, AS_OF, DAY, ZONE, MAP):
        command = option(command)
    return command


def read_bytes(path: str) -> bytes:
    """Return the file's bytes; "-" is standard input. Raises InputError."""
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise InputError(
            f"{path!r} does not exist.", remedy="Check the path, or use - for standard input."
        ) from None
    except IsADirectoryError:
        raise InputError(f"{path!r} is a folder.", remedy="Name a file in it.") from None
    except OSError as error:
        raise InputError(
            f"{path!r} cannot be read: {error.strerror}.", remedy="Check its permissions."
        ) from None


def read_text(path: str) -> str:
    """Return the file as UTF-8 text. Raises InputError."""
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"byte {error.start} is not UTF-8.", remedy="Save the file as UTF-8 and try again.", where=path
        ) from None


def system_map_of(path: str | None) -> SystemMap | None:
    """Return the map in a file, None from None; what is wrong with it is told under the file's name."""
    return load_map(read_bytes(path), name=path) if path else None


def moment(value: str | None, option: str) -> datetime | None:
    """Return an aware datetime from ISO 8601, None from None. Raises InputError."""
    if value is None:
        return None
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError:
        parsed = None
    if parsed is None or parsed.tzinfo is None:
        raise InputError(
            f"{value!r} is not a moment with a zone.", remedy="Write it like 2026-05-04T14:10Z.", where=option
        )
    return parsed


def calendar_day(value: str | None) -> date | None:
    """Return a date from YYYY-MM-DD, None from None. Raises InputError."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InputError(
            f"{value!r} is not a date.", remedy="Write it like 2026-05-04.", where="--date"
        ) from None
