"""Work told without who does it and how far it is: "Add an alert – Web team – done" is "Add an alert"."""

import re

from drafter.core.times import find_times
from drafter.rewriting.words import says, toml

_DASH = re.compile(r"\s+[–—-]\s+")
_IN_BRACKETS = re.compile(r"\s*\((?P<within>[^()]{1,60})\)\.?$")
_LABELLED = re.compile(
    r"[.;,]?\s*\b(?:owners?|assignees?|assigned to|responsible|status):\s.*$", re.IGNORECASE
)
_MOST = 4  # words of a name of people
_LEAST = 3  # words of what is to be done


def without_owner(text: str) -> str:
    """Return a line of follow-up work without its owner and state; its date stays."""
    said = _LABELLED.sub(".", text)
    bracket = _IN_BRACKETS.search(said)
    if bracket:
        kept = [one for one in re.split(r",\s*", bracket["within"]) if not _owns(one)]
        shown = f" ({', '.join(kept)})" if kept else ""
        said = f"{said[: bracket.start()]}{shown}."
    first, *others = _DASH.split(said.rstrip("."))
    if len(first.split()) < _LEAST:
        return said
    kept = [one for one in others if not _owns(one)]
    return " – ".join((first, *kept)) + "." if len(kept) < len(others) else said


def _owns(piece: str) -> bool:
    """Say whether a piece is the name of people or the state of work, and no date."""
    words = piece.strip(" .").split()
    if says("state", piece):
        return True
    if not words or len(words) > _MOST or any(time.date or time.kind == "date" for time in find_times(piece)):
        return False
    small = toml("small_words.toml")["in_team_names"]
    named = [word for word in words if word.lower() not in small]
    return all(word[:1].isupper() and word.isalpha() for word in named) and not says("months", piece)
