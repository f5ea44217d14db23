"""GRD004 number-not-in-notes, GRD005 precision-raised, GRD006 identifier-not-in-notes.

A number must stand in the notes or the map, count the same thing, and be bounded no tighter than there.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checks.grounding.amounts import VAGUE, Amount
from drafter.checks.grounding.evidence import MAP_LINE, Evidence
from drafter.checks.grounding.patterns import word_list
from drafter.checks.grounding.rule import Hit, Rule, cite, uncited
from drafter.checks.grounding.statements import Statement
from drafter.core.audience import Audience

_LOOSE = frozenset({"about", "over", "atleast", "under", "upto", "justover", "justunder"})
_SMALL_WORDS = frozenset(word_list("number_small"))
_SMALL = frozenset(word_list("small"))
_LABEL = re.compile(r"([A-Za-z]{3,}) (?:is |are |was |were |stands |stood )?(?:at|=|of)\s*$")
_LINE_NUMBER = re.compile(r"\b(?:line|note)s? (?:\d+ and )?$", re.IGNORECASE)
_BEFORE_HOURS = frozenset(word_list("before_hours"))
_NOUN_REACH = 12  # characters between a figure and what it counts
_OUT_OF = re.compile(r"\s+(?:in|out of|of)(?: every)?\s+")
_SHARE_SLACK = 5  # points of a hundred: "six in ten" may be said of 57 %
_CAPITALISED = re.compile(r"\b([A-Z][a-z]{2,})\s$")
_THE_TWO = re.compile(r"\b(?:the|these|those|our|your)\s$", re.IGNORECASE)  # told of before
_PAIR = re.compile(r"[a-z](?: and | ?/ ?)[a-z]")  # "ja/ko": two that the notes name
_HOUR_MIN = 10  # "at ten" may be said of 10:09
_LEFT = frozenset(word_list("left_over"))
_BEFORE_LEFT = frozenset(word_list("before_left_over"))
_ABBREVIATIONS = frozenset(word_list("abbreviations"))
_COUNTED_LOOSELY = frozenset(word_list("counted_loosely"))


def known_amounts(evidence: Evidence) -> list[tuple[Amount, int]]:
    """Return every number of the notes with its line."""
    return evidence.amounts


def _same(draft: Amount, note: Amount) -> bool:
    if draft.unit != note.unit and not ({draft.unit, note.unit} <= {"", "%"} and draft.unit == note.unit):
        return False
    if draft.text.lower() in VAGUE or note.text.lower() in VAGUE:
        return draft.low <= note.high and note.low <= draft.high
    if draft.bound == "about":
        slack = max(0.1 * max(note.high, draft.high), 0.5)
        return draft.low - slack <= note.high and note.low <= draft.high + slack
    if draft.bound == "over" and note.bound not in ("over", "atleast"):
        return draft.low < note.high <= 2 * draft.low or (
            draft.low == note.low and note.bound in ("about", "") and False
        )
    if draft.bound in ("under", "justunder") and note.bound not in ("under", "justunder"):
        return 0.5 * draft.low <= note.low < draft.high
    if draft.bound == "atleast":
        return draft.low <= note.low
    if draft.bound == "upto":
        return note.high <= draft.high
    return (
        draft.low == note.low and draft.high == note.high
    ) or draft.low == note.low == note.high == draft.high


def _stem(word: str) -> str:
    for ending in ("ies", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def nouns_of(amount: Amount) -> frozenset[str]:
    """Return the stems of the words a number counts, small words left out."""
    return frozenset(_stem(w) for w in amount.nouns[:2] if w not in _SMALL_WORDS)


def _counts_the_same(draft: Amount, note: Amount) -> bool:
    """Say whether both count one thing; the notes may have it inside a name ("~50K PopulateToSphinxJob")."""
    return any(one.endswith(other) for one in nouns_of(note) for other in nouns_of(draft))


def _counts_another(draft: Amount, note: Amount, line: int, evidence: Evidence) -> bool:
    """Say whether a note's number counts a thing of its own, on a line that does not name the draft's."""
    if not nouns_of(note) or _counts_the_same(draft, note):
        return False
    named = {_stem(w.lower) for w in evidence.lines[line].reading.words} if line in evidence.lines else set()
    return not nouns_of(draft) & named


def check_numbers(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield numbers that no note gives, or that count something else there."""
    for amount in statement.amounts:
        if _LINE_NUMBER.search(statement.text, max(0, amount.start - 8), amount.start):
            continue  # "line 19 says" points to a note
        if amount.ordinal:
            yield from _ordinal(amount, evidence)
            continue
        if amount.unit == "s" or (amount.low == amount.high == 1 and not amount.text[0].isdigit()):
            continue
        if amount.text.lower() in VAGUE and amount.text.lower() in evidence.lower_text:
            continue
        if amount.low != amount.high and _is_change(statement, amount, evidence):
            continue
        odd = _left_over(statement, amount)
        if odd is not None and odd != amount.low:
            yield Hit(
                amount.start,
                amount.end,
                f"'{amount.text}': {odd:g} are left over by the figures beside it. Use that number.",
            )
            continue
        known = known_amounts(evidence)
        same = [(note, line) for note, line in known if _same(amount, note)]
        if not same and amount.text.lower() in evidence.map_text:
            continue
        if not same:
            rivals = [(n, line) for n, line in known if nouns_of(n) & nouns_of(amount)]
            if amount.low == amount.high == 2 and _two_of_a_kind(statement, amount, evidence):
                continue
            if amount.low == amount.high == 2 and not rivals and _PAIR.search(evidence.lower_text):
                continue
            if _is_bare_length(amount, evidence) or _is_hour(statement, amount, evidence):
                continue
            if amount.unit == "" and amount.low == amount.high and _counted(amount, evidence):
                continue
            if _counts_events(statement, amount, evidence) or _is_noted_share(statement, amount, evidence):
                continue
            if _is_numbered_name(statement, amount, evidence) or _is_bare_share(amount, evidence):
                continue
            if _is_part_of_whole(amount, evidence):
                continue
            if odd is not None or (_is_left_over(statement, amount) and _adds_up(amount, evidence)):
                continue
            if _is_all_but_one(amount, evidence) or _is_what_is_left(amount, evidence):
                continue
            if _is_one_and_more(amount, evidence) or _is_both_of(statement, amount):
                continue
            lines = tuple(sorted({line for _, line in rivals}))
            what = (
                f" The notes say {', '.join(repr(n.text) for n, _ in rivals[:3])} in {cite(lines)}."
                if rivals
                else ""
            )
            yield Hit(
                amount.start,
                amount.end,
                f"'{statement.text[amount.start : amount.end]}' is a number no note gives.{what} "
                "Use the number of the notes, or leave it out.",
                lines,
                severity="warn" if _adds_up(amount, evidence) or not (rivals or _in_digits(amount)) else None,
            )
            continue
        lines = tuple(sorted({line for _, line in same}))
        rivals = [
            (n, line)
            for n, line in known
            if nouns_of(n) & nouns_of(amount)
            and n.unit == amount.unit
            and not _same(amount, n)
            and not n.ordinal
        ]
        swapped = _labelled_otherwise(statement, amount, same, evidence)
        if swapped:
            yield Hit(
                amount.start,
                amount.end,
                f"'{amount.text}': {cite([swapped[1]])} has '{swapped[0].text}' for this. Use its figure.",
                (swapped[1],),
            )
        elif rivals and all(_counts_another(amount, n, line, evidence) for n, line in same):
            others = tuple(sorted({line for _, line in rivals}))
            counted = " ".join(amount.nouns[:1])
            yield Hit(
                amount.start,
                amount.end,
                f"'{amount.text} {counted}': in {cite(lines)} this number counts something else; the "
                "notes say "
                f"{', '.join(repr(f'{n.text} {counted}') for n, _ in rivals[:2])} in {cite(others)}.",
                others,
                severity="warn" if _is_measured(rivals) or not {n for _, n in rivals} & set(lines) else None,
            )
        elif statement.uncited(lines) and amount.text not in evidence.map_text:
            yield uncited(amount.start, amount.end, f"'{amount.text}' is in", lines)


def _ordinal(amount: Amount, evidence: Evidence) -> Iterator[Hit]:
    """Yield "the fifth time" when nothing in the notes counts to five."""
    if amount.low < 3:
        return
    if any(note.low <= amount.low <= note.high for note, _ in known_amounts(evidence)):
        return
    yield Hit(
        amount.start, amount.end, f"'{amount.text}': no note counts that far. Use the count of the notes."
    )


def _labelled_otherwise(
    statement: Statement, amount: Amount, same: list[tuple[Amount, int]], evidence: Evidence
) -> tuple[Amount, int] | None:
    """Return the figure the notes have after the same word, when they have this one after another word."""
    label = _label(statement.text, amount.start)
    if not label or any(_label_of(note, line, evidence) in ("", label) for note, line in same):
        return None
    for note, line in known_amounts(evidence):
        if note.unit == amount.unit and not note.ordinal and _label_of(note, line, evidence) == label:
            return note, line
    return None


def _label_of(note: Amount, line: int, evidence: Evidence) -> str:
    return _label(evidence.lines[line].text, note.start) if line in evidence.lines else ""


def _label(text: str, start: int) -> str:
    """Return the stem of the word a figure belongs to ("memory at 82%"), empty when none leads up to it."""
    match = _LABEL.search(text[max(0, start - 40) : start])
    return _stem(match[1].lower()) if match else ""


def _is_change(statement: Statement, amount: Amount, evidence: Evidence) -> bool:
    """Say whether the ends are figures of two lines, in this order: "fell from 38 to 4 percent"."""
    ends = [a for a in statement.amounts if a is not amount and amount.start <= a.start < amount.end]
    if len(ends) != 2:
        return False
    first, last = ([line for note, line in evidence.amounts if _same(end, note)] for end in ends)
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


def _is_left_over(statement: Statement, amount: Amount) -> bool:
    """Say whether it counts what a part leaves of a whole: "12 are left", "the other four"."""
    after = [w.lower for w in statement.reading.words if w.start >= amount.end][:4]
    before = [w.lower for w in statement.reading.words if w.end <= amount.start][-1:]
    return bool(_LEFT & set(after)) or bool(_BEFORE_LEFT & set(before))


def _left_over(statement: Statement, amount: Amount) -> float | None:
    """Return what "two of six" in the sentence leaves for "the other four", None when nothing does."""
    before = [w.lower for w in statement.reading.words if w.end <= amount.start][-1:]
    if not _BEFORE_LEFT & set(before):
        return None
    for part, whole in pairwise(statement.amounts):
        if whole.end <= amount.start and _OUT_OF.fullmatch(statement.text[part.end : whole.start]):
            return whole.low - part.low
    return None


def _is_measured(rivals: list[tuple[Amount, int]]) -> bool:
    """Say whether the notes' own figures measure the thing, and do not count it: "a 24 euro book"."""
    return all(len(n.nouns) > 1 and n.low != 1 and not n.nouns[0].endswith("s") for n, _ in rivals)


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
            return any(n.unit == "%" and abs(n.low - share) <= _SHARE_SLACK for n, _ in evidence.amounts)
    return False


def _is_bare_share(amount: Amount, evidence: Evidence) -> bool:
    """Say whether the notes have the figure without its sign beside a share: "41%, normal is 96"."""
    shares = {line for note, line in evidence.amounts if note.unit == "%"}
    return amount.unit == "%" and any(
        line in shares and note.unit == "" and not note.nouns and note.low == amount.low
        for note, line in evidence.amounts
    )


def _is_numbered_name(statement: Statement, amount: Amount, evidence: Evidence) -> bool:
    """Say whether it numbers a place the notes write shorter: "Terminal 2" for "T2"."""
    match = _CAPITALISED.search(statement.text, 0, amount.start)
    if not match or not amount.text.isdigit():
        return False
    short = rf"\b(?:{match[1]}|{match[1][0]})[ -]?{amount.text}\b"
    return re.search(short, evidence.lower_text, re.IGNORECASE) is not None


def _is_all_but_one(amount: Amount, evidence: Evidence) -> bool:
    """Say whether it counts the others to one reader: "73 others" where the notes have 74."""
    return bool({"other", "others"} & set(amount.nouns[:1])) and any(
        note.low == note.high == amount.low + 1 for note, _ in evidence.amounts
    )


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


def _is_both_of(statement: Statement, amount: Amount) -> bool:
    """Say whether "both" takes up two things the sentence names: "signing up and the list both work"."""
    return amount.text.lower() == "both" and " and " in statement.text.lower()


def _in_digits(amount: Amount) -> bool:
    """Tell "417" from "a third", "three": what is put in words is counted at a glance, or rounded."""
    return amount.text[0].isdigit()


def _adds_up(amount: Amount, evidence: Evidence) -> bool:
    """Say whether two figures of the notes add up to the number, leave it over, or leave its share."""
    noted = {note.low for note, _ in evidence.amounts if note.unit == amount.unit and not note.ordinal}
    if amount.unit == "%":
        return 100 - amount.low in noted
    return any(a + b == amount.low or a - b == amount.low for a in noted for b in noted if a != b)


def _is_hour(statement: Statement, amount: Amount, evidence: Evidence) -> bool:
    """Say whether it is an hour of the notes in words: "at ten we came across"."""
    before = statement.text[: amount.start].lower().split()[-1:]
    if amount.text[0].isdigit() or not before or before[0] not in _BEFORE_HOURS:
        return False
    if amount.nouns and amount.nouns[0] not in _SMALL:
        return False
    tz = evidence.zone.tz if evidence.zone else None
    hours = [(m.at.astimezone(tz).hour % 12, m.at.minute) for m in evidence.moments]
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
    return any(
        note.ordinal and note.low == amount.low for line in evidence.lines.values() for note in line.amounts
    )


def check_precision(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield numbers put more exactly than the notes have them."""
    for amount in statement.amounts:
        if amount.ordinal or amount.text.lower() in VAGUE or (amount.unit == "s" and amount.bound != "exact"):
            continue
        if amount.bound in _LOOSE:
            continue
        same = [
            (note, line)
            for note, line in known_amounts(evidence)
            if note.unit == amount.unit and note.low <= amount.low <= note.high and not note.ordinal
        ]
        if not same or any(note.bound not in _LOOSE and note.low == note.high for note, _ in same):
            continue
        if amount.bound != "exact" and amount.low != amount.high:
            continue
        note, line = same[0]
        if note.low != note.high and (amount.low, amount.high) == (note.low, note.high):
            continue
        yield Hit(
            amount.start,
            amount.end,
            f"'{statement.text[amount.start : amount.end]}' is more exact than {cite([line])}, which has "
            f"'{evidence.lines[line].text[note.start : note.end] if line in evidence.lines else note.text}'. "
            "Keep the words that bound it.",
            (line,),
            suggestions=(f"about {amount.text}",),
        )


def check_identifiers(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield versions, codes and addresses that stand in no note."""
    for start, end, written in statement.identifiers:
        lower = written.lower()
        if lower in evidence.lower_text or lower in evidence.map_text or "next_update" in lower:
            continue
        if lower in _ABBREVIATIONS or (lower.startswith("v") and lower[1:] in evidence.lower_text):
            continue
        if not any(c.isdigit() for c in lower) and "." not in lower and "_" not in lower:
            continue
        yield Hit(
            start,
            end,
            f"'{written}' is in no note and not in the map. Copy it from the notes, or leave it out.",
        )


RULES = (
    Rule("GRD004", "number-not-in-notes", "block", "A number no note gives, or that counts something else.",
         "A figure is what readers repeat to their own customers.", check_numbers),
    Rule("GRD005", "precision-raised", "block", "A number put more exactly than the notes have it.",
         "An estimate that reads as a measurement will be quoted as one.", check_precision),
    Rule("GRD006", "identifier-not-in-notes", "block", "A version, code or address that stands in no note.",
         "Readers act on identifiers letter by letter.", check_identifiers),
)  # fmt: skip
assert MAP_LINE == 0
