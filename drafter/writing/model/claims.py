"""Claims that need a fact of their own kind: a cause, an end, a test, a word about data.

The checks of meaning compare words with words; this compares what is claimed with what kind of facts are
cited, so the two miss different lies. It marks and does not stop.
"""

from collections.abc import Iterator, Sequence

from drafter.core.draft import Sentence
from drafter.core.fact import Fact
from drafter.facts.language import hedges
from drafter.writing.model.rules import Stop
from drafter.writing.model.words import table, words_pattern

_UNSURE = frozenset({"suspected", "planned", "conflicting"})


def claim_stops(sentence: Sentence, facts: Sequence[Fact]) -> Iterator[Stop]:
    """Yield a mark for each sort of claim in `sentence` that none of the cited `facts` is the kind for."""
    if sentence.slot in ("next_update", "advice", "faq", "escalate"):
        return
    for row in table("claims.toml").values():
        match = words_pattern(tuple(row["words"])).search(sentence.text)
        if match is None or row.get("unknown") in sentence.unknowns:
            continue
        if words_pattern(tuple(row["unless"])).search(sentence.text):
            continue
        if any(fact.is_a(*row["kinds"]) and fact.certainty not in _UNSURE for fact in facts):
            continue
        if any(words_pattern(tuple(row["words"])).search(fact.text) for fact in facts):
            continue
        if hedges(sentence.text) and any(fact.is_a(*row["kinds"], "hypothesis") for fact in facts):
            continue
        said = f"No cited fact is a {' or '.join(row['kinds'][:2])}. Check {match[0]!r} against the notes."
        yield Stop("MDL014", *match.span(), said, tuple(line for f in facts for line in f.lines), "warn")
    yield from _nearest(sentence, facts)


def _nearest(sentence: Sentence, facts: Sequence[Fact]) -> Iterator[Stop]:
    """Yield a mark when the cited fact nearest to the sentence is unsure and the sentence is not."""
    if len(facts) < 2 or sentence.unknowns or hedges(sentence.text):
        return
    words = set(sentence.text.lower().split())
    nearest = max(
        facts, key=lambda fact: len(words & set(fact.text.lower().split())) / (len(fact.text.split()) + 1)
    )
    if nearest.certainty in _UNSURE:
        said = (
            f"The nearest cited fact is only {nearest.certainty} ({nearest.text!r}). Check how sure this is."
        )
        yield Stop("MDL014", 0, len(sentence.text), said, nearest.lines, "warn")
