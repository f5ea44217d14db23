"""What a clause does: a linear model over readable features (`data/<language>/weights.tsv`).

The weights are learned by `bench/train_kinds.py` from labelled notes; nothing but these tables is needed at
run time. Engineers who write in sentences have a table of their own, for they say other things with the same
words than a trade does, or than notes jotted down in a few words, which leave much out. What others write in
sentences is read by both tables, each with half a say. Every answer can be explained by the features that
decided.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from drafter.core.fact import FactKind
from drafter.facts.features import Setting, features
from drafter.facts.language import DATA
from drafter.facts.phrases import read_rows

_KINDS: tuple[tuple[str, FactKind], ...] = (
    ("o", "observation"), ("a", "action"), ("c", "coordination"), ("s", "symptom"), ("h", "hypothesis"),
    ("d", "decision"), ("r", "restored"), ("t", "detected"), ("k", "cause"), ("u", "unknown"),
    ("p", "third_party"), ("n", "unaffected"), ("z", "resolved"), ("v", "verified"), ("b", "start"),
    ("q", "scope"), ("i", "data_impact"), ("x", "side_effect"), ("w", "workaround"),
    ("e", "internal_estimate"), ("y", "security"),
)  # fmt: skip
_PLACE = {letter: place for place, (letter, _) in enumerate(_KINDS)}
_PUBLIC = len(_KINDS)
_PLACE["+"] = _PUBLIC
_LEANS = 0.5  # a score below it is in doubt, and what is in doubt stays inside
# The lead below which a kind is wrong about every other time in incidents not learned from, by who tells.
_LEADS: dict[str, dict[FactKind, float]] = {
    "engineers": {"cause": 1.0, "side_effect": 1.0, "workaround": 1.0, "unaffected": 1.0, "decision": 1.0},
    "trades": {"cause": 2.0, "side_effect": 2.0, "workaround": 1.0},
    "lay": {
        "cause": 2.0, "side_effect": 2.0, "action": 1.0, "workaround": 1.0, "unaffected": 2.0, "symptom": 2.0,
        "scope": 2.0, "data_impact": 1.0, "decision": 1.0,
    },
}  # fmt: skip
_NEAR = 1.0  # a kind whose score is this close to the best is a further kind of the clause


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind of a clause, its further kinds, whether it leans public, its lead over the next kind, and why.

    `likely`: all kinds with how likely each is, the likeliest first. `margin` is the difference of scores to
    the second kind. `doubted`: that is too little for what such a kind would be told as. `why` names the
    features that decided.
    """

    kind: FactKind
    also: tuple[FactKind, ...]
    likely: tuple[tuple[FactKind, float], ...]
    public: bool
    margin: float
    doubted: bool
    why: str


@cache
def _weights(trade: bool, language: str = "en") -> dict[str, str]:
    """Return for each feature its cells as written ("o=1.25 +=-0.40"): few of them are ever asked for."""
    rows = read_rows(DATA / language / ("weights_trades.tsv" if trade else "weights.tsv"))
    return {row[0]: row[1] for row in rows}


@lru_cache(maxsize=32768)
def _cells(written: str) -> tuple[tuple[int, float], ...]:
    return tuple([(_PLACE[cell[0]], float(cell[2:])) for cell in written.split(" ")])


def _asked(setting: Setting) -> tuple[bool, ...]:
    """Return which tables say what a clause is: that of the engineers (False), of the trades (True)."""
    if setting.manner == "jotted":
        return (True,)
    return (False,) if setting.engineers else (False, True)


@lru_cache(maxsize=8192)
def judge(text: str, setting: Setting) -> Verdict:
    """Return the verdict on one clause in its setting."""
    names = features(text, setting)
    tables = [_weights(trade) for trade in _asked(setting)]
    found = [(name, _cells(table[name])) for table in tables for name in names if name in table]
    scores = [0.0] * (len(_KINDS) + 1)
    for _, cells in found:
        for place, weight in cells:
            scores[place] += weight / len(tables)
    ranked = sorted(range(len(_KINDS)), key=scores.__getitem__, reverse=True)
    best = ranked[0]
    pulls = sorted(
        ((weight, name) for name, cells in found for place, weight in cells if place == best and weight > 0),
        reverse=True,
    )
    kind, margin = _KINDS[best][1], scores[best] - scores[ranked[1]]
    return Verdict(
        kind=kind,
        also=tuple(_KINDS[p][1] for p in ranked[1:3] if scores[best] - scores[p] < _NEAR),
        likely=_likely(scores, ranked),
        public=scores[_PUBLIC] > _LEANS,
        margin=margin,
        doubted=_doubted(kind, margin, setting),
        why=", ".join(name for _, name in pulls[:3]),
    )


def _doubted(kind: FactKind, margin: float, setting: Setting) -> bool:
    """Say whether a kind leads by too little for what a clause of that kind would be told as."""
    teller = "engineers" if setting.engineers else "lay" if setting.lay else "trades"
    return margin < _LEADS[teller].get(kind, 0.0)


def _likely(scores: Sequence[float], ranked: Sequence[int]) -> tuple[tuple[FactKind, float], ...]:
    weights = [math.exp(scores[place] - scores[ranked[0]]) for place in ranked]
    whole = sum(weights)
    return tuple([(_KINDS[place][1], weight / whole) for place, weight in zip(ranked, weights, strict=True)])
