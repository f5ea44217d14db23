"""How far an incident has come where a trade tells of it: a linear model over each note and the stage before.

Engineers say "deployed" and "recovered", which a list of words can hold (`stages.py`). A shop says "the gate
counts riders" and "keys are back on the hook". There each note is weighed: its words, what its clauses were
read as, and what the notes told before. The share of belief in each stage is carried from note to note, so
that one odd note does not turn it. The weights (`data/<language>/stages.tsv`) are learned by
`bench/train_stages.py` from labelled notes; nothing else is needed at run time.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from drafter.core.fact import Certainty, FactKind, Stage
from drafter.core.stemming import stem
from drafter.facts.features import word_classes
from drafter.facts.language import DATA
from drafter.facts.phrases import read_rows, words
from drafter.facts.reading import Reading

STAGES: tuple[Stage, ...] = ("investigating", "identified", "fixing", "monitoring", "resolved")
LETTERS: dict[Stage, str] = {  # of the stages in the table of weights
    "investigating": "v", "identified": "d", "fixing": "f", "monitoring": "m", "resolved": "r",
}  # fmt: skip
_PLACE = {LETTERS[stage]: place for place, stage in enumerate(STAGES)}
_OVER = STAGES.index("monitoring")
_SURE = ("confirmed", "reported")
# What an incident turns on: that it was told is remembered.
_TURNS: tuple[FactKind, ...] = ("cause", "action", "restored", "verified")
_BACK: tuple[FactKind, ...] = ("restored", "verified", "resolved")
# What a clause that tells of recovery in other words may have been read as.
_SEEN: tuple[FactKind, ...] = (
    "observation", "action", "unaffected", "scope", "data_impact", "start",
)  # fmt: skip
_FAITH = 0.5  # of the belief that it works again or is over before we say so
_DOUBT = 0.25  # of that belief from which on it may work again
_FAINT = 0.02  # of the belief; a stage with less of it is not followed further
_WORDS = 40  # of a note that are looked at
_STEP = 6  # words; how finely the length of a note is told
_LONGEST = 5  # steps


Said = tuple[tuple[FactKind, Certainty], ...]  # what the clauses of a note were read as


@dataclass(slots=True)
class Course:
    """The belief in each of `STAGES` after the notes so far, and which telling kinds they had."""

    belief: list[float] = field(default_factory=lambda: [1.0] + [0.0] * (len(STAGES) - 1))
    told: frozenset[str] = frozenset()
    stage: Stage = "investigating"

    def saw(self, readings: Sequence[Reading]) -> None:
        """Take in the clauses of one note; one that cannot move the stage leaves all as it is."""
        clauses = said(readings)
        if not tells(clauses):
            return
        move = moves(readings[0].note.text, clauses, self.told)
        belief = [0.0] * len(STAGES)
        for share, likely in zip(self.belief, move, strict=True):
            if share > _FAINT:
                belief = [b + share * m for b, m in zip(belief, likely, strict=True)]
        whole = sum(belief)
        self.belief = [b / whole for b in belief]
        self.remember(clauses)
        self.stage = self._most_likely()

    def remember(self, clauses: Said) -> None:
        """Keep which kinds that move an incident were told."""
        self.told = self.told.union(kind for kind, sure in clauses if kind in _TURNS and sure in _SURE)

    def settle(self, stage: Stage) -> None:
        """Take over a stage the words leave no doubt of."""
        self.belief = [float(one == stage) for one in STAGES]
        self.stage = stage

    def witnessed(self, readings: Iterable[Reading], before: Stage) -> list[Reading]:
        """Return the clauses of the note that led on from `before`, those that say it works again as such.

        Once it does, a clause whose words are most like that is told as that, though no listed word is in it.
        Where a note brought this about and none is, the one most like it is.
        """
        kept = list(readings)
        if STAGES.index(self.stage) < _OVER:
            return kept
        end: FactKind = "resolved" if self.stage == "resolved" else "restored"
        kept = [_as_likeliest(reading, end) for reading in kept]
        moved = STAGES.index(self.stage) > STAGES.index(before)
        able = [one for one in kept if _able(one) or (end == "resolved" and _settled_talk(one))]
        if moved and able and not any(r.kind in _BACK and r.certainty in _SURE for r in kept):
            best = max(able, key=lambda reading: reading.chance(end))
            kept[kept.index(best)] = _as(best, end)
        return kept

    @property
    def may_be_over(self) -> bool:
        """Say whether it may well work again, though not so likely that we say so."""
        return _DOUBT <= sum(self.belief[_OVER:]) < _FAITH

    def _most_likely(self) -> Stage:
        over = sum(self.belief[_OVER:]) >= _FAITH
        open_to = STAGES[_OVER:] if over else STAGES[:_OVER]
        return max(open_to, key=lambda stage: self.belief[STAGES.index(stage)])


def _able(reading: Reading) -> bool:
    """Say whether a clause can be what tells that it works again: something seen, not denied."""
    return reading.kind in _SEEN and reading.certainty in _SURE and not reading.negated


def _settled_talk(reading: Reading) -> bool:
    return reading.kind == "coordination" and reading.certainty in _SURE


def _as_likeliest(reading: Reading, end: FactKind) -> Reading:
    likeliest = reading.likeliest
    if reading.kind != "observation" or likeliest not in _BACK or not _able(reading):
        return reading
    return _as(reading, likeliest if likeliest != "resolved" else end)


def _as(reading: Reading, kind: FactKind) -> Reading:
    return replace(reading, kind=kind, visibility="public", groups=reading.groups | {"restored"})


def said(readings: Sequence[Reading]) -> Said:
    """Return what the clauses of a note were read as."""
    return tuple((reading.kind, reading.certainty) for reading in readings)


def tells(clauses: Said) -> bool:
    """Say whether a note can move the stage: one that only guesses or asks cannot."""
    return any(sure != "suspected" for _, sure in clauses)


def note_features(text: str, clauses: Said, told: frozenset[str]) -> list[str]:
    """Return what one note is weighed by: its words, its clauses, what was told before, its length."""
    found = [word.lower for word in words(text)[:_WORDS]]
    alike = word_classes()
    out = [f"w={'#' if word[0].isdigit() else stem(word)}" for word in found]
    out += [f"like={alike[word]}" for word in found if word in alike]
    return [*dict.fromkeys(out), *_clause_features(clauses, told, len(found))]


def _clause_features(clauses: Said, told: frozenset[str], length: int) -> Iterator[str]:
    yield "bias"
    yield f"length={min(length // _STEP, _LONGEST)}"
    for kind, certainty in dict.fromkeys(clauses):
        yield f"says={kind}:{certainty}"
    yield f"first={clauses[0][0]}"
    yield f"last={clauses[-1][0]}"
    for name in sorted(told):
        yield f"told={name}"


def after(stage: Stage, names: Sequence[str]) -> list[str]:
    """Return the features with those of the clauses once more, as said when the incident stood at `stage`."""
    return [*names, *(f"{stage}&{name}" for name in names if not name.startswith(("w=", "like=")))]


@cache
def _weights(language: str = "en") -> dict[str, str]:
    return {row[0]: row[1] for row in read_rows(DATA / language / "stages.tsv")}


@lru_cache(maxsize=16384)
def _cells(written: str) -> tuple[tuple[int, float], ...]:
    return tuple([(_PLACE[cell[0]], float(cell[2:])) for cell in written.split(" ")])


@lru_cache(maxsize=4096)
def moves(text: str, clauses: Said, told: frozenset[str]) -> tuple[tuple[float, ...], ...]:
    """Return for each stage before the note how likely each stage is after it."""
    table = _weights()
    names = note_features(text, clauses, told)
    rows = []
    for before in STAGES:
        scores = [0.0] * len(STAGES)
        for name in after(before, names):
            for place, weight in _cells(table[name]) if name in table else ():
                scores[place] += weight
        top = max(scores)
        likely = [math.exp(score - top) for score in scores]
        whole = sum(likely)
        rows.append(tuple([one / whole for one in likely]))
    return tuple(rows)
