"""Noun phrases as English wants them: articles, plural, lists, capitals, and names of what people do."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from drafter.writing.data_files import load_toml

_WORDS: dict[str, Any] = load_toml("grammar.toml")
ING_NOUNS = frozenset(_WORDS["ing_nouns"])
COUNT_NOUNS = frozenset(_WORDS["count_nouns"])
DETERMINERS = frozenset(_WORDS["determiners"])
PREPOSITIONS = frozenset(_WORDS["prepositions"])
_PARTICIPLES = frozenset(_WORDS["irregular_participles"])
_PLURALS = frozenset(_WORDS["plural_words"])
_SINGULAR_S = frozenset(_WORDS["singular_s"])


def capital(text: str) -> str:
    """Return the text with its first letter raised, leaving names such as "crates.io" alone."""
    first = text.split(" ", 1)[0]
    if not first or "." in first.rstrip(".,;:") or any(letter.isupper() for letter in first[1:]):
        return text
    return text[0].upper() + text[1:]


def listing(items: Sequence[str], word: str = "and") -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def article(noun: str) -> str:
    """Return "a" or "an" as the noun is spoken."""
    first = re.split(r"[\s'\"“‘-]+", noun.strip("'\"“‘ "))[0].lower()
    if first in _WORDS["vowel_sounds"]:
        return "an"
    if first in _WORDS["consonant_sounds"]:
        return "a"
    return "an" if first[:1] in "aeiou" else "a"


def head_noun(phrase: str) -> str:
    """Return the word a noun phrase turns on: "launches" of "launches on mybinder.org"."""
    words = phrase.lower().split()
    for index, word in enumerate(words):
        regular = len(word) > 5 and word.endswith(("ing", "ed")) and word not in ING_NOUNS
        participle = regular or word in _PARTICIPLES
        if index and (word in PREPOSITIONS or (participle and words[index - 1] not in DETERMINERS)):
            return words[index - 1]
    return words[-1] if words else ""


@lru_cache(maxsize=512)
def is_plural(phrase: str) -> bool:
    """Say whether a noun phrase takes "are"."""
    if is_activity(phrase):
        return False
    core = re.split(rf"\s(?:{'|'.join(PREPOSITIONS)})\s", phrase, maxsplit=1)[0]
    if re.search(r"\band\b", core):
        return True
    head = head_noun(phrase)
    if head in _PLURALS or head in ("you", "we", "they"):
        return True
    return (
        head.endswith("s")
        and not head.endswith(("ss", "us", "is", "'s"))
        and head not in _SINGULAR_S
        and "." not in head
    )


@lru_cache(maxsize=512)
@cache
def _working() -> re.Pattern[str]:
    lists = load_toml("plain_words.toml")
    other, works = "|".join(lists["not_whole"]), "|".join(lists["works"])
    where = r"(?:\s(?:in|on|of|for|at|with|to|from|between)(?:\s[\w.'’-]+){1,4})?"
    word = rf"(?!(?:{other})\b)[\w.'’-]+"
    return re.compile(rf"(?:{word}\s)*?(?:{works}){where}|(?P<activity>{word}(?:\s.*)?)", re.IGNORECASE)


def can_work(name: str) -> bool:
    """Say whether one says of what is named that it works: an address, something people do, a known thing."""
    if "." in name.strip(".") and " " not in name.strip():
        return True
    found = _working().fullmatch(name)
    return found is not None and (found["activity"] is None or is_activity(name))


def is_activity(phrase: str) -> bool:
    """Say whether the phrase names something people do: "publishing a crate", not "booking"."""
    words = phrase.split()
    return (
        len(words) > 1
        and words[0].lower().endswith("ing")
        and not (
            words[0].lower() in ING_NOUNS
            and words[1].lower() not in DETERMINERS | PREPOSITIONS | {"in", "into"}
        )
    )


@lru_cache(maxsize=512)
def with_article(phrase: str) -> str:
    """Return the noun phrase as it stands inside a sentence: "the dashboard", "online booking"."""
    words = phrase.split()
    if not words or words[0].lower() in DETERMINERS or is_activity(phrase) or is_plural(phrase):
        return phrase
    if len(words) > 1 and all(word[0].isupper() for word in words):
        return phrase  # a proper name, such as "Harbour Shop"
    if words[0].lower().endswith(("'s", "s'", "’s", "s’")):
        return f"the {phrase}" if words[0][0].islower() else phrase
    head = head_noun(phrase)
    return f"the {phrase}" if head in COUNT_NOUNS else phrase
