"""How much a finding weighs: what a note contradicts, and what only finds no match.

An update puts the words of engineers in words of every day, never the other way round. So a technical word
that no note has says something new, and an everyday one that finds no match ("put back", "gone", "the
website") proves nothing: it is a remark. It becomes a warning when a second rule finds nothing either in
the same clause, for what is invented is seldom one word long.
"""

from collections.abc import Sequence
from dataclasses import replace

from drafter.checks.grounding.patterns import word_list
from drafter.checks.grounding.rule import Hit, Rule
from drafter.checks.grounding.statements import Statement

_BY_MATCH = frozenset(word_list("rules_by_match"))
EVERYDAY = frozenset(word_list("everyday"))


def weigh(found: Sequence[tuple[Rule, Hit]], statement: Statement) -> list[tuple[Rule, Hit]]:
    """Return the hits of one statement, those that rest on a missing everyday word alone as remarks."""
    return [
        (rule, replace(hit, severity="info") if _is_alone(rule, hit, found, statement) else hit)
        for rule, hit in found
    ]


def is_everyday(statement: Statement, start: int, end: int) -> bool:
    """Say whether a word between two offsets is one of every day, which may stand for many others."""
    return any(w.lower in EVERYDAY for w in statement.reading.words if start <= w.start < end)


def _is_alone(rule: Rule, hit: Hit, found: Sequence[tuple[Rule, Hit]], statement: Statement) -> bool:
    """Say whether a hit names no line against an everyday word, and no other rule objects to its clause."""
    if (
        hit.lines
        or hit.severity
        or rule.code not in _BY_MATCH
        or not is_everyday(statement, hit.start, hit.end)
    ):
        return False
    start, end = statement.reading.segment_of(hit.start)
    end = max(end, hit.end)
    return not any(
        other is not rule and start < against.end and against.start < end for other, against in found
    )
