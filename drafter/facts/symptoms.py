"""Which class of trouble a clause describes, in the terms of the system map."""

from functools import cache, lru_cache

from drafter.core.fact import FactKind
from drafter.core.system_map import SymptomClass
from drafter.facts.language import DATA
from drafter.facts.phrases import PhraseTable, read_rows, words

# Kinds that tell of trouble somebody can meet.
HARM_KINDS: tuple[FactKind, ...] = (
    "symptom", "observation", "scope", "detected", "start", "data_impact", "side_effect",
)  # fmt: skip
# When a clause shows several, the one that tells a reader most comes first.
_ORDER: tuple[SymptomClass, ...] = (
    "data_loss", "access", "missing", "wrong_data", "slow", "delayed", "down", "errors", "other",
)  # fmt: skip


@cache
def _table() -> PhraseTable:
    rows = read_rows(DATA / "en" / "symptom_classes.tsv")
    return PhraseTable((row[0], [row[1]]) for row in rows)


@lru_cache(maxsize=8192)
def symptom_class(text: str) -> SymptomClass | None:
    """Return the class of the trouble `text` describes, None when it describes none."""
    found = {hit.label for hit in _table().find(words(text))}
    return next((name for name in _ORDER if name in found), None)
