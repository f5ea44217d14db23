"""Facts that disagree: one number told two ways, works against does not, lost against not lost, two starts.

What merely changed over time is no conflict: a later figure with a word of growth, a failure after a
recovery.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cache
from itertools import combinations, pairwise

from drafter.core.fact import Conflict, Fact, Quantity
from drafter.facts.claims import denies_loss
from drafter.facts.language import DATA, word_class
from drafter.facts.phrases import read_rows

_PEOPLE = word_class("readers") | word_class("people")
_SURE = ("confirmed", "reported", "attributed")
_TOLD_KINDS = ("scope", "symptom", "data_impact", "side_effect", "detected", "observation")
_NEAR = timedelta(minutes=15)
_LOOKED_BACK = 6  # figures of one kind; what was said before them is history
_CHANGE = re.compile(
    r"\b(?:now|rose|risen|grow\w*|grew|increas\w*|decreas\w*|drop\w*|down to|up to|fell|more|less|still|from|"
    r"correct\w*|mean|not|again|left|remaining|so far|total)\b",
    re.IGNORECASE,
)
_NO_LOSS = re.compile(
    r"\bno\b.{0,20}\b(?:loss|lost|missing)\b|\bnot\b.{0,12}\blost\b|\bintact\b|\ball data\b", re.IGNORECASE
)
_RESTORE = re.compile(r"\b(?:restor|recover|recreat)\w*", re.IGNORECASE)
_LOSS = re.compile(
    r"\b(?:lost|missing|deleted|wiped|overwritten|loss|gone|dropped|truncated)\b", re.IGNORECASE
)


def find_conflicts(facts: Sequence[Fact]) -> tuple[Conflict, ...]:
    """Return every disagreement between usable facts, in line order."""
    usable = [fact for fact in facts if fact.usable and fact.lines]
    found = [*_numbers(usable), *_works_or_not(usable), *_data(usable), *_starts(usable)]
    return tuple(
        Conflict(
            id=f"c{'-'.join(fact.id[1:] for fact in pair)}",
            about=about,
            fact_ids=tuple(fact.id for fact in pair),
            lines=tuple(sorted({line for fact in pair for line in fact.lines})),
            question=question,
        )
        for pair, about, question in found
    )


_Pair = tuple[tuple[Fact, Fact], str, str]


@cache
def _wordings() -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1], row[3]) for row in read_rows(DATA / "en" / "questions.tsv")}


def _told(name: str, pair: tuple[Fact, Fact], about: str = "", words: str = "", others: str = "") -> _Pair:
    subject, question = _wordings()[name]
    one, other = pair
    filled = question.format(line=one.lines[0], other=other.lines[0], words=words, others=others)
    ordered = pair if one.lines <= other.lines else (other, one)
    return ordered, subject.format(about=about), filled


def _numbers(facts: Sequence[Fact]) -> Iterator[_Pair]:
    """Yield for each thing that is counted the last two figures that disagree: older ones are history."""
    told = [f for f in facts if f.kind in _TOLD_KINDS and f.certainty in _SURE and f.quantities]
    by: dict[str, list[tuple[Fact, Quantity]]] = {}
    for fact in told:
        for quantity in fact.quantities:
            if quantity.counts:
                by.setdefault(quantity.counts, []).append((fact, quantity))
    seen: set[tuple[str, str]] = set()
    for counts, figures in by.items():
        if _runs_one_way([quantity.value for _, quantity in figures]):
            continue
        pair = _last_disagreement(figures)
        if pair is None:
            continue
        (one, left), (other, right) = pair
        if (one.id, other.id) not in seen:
            seen.add((one.id, other.id))
            yield _told("conflict_number", (one, other), counts, left.written, right.written)


def _runs_one_way(values: Sequence[float]) -> bool:
    """Say whether three figures or more only rise, or only fall: that is news, not two versions."""
    if len(values) < 3:
        return False
    steps = [after - before for before, after in pairwise(values)]
    return all(step >= 0 for step in steps) or all(step <= 0 for step in steps)


def _last_disagreement(
    figures: Sequence[tuple[Fact, Quantity]],
) -> tuple[tuple[Fact, Quantity], tuple[Fact, Quantity]] | None:
    last = len(figures) - 1
    for place in range(last, max(last - _LOOKED_BACK, 0), -1):
        other, right = figures[place]
        if tells_change(other.text):
            return None  # the newest figure is told as news
        for one, left in reversed(figures[max(0, place - _LOOKED_BACK) : place]):
            if one.lines == other.lines or not is_close(one, other):
                continue
            if not _agree(left, right) and _shares_words(one, other):
                return (one, left), (other, right)
    return None


def _shares_words(one: Fact, other: Fact) -> bool:
    """Say whether the two numbers can be about the same: both are about extent, or name the same parts."""
    if one.is_a("scope") and other.is_a("scope"):
        return True
    return one.kind == other.kind and one.components == other.components and one.kind != "observation"


def _agree(left: Quantity, right: Quantity) -> bool:
    loose = any(
        q.qualifier in ("about", "around", "approximately", "roughly", "nearly", "almost", "some")
        for q in (left, right)
    )
    if left.qualifier in ("at least", "more than", "over") or right.qualifier in (
        "at least",
        "more than",
        "over",
    ):
        return True
    return abs(left.value - right.value) <= (0.2 if loose else 0.02) * max(abs(left.value), abs(right.value))


def tells_change(text: str) -> bool:
    """Say whether a figure is told as a new state ("now 45%", "down to 3"), not as a second version."""
    return _CHANGE.search(text) is not None


def is_close(one: Fact, other: Fact) -> bool:
    """Say whether two facts are told of the same time: within a quarter of an hour, or two lines."""
    if not one.times or not other.times:
        return abs(one.lines[0] - other.lines[0]) <= 2
    return abs(other.times[0].at - one.times[0].at) <= _NEAR


def _works_or_not(facts: Sequence[Fact]) -> Iterator[_Pair]:
    for place, one in enumerate(facts):
        for other in facts[place + 1 :]:
            pair = {one.kind, other.kind}
            if "symptom" not in pair or not pair & {"unaffected", "restored"} or one.lines == other.lines:
                continue
            works = one if one.kind != "symptom" else other
            broken = other if works is one else one
            if works.certainty not in _SURE or broken.certainty not in _SURE:
                continue
            if one.kind == "symptom" and works.kind == "restored":
                continue  # broken, then works: that is a repair
            if not set(works.components) & set(broken.components) or not is_close(one, other):
                continue
            if _acted_between(facts, one, other) or _of_others(one, other):
                continue
            yield _told("conflict_works", (works, broken), works.components[0])


def _of_others(one: Fact, other: Fact) -> bool:
    """Say whether the two speak of different people: "residents cannot sign in", "council staff can"."""
    here, there = (_PEOPLE.intersection(fact.text.lower().split()) for fact in (one, other))
    return bool(here and there) and here.isdisjoint(there)


def _acted_between(facts: Sequence[Fact], one: Fact, other: Fact) -> bool:
    return any(f.kind == "action" and one.lines[0] < f.lines[0] < other.lines[0] for f in facts)


def _data(facts: Sequence[Fact]) -> Iterator[_Pair]:
    told = [f for f in facts if f.is_a("data_impact", "unaffected") and f.certainty in _SURE]
    safe = [f for f in told if _NO_LOSS.search(f.text) or denies_loss(f.text)]
    lost = [fact for fact in facts if _tells_loss(fact) and fact not in safe]
    for one in safe[:1]:
        for other in lost[:1]:
            if not _brought_back(facts, other, one):
                yield _told("conflict_data", (one, other))


def _brought_back(facts: Sequence[Fact], lost: Fact, safe: Fact) -> bool:
    """Say whether what was lost was restored before it was found to be whole: that is a repair."""
    return any(
        fact.kind in ("action", "restored")
        and _RESTORE.search(fact.text) is not None
        and lost.lines[0] < fact.lines[0] <= safe.lines[0]
        for fact in facts
    )


def _tells_loss(fact: Fact) -> bool:
    about_data = fact.is_a("data_impact") or fact.symptom_class == "data_loss"
    return (
        about_data
        and fact.certainty in _SURE
        and fact.kind != "action"
        and _LOSS.search(fact.text) is not None
    )


def _starts(facts: Sequence[Fact]) -> Iterator[_Pair]:
    told = [(f, t) for f in facts if f.certainty in _SURE for t in f.times if t.role == "start" and t.written]
    for (one, first), (other, second) in combinations(told, 2):
        if one.lines == other.lines or (
            not _explicit(other, second.written) and not _explicit(one, first.written)
        ):
            continue
        if set(one.components) != set(other.components) or first.approximate or second.approximate:
            continue
        if one.symptom_class != other.symptom_class:
            continue
        if timedelta(minutes=2) < abs(first.at - second.at) < timedelta(hours=12):
            yield _told("conflict_start", (one, other), "", first.written, second.written)
            return


def _explicit(fact: Fact, written: str) -> bool:
    return written in fact.text


def mark_conflicting(facts: Sequence[Fact], conflicts: Sequence[Conflict]) -> tuple[Fact, ...]:
    """Return the facts with those in a conflict marked so; outside nothing is said about them."""
    involved = {fact_id for conflict in conflicts for fact_id in conflict.fact_ids}
    return tuple(
        fact.model_copy(update={"certainty": "conflicting"}) if fact.id in involved else fact
        for fact in facts
    )
