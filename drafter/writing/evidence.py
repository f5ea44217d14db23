"""What the notes hold against a claim of absence: a figure, an estimate, a question to decide."""

import re
from collections.abc import Iterable

from drafter.core.fact import Fact, FactSheet
from drafter.writing.causes import countable
from drafter.writing.reach import amount_of

_HARM = re.compile(
    r"\b(?:affect\w*|hit|declin\w*|fail\w*|lost|missing|gone|stuck|hang\w*|hung|reject\w*|refus\w*|drop\w*"
    r"|can(?:no|.?)t|unable|without|errors?|down|offline|wrong\w*|duplicat\w*|overwr\w*|delay\w*|late|bounc\w*"
    r"|broken|impact\w*|time ?outs?|timed? out|could not|not (?:sent|delivered|processed))\b",
    re.IGNORECASE,
)
# Counted by people on call, but not by every reader outside.
_ALSO = frozenset(
    {"households", "homes", "subscribers", "mailboxes", "guests", "residents", "viewers", "callers"}
)
_GUESSED = re.compile(r"\best\b\.?|\bestimat\w*|\bguess\w*", re.IGNORECASE)
_LONG = (
    r"(?:~|about |around |roughly |up to |another |at least |some )*\d+(?:[.,]\d+)?(?:\s?(?:-|to)\s?\d+)?\s?"
    r"(?:s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|days?)\b"
)
_CLOCK = r"(?:~|about |around )?(?:\d{1,2}(?::\d\d|\s?[ap]m)(?:\s?[ap]m)?|(?:[01]\d|2[0-3])[0-5]\d\b)"
_ESTIMATE = re.compile(
    r"\b(?:new |current )?(?:eta|etr|est\b\.?|estimated?(?: time)?|expect\w*)"
    rf"(?: (?:of|is|in|at|by|to take))*\s?[:=]?\s?(?:{_LONG}|{_CLOCK})"
    rf"|(?:should|will|to|might) (?:take|be done in|be back in|finish in) {_LONG}"
    rf"|\btakes? {_LONG}|{_LONG} (?:to go|left|remaining|more)\b|\bup to {_LONG}",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:should|expect\w*|eta|etr|will|hope\w*|aim\w*|by)\b", re.IGNORECASE)
_CHOICE = re.compile(
    r"\bor\b[^.?!]*\?|\b(?:should|shall|do|can|may|must) (?:we|i)\b[^.?!]*\?"
    r"|\bunder discussion\b|\bundecided\b"
    r"|\b(?:to be|not(?: yet)?|still to be|yet to be) (?:decided|agreed|approved)\b"
    r"|\b(?:need|needs|want|wants|await\w*|pending|open|ask\w*|wait\w*)\b[^.?!]*"
    r"\b(?:decision|approval|sign-?off|go-ahead)\b"
    r"|\b(?:decision|approval|sign-?off|go-ahead)\b[^.?!]*\b(?:needed|open|pending|outstanding|awaited)\b"
    r"|\b(?:decide|approve)\b[^.!]*\?",
    re.IGNORECASE,
)
_WHO = (
    r"(?:[Ll]egal|[Ff]inance|[Cc]ompliance|[Cc]ounsel|DPO|[Mm]anagement|[Ll]eadership|[Ee]xecs?|[Bb]oard|C[EFOT]O"
    r"|IC|[Cc]ommander)"
)
_ASKED = re.compile(
    rf"\b{_WHO}\b\W*[^.?!]*\?"
    rf"|\b(?:ask\w*|wait\w* (?:for|on)|needs?|up to|over to|check\w* with|clear\w* with)\b[^.?!]*\b{_WHO}\b"
    rf"|\b{_WHO}\b[^.?!]*"
    r"\b(?:decid\w*|approv\w*|to (?:say|sign|confirm|agree)|must|has to|have to|needs? to|is asked)\b"
)


def figure(sheet: FactSheet) -> tuple[Fact, str] | None:
    """Return the latest fact that counts what is hit, with the number in words, or None."""
    for fact in reversed(sheet.usable()):
        if fact.negated or not (fact.is_a("scope") or _HARM.search(fact.text)):
            continue
        counted = countable(fact) or tuple((q, q.counts) for q in fact.quantities if q.counts in _ALSO)
        if counted:
            quantity, word = counted[0]
            bound = quantity.qualifier or ("about" if _roughly(sheet, fact) else "")
            return fact, amount_of(quantity.value, quantity.unit, bound, word)
    return None


def _roughly(sheet: FactSheet, fact: Fact) -> bool:
    """Say whether the note of the fact calls its figure an estimate."""
    return any(_GUESSED.search(f.text) for f in sheet.usable() if f.lines == fact.lines)


def estimate(sheet: FactSheet) -> tuple[Fact, str] | None:
    """Return the latest fact that holds an estimate of how long it still takes, with its words, or None."""
    for fact in reversed(sheet.usable()):
        found = _ESTIMATE.search(fact.text)
        moments = [time for time in fact.times if time.role in ("estimate", "deadline")]
        if moments and all(time.at < sheet.as_of for time in moments):
            continue  # the hour it gave has passed
        if found:
            return fact, found[0].strip()
        for time in moments:
            ahead = fact.kind != "hypothesis" or _AHEAD.search(fact.text)  # else when the suspect ran
            if time.role == "estimate" and ahead:
                return fact, time.written
    return None


def asks_for_decision(facts: Iterable[Fact]) -> bool:
    """Say whether a note asks one who decides, or leaves a choice open."""
    notes: dict[tuple[int, ...], list[str]] = {}
    for fact in facts:
        notes.setdefault(fact.lines, []).append(fact.text)
    return any(
        _CHOICE.search(text) or _ASKED.search(text) for text in (". ".join(parts) for parts in notes.values())
    )
