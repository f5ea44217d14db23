"""Whether the words of a sentence are ones that readers outside meet elsewhere, too."""

import re
from functools import cache

from drafter.core.stemming import stem
from drafter.rewriting.words import ordinary_words, public_names, says, toml
from drafter.writing.data_files import load_words

_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
_SHORT = 3  # letters: shorter words are not looked at
_MOST = 1  # words that a reader has to skip


def hard_to_read(text: str, allow: frozenset[str]) -> bool:
    """Return whether more words than one are of the trade: neither everyday nor the product's own."""
    return len(strange_words(text, allow)) > _MOST


def strange_words(text: str, allow: frozenset[str]) -> frozenset[str]:
    """Return the words of a text that readers outside hardly know, lower case."""
    shown = _QUOTED.sub("", _IN_BRACKETS.sub("", text))
    shown = re.sub(r"\b[A-Z]{2,4}T\b|\bUTC\b", "", shown)  # zones
    found = (word[0].lower().removesuffix("'s").removesuffix("’s") for word in _WORD.finditer(shown))
    return frozenset(word for word in found if len(word) >= _SHORT and not _known(word, allow))


def _known(word: str, allow: frozenset[str]) -> bool:
    everyday = load_words("plain_vocabulary.txt")
    if word in allow or word in everyday or word in ordinary_words() or stem(word) in everyday_stems():
        return True
    if says("months", word) or any(name.endswith(word) for name in allow if len(word) > _SHORT):
        return True  # mybinder.org is called Binder as well
    if "-" in word:
        return all(_known(part, allow) for part in word.split("-") if len(part) >= _SHORT)
    return word not in public_names() and word.endswith(tuple(toml("people.toml")["endings"]))


@cache
def everyday_stems() -> frozenset[str]:
    """Return the stems of the words that readers know."""
    return frozenset(stem(word) for word in load_words("plain_vocabulary.txt") | ordinary_words())
