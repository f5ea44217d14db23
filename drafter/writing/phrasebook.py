"""The sentence templates: several phrasings for each thing to say, chosen the same way every time.

The files under prompts/en/sentences/ hold blocks: a line "== key", then one phrasing a line, each a Jinja2
template. Which phrasing is taken depends only on the key and the reader, and skips the one used last.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from zlib import crc32

from jinja2 import Environment, StrictUndefined, Template, meta

from drafter.core.draft import NEXT_UPDATE
from drafter.resources import folder
from drafter.writing.clock import duration
from drafter.writing.nouns import article, capital, listing

_ENVIRONMENT = Environment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=False)  # noqa: S701 - plain text, never HTML
_ENVIRONMENT.filters.update(cap=capital, listing=listing, with_a=lambda noun: f"{article(noun)} {noun}")
_ENVIRONMENT.globals["duration"] = duration
_ENVIRONMENT.globals["next_update"] = NEXT_UPDATE


@dataclass(frozen=True, slots=True)
class Said:
    """A rendered sentence and the name of the phrasing it came from ("cause.unknown/2")."""

    text: str
    phrasing: str


@cache
def phrasings() -> dict[str, tuple[str, ...]]:
    """Return the source of every phrasing by key, read once."""
    found: dict[str, list[str]] = {}
    for path in sorted((folder("prompts") / "en" / "sentences").glob("*.j2")):
        key = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("== "):
                key = line[3:].strip()
                if key in found:
                    raise ValueError(f"{path.name}: the key {key!r} is given twice.")
                found[key] = []
            elif line.strip() and not line.startswith("#"):
                found[key].append(line.strip())
    return {key: tuple(lines) for key, lines in found.items()}


@cache
def _compiled(source: str) -> Template:
    return _ENVIRONMENT.from_string(source)


def variables(source: str) -> set[str]:
    """Return the names a phrasing needs."""
    return meta.find_undeclared_variables(_ENVIRONMENT.parse(source)) - set(_ENVIRONMENT.globals)


@lru_cache(maxsize=4096)
def choose(key: str, reader: str, used: tuple[str, ...] = ()) -> tuple[str, str]:
    """Return source and name of the phrasing for this reader, not one of `used` if there is a choice."""
    options = phrasings()[key]
    first = crc32(f"{key}|{reader}".encode()) % len(options)
    for step in range(len(options)):
        index = (first + step) % len(options)
        if f"{key}/{index + 1}" not in used:
            return options[index], f"{key}/{index + 1}"
    last = next((name for name in reversed(used) if name.startswith(f"{key}/")), f"{key}/1")
    index = int(last.rsplit("/", 1)[1]) % len(options)
    return options[index], f"{key}/{index + 1}"


def say(key: str, reader: str, used: tuple[str, ...] = (), **values: object) -> Said:
    """Render the chosen phrasing of `key`. A missing value is an error, never an empty place."""
    source, name = choose(key, reader, used)
    return Said(_rendered(source, tuple(values.items())), name)


@lru_cache(maxsize=8192)  # sentences: what one update says, the next one mostly says again
def _rendered(source: str, values: tuple[tuple[str, object], ...]) -> str:
    return _compiled(source).render(values)
