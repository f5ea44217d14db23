"""How sure a clause is. Certainty only falls: a question is a suspicion, a plan is not an act.

The words decide before the kind does, so that a clause whose kind was misread still keeps its hedge.
"""

import re
from itertools import pairwise

from drafter.core.fact import Certainty, FactKind
from drafter.core.note import Note
from drafter.facts.frames import Frame
from drafter.facts.language import of_group, word_class
from drafter.facts.phrases import Word

_TOLD: frozenset[FactKind] = frozenset(
    (
        "symptom",
        "scope",
        "start",
        "detected",
        "restored",
        "verified",
        "unaffected",
        "data_impact",
        "observation",
    )
)
_ASKING = frozenset(
    (
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "can",
        "could",
        "has",
        "have",
        "should",
        "would",
        "will",
    )
)
_RATIONALE = frozenset(("left", "kept", "considered", "tried", "wanted", "cancelled", "canceled"))
_MATTER = frozenset(("symptom", "fault", "bad_state", "cause_link", "restored", "persists", "act_running"))
_STATES = frozenset(("is", "are", "was", "were", "does", "did", "has", "have"))
_PERSONS = frozenset(("you", "i", "we", "anyone", "anybody", "someone", "somebody", "there", "it"))
_AHEAD = frozenset(("will", "shall", "we'll", "i'll", "they'll", "it'll"))
_TOLD_AT_LENGTH = re.compile(  # "the front desk rings: nobody can book": what follows is their word
    r"(?P<who>(?:[\w'’()&-]+ ){1,7}?)(?P<verb>[a-z]+)(?: (?:us|me|in|by phone|by mail|support|the \w+)){0,2}"
    r"(?::\s|,?\s(?=[“\"]))",
    re.IGNORECASE,
)
_GIVES_WORD = word_class("gives_word")
_VISITORS = ("customer_report", "support")


def certainty_of(
    kind: FactKind, groups: frozenset[str], frame: Frame, words: tuple[Word, ...], note: Note, *, told: bool
) -> Certainty:
    """Return the certainty of a clause; `told`: the clause before, in the same sentence, was a report."""
    if "withdrawal" in groups:
        return "withdrawn"
    if kind in ("hypothesis", "internal_estimate"):
        return "suspected"
    if kind == "coordination":
        return _of_talk(groups, frame, words)
    if _asks(groups, words):
        return "suspected"
    if kind == "decision":
        reason = frame.verb in _RATIONALE or ("reason" in groups and "decision" not in groups)
        return "confirmed" if reason and groups.isdisjoint(("plan", "proposal")) else "planned"
    if kind == "third_party":
        return "planned" if frame.modal in _AHEAD else "attributed"
    if kind != "unknown" and (_hedged(groups) or ("hedge_adjective" in groups and kind != "action")):
        return "suspected"
    if frame.modal in _AHEAD or ("plan" in groups and frame.form in ("modal", "none") and kind != "unknown"):
        return "planned"
    if (
        "proposal" in groups
        and kind in ("action", "workaround", "observation")
        and frame.form in ("modal", "active")
    ):
        return "planned"
    if kind in _TOLD and (
        told or note.role in _VISITORS or _told_by_users(kind, groups, frame) or _reported(groups)
    ):
        return "reported"
    return "confirmed"


def gives_word(text: str) -> bool:
    """Say whether a clause opens with somebody outside the team who tells what follows.

    "A clinic in the north calls: the day list is empty" is that clinic's word; an alarm, a supplier and the
    team tell in other ways.
    """
    found = _TOLD_AT_LENGTH.match(text)
    if found is None or found["verb"].lower() not in _GIVES_WORD:
        return False
    return not of_group(found["who"], "alarm", "supplier", "vendor_name", "we", "team")


def _of_talk(groups: frozenset[str], frame: Frame, words: tuple[Word, ...]) -> Certainty:
    """Return the certainty of team talk: sure, unless it carries a guess, a question or a plan."""
    about = not groups.isdisjoint(_MATTER)
    if about and "user_acts" in groups and "tell" in frame.classes:
        return "reported"
    if about and (_hedged(groups) or _asks(groups, words)):
        return "suspected"
    if "question_mark" not in groups and "social" not in groups and _asks(groups, words):
        return "suspected"
    if "question_mark" in groups and _asks_of_a_thing(words):
        return "suspected"
    if frame.modal in ("will", "shall") and groups.isdisjoint(("we", "social")):
        return "planned"
    if "plan" in groups and ((frame.form == "modal" and "comms" in groups) or "repair_act" in groups):
        return "planned"
    return "confirmed"


def _asks_of_a_thing(words: tuple[Word, ...]) -> bool:
    """Say whether a question is about a thing ("is tide working?"), not to a person ("can I help?")."""
    lowers = [word.lower for word in words]
    return any(verb in _STATES and after not in _PERSONS for verb, after in pairwise(lowers))


def _hedged(groups: frozenset[str]) -> bool:
    return "hedge" in groups or ("expectation" in groups and "as_expected" not in groups)


def _asks(groups: frozenset[str], words: tuple[Word, ...]) -> bool:
    if "question_mark" in groups:
        return True
    lowers = [word.lower for word in words[:3] if word.lower not in ("or", "and", "but", "so", "hi", "all")]
    inverted = (
        len(lowers) > 1 and lowers[0] in _ASKING and lowers[1] in ("we", "i", "you", "it", "there", "that")
    )
    return inverted or ("question" in groups and bool(lowers) and lowers[0] == "to")


def _told_by_users(kind: FactKind, groups: frozenset[str], frame: Frame) -> bool:
    found = kind == "detected" and frame.form == "active" and groups.isdisjoint(("we", "team", "alarm"))
    return "user_acts" in groups and ("tell" in frame.classes or found)


def _reported(groups: frozenset[str]) -> bool:
    """Say whether somebody told it; what a machine is reporting ("nodes reporting NotReady") was seen."""
    return "reported" in groups or ("reporting" in groups and "inside" not in groups)
