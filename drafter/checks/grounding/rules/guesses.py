"""GRD038 guess-told-as-fact, GRD039 denial-lost: the same words as a note, without its hedge or its "not".

Compared word by word with the clauses of the notes, for whatever no lexicon knows. Only a clause that
says nearly the same counts, and only when no sure clause says it as well.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from drafter.checks.grounding.evidence import Evidence
from drafter.checks.grounding.patterns import word_list
from drafter.checks.grounding.progress import confirmed_since, unsure
from drafter.checks.grounding.rule import Hit, Rule, cite
from drafter.checks.grounding.statements import Statement
from drafter.core.audience import Audience
from drafter.core.fact import Fact
from drafter.core.stemming import stem
from drafter.facts.language import of_group
from drafter.facts.phrases import words

_SMALL = frozenset((*word_list("small"), *word_list("guessing")))
_HEDGES = ("hedge", "expectation", "question_mark", "hedge_adjective")
_GUESSES = ("hedge", "question_mark", "hedge_adjective")  # "will take" and "would have" guess nothing
_DENIALS = ("negation",)
_TROUBLES = (
    "symptom",
    "fault",
    "bad_state",
    "inability",
)  # "fails" and "cannot" say one thing without a "not"
_OPEN = re.compile(
    r"\b(?:unknown|unclear|whether|if|not know|not yet|check\w*|look\w* into|will|expect\w*|investigat\w*)\b",
    re.I,
)
_DENIAL = re.compile(r"\b(?:not|never|no|without)\b|n['’]t\b", re.I)
_UNDOES = frozenset({"rollback", "disable", "delete"})  # what is undone on suspicion is told as it was
_COMMA = re.compile(r",\s")
_LEAST = 3  # content words that the two must share
_SHARE = 0.6  # of the content words of the shorter one


@dataclass(frozen=True, slots=True)
class _Said:
    """The content words of a clause, by stem with where each stands, and how it is put."""

    stems: dict[str, tuple[int, int]]
    hedged: bool
    denied: bool
    trouble: bool
    denied_stem: str | None = None  # of the first content word after the denial

    def __len__(self) -> int:
        return len(self.stems)


@lru_cache(maxsize=4096)
def _said(text: str) -> _Said:
    stems: dict[str, tuple[int, int]] = {}
    for word in words(text):
        lower = word.lower
        if len(lower) > 2 and lower not in _SMALL and not lower.endswith("n't") and lower != "not":
            stems.setdefault(stem(lower), (word.start, word.end))
    denial = _DENIAL.search(text)
    after = min((s for s, _ in stems.values() if denial and s >= denial.end()), default=None)
    first = next((word for word, (s, _) in stems.items() if s == after), None)
    hedged = bool(of_group(text, *_HEDGES)) or _OPEN.search(text) is not None
    return _Said(stems, hedged, bool(of_group(text, *_DENIALS)), bool(of_group(text, *_TROUBLES)), first)


def _shared(one: _Said, other: _Said) -> frozenset[str]:
    """Return the stems both have, empty when they do not say nearly the same."""
    both = frozenset(one.stems.keys() & other.stems.keys())
    enough = len(both) >= _LEAST and len(both) >= _SHARE * min(len(one), len(other))
    return both if enough else frozenset()


def _nearest(said: _Said, facts: list[Fact], hedged: bool = False) -> tuple[Fact | None, frozenset[str]]:
    """Return the fact, or its part between commas, that says most of the same; `hedged` parts alone."""
    best: tuple[Fact | None, frozenset[str]] = (None, frozenset())
    for fact in facts:
        parts = _COMMA.split(fact.text)
        if hedged and len(parts) > 1:
            parts = [part for part in parts if of_group(part, *_GUESSES)]
        else:
            parts = [fact.text, *parts]
        for part in parts:
            both = _shared(said, _said(part))
            if len(both) > len(best[1]):
                best = (fact, both)
    return best


def _denied_in(said: _Said, both: frozenset[str]) -> bool:
    """Say whether what a text denies is among the words both have; true of a text that denies nothing."""
    return not said.denied or said.denied_stem is None or said.denied_stem in both


def _span(said: _Said, both: frozenset[str]) -> tuple[int, int]:
    places = [said.stems[one] for one in both]
    return min(start for start, _ in places), max(end for _, end in places)


def check_guess(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield what the notes only suspect, told without a hedge."""
    if statement.origin == "template":
        return  # written from facts, whose certainty the sheet has weighed
    usable = [fact for fact in evidence.sheet.facts if fact.certainty != "withdrawn"]
    suspected = [fact for fact in usable if fact.certainty == "suspected" and of_group(fact.text, *_GUESSES)]
    sure_facts = [fact for fact in usable if fact.certainty in ("confirmed", "reported", "attributed")]
    if not suspected:
        return
    for offset, clause in _clauses(statement):
        said = _said(clause)
        undone = any(
            offset <= m.term.start < offset + len(clause) and m.concept in _UNDOES
            for m in statement.reading.of("acts")
        )
        if said.hedged or undone or len(said) < _LEAST:
            continue
        guess, both = _nearest(said, suspected, hedged=True)
        if (
            guess is None
            or not _hedges(guess, evidence)
            or any(
                number in evidence.lines and confirmed_since(evidence.lines[number], evidence)
                for number in guess.lines
            )
        ):
            continue
        _, sure = _nearest(said, sure_facts)
        if len(sure) >= len(both):
            continue
        start, end = (offset + at for at in _span(said, both))
        yield Hit(
            start,
            end,
            f"'{statement.text[start:end]}' is told as a fact; {cite(guess.lines)} only suspects it. "
            "Say that it is suspected, or leave it out.",
            guess.lines,
        )
        return


def _hedges(fact: Fact, evidence: Evidence) -> bool:
    """Say whether a line of the fact guesses or asks by the checker's own reading too."""
    lines = [evidence.lines[number] for number in fact.lines if number in evidence.lines]
    return any(unsure(line) or "?" in line.text for line in lines)


def _clauses(statement: Statement) -> Iterator[tuple[int, str]]:
    """Yield a sentence, and if it has a hedge somewhere its clauses, each with where it begins."""
    yield 0, statement.text
    for start, end in statement.reading.segments:
        if end - start < len(statement.text):
            yield start, statement.text[start:end]


def check_denial(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield the words of a note with its "not" taken out, or one put in."""
    if statement.origin == "template":
        return
    said = _said(statement.text)
    if said.hedged or len(said) < _LEAST:
        return
    sure = [f for f in evidence.sheet.facts if f.certainty in ("confirmed", "reported", "attributed")]
    sure = [f for f in sure if _comparable(said, _said(f.text))]
    same = [f for f in sure if _said(f.text).denied == said.denied]
    opposite = [f for f in sure if _said(f.text).denied != said.denied]
    denial, both = _nearest_whole(said, opposite)
    if denial is None:
        return
    _, agreeing = _nearest_whole(said, same)
    if len(agreeing) >= len(both):
        return
    start, end = _span(said, both)
    yield Hit(
        start,
        end,
        f"'{statement.text[start:end]}': {cite(denial.lines)} says the opposite. Say it as the notes do.",
        denial.lines,
    )


def _comparable(said: _Said, other: _Said) -> bool:
    """Say whether a "not" tells the two apart: of trouble only when all their words are the same."""
    return said.stems.keys() == other.stems.keys() if said.trouble or other.trouble else True


def _nearest_whole(said: _Said, facts: list[Fact]) -> tuple[Fact | None, frozenset[str]]:
    """Return the fact that has every content word of the text, for texts of a few words."""
    best: tuple[Fact | None, frozenset[str]] = (None, frozenset())
    for fact in facts:
        both = frozenset(said.stems.keys() & _said(fact.text).stems.keys())
        whole = len(both) >= _LEAST and len(both) >= 0.75 * len(said)
        whole = whole and _denied_in(said, both) and _denied_in(_said(fact.text), both)
        if whole and len(both) > len(best[1]):
            best = (fact, both)
    return best


RULES = (
    Rule("GRD038", "guess-told-as-fact", "warn", "The notes only suspect what the text states.",
         "A guess that turns out wrong has to be taken back in public.", check_guess),
    Rule("GRD039", "denial-lost", "warn", "The text says the opposite of a note in the note's own words.",
         "One lost 'not' turns the message round.", check_denial),
)  # fmt: skip
