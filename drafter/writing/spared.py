"""What a map says is spared: statements as they stand, names with the rest of the sentence."""

import re
from collections.abc import Sequence

from drafter.writing.grammar import symptom_clause
from drafter.writing.nouns import is_plural, listing

_RELATIVE = re.compile(  # of "orders you already placed are safe", what only says which orders
    r"(?<=\w)\s(?:you|we|they|that|which|who)\s(?:(?:already|still|just|\w+ly|have|had|has)\s)*\w+",
    re.IGNORECASE,
)
_MAIN_VERB = re.compile(
    r"\S\s+(?:is|are|can|will|works|still work|stays?|remains?|continues?)\b", re.IGNORECASE
)


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
