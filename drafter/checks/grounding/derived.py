"""Numbers that no note writes, and that the figures and the words of the notes bear out all the same."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from drafter.checks.grounding.amounts import Amount
from drafter.checks.grounding.counting import nouns_of, same_amount
from drafter.checks.grounding.evidence import Evidence, Line
from drafter.checks.grounding.patterns import word_list
from drafter.checks.grounding.reckoned import (
    counts_list,
    follows_by_sum,
    is_day_of_month,
    is_share_of_two,
    is_total,
)
from drafter.checks.grounding.statements import Statement

_SMALL = frozenset(word_list("small"))
_MENDED = re.compile(r"\b(?:again|back|works?|working|right|fine|restored)\b", re.IGNORECASE)
_BEFORE_HOURS = frozenset(word_list("before_hours"))
_NOUN_REACH = 12  # characters between a figure and what it counts
_OUT_OF = re.compile(r"\s+(?:[a-z]+\s+)?(?:in|out of|of)(?: every)?\s+")
_SPOKEN = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_HOURS = {word: number for number, word in enumerate(_SPOKEN, 1)}
_MINUTES = {**_HOURS, "quarter": 15, "twenty": 20, "twenty-five": 25, "half": 30}
_PAST_THE_HOUR = re.compile(
    rf"\b(?P<minute>{'|'.join(sorted(_MINUTES, key=len, reverse=True))}) (?P<side>past|to) "
    rf"(?P<hour>{'|'.join(_SPOKEN)})\b",
    re.IGNORECASE,
)
_HALF_DAY_MIN = 720
_LETTER = re.compile(r"(\d+(?:\.\d+)?) ?[mhsd]")
_SHARE_SLACK = 5  # points of a hundred: "six in ten" may be said of 57 %
_CAPITALISED = re.compile(r"\b([A-Z][a-z]{2,}?)s?\s(?:\d+(?:,\s|\s(?:and|or)\s))*$")  # "Lifts 2 and 4"
_THE_TWO = re.compile(
    r"\b(?:the|these|those|our|your)(?: last| first| other| next)?\s$|\bbetween\s$", re.IGNORECASE
)  # told of before
_OTHER = re.compile(r"\b(?:other|remaining)\s$", re.IGNORECASE)
_LAST_HOUR = 24
_MINUS = re.compile(r"(?:^|\s)[-−]$")
_JOINS = frozenset({"and", "to"})
_SPAN = re.compile(r"\b(?:between|from)\b[^.;]*$", re.IGNORECASE)  # "between half past five and seven"
_HOUR_MIN = 10  # "at ten" may be said of 10:09
_LEFT = frozenset(word_list("left_over"))
_BEFORE_LEFT = frozenset(word_list("before_left_over"))
_COUNTED_LOOSELY = frozenset(word_list("counted_loosely"))
_RATIO = re.compile(
    r"\s+(?:(?:times )?as (?:much|many|large|big|long)|times|more|again)\b",
    re.IGNORECASE,
)
_BYTES = {"k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12}
_SIZE = re.compile(r"\b(?P<size>\d+(?:\.\d+)?) ?(?P<unit>[kmgt])i?b\b", re.IGNORECASE)
_RATIO_SLACK = 0.1
_FOLD = tuple((word, float(value)) for word, value in (pair.split("=") for pair in word_list("fold")))
_VERSION = re.compile(r"\b\d+(?:\.\d+)+\b")
_PAIR = re.compile(r"[a-z](?: and | ?/ ?)[a-z]")  # "ja/ko": two that the notes name


def bears_out(statement: Statement, amount: Amount, evidence: Evidence) -> bool:
    """Say whether a number that no note writes follows from the figures and words of the notes."""
    rivals = [n for n, _ in evidence.amounts if nouns_of(n) & nouns_of(amount)]
    if amount.low == amount.high == 2 and (
        _two_of_a_kind(statement, amount, evidence) or (not rivals and _PAIR.search(evidence.lower_text))
    ):
        return True
    by_notes = (
        _is_bare_length, _is_bare_share, _is_part_of_whole, _are_both_noted, _is_fold, _is_what_is_left,
        _is_one_and_more, _counts_versions, _is_measure, _counts_a_range, _is_apart, _counted,
    )  # fmt: skip
    by_words = (
        _is_hour, _is_spoken_time, _counts_events, _is_noted_share, _is_numbered_name, _is_ratio,
        _is_all_but_one, _is_both_of,
    )  # fmt: skip
    return (
        follows_by_sum(statement, amount)
        or is_total(statement, amount, evidence)
        or counts_list(statement, amount)
        or is_day_of_month(statement, amount, evidence)
        or is_share_of_two(statement, amount, evidence)
        or any(follows(amount, evidence) for follows in by_notes)
        or any(follows(statement, amount, evidence) for follows in by_words)
        or (is_left_over(statement, amount) and adds_up(amount, evidence))
    )


def _counts_versions(amount: Amount, evidence: Evidence) -> bool:
    """Say whether a line has as many versions: "1.9.1 is active, 1.9.2 is asked for"."""
    return "version" in nouns_of(amount) and any(
        amount.low == amount.high == len(set(_VERSION.findall(line.text))) for line in evidence.lines.values()
    )


def is_change(statement: Statement, amount: Amount, evidence: Evidence) -> bool:
    """Say whether the ends are figures of two lines, in this order: "fell from 38 to 4 percent"."""
    ends = [a for a in statement.amounts if a is not amount and amount.start <= a.start < amount.end]
    if len(ends) != 2:
        return False
    first, last = ([line for note, line in evidence.amounts if same_amount(end, note)] for end in ends)
    return bool(first) and bool(last) and max(first) < min(last)


def _is_part_of_whole(amount: Amount, evidence: Evidence) -> bool:
    """Say whether "39 of 44" in a line leaves the number over, or is the share: "five", "nine in ten"."""
    for line in evidence.lines.values():
        for part, whole in pairwise(line.amounts):
            if part.unit or whole.unit or not 0 < part.low < whole.low:
                continue
            if not _OUT_OF.fullmatch(line.text[part.end : whole.start]):
                continue
            share = 100 * part.low / whole.low
            in_words = amount.unit == "%" and not amount.text[0].isdigit()
            if in_words and any(abs(one - amount.low) <= _SHARE_SLACK for one in (share, 100 - share)):
                return True
            if not amount.unit and amount.low == amount.high == whole.low - part.low:
                return True
    return False


def is_left_over(statement: Statement, amount: Amount) -> bool:
    """Say whether it counts what a part leaves of a whole: "12 are left", "the other four"."""
    after = [w.lower for w in statement.reading.words if w.start >= amount.end][:4]
    before = [w.lower for w in statement.reading.words if w.end <= amount.start][-1:]
    return bool(_LEFT & set(after)) or bool(_BEFORE_LEFT & set(before))


def left_over(statement: Statement, amount: Amount) -> float | None:
    """Return what "two of six" in the sentence leaves for "the other four", None when nothing does."""
    before = [w.lower for w in statement.reading.words if w.end <= amount.start][-1:]
    if not _BEFORE_LEFT & set(before):
        return None
    for part, whole in pairwise(statement.amounts):
        if whole.end <= amount.start and _OUT_OF.fullmatch(statement.text[part.end : whole.start]):
            return whole.low - part.low
    return None


def _is_bare_length(amount: Amount, evidence: Evidence) -> bool:
    """Say whether it is a length of the notes whose unit the words around it give: "5 min (was 30)"."""
    return not amount.nouns and any(
        note.unit == "s" and note.text.split()[0].lower() == amount.text.lower()
        for note, _ in evidence.amounts
    )


def _is_noted_share(statement: Statement, amount: Amount, evidence: Evidence) -> bool:
    """Say whether it is one end of "six in ten" or "one out of four" where the notes have the share."""
    for part, whole in pairwise(statement.amounts):
        if amount in (part, whole) and _OUT_OF.fullmatch(statement.text[part.end : whole.start]):
            share = 100 * part.high / whole.high if whole.high else 0
            mended = _MENDED.search(statement.text, whole.end) is not None
            ends = (share, 100 - share) if mended else (share,)  # "nine in ten are back": a tenth waits
            return any(abs(noted - one) <= _SHARE_SLACK for noted in _noted_shares(evidence) for one in ends)
    return False


def _noted_shares(evidence: Evidence) -> Iterator[float]:
    """Yield the shares of the notes in percent: as they stand, and of "310 of 480"."""
    for line in evidence.lines.values():
        yield from (note.low for note in line.amounts if note.unit == "%")
        for part, whole in pairwise(line.amounts):
            counted = not (part.unit or whole.unit) and 0 < part.low < whole.low
            if counted and _OUT_OF.fullmatch(line.text[part.end : whole.start]):
                yield 100 * part.low / whole.low


def _is_spoken_time(statement: Statement, amount: Amount, evidence: Evidence) -> bool:
    """Say whether it is part of a clock time of the notes in words: "twenty past four"."""
    for match in _PAST_THE_HOUR.finditer(statement.text):
        if not match.start() < amount.end <= match.end():
            continue
        minute, hour = _MINUTES.get(match["minute"].lower()), _HOURS.get(match["hour"].lower())
        if minute is None or hour is None:
            return False
        told = (hour * 60 + (minute if match["side"].lower() == "past" else -minute)) % _HALF_DAY_MIN
        tz = evidence.zone.tz if evidence.zone else None
        return any(
            abs((at.hour * 60 + at.minute) % _HALF_DAY_MIN - told) <= _HOUR_MIN
            for at in (moment.astimezone(tz) for moment in _moments(evidence))
        )
    return False


def _moments(evidence: Evidence) -> Iterator[datetime]:
    """Yield the moments of the notes, and where a line's own time and its length lead: "16:31, in 40 min"."""
    yield from (moment.at for moment in evidence.moments)
    for line in evidence.lines.values():
        if line.at is not None:
            yield from (line.at + timedelta(seconds=a.low) for a in line.amounts if a.unit == "s")


def _counts_a_range(amount: Amount, evidence: Evidence) -> bool:
    """Say whether it counts what the notes number through: "six pens" for "pens 1-6"."""
    return any(
        note.unit == "" and note.low != note.high and amount.low == amount.high == note.high - note.low + 1
        for note, _ in evidence.amounts
    )


def _is_apart(amount: Amount, evidence: Evidence) -> bool:
    """Say whether, in words, it is how far two figures of a line are apart: "four warmer" for -14 and -18."""
    if amount.text[0].isdigit() or amount.unit:
        return False
    return any(
        one.unit == other.unit == ""
        and abs(_signed(line, one) - _signed(line, other)) == amount.low == amount.high
        for line in evidence.lines.values()
        for one, other in pairwise(line.amounts)
    )


def _signed(line: Line, amount: Amount) -> float:
    """Return a figure with the minus that a line has right before it: "now -6", as against "3-6"."""
    return -amount.low if _MINUS.search(line.text, 0, amount.start) else amount.low


def _is_measure(amount: Amount, evidence: Evidence) -> bool:
    """Say whether the notes have the figure with one letter for its unit: "4 m above the deck"."""
    return any(
        (match := _LETTER.fullmatch(note.text)) is not None and float(match[1]) == amount.low == amount.high
        for note, _ in evidence.amounts
    )


def _is_bare_share(amount: Amount, evidence: Evidence) -> bool:
    """Say whether the notes tell of shares and have the figure without its sign: "at 41%", later "now 96"."""
    return (
        amount.unit == "%"
        and any(note.unit == "%" for note, _ in evidence.amounts)
        and any(
            note.unit == "" and not nouns_of(note) and not note.ordinal and note.low == amount.low
            for note, _ in evidence.amounts
        )
    )


def _is_numbered_name(statement: Statement, amount: Amount, evidence: Evidence) -> bool:
    """Say whether it numbers a place the notes write shorter: "Terminal 2" for "T2"."""
    match = _CAPITALISED.search(statement.text, 0, amount.start)
    if not match or not amount.text.isdigit():
        return False
    short = rf"\b(?:{match[1]}|{match[1][0]})[ -]?{amount.text}\b"
    return re.search(short, evidence.lower_text, re.IGNORECASE) is not None


def _are_both_noted(amount: Amount, evidence: Evidence) -> bool:
    """Say whether "2 or 5" gives two figures that the notes have one by one."""
    noted = {note.low for note, _ in evidence.amounts}
    return " or " in amount.text and {amount.low, amount.high} <= noted


def _is_ratio(statement: Statement, amount: Amount, evidence: Evidence) -> bool:
    """Say whether it tells how two figures of one line compare: "half as much again" for 8000 to 12000."""
    told = _RATIO.match(statement.text, amount.end)
    if not told:
        return False
    times = 1 + amount.low / 100 if amount.unit == "%" else amount.low
    return any(
        small > 0 and abs(large / small - times) <= _RATIO_SLACK * times
        for line in evidence.lines.values()
        for figures in _comparable(line)
        for small in figures
        for large in figures
        if small < large
    )


def _comparable(line: Line) -> Iterator[list[float]]:
    """Yield the figures of a line that may be set against each other: of one unit, or sizes of files."""
    for unit in {a.unit for a in line.amounts}:
        yield [a.low for a in line.amounts if a.unit == unit]
    yield [float(m["size"]) * _BYTES[m["unit"].lower()] for m in _SIZE.finditer(line.text)]


def _is_fold(amount: Amount, evidence: Evidence) -> bool:
    """Say whether "ten times" stands in the notes as "tenfold"."""
    if amount.nouns[:1] != ("times",):
        return False
    return any(word in evidence.lower_text and amount.low <= value <= amount.high for word, value in _FOLD)


def _is_all_but_one(statement: Statement, amount: Amount, evidence: Evidence) -> bool:
    """Say whether it counts the others to one reader: "73 others" where the notes have 74."""
    others = {"other", "others"} & set(amount.nouns[:1]) or _OTHER.search(statement.text, 0, amount.start)
    return bool(others) and any(note.low == note.high == amount.low + 1 for note, _ in evidence.amounts)


def _is_what_is_left(amount: Amount, evidence: Evidence) -> bool:
    """Say whether it is a noted range less another that shares its end: "7 to 9" of 3-9 after 3-6."""
    ranges = [(n.low, n.high) for n, _ in evidence.amounts if n.low != n.high and n.unit == amount.unit]
    return any(
        (low < amount.low and high == amount.high and (low, amount.low - 1) in ranges)
        or (low == amount.low and amount.high < high and (amount.high + 1, high) in ranges)
        for low, high in ranges
    )


def _is_one_and_more(amount: Amount, evidence: Evidence) -> bool:
    """Say whether it counts the first one and what a line adds to it: "five" for "at least 4 more"."""
    return any(
        note.low == note.high == amount.low - 1 and note.nouns[:1] in (("more",), ("others",), ("other",))
        for note, _ in evidence.amounts
    )


def _is_both_of(statement: Statement, amount: Amount, evidence: Evidence) -> bool:
    """Say whether "both" takes up two things the sentence names, or two that no note counts."""
    noted = frozenset().union(*(nouns_of(note) for note, _ in evidence.amounts))
    return amount.text.lower() == "both" and (
        " and " in statement.text.lower() or not nouns_of(amount) & noted
    )


def adds_up(amount: Amount, evidence: Evidence) -> bool:
    """Say whether two figures of the notes add up to the number, leave it over, or leave its share."""
    noted = {note.low for note, _ in evidence.amounts if note.unit == amount.unit and not note.ordinal}
    if amount.unit == "%":
        return 100 - amount.low in noted
    return any(a + b == amount.low or a - b == amount.low for a in noted for b in noted if a != b)


def _is_hour(statement: Statement, amount: Amount, evidence: Evidence) -> bool:
    """Say whether it is an hour of the notes in words: "at ten we came across"."""
    before = statement.text[: amount.start].lower().split()[-1:]
    if not before or before[0] not in _BEFORE_HOURS or amount.high > _LAST_HOUR or amount.unit:
        return False
    if before[0] in _JOINS and not _SPAN.search(statement.text, 0, amount.start):
        return False
    if amount.nouns and amount.nouns[0] not in _SMALL:
        return False
    tz = evidence.zone.tz if evidence.zone else None
    hours = [(m.at.astimezone(tz).hour % 12, m.at.minute) for m in evidence.moments]
    if before[0] in ("after", "since"):
        return any(hour == amount.low % 12 for hour, _ in hours)
    if before[0] == "before":
        return any((hour + 1) % 12 == amount.low % 12 for hour, _ in hours)
    return any(hour == amount.low % 12 and minute < _HOUR_MIN for hour, minute in hours)


def _two_of_a_kind(statement: Statement, amount: Amount, evidence: Evidence) -> bool:
    """Say whether the notes tell of a second, another or both, or "two" counts nothing of its own."""
    if not amount.text[0].isdigit() and _COUNTED_LOOSELY & set(amount.nouns[:2]):
        return True
    if _THE_TWO.search(statement.text, 0, amount.start):
        return True
    text = evidence.lower_text
    return any(
        word in text for word in (" second ", " both ", " another ", " two ", " as well", " also ", " too")
    )


def _counts_events(statement: Statement, amount: Amount, evidence: Evidence) -> bool:
    """Say whether the notes tell of that many acts or troubles: "two restarts" for two lines that restart."""
    following = [
        m
        for m in statement.reading.of("acts", "troubles")
        if amount.end <= m.term.start <= amount.end + _NOUN_REACH and not m.negated
    ]
    return any(
        len([p for p in evidence.placed.get(m.concept, ()) if not p.mention.planned]) == amount.low
        for m in following[:1]
    )


def _counted(amount: Amount, evidence: Evidence) -> bool:
    """Say whether an ordinal in the notes counts that far ("the seventh time")."""
    return (
        amount.unit == ""
        and amount.low == amount.high
        and any(
            note.ordinal and note.low == amount.low
            for line in evidence.lines.values()
            for note in line.amounts
        )
    )
