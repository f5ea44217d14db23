"""Whether a clause says that people can do or see what they came for: "reception can see plenty of slots".

Told as trouble such a clause would be turned into its opposite. What only some can do, or what nobody
should be able to see, is no such clause.
"""

import re

from drafter.facts.language import word_class
from drafter.facts.phrases import words

_ABLE = re.compile(
    r"(?:[\w-]+\s){1,4}?(?:can|could)\s(?!not\b|only\b|no\b|hardly\b|barely\b|never\b)\w", re.IGNORECASE
)
_SEEN_AMISS = word_class("seen_amiss")
_TROUBLE = (
    "symptom", "bad_state", "inability", "negation", "persists", "fault", "security", "relapse", "partial",
)  # fmt: skip


def can_as_ever(text: str, groups: frozenset[str]) -> bool:
    """Say whether people can do or see a thing and nothing in the clause is amiss."""
    if _ABLE.match(text) is None or not groups.isdisjoint(_TROUBLE):
        return False
    return _SEEN_AMISS.isdisjoint(word.lower for word in words(text))
