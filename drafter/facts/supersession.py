"""Which later fact replaces which earlier one, by kind; and what was taken back.

A replaced fact stays on the sheet with the id of the one that replaced it; writers leave it alone.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from drafter.core.fact import Fact, FactKind
from drafter.core.stemming import stem
from drafter.facts.conflicts import is_close, tells_change
from drafter.facts.frames import frame_of
from drafter.facts.phrases import words
from drafter.facts.quantities import counts_a_part
from drafter.facts.reading import Reading

_SURE = ("confirmed", "reported")
_MENDED: tuple[FactKind, ...] = ("restored", "verified", "resolved")
_STRONG_KINDS: tuple[FactKind, ...] = ("symptom", "scope", "cause")
_BEGUN = frozenset(("start", "begin", "beg", "initiat", "kick", "run", "go"))
_DONE = frozenset(("complet", "finish", "done", "perform", "execut"))
_REPLACED_BY: dict[FactKind, tuple[FactKind, ...]] = {
    "internal_estimate": ("internal_estimate",),
    "symptom": ("symptom", "restored", "verified", "resolved", "unaffected"),
    "scope": ("scope",),
    "cause": ("hypothesis", "unknown"),
    "action": ("decision", "action"),
}
_REMEMBERED = 8
_JUST = 2  # notes back that "false alarm" can mean
_FALSE_ALARM = re.compile(
    r"(?:ok(?:ay)?,? |sorry,? |ah,? )?(?:false alarm|never ?mind|nvm|scratch that|ignore that)\b", re.I
)
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
    places: dict[FactKind, list[int]] = {}
    for fact in facts:
        if fact.certainty == "withdrawn":
            target = _taken_back(done, fact, readings)
            if target is not None:
                done[target] = done[target].model_copy(
                    update={"certainty": "withdrawn", "superseded_by": fact.id}
                )
        else:
            for kind in _REPLACED_BY.get(fact.kind, ()):
                for place in places.get(kind, ()):
                    earlier = done[place]
                    if earlier.superseded_by is None and _replaces(fact, earlier, readings):
                        done[place] = earlier.model_copy(update={"superseded_by": fact.id})
        places.setdefault(fact.kind, []).append(len(done))
        done.append(fact)
    return done


def replaced_since(added: Sequence[Fact], facts: Sequence[Fact]) -> list[Fact]:
    """Return facts of another reading, each marked with the later fact that replaces it.

    They replace one another as `facts` replace them; what `facts` say they leave alone.
    """
    latest = sorted((*facts, *added), key=lambda fact: fact.lines[:1])
    marked = []
    for fact in added:
        later = next(
            (
                one
                for one in latest
                if one.lines[:1] > fact.lines[:1]
                and one.usable
                and fact.kind in _REPLACED_BY.get(one.kind, ())
                and _replaces(one, fact, {})
            ),
            None,
        )
        marked.append(fact.model_copy(update={"superseded_by": later.id}) if later else fact)
    return marked


def _replaces(later: Fact, earlier: Fact, readings: dict[str, Reading]) -> bool:
    if earlier.certainty == "withdrawn" or later.lines == earlier.lines:
        return False
    if later.kind == "internal_estimate":
        return True
    if later.certainty not in _SURE or not _RULES[later.kind](later, earlier):
        return False
    strong = earlier.kind in _STRONG_KINDS and _weighs_more(earlier, readings)
    return not strong or _weighs_more(later, readings)


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
        later.symptom_class is not None
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
    if counts_a_part(later.text) and not counts_a_part(earlier.text):
        return False
    same = {q.counts for q in later.quantities} & {q.counts for q in earlier.quantities}
    return bool(same) and (tells_change(later.text) or not is_close(earlier, later))


def _cause(later: Fact, earlier: Fact) -> bool:
    if earlier.kind == "unknown":
        return "cause" in earlier.text.lower() or "why" in earlier.text.lower()
    return _meets(later, earlier)


def _action(later: Fact, earlier: Fact) -> bool:
    shared = _content(earlier.text) & _content(later.text)
    if not shared:
        return False
    now = frame_of(words(later.text))
    if earlier.kind == "decision":
        return stem(now.verb) in shared or (len(shared) >= 2 and "repair" in now.classes)
    return stem(frame_of(words(earlier.text)).verb) in _BEGUN and bool(_content(later.text) & _DONE)


def _meets(one: Fact, other: Fact) -> bool:
    """Say whether two facts can be about the same: they name no different parts."""
    return not one.components or not other.components or bool(set(one.components) & set(other.components))


@lru_cache(maxsize=4096)
def _content(text: str) -> frozenset[str]:
    return frozenset({stem(w.lower) for w in words(text) if len(w.lower) > 2 and w.lower not in _SMALL})


_RULES: dict[FactKind, Callable[[Fact, Fact], bool]] = {
    "symptom": _symptom, "scope": _scope, "cause": _cause, "action": _action,
}  # fmt: skip


def _taken_back(done: Sequence[Fact], fact: Fact, readings: dict[str, Reading]) -> int | None:
    """Return the place of the earlier fact that `fact` withdraws: its author's, recent, most alike."""
    note = readings[fact.id].note
    if _FALSE_ALARM.match(fact.text):  # of what was just said, whoever said it
        near = [place for place, earlier in enumerate(done) if earlier.kind != "coordination"]
        just = [p for p in near[-_REMEMBERED:] if 0 < fact.lines[0] - done[p].lines[-1] <= _JUST]
        return just[-1] if just else None
    mine = _content(note.text)
    best, place_of_best, seen = 0, None, 0
    for place in range(len(done) - 1, -1, -1):
        earlier, reading = done[place], readings[done[place].id]
        if earlier.kind in ("coordination", "unknown") or earlier.lines == fact.lines:
            continue
        if note.author and reading.note.author != note.author:
            continue
        seen += 1
        if seen > _REMEMBERED:
            break
        shared = len(mine & _content(earlier.text))
        if shared > best:
            best, place_of_best = shared, place
    return place_of_best
