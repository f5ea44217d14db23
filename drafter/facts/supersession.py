"""Which later fact replaces which earlier one, by kind; and what was taken back.

A replaced fact stays on the sheet with the id of the one that replaced it; writers leave it alone.
"""

from collections.abc import Sequence

from drafter.core.fact import Fact, FactKind
from drafter.facts.features import stem
from drafter.facts.frames import frame_of
from drafter.facts.phrases import words
from drafter.facts.reading import Reading

_SURE = ("confirmed", "reported")
_MENDED: tuple[FactKind, ...] = ("restored", "verified", "resolved")
_STRONG_KINDS: tuple[FactKind, ...] = ("symptom", "scope", "cause")
_BEGUN = frozenset(("start", "begin", "beg", "initiat", "kick", "run", "go"))
_SMALL = frozenset(
    (
        "the",
        "and",
        "for",
        "that",
        "this",
        "with",
        "was",
        "were",
        "are",
        "has",
        "have",
        "not",
        "our",
        "its",
        "all",
    )
)


def supersede(facts: Sequence[Fact], readings: dict[str, Reading]) -> list[Fact]:
    """Return the facts with replaced and taken-back ones marked, in the same order."""
    done: list[Fact] = []
    for fact in facts:
        reading = readings.get(fact.id)
        if fact.certainty == "withdrawn" and reading is not None:
            target = _taken_back(done, fact, readings)
            if target is not None:
                done[target] = done[target].model_copy(
                    update={"certainty": "withdrawn", "superseded_by": fact.id}
                )
        else:
            for place, earlier in enumerate(done):
                if earlier.superseded_by is None and _replaces(fact, earlier, readings):
                    done[place] = earlier.model_copy(update={"superseded_by": fact.id})
        done.append(fact)
    return done


def _replaces(later: Fact, earlier: Fact, readings: dict[str, Reading]) -> bool:
    if earlier.certainty == "withdrawn" or later.lines == earlier.lines:
        return False
    if (
        _weighs_more(earlier, readings)
        and not _weighs_more(later, readings)
        and earlier.kind in _STRONG_KINDS
    ):
        return False
    if later.kind == "internal_estimate":
        return earlier.kind == "internal_estimate"
    if later.certainty not in _SURE:
        return False
    rule = _RULES.get(later.kind)
    return rule is not None and rule(later, earlier)


def _weighs_more(fact: Fact, readings: dict[str, Reading]) -> bool:
    """Say whether a fact comes from a privileged note or from "this is what we established"."""
    reading = readings.get(fact.id)
    return reading is not None and (reading.note.has("privileged") or reading.has("established"))


def _symptom(later: Fact, earlier: Fact) -> bool:
    if earlier.kind in _MENDED:
        return _meets(later, earlier) and _is_back(later)
    if earlier.kind == "unaffected":
        return bool(later.components) and set(later.components) == set(earlier.components)
    return (
        earlier.kind == "symptom"
        and later.symptom_class is not None
        and later.symptom_class == earlier.symptom_class
        and later.components == earlier.components
        and bool(later.components)
    )


def _is_back(fact: Fact) -> bool:
    lowered = f" {fact.text.lower()} "
    return any(
        word in lowered
        for word in (" again", " still", " back", " return", " remain", " persist", " continu")
    )


def _scope(later: Fact, earlier: Fact) -> bool:
    if earlier.kind != "scope" or not later.quantities or not earlier.quantities:
        return False
    return bool({q.counts for q in later.quantities} & {q.counts for q in earlier.quantities})


def _cause(later: Fact, earlier: Fact) -> bool:
    if earlier.kind == "unknown":
        return "cause" in earlier.text.lower() or "why" in earlier.text.lower()
    return earlier.kind == "hypothesis" and _meets(later, earlier)


def _action(later: Fact, earlier: Fact) -> bool:
    if earlier.kind not in ("decision", "action"):
        return False
    then, now = frame_of(words(earlier.text)), frame_of(words(later.text))
    shared = _content(earlier.text) & _content(later.text)
    if earlier.kind == "decision":
        return bool(shared & {stem(now.verb)}) or (len(shared) >= 2 and "repair" in now.classes)
    return stem(then.verb) in _BEGUN and len(shared) >= 1 and _done(later)


def _done(fact: Fact) -> bool:
    return any(
        stem(word.lower) in ("complet", "finish", "done", "perform", "execut") for word in words(fact.text)
    )


def _meets(one: Fact, other: Fact) -> bool:
    """Say whether two facts can be about the same: they name no different parts."""
    return not one.components or not other.components or bool(set(one.components) & set(other.components))


def _content(text: str) -> set[str]:
    return {stem(w.lower) for w in words(text) if len(w.lower) > 2 and w.lower not in _SMALL}


_RULES = {"symptom": _symptom, "scope": _scope, "cause": _cause, "action": _action}


def _taken_back(done: Sequence[Fact], fact: Fact, readings: dict[str, Reading]) -> int | None:
    """Return the place of the earlier fact that `fact` withdraws: the last of its author, else the likest."""
    author = readings[fact.id].note.author
    mine = _content(fact.text)
    best, place_of_best = 0, None
    for place in range(len(done) - 1, -1, -1):
        earlier, reading = done[place], readings.get(done[place].id)
        if earlier.kind in ("coordination", "unknown") or earlier.lines == fact.lines or reading is None:
            continue
        if author and reading.note.author != author:
            continue
        shared = len(mine & _content(earlier.text))
        if shared > best:
            best, place_of_best = shared, place
    return place_of_best
