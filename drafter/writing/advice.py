"""Advice of the notes as one says it to the reader: "Please do not order again."

What has no plain form, and what would be followed by people it was not meant for, comes back as "".
"""

import re

from drafter.facts.advice import Advice
from drafter.facts.language import word_class
from drafter.writing.data_files import load_toml
from drafter.writing.grammar import expand

_LISTS = load_toml("plain_words.toml")
_AGAIN = re.compile(r"^re-?(?P<verb>[a-z]{2,})\b\s*(?P<rest>.*)", re.IGNORECASE)
_TO_READER = (
    (r"\bthemsel(?:f|ves)\b", "yourself"),
    (r"\bthey are\b", "you are"),
    (r"\bthey\b", "you"),
    (r"\btheirs?\b", "your"),
    (r"\s*&\s*", " and "),
    (r"\bw/\s?", "with "),
)
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_NEXT_SENTENCE = re.compile(r"[.;]\s+\S.*|\s>\s.*", re.DOTALL)
# What stands for something named elsewhere; "it" may stand for what the same sentence has named.
_LOOSE = re.compile(r"\b(?:this|that|these|those|them|ones?|him|her|us|me)\b", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|its)\b", re.IGNORECASE)
_NAMED = re.compile(r"\b(?:the|your|an?)\s+\w+", re.IGNORECASE)
_TAIL = (
    r"(?:by|in|on|at|with|from|for|to|until|when|if|after|before|once|yourself|manually|again|now|today)\b"
)
_SHORT = 3  # letters of words that do not count when two advices are compared
_ADDED = frozenset({"please", "your", "yourself"})
_WHOSE = {"with": "have", "in": "are in", "on": "are on", "using": "use"}


def said_to_reader(advice: Advice) -> str:
    """Return the advice as a sentence to the reader, without full stop; "" when it has no plain form."""
    deed = _deed(advice)
    condition = _condition(advice.limit)
    if not deed or (advice.limit and not condition):
        return ""
    if advice.manner == "can":
        said = f"you {'should not' if advice.negated else 'can'} {deed}"
    else:
        said = f"please {'do not ' if advice.negated else ''}{deed}"
    return f"{condition}, {said}" if condition else said


def cost_to_reader(cost: str) -> str:
    """Return what following the advice costs, said to the reader ("loses X" becomes "you lose X")."""
    what = re.sub(r"^loses?\s+", "", _ASIDE.sub("", cost).strip(" .,;"), flags=re.IGNORECASE)
    return "" if _LOOSE.search(what) or not what else f"you lose {_addressed(what)}"


def says_no_more(words: str, prepared: str) -> bool:
    """Say whether every word that counts in an advice stands in one prepared beforehand as well."""
    denied = {"not", "never"}
    mine, theirs = set(words.lower().split()), set(prepared.lower().rstrip(".").split())
    return (mine & denied) == (theirs & denied) and {w for w in mine if len(w) > _SHORT} <= theirs | _ADDED


def _addressed(text: str) -> str:
    for pattern, words in _TO_READER:
        text = re.sub(pattern, words, text, flags=re.IGNORECASE)
    return " ".join(text.split())


def _deed(advice: Advice) -> str:
    words = _addressed(expand(_ASIDE.sub("", _NEXT_SENTENCE.sub("", advice.deed)))).strip(" .,;:")
    if not words or _LOOSE.search(words) or (_IT.search(words) and not _named_before_it(words)):
        return ""
    verb, _, rest = words.partition(" ")
    redone = _AGAIN.match(words)
    plain = words.split()[0].lower() in word_class("orders")  # "restart" is as plain as "start again"
    again = redone is not None and not plain and redone["verb"].lower() in _LISTS["redone"]
    if redone is not None and again:
        verb, rest = redone["verb"], redone["rest"]
    what = re.match(rf"(?!{_TAIL})(.+?)(?=\s{_TAIL}|$)", rest, re.IGNORECASE)
    done_to = what[1] if what else ""
    if verb.lower() in _LISTS["with_object"] and not done_to:
        if not advice.negated:
            return ""
        done_to, rest = "anything", f"anything {rest}".strip()
    if again:
        rest = f"{done_to} again{rest[len(done_to) :]}".strip()
    return f"{verb.lower()} {rest}".strip()


def _named_before_it(words: str) -> bool:
    pronoun = _IT.search(words)
    return pronoun is not None and _NAMED.search(words[: pronoun.start()]) is not None


def _condition(limit: str) -> str:
    """Return whom the advice is meant for as a condition: "who use the app" becomes "if you use the app"."""
    first, _, rest = limit.partition(" ")
    if first.lower() in ("who", "that"):
        return f"if you {_addressed(rest)}"
    verb = _WHOSE.get(first.lower())
    return f"if you {verb} {_addressed(rest)}" if verb else ""
