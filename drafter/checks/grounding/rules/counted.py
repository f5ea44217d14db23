"""GRD045 counted-told-as-all: every one told of, where the notes count how many.

"Every site" for two sites.
"""

import re
from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence
from drafter.checks.grounding.patterns import word_list
from drafter.checks.grounding.rule import Hit, Rule, cite
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.stemming import SMALL
from drafter.core.audience import Audience
from drafter.core.stemming import noun_stem
from drafter.facts.phrases import Word

_EVERY = frozenset({"every", "each", "all", "entire", "whole"})
_BEFORE_ALL = frozenset({"not", "nearly", "almost", "at", "in", "after", "above", "of", "that"})
# Without "other": "every other city" is none of those counted.
_BETWEEN = frozenset({"of", "the", "our", "your", "these", "those", "single"})
_NOT_COUNTED = frozenset(noun_stem(word) for word in word_list("not_counted"))
_UNSAID = frozenset({"no", "plan", "guess", "condition", "doubt"})
_WHICH = frozenset({"that", "who", "which", "whose", "concerned", "affected"})
_OVER = frozenset({"monitoring", "resolved"})
_AGAIN = re.compile(r"\b(?:again|back)\b", re.IGNORECASE)
_PAST = frozenset(word_list("past"))
_WHEN = frozenset({"since", "by", "in", "on", "at", "this", "between", "before", "after", "from", "today"})
_REACH = 3  # words after "every" among which its noun stands
_ALL_REACH = 4  # words before a noun in which a note may say "all"


def check(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield "every" and "all" of what the notes count and never tell of all."""
    if statement.origin == "template" or statement.next_update_from is not None:
        return
    words = statement.reading.words
    for at, word in enumerate(words):
        if word.lower not in _EVERY or (at and words[at - 1].lower in _BEFORE_ALL):
            continue
        start, end = statement.reading.segment_of(word.start)
        if any(m.concept in _UNSAID and start <= m.start < end for m in statement.reading.moods):
            continue
        noun = _noun(statement, at)
        if noun is None or _narrowed(statement, noun) or _is_over(statement, start, end, evidence):
            continue
        if statement.in_name(noun.start, noun.end):
            continue
        counted = _counting(noun_stem(noun.lower), evidence)
        if counted and not _told_of_all(noun_stem(noun.lower), evidence):
            yield Hit(
                word.start,
                noun.end,
                f"'{statement.text[word.start : noun.end]}': {cite(counted)} counts how many. "
                "Say the number.",
                counted,
            )


def _narrowed(statement: Statement, noun: Word) -> bool:
    """Say whether the words after a noun name which ones: "all bags that were wrongly labelled"."""
    after = [w.lower for w in statement.reading.words if w.start >= noun.end][:2]
    done = bool(after) and (after[0].endswith("ed") or after[0] in _PAST)
    return not _WHICH.isdisjoint(after) or (done and not _WHEN.isdisjoint(after[1:]))


def _is_over(statement: Statement, start: int, end: int, evidence: Evidence) -> bool:
    """Say whether it works again, and the notes are as far: what is over is over for all of them."""
    working = any(start <= m.term.start < end and m.plain for m in statement.reading.of("states"))
    return evidence.sheet.stage in _OVER and (
        working or _AGAIN.search(statement.text, start, end) is not None
    )


def _noun(statement: Statement, at: int) -> Word | None:
    """Return the noun a quantifier stands with, None when a figure or no noun follows."""
    for word in statement.reading.words[at + 1 : at + 1 + _REACH]:
        if not word.joined or any(a.start <= word.start < a.end for a in statement.amounts):
            return None
        if word.lower in _BETWEEN:
            continue
        if word.lower in SMALL or noun_stem(word.lower) in _NOT_COUNTED or len(word.lower) <= 2:
            return None
        if _is_noun(statement, word):
            return word
    return None


def _is_noun(statement: Statement, word: Word) -> bool:
    return not any(
        m.term.start <= word.start < m.term.end and m.form != "noun" for m in statement.reading.of("acts")
    )


def _counting(noun: str, evidence: Evidence) -> tuple[int, ...]:
    """Return the lines that give a figure for it."""
    return tuple(
        sorted(
            {
                line
                for amount, line in evidence.amounts
                if line > 0
                and not amount.ordinal
                and amount.unit in ("", "%")
                and noun in {noun_stem(word) for word in amount.nouns[:1]}
            }
        )
    )


def _told_of_all(noun: str, evidence: Evidence) -> bool:
    """Say whether a note has all of it, or counts it twice over: a part, and the whole."""
    figures = {f"{a.low:g}" for a, _ in evidence.amounts if noun in {noun_stem(w) for w in a.nouns[:1]}}
    for line in evidence.lines.values():
        words = line.reading.words
        for at, word in enumerate(words):
            if word.lower in figures and _EVERY & {w.lower for w in words[max(0, at - 1) : at]}:
                return True  # "issued for all 9"
            if noun_stem(word.lower) == noun and _EVERY & {
                w.lower for w in words[max(0, at - _ALL_REACH) : at]
            }:
                return True
    return False


RULES = (
    Rule("GRD045", "counted-told-as-all", "warn", "Every one told of, where the notes count how many.",
         "Those it spares stop for nothing; those it still hits believe it is over.", check),
)  # fmt: skip
