"""The frame of a clause: who does what. A light reading by word lists, no grammar.

Standard library only. Good enough to tell "All pending pods are deleted" (deleting) from "pods are pending".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from drafter.facts.language import DATA, word_class
from drafter.facts.phrases import Word, read_rows

_BE, _HAVE, _MODAL, _DO = word_class("be"), word_class("have"), word_class("modal"), word_class("do")
_DENIAL, _SUBORDINATE = word_class("denial"), word_class("subordinate")
_OUTCOME, _RELATIVE = word_class("outcome"), word_class("relative")
_LEADING, _DETERMINER, _PREPOSITION = (
    word_class("leading"),
    word_class("determiner"),
    word_class("preposition"),
)
_REACH = 4


@dataclass(frozen=True, slots=True)
class Frame:
    """The main verb of a clause and how it stands.

    `verb` is empty when the clause has none. `form` is one of "active", "passive", "running", "perfect",
    "be", "modal", "bare" (no subject), "none". `classes` say what the verb does; `first` is its word index.
    """

    verb: str = ""
    classes: tuple[str, ...] = ()
    form: str = "none"
    modal: str = ""
    denied: bool = False
    first: int = 0


@cache
def verb_classes() -> dict[str, tuple[str, ...]]:
    """Return what each verb form does."""
    return {row[0]: tuple(row[1].split(",")) for row in read_rows(DATA / "en" / "verb_classes.tsv")}


def frame_of(found: Sequence[Word]) -> Frame:
    """Return the frame of the clause made of these words."""
    lowers = [word.lower for word in found]
    start = 0
    while start < len(lowers) - 1 and (lowers[start] in _LEADING or lowers[start].endswith("ly")):
        start += 1
    fallback = Frame()
    for index in range(start, len(lowers)):
        word = lowers[index]
        if word in _BE or word in _HAVE:
            return _after_auxiliary(lowers, index, "have" if word in _HAVE else "be")
        if word in _MODAL or word in _DO:
            return _after_modal(lowers, index)
        if not _is_verb(word):
            continue
        if index == start:
            if not _noun_reading(lowers, index):
                if word.endswith("ing"):
                    return _outcome(lowers, index) or Frame(word, _classes(word), "running", first=index)
                return Frame(word, _classes(word), "bare", first=index)
            continue
        if word.endswith("ing"):
            if not fallback.verb:
                fallback = Frame(word, _classes(word), "running", first=index)
            continue
        if _noun_reading(lowers, index):
            continue
        form = "active"
        if word.endswith("ed") and _nothing_follows(lowers, index):
            form = "passive"
        return Frame(word, _classes(word), form, first=index)
    return fallback


def _outcome(lowers: Sequence[str], start: int) -> Frame | None:
    """Return the frame of what a step showed or did: "reading the log reveals", "restarting it helped"."""
    for index in range(start + 1, len(lowers)):
        if lowers[index] in _RELATIVE:
            return None
        if index > start + 1 and lowers[index] in _OUTCOME:
            return Frame(lowers[index], _classes(lowers[index]), "active", first=index)
    return None


def _is_verb(word: str) -> bool:
    return word in verb_classes() or (word.endswith("ed") and len(word) > 4)


def _classes(word: str) -> tuple[str, ...]:
    return verb_classes().get(word, ("other",))


def _nothing_follows(lowers: Sequence[str], index: int) -> bool:
    """Say whether a past form has no object, as in "Rollback started by hand"."""
    return index + 1 >= len(lowers) or lowers[index + 1] in _PREPOSITION


def _noun_reading(lowers: Sequence[str], index: int) -> bool:
    """Say whether the word at `index` is part of a noun group and not the verb."""
    word = lowers[index]
    following = lowers[index + 1 : index + 1 + _REACH]
    for step, other in enumerate(following):
        if other in _SUBORDINATE:
            break
        if other in _BE or other in _HAVE or other in _MODAL or other in _DO:
            return True
        if step == 0 and word.endswith("ed") is False and _finite(other):
            return True
    before = lowers[index - 1] if index else ""
    if before in _DETERMINER or (before.isdigit() and not word.endswith("ed")):
        return not (word.endswith("ed") and _nothing_follows(lowers, index))
    return before in _PREPOSITION and before not in (
        "and",
        "but",
        "or",
        "to",
        "back",
        "down",
        "up",
        "out",
        "again",
    )


def _finite(word: str) -> bool:
    return word in verb_classes() and (
        word.endswith("ed") or word in ("began", "begun", "went", "came", "fell")
    )


def _after_auxiliary(lowers: Sequence[str], index: int, kind: str) -> Frame:
    denied = lowers[index].endswith("n't")
    for position in range(index + 1, min(len(lowers), index + 1 + _REACH + 1)):
        word = lowers[position]
        denied = denied or word in _DENIAL
        if word in _BE or word in _HAVE:
            kind = "be" if word in _BE else kind
            continue
        if word in _SUBORDINATE or word in ("the", "a", "an", "to", "in", "at", "on", "by", "of", "with"):
            break
        if word.endswith("ing") and _is_verb(word):
            return Frame(word, _classes(word), "running", denied=denied, first=position)
        if _is_verb(word) and not word.endswith("s"):
            form = "passive" if kind == "be" else "perfect"
            return Frame(word, _classes(word), form, denied=denied, first=position)
    return Frame("be" if kind == "be" else "have", ("state",), "be", denied=denied, first=index)


def _after_modal(lowers: Sequence[str], index: int) -> Frame:
    word = lowers[index]
    denied = word.endswith("n't") or word == "cannot"
    for position in range(index + 1, min(len(lowers), index + 1 + _REACH)):
        other = lowers[position]
        denied = denied or other in _DENIAL
        if _is_verb(other):
            modal = "" if word in _DO else word
            return Frame(other, _classes(other), "modal" if modal else "active", modal, denied, position)
    return Frame("be", ("state",), "modal", word, denied, index)
