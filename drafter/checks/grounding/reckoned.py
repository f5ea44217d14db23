"""What follows from figures by arithmetic: shares, sums told together, lists, days, moments reckoned back."""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations, pairwise

from drafter.checks.grounding.amounts import Amount
from drafter.checks.grounding.counting import nouns_of
from drafter.checks.grounding.evidence import Evidence, Moment, once
from drafter.checks.grounding.patterns import expression, word_list
from drafter.checks.grounding.statements import Statement
from drafter.core.stemming import stem

_BACK = expression("reckons_back")
_IN_ALL = expression("in_all")
_AGO = re.compile(r"\s*(?:ago|earlier|straight|in a row)\b", re.IGNORECASE)
_TO_A_DATE = re.compile(r"(?:st|nd|rd|th)?\s*(?:and|to|or|until|till|[-–/])\s*(?:the\s+)?", re.IGNORECASE)
_LISTED = re.compile(r"[^.;:]{0,60}?(?::|\s[–—-]|,? (?:namely|that is),?)\s+(?P<list>[^.;:()]+)")
_LIST_BREAK = re.compile(r",\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+|\s*&\s*")
_REST = frozenset(word_list("left_over"))
_SHORT = 3  # letters of a word that says little
_IN_LIST = 6  # items a list in a sentence has at most
_POINT = 1.0
_SHARE_SLACK = 3  # points of a hundred: "two thirds" may be said of 64 %


def follows_by_sum(statement: Statement, amount: Amount) -> bool:
    """Say whether the sentence has led up to a number by the figures it is the sum or the difference of."""
    before = [
        a.low for a in statement.amounts if a.start < amount.start and a.unit == amount.unit and not a.ordinal
    ]
    return any(a + b == amount.low or abs(a - b) == amount.low for a, b in combinations(before, 2))


def is_total(statement: Statement, amount: Amount, evidence: Evidence) -> bool:
    """Say whether a number told as the whole is the sum of two counts of one line: "77 in all"."""
    if amount.unit or _IN_ALL.search(statement.text) is None:
        return False
    return any(
        one.low + other.low == amount.low == amount.high
        for line in evidence.lines.values()
        for one, other in combinations([a for a in line.amounts if not (a.unit or a.ordinal)], 2)
    )


def counts_list(statement: Statement, amount: Amount) -> bool:
    """Say whether a number counts what the sentence goes on to list: "three places: Ulm, Bonn and Kiel"."""
    listed = _LISTED.match(statement.text, amount.end)
    if listed is None or amount.unit or amount.low != amount.high:
        return False
    items = [item for item in _LIST_BREAK.split(listed["list"].strip()) if item]
    return 1 < len(items) <= _IN_LIST and len(items) == amount.low


def is_day_of_month(statement: Statement, amount: Amount, evidence: Evidence) -> bool:
    """Say whether a number is the first of two days and the notes have that day: "4 and 5 November"."""
    if amount.unit or amount.low != amount.high:
        return False
    for time in statement.times:
        if time.date is None or time.start < amount.end:
            continue
        if _TO_A_DATE.fullmatch(statement.text, amount.end, time.start):
            return any((d.month, d.day) == (time.date.month, amount.low) for d in evidence.days)
    return False


def is_share_of_two(statement: Statement, amount: Amount, evidence: Evidence) -> bool:
    """Say whether a share in words is what one noted count is of another.

    Either both stand in one line, or they count the same and it fell: "two thirds" of a queue that went from
    90 to 30 are done. What is said to be left is the rest of it.
    """
    if amount.unit != "%":
        return False
    if amount.text[0].isdigit():
        slack = _POINT if amount.bound else _POINT / 2  # "98 percent" is rounded to whole points
        return any(one and abs(share - amount.low) <= slack for share, _, one in _shares(evidence))
    rest = not _REST.isdisjoint(w.lower for w in statement.reading.words)
    return any(
        _may_be_told(amount, 100 - share if fell != rest else share) for share, fell, _ in _shares(evidence)
    )


def _may_be_told(amount: Amount, share: float) -> bool:
    """Say whether a share may be put this way: "nearly half" lies under it, "more than half" over it."""
    if amount.bound in ("under", "justunder"):
        return 0 <= amount.low - share <= 2 * _SHARE_SLACK
    if amount.bound in ("over", "justover"):
        return 0 <= share - amount.low <= 2 * _SHARE_SLACK
    return abs(share - amount.low) <= _SHARE_SLACK


def _shares(evidence: Evidence) -> Iterator[tuple[float, bool, bool]]:
    """Yield what counts are of larger ones in percent, whether it fell to that, and if one line has both."""
    counts = [
        (a, line) for a, line in evidence.amounts if not a.unit and not a.ordinal and a.low == a.high > 0
    ]
    for (one, line), (other, number) in pairwise(counts):
        if line == number and one.low != other.low:
            yield 100 * min(one.low, other.low) / max(one.low, other.low), False, True
    for (whole, number), (part, line) in combinations(counts, 2):
        if part.low >= whole.low or line <= number:
            continue
        if not nouns_of(part) and part.nouns:  # "300 done"
            yield 100 * part.low / whole.low, False, False
        elif _named(part, line, evidence) & _named(whole, number, evidence):
            yield 100 * part.low / whole.low, True, False


def _named(amount: Amount, line: int, evidence: Evidence) -> frozenset[str]:
    """Return what a figure counts, by the words after it and the one before: "400 left", "backlog 400"."""
    text = evidence.lines[line].text[: amount.start] if line in evidence.lines else ""
    before = text.lower().split()[-1:]
    return nouns_of(amount) | {stem(word) for word in before if len(word) > _SHORT}


@once
def reckoned_moments(evidence: Evidence) -> list[Moment]:
    """Return the moments that a line's own time and a length that lies behind it lead to.

    "22:30: stable for 1 h" tells of 21:30; what is still ahead is an estimate and tells of no moment.
    """
    return [
        Moment(line.at - timedelta(seconds=amount.low), line.number, False)
        for line in evidence.lines.values()
        if line.at is not None
        for amount in line.amounts
        if amount.unit == "s"
        and (_BACK.search(line.text, 0, amount.start) or _AGO.match(line.text, amount.end))
    ]
