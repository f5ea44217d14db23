"""What is spared, in words: a map's statements as they stand, names with the rest of the sentence.

Notes say it in few words ("US + EU look clean", "state returns go thru"); of those the name is taken.
"""

import re
from collections.abc import Sequence

from drafter.facts.language import word_class
from drafter.writing.data_files import load_toml
from drafter.writing.grammar import symptom_clause
from drafter.writing.nouns import is_plural, listing

_RELATIVE = re.compile(  # of "orders you already placed are safe", what only says which orders
    r"(?<=\w)\s(?:you|we|they|that|which|who)\s(?:(?:already|still|just|\w+ly|have|had|has)\s)*\w+",
    re.IGNORECASE,
)
_MAIN_VERB = re.compile(
    r"\S\s+(?:is|are|can|will|works|still work|stays?|remains?|continues?)\b", re.IGNORECASE
)
_LISTS = load_toml("plain_words.toml")
_FINE = "|".join([*_LISTS["spared"], *sorted(word_class("order_fine") - {"back"})])
_IN_ORDER = re.compile(
    r"(?:(?:but|and|also|only|the|all|both)\s)*(?P<what>[a-z][^,;:]{1,50}?)\s"
    rf"(?:(?:is|are|was|were|look|looks|seem|seems|still|all|both|just|running)\s)*(?:{_FINE})"
    r"(?:\s(?:too|as well|so far|here|there|for now|today))*",
    re.IGNORECASE,
)
_LOOSE = re.compile(rf"(?:{'|'.join(_LISTS['names_nothing'])})\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_JOINED = re.compile(r"\s*(?:\+|&|/)\s*")


def named_in_order(text: str) -> str:
    """Return what a short note says is in order ("US and EU" of "US + EU look clean"), else ""."""
    found = _IN_ORDER.fullmatch(_BRACKETS.sub("", " ".join(text.split())).strip(" .,;:-!"))
    what = _JOINED.sub(" and ", found["what"]) if found else ""
    bare_verb = what.lower() in word_class("orders")  # "pay ok" names no thing
    return "" if bare_verb or _LOOSE.match(what) else what


def states(words: str) -> bool:
    """Say whether words of a map are a statement ("uploads still work"), not a name with a clause in it.

    "Orders you already placed" only names what is spared; "orders you placed are safe" states it.
    """
    bare = _RELATIVE.sub("", words)
    if _MAIN_VERB.search(bare):
        return True
    clause = symptom_clause(words) if bare == words else None
    return clause is not None and bool(clause.rest)


def spared(names: Sequence[str]) -> tuple[str, str]:
    """Return what is not affected, as a list, with the verb that agrees: ("orders you placed", "are")."""
    plural = len(names) > 1 or is_plural(_RELATIVE.sub("", names[0]))
    return listing(names), "are" if plural else "is"
