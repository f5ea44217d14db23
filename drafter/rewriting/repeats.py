"""Whether a sentence says what another has said: nearly all of its words, and no figure of its own."""

import re

from drafter.core.stemming import stem
from drafter.rewriting.words import toml

_WORDS = re.compile(r"[a-z][a-z'’-]{2,}")
_FIGURES = re.compile(r"\d+(?:[.,:]\d+)*")
_CLOCK = re.compile(
    r"\b(?:at |from |by )?(?:about )?\d{1,2}:\d\d(?: [A-Z]{2,4}\b)?(?: on \d{1,2} [A-Z][a-z]+(?: \d{4})?)?"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_SAME = 0.8  # of its words
_FEWEST = 4  # words, under which a likeness means nothing
_FEWEST_OF_FACTS = 2  # of the template writer, which says the same in the same words


def repeats(text: str, said: str, *, whenever: bool = False) -> bool:
    """Return whether `text` says nothing that `said` does not; `whenever` looks at no clock times."""
    if text == said:
        return True
    mine, other = _stems(text), _stems(said)
    if min(len(mine), len(other)) < (_FEWEST_OF_FACTS if whenever else _FEWEST):
        return False
    figures = _FIGURES.findall(_CLOCK.sub("", text) if whenever else text)
    new = set(figures) - set(_FIGURES.findall(said))
    return not new and len(mine & other) >= _SAME * len(mine)


def _stems(text: str) -> frozenset[str]:
    small = toml("small_words.toml")["says_nothing_new"]
    shown = _IN_BRACKETS.sub("", _CLOCK.sub("", text)).lower()
    return frozenset(stem(word) for word in _WORDS.findall(shown) if word not in small)
