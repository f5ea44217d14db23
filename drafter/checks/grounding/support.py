"""Where the notes speak of what a draft claims, and how surely."""

from dataclasses import dataclass, field

from drafter.checks.grounding.evidence import Evidence, Placed
from drafter.checks.grounding.patterns import word_list
from drafter.checks.grounding.reading import Mention, Reading
from drafter.checks.grounding.statements import Statement

_SMALL = frozenset(word_list("small"))


def stems(reading: Reading, start: int, end: int) -> frozenset[str]:
    """Return the stems of the content words between two offsets."""
    return frozenset(
        stem(w.lower)
        for w in reading.words
        if start <= w.start < end and len(w.lower) > 3 and w.lower not in _SMALL
    )


def stem(word: str) -> str:
    """Return a word without its common endings."""
    for ending in (
        "ations",
        "ation",
        "ments",
        "ment",
        "ings",
        "ing",
        "ies",
        "ied",
        "ers",
        "er",
        "ed",
        "es",
        "s",
        "ly",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word.rstrip("e") if len(word) > 4 else word


@dataclass(slots=True)
class Support:
    """What the notes have on one concept: lines by how they put it. `said` are plain statements."""

    said: list[Placed] = field(default_factory=list)
    running: list[Placed] = field(default_factory=list)
    planned: list[Placed] = field(default_factory=list)
    guessed: list[Placed] = field(default_factory=list)
    negated: list[Placed] = field(default_factory=list)
    asked: list[Placed] = field(default_factory=list)

    @property
    def everything(self) -> list[Placed]:
        """Return all of it."""
        return [*self.said, *self.running, *self.planned, *self.guessed, *self.negated, *self.asked]

    def __bool__(self) -> bool:
        return bool(self.everything)


def lines_of(placed: list[Placed]) -> tuple[int, ...]:
    """Return the line numbers, in order, without repeats."""
    return tuple(sorted({p.line.number for p in placed}))


def sort_out(placed: list[Placed]) -> Support:
    """Return mentions by how the notes put them."""
    support = Support()
    for one in placed:
        mention = one.mention
        if mention.guessed:
            support.guessed.append(one)
        elif mention.negated:
            support.negated.append(one)
        elif mention.doubted or mention.conditional:
            support.asked.append(one)
        elif mention.planned:
            support.planned.append(one)
        elif mention.form == "running":
            support.running.append(one)
        else:
            support.said.append(one)
    return support


def support_of(evidence: Evidence, concept: str, groups: tuple[str, ...] = ()) -> Support:
    """Return what the notes have on `concept` and its kin; `groups` narrows to kinds of words."""
    placed = evidence.mentions_of(concept)
    if groups:
        placed = [p for p in placed if p.mention.group in groups]
    return sort_out(placed)


def components_near(statement: Statement, mention: Mention) -> frozenset[str]:
    """Return the map components named in the same segment as the mention."""
    start, end = statement.reading.segment_of(mention.term.start)
    return frozenset(
        n.owner for n in statement.names if n.kind in ("internal", "customer_name") and start <= n.start < end
    )


def related(evidence: Evidence, components: frozenset[str]) -> frozenset[str]:
    """Return `components` and everything they rest on or that rests on them."""
    found = set(components)
    for component in evidence.system_map.components:
        if component.id in components:
            found.update(component.depends_on)
        if set(component.depends_on) & components:
            found.add(component.id)
    return frozenset(found)


def shares_details(statement: Statement, mention: Mention, evidence: Evidence) -> bool:
    """Say whether one line has the figure or the words beside a mention, whatever it calls the mention.

    What is only under way is told more loosely: one word in common is enough.
    """
    start, end = statement.reading.segment_of(mention.term.start)
    told = stems(statement.reading, start, end)
    whole = stems(statement.reading, 0, len(statement.text))
    figures = {a.low for a in statement.amounts if start <= a.start < end}
    named = components_near(statement, mention)
    enough = 1 if mention.form == "running" else 2
    for line in evidence.lines.values():
        here = stems(line.reading, 0, len(line.text))
        shared = (len(whole & here) if told & here else 0) or int(bool(named & line.components))
        if shared >= enough or (shared and any(a.low in figures for a in line.amounts)):
            return True
    return False
