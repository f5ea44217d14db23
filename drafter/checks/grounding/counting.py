"""When two numbers are the same, and count the same thing."""

from drafter.checks.grounding.amounts import VAGUE, Amount
from drafter.checks.grounding.patterns import word_list
from drafter.core.stemming import stem

_ROUNDED_DOWN = 1.05  # "more than 97 %" may be said of "above 97.5 %"
_ROUNDED = 100
_SMALL_WORDS = frozenset(word_list("number_small"))


def same_amount(draft: Amount, note: Amount) -> bool:
    if draft.unit != note.unit and not ({draft.unit, note.unit} <= {"", "%"} and draft.unit == note.unit):
        return False
    if draft.text.lower() in VAGUE or note.text.lower() in VAGUE:
        return draft.low <= note.high and note.low <= draft.high
    if draft.bound == "about":
        slack = max(0.1 * max(note.high, draft.high), 0.5)
        return draft.low - slack <= note.high and note.low <= draft.high + slack
    if draft.bound == "over" and note.bound in ("over", "atleast"):
        return draft.low <= note.low <= _ROUNDED_DOWN * draft.low
    if draft.bound == "over":
        return draft.low < note.high <= 2 * draft.low
    if draft.bound == "justunder" and draft.low == note.low == note.high and draft.low % _ROUNDED == 0:
        return True  # "nearly 38,000" for a rounded "38k"
    if draft.bound in ("under", "justunder") and note.bound not in ("under", "justunder"):
        return 0.5 * draft.low <= note.low < draft.high
    if draft.bound == "atleast":
        return draft.low <= note.low
    if draft.bound == "upto":
        return note.high <= draft.high
    return (
        draft.low == note.low and draft.high == note.high
    ) or draft.low == note.low == note.high == draft.high


def nouns_of(amount: Amount) -> frozenset[str]:
    """Return the stems of the words a number counts, small words left out."""
    return frozenset(stem(w) for w in amount.nouns[:2] if w not in _SMALL_WORDS)


def counts_the_same(draft: Amount, note: Amount) -> bool:
    """Say whether both count one thing; the notes may have it inside a name ("~50K PopulateToSphinxJob")."""
    return any(one.endswith(other) for one in nouns_of(note) for other in nouns_of(draft))
