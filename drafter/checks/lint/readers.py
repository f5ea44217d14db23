"""Which terms of the trade the readers of a text know, told from what the text speaks of."""

from functools import cache
from typing import NamedTuple

from drafter.checks.lint.context import Context
from drafter.checks.lint.document import Document
from drafter.checks.lint.phrases import DATA

_NOBODY: frozenset[str] = frozenset()


class Trade(NamedTuple):
    """Readers of one trade: what in a text gives them away, and what they know."""

    cues: frozenset[str] = _NOBODY
    hints: frozenset[str] = _NOBODY
    least: int = 2
    knows: frozenset[str] = _NOBODY
    ours: frozenset[str] = _NOBODY
    never: frozenset[str] = _NOBODY
    own: frozenset[str] = _NOBODY

    def read(self, words: frozenset[str], product: frozenset[str]) -> bool:
        """Say whether these words of a text about a product, named so, are meant for them."""
        if not self.never.isdisjoint(words):
            return False
        if not (self.cues.isdisjoint(words) and self.own.isdisjoint(product)):
            return True
        return len(self.hints & words) >= self.least


@cache
def trades(language: str = "en") -> tuple[Trade, ...]:
    """Return the trades of data/LANGUAGE/readers.tsv."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for line in (DATA / language / "readers.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        reader, kind, words = line.split("\t")
        rows = found.setdefault(reader, {})
        rows[kind] = rows.get(kind, _NOBODY) | {word.replace("_", " ") for word in words.split(" ")}
    return tuple(
        Trade(
            rows.get("cue", _NOBODY),
            rows.get("hint", _NOBODY),
            int(min(rows.get("hints", {"2"}))),
            rows["knows"],
            rows.get("ours", _NOBODY),
            rows.get("never", _NOBODY),
            rows.get("own", _NOBODY),
        )
        for rows in found.values()
    )


def known_to_readers(document: Document, context: Context, start: int, end: int) -> bool:
    """Say whether a term is one that the readers of this text know: "nodes" to owners of jobs.

    The words of the term itself say nothing about who reads it.
    """
    term = document.lower[start:end]
    behind = document.lower[max(0, start - 24) : start].split()[-1:]
    return any(
        term in trade.knows
        and trade.ours.isdisjoint(behind)
        and trade.read((document.vocabulary | context.allow) - frozenset(term.split()), context.allow)
        for trade in trades()
    )
