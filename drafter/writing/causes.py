"""A confirmed cause, an effect on data and the reach of a fault, recognised by the words of a clause."""

import re
from functools import cache, lru_cache
from typing import Any

from drafter.core.fact import Fact, Quantity
from drafter.core.prose import unquoted
from drafter.facts.claims import denies_harm, denies_loss
from drafter.facts.language import of_group, word_class
from drafter.writing.data_files import load_toml

_TROUBLE = ("symptom", "bad_state", "inability", "negation", "fault")


@cache
def _rows(file: str, table: str) -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
    return tuple((re.compile(row["match"]), row) for row in load_toml(file)[table])


def _fits(pattern: re.Pattern[str], row: dict[str, Any], lowered: str) -> bool:
    return bool(pattern.search(lowered)) and not ("unless" in row and re.search(row["unless"], lowered))


@lru_cache(maxsize=4096)
def _cause_row(text: str) -> dict[str, Any]:
    lowered = text.lower()
    return next((row for pattern, row in _rows("causes.toml", "cause") if _fits(pattern, row, lowered)), {})


def cause_nouns(text: str) -> tuple[str, ...]:
    """Return the cause in plain words ("a digital certificate that had run out"), the best first.

    The second is for when the first holds a word that is an inside name; empty when no class fits.
    """
    row = _cause_row(text)
    return tuple(str(row[name]) for name in ("noun", "plainer") if name in row)


def found_state(text: str) -> tuple[str, ...]:
    """Return the nouns of `cause_nouns` where a clause finds what is amiss by itself ("the disk is full")."""
    return cause_nouns(text) if _cause_row(text).get("state") else ()


@lru_cache(maxsize=4096)
def data_effect(text: str) -> str:
    """Return what a clause says of data: "none_lost", "restored", "lost", "lost_for_good" or ""."""
    said = unquoted(text)
    lowered = said.lower()
    if denies_loss(said):
        return "none_lost"
    rows = _rows("effects.toml", "data")
    return next((str(row["id"]) for pattern, row in rows if _fits(pattern, row, lowered)), "")


@cache
def _pattern(table: str, name: str) -> re.Pattern[str]:
    return re.compile(load_toml("effects.toml")[table][name])


def everyone(text: str) -> bool:
    """Say whether a clause says that all readers are hit."""
    return bool(_pattern("scope", "everyone").search(text.lower()))


def noticed_by(text: str) -> str:
    """Return who noticed: "customer", "monitoring" or ""."""
    lowered = text.lower()
    if _pattern("noticed", "monitoring").search(lowered):
        return "monitoring"
    return "customer" if _pattern("noticed", "customer").search(lowered) else ""


@lru_cache(maxsize=1024)
def harm_class(text: str) -> str:
    """Return how our own repair hurt people, by the words of a clause: "sessions", "longer" or "other"."""
    lowered = text.lower()
    return next(
        (name for name, source in load_toml("effects.toml")["harm"].items() if re.search(source, lowered)),
        "other",
    )


@lru_cache(maxsize=1024)
def unmeant(text: str) -> bool:
    """Say whether a clause tells of harm to data that nobody meant."""
    return mishap(text) or bool(_pattern("unmeant", "words").search(text.lower()))


@lru_cache(maxsize=1024)
def mishap(text: str) -> bool:
    """Say whether a clause tells of a step that did harm: no repair of ours."""
    return bool(_pattern("mishap", "words").search(text.lower()))


@lru_cache(maxsize=1024)
def says_fine(text: str) -> bool:
    """Say whether a clause tells only that something is in order."""
    lowered = text.lower()
    if denies_harm(text):
        return True
    return bool(_pattern("fine", "words").search(lowered)) and not _pattern("fine", "denied").search(lowered)


def tells_trouble(text: str) -> bool:
    """Say whether any word of a clause tells that something is not as it should be."""
    return bool(of_group(text, *_TROUBLE))


@lru_cache(maxsize=1024)
def only_partly(text: str) -> bool:
    """Say whether a clause tells of something that has only begun to work again."""
    return bool(_pattern("partly", "words").search(text.lower()))


def countable(fact: Fact) -> tuple[tuple[Quantity, str], ...]:
    """Return the numbers of a fact that count something an outside reader knows, with that word.

    A fraction keeps its whole: "in 5 requests" for 1 in 5 requests.
    """
    scope = load_toml("effects.toml")["scope"]
    known = _whom().union(scope["countable"])
    if of_group(fact.text, "inside"):
        known -= word_class("machines")  # "waiting for 311 clients to reconnect"
    found = []
    for quantity in fact.quantities:
        for word in (*reversed(quantity.counts.lower().split()), *quantity.unit.lower().split()):
            if word in scope["contacts"] and quantity.unit not in ("%", "percent"):
                break  # who wrote to us is not who is hit
            if word in known:
                fraction = quantity.counts.startswith(f"{quantity.unit} ")
                found.append((quantity, quantity.counts if fraction else word))
                break
    return tuple(found)


def counted_people(fact: Fact) -> tuple[tuple[Quantity, str], ...]:
    """Return the numbers of a fact that count those who are hit, not what they did: "for 212 companies"."""
    return tuple((quantity, word) for quantity, word in countable(fact) if word.split()[-1] in _whom())


@cache
def _whom() -> frozenset[str]:
    """Return the words for readers, and for what they own or are part of."""
    return word_class("readers").union(load_toml("effects.toml")["scope"]["whom"])
