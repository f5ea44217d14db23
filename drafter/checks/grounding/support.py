"""Where the notes speak of what a draft claims, and how surely."""

from dataclasses import dataclass, field

from drafter.checks.grounding.evidence import Evidence, Placed
from drafter.checks.grounding.patterns import word_list
from drafter.checks.grounding.reading import Mention
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.stemming import SMALL, stems
from drafter.core.stemming import stem
from drafter.facts.phrases import Word

_UNWEIGHED = SMALL | frozenset(word_list("unweighed"))


def content_words(statement: Statement, start: int, end: int) -> list[Word]:
    """Return the words between two offsets that say something by themselves."""
    return [
        w
        for w in statement.reading.words
        if start <= w.start < end and w.lower not in _UNWEIGHED and (len(w.lower) > 2 or w.lower.isdigit())
    ]


def found_share(statement: Statement, start: int, end: int, evidence: Evidence) -> float:
    """Return how many of the content words between two offsets the notes or the map have, as a share.

    1.0 when there are no words to find.
    """
    told = content_words(statement, start, end)
    return sum(is_found(w, statement, evidence) for w in told) / len(told) if told else 1.0


def is_found(word: Word, statement: Statement, evidence: Evidence) -> bool:
    """Say whether a word stands in the notes or the map: by its stem, by what it means or by its figure."""
    if not {stem(word.lower), f"{word.lower}d", f"{word.lower}ed"}.isdisjoint(evidence.stems):
        return True
    if any(
        m.term.start <= word.start < m.term.end and evidence.placed.get(m.concept)
        for m in statement.reading.of("things", "acts", "troubles")
    ):
        return True
    figures = [a.low for a in statement.amounts if a.start <= word.start < a.end]
    return any(note.low in figures for note, _ in evidence.amounts)


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
