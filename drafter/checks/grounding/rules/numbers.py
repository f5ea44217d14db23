"""GRD004 number-not-in-notes, GRD005 precision-raised, GRD006 identifier-not-in-notes.

A number must stand in the notes or the map, count the same thing, and be bounded no tighter than there.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from drafter.checks.grounding.amounts import VAGUE, Amount
from drafter.checks.grounding.counting import counts_the_same, nouns_of, same_amount
from drafter.checks.grounding.derived import adds_up, bears_out, is_change, left_over
from drafter.checks.grounding.evidence import Evidence
from drafter.checks.grounding.patterns import word_list
from drafter.checks.grounding.rule import Hit, Rule, cite, uncited
from drafter.checks.grounding.statements import Statement
from drafter.core.audience import Audience
from drafter.core.stemming import stem

_LOOSE = frozenset({"about", "over", "atleast", "under", "upto", "justover", "justunder"})
_LABEL = re.compile(r"([A-Za-z]{3,}) (?:is |are |was |were |stands |stood )?(?:at|=|of)\s*$")
_LIMIT = re.compile(
    r"\b(?:limit|maximum|max|ceiling|cap|quota|minimum)(?: (?:of|is|was|at|to))?\s$", re.IGNORECASE
)
_CODE = re.compile(r"[345]\d\d")
_LINE_NUMBER = re.compile(r"\b(?:line|note)s? (?:\d+ and )?$", re.IGNORECASE)
_NO_NEED = re.compile(r"\b(?:no need|not (?:need|have)|never|do not|don['’]t)\b", re.IGNORECASE)
_ABBREVIATIONS = frozenset(word_list("abbreviations"))
_AGAIN = re.compile(
    r"\b(?:again|another|(?:second|third|fourth|fifth) time|a second|once more)\b", re.IGNORECASE
)


def known_amounts(evidence: Evidence) -> list[tuple[Amount, int]]:
    """Return every number of the notes with its line."""
    return evidence.amounts


def _counts_another(draft: Amount, note: Amount, line: int, evidence: Evidence) -> bool:
    """Say whether a note's number counts a thing of its own, on a line that does not name the draft's."""
    if not nouns_of(note) or counts_the_same(draft, note):
        return False
    named = {stem(w.lower) for w in evidence.lines[line].reading.words} if line in evidence.lines else set()
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
        if amount.text.lower() == "zero" or _is_no_count(statement, amount):
            continue
        if amount.low != amount.high and is_change(statement, amount, evidence):
            continue
        odd = left_over(statement, amount)
        if odd is not None and odd != amount.low:
            yield Hit(
                amount.start,
                amount.end,
                f"'{amount.text}': {odd:g} are left over by the figures beside it. Use that number.",
            )
            continue
        known = known_amounts(evidence)
        same = [(note, line) for note, line in known if same_amount(amount, note)]
        if not same and amount.text.lower() in evidence.map_text:
            continue
        if not same and _is_code(amount, evidence):
            continue
        if not same:
            if odd is not None or bears_out(statement, amount, evidence):
                continue
            rivals = [(n, line) for n, line in known if nouns_of(n) & nouns_of(amount)]
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
                severity="warn" if adds_up(amount, evidence) or not (rivals or _in_digits(amount)) else None,
            )
            continue
        lines = tuple(sorted({line for _, line in same}))
        rivals = [
            (n, line)
            for n, line in known
            if nouns_of(n) & nouns_of(amount)
            and n.unit == amount.unit
            and not (same_amount(amount, n) or n.low <= amount.low <= n.high)
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
            hit = uncited(amount.start, amount.end, f"'{amount.text}' is in", lines)
            yield hit if _in_digits(amount) else replace(hit, severity="warn")


def _is_code(amount: Amount, evidence: Evidence) -> bool:
    """Say whether a figure is the answer code of a server that the notes name: "HTTP 500"."""
    return _CODE.fullmatch(amount.text) is not None and f"http {amount.text}" in evidence.lower_text


def _is_no_count(statement: Statement, amount: Amount) -> bool:
    """Say whether "twice" is what need not be done: "no need to send it twice"."""
    return amount.text.lower() == "twice" and bool(_NO_NEED.search(statement.text, 0, amount.start))


def _ordinal(amount: Amount, evidence: Evidence) -> Iterator[Hit]:
    """Yield "the fifth time" when nothing in the notes counts to five."""
    if amount.low < 3:
        return
    if any(note.low <= amount.low <= note.high for note, _ in known_amounts(evidence)):
        return
    again = sum(bool(_AGAIN.search(line.text)) for line in evidence.lines.values())
    if amount.nouns[:1] == ("time",) and amount.low <= again + 1:
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
    return stem(match[1].lower()) if match else ""


def _is_measured(rivals: list[tuple[Amount, int]]) -> bool:
    """Say whether the notes' own figures measure the thing, and do not count it: "a 24 euro book"."""
    return all(len(n.nouns) > 1 and n.low != 1 and not n.nouns[0].endswith("s") for n, _ in rivals)


def _in_digits(amount: Amount) -> bool:
    """Tell "417" from "a third", "three": what is put in words is counted at a glance, or rounded."""
    return amount.text[0].isdigit()


def check_precision(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield numbers put more exactly than the notes have them."""
    for amount in statement.amounts:
        if amount.ordinal or amount.text.lower() in VAGUE or (amount.unit == "s" and amount.bound != "exact"):
            continue
        if amount.bound in _LOOSE or _LIMIT.search(statement.text, 0, amount.start):
            continue
        same = [
            (note, line)
            for note, line in known_amounts(evidence)
            if note.unit == amount.unit and note.low <= amount.low <= note.high and not note.ordinal
        ]
        if not same or any(note.bound not in _LOOSE and note.low == note.high for note, _ in same):
            continue
        if not any(_bounds_the_same(amount, note) for note, _ in same):
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


def _bounds_the_same(amount: Amount, note: Amount) -> bool:
    """Say whether a note bounds what the draft counts; "pens 1-6" and "above 60" may bound other things."""
    if amount.bound == "exact" or nouns_of(amount) & nouns_of(note):
        return True
    uncounted = not (nouns_of(amount) and nouns_of(note))
    return uncounted and note.bound not in ("over", "under") and note.low == note.high


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
