"""GRD043 opposite-told: the words of a note with one turned into its opposite ("kept" told as "lost")."""

import re
from collections.abc import Iterator
from functools import cache

from drafter.checks.grounding.evidence import Evidence, Line
from drafter.checks.grounding.lexicon import DATA
from drafter.checks.grounding.patterns import rows_in
from drafter.checks.grounding.rule import Hit, Rule, cite
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.stemming import stems
from drafter.core.audience import Audience
from drafter.facts.phrases import Word, read_rows

_OVER = ("monitoring", "resolved")
_AGAIN = re.compile(r"\b(?:again|back|now|no longer)\b", re.IGNORECASE)
_WAS = re.compile(r"\b(?:was|were|had)\b", re.IGNORECASE)
_SHARED = 2  # what a sentence and a clause must have in common beside the opposites
_LONGEST = 2  # words of a phrase in the table


@cache
def _opposites(language: str = "en") -> dict[str, frozenset[str]]:
    """Return by phrase what cannot be true beside it."""
    found: dict[str, set[str]] = {}
    for one, other in read_rows(DATA / language / "opposites.tsv"):
        sides = [{phrase.strip() for phrase in side.split(";")} for side in (one, other)]
        for these, those in (sides, sides[::-1]):
            for phrase in these:
                found.setdefault(phrase, set()).update(those)
    return {phrase: frozenset(those) for phrase, those in found.items()}


def _phrases(words: tuple[Word, ...]) -> dict[str, tuple[int, int]]:
    """Return the phrases of the table among words, each with its span."""
    table = _opposites()
    found: dict[str, tuple[int, int]] = {}
    for size in range(1, _LONGEST + 1):
        for at in range(len(words) - size + 1):
            phrase = " ".join(word.lower for word in words[at : at + size])
            if phrase in table:
                found.setdefault(phrase, (words[at].start, words[at + size - 1].end))
    return found


def check(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield words whose opposite a note has of the same thing, when no note has them."""
    if statement.origin == "template" or statement.next_update_from is not None:
        return
    for start, end in statement.reading.segments:
        inside = tuple(w for w in statement.reading.words if start <= w.start < end)
        if any(start <= mood.start < end for mood in statement.reading.moods):
            continue
        if evidence.sheet.stage in _OVER and _AGAIN.search(statement.text, start, end):
            continue
        if evidence.sheet.stage in _OVER and _WAS.search(statement.text, start, end):
            continue  # what the notes had of it before is past
        advice = rows_in(statement.text, "advice")
        told = [m.span("act") for _, (p,) in advice for m in p.finditer(statement.text)]
        for phrase, span in _phrases(inside).items():
            if any(s <= span[0] < e for s, e in told):
                continue  # what readers are to do is no state of things
            against = _against(statement, start, end, phrase, span, evidence)
            if against:
                numbers = tuple(sorted({line.number for line in against if line.number > 0}))
                yield Hit(
                    *span,
                    f"'{statement.text[slice(*span)]}': {cite(numbers)} says the opposite. "
                    "Say it as the notes do.",
                    numbers,
                )


def _against(
    statement: Statement, start: int, end: int, phrase: str, span: tuple[int, int], evidence: Evidence
) -> list[Line]:
    """Return the lines with an opposite of a phrase, none when one agrees or something else is told."""
    opposites = _opposites()[phrase]
    against: list[Line] = []
    nearest = agreeing = 0
    for line in evidence.lines.values():
        for s, e in line.reading.segments:
            common = _in_common(statement, start, end, span, line, s, e)
            said = _phrases(tuple(w for w in line.reading.words if s <= w.start < e))
            agrees = any(_opposites()[one] >= opposites for one in _phrases(line.reading.words))
            denied = agrees or any(
                s <= mood.start < e and mood.concept == "no" for mood in line.reading.moods
            )
            if phrase in said or any(_opposites()[one] >= opposites for one in said) or denied:
                agreeing = max(agreeing, common)
                if common >= _SHARED:
                    against.clear()
            elif common >= _SHARED and opposites & said.keys():
                against.append(line)
                nearest = max(nearest, common)
            elif common >= _SHARED:
                against.clear()  # told anew, in other words
    return against if agreeing < nearest else []


def _in_common(
    statement: Statement, start: int, end: int, span: tuple[int, int], line: Line, s: int, e: int
) -> int:
    """Return how many parts, words and figures a clause of the draft and one of a line share."""
    own = stems(statement.reading, *span)
    words = (stems(statement.reading, start, end) - own) & stems(line.reading, s, e)
    names = {n.owner for n in statement.names if start <= n.start < end}
    parts = names & {n.owner for n in line.names if s <= n.start < e}
    figures = {a.low for a in statement.amounts if start <= a.start < end}
    counted = figures & {a.low for a in line.amounts if s <= a.start < e}
    return len(words) + len(parts) + len(counted)


RULES = (
    Rule("GRD043", "opposite-told", "warn", "A word whose opposite the notes have of the same thing.",
         "One turned word turns the message round.", check),
)  # fmt: skip
