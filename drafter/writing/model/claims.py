"""Claims that need a fact of their own kind: a cause, an end, a test, a word about data.

The checks of meaning compare words with words; this compares what is claimed with what kind of facts are
cited, so the two miss different lies. It marks and does not stop.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from drafter.core.draft import Sentence
from drafter.core.fact import Fact
from drafter.core.system_map import SystemMap
from drafter.facts.components import NameIndex
from drafter.facts.language import finished_acts, hedges, negations, plans, questions
from drafter.writing.model.rules import Stop
from drafter.writing.model.words import pattern, table, words_pattern

_NO_CLAIMS = frozenset({"next_update", "faq", "contact"})
_WE_DID = re.compile(r"\bwe (?:have |had |also |then |now |already |just )*(?=[a-z])", re.IGNORECASE)
_BEGUN = re.compile(
    r"\b(?:start(?:s|ed|ing)?|begin(?:s|ning)?|began|kicked off|in progress|under way|ongoing)\b", re.I
)
_WORD = re.compile(r"[^\W_]+")
_UNSURE = frozenset({"suspected", "planned", "conflicting"})


def claim_stops(
    sentence: Sentence, facts: Sequence[Fact], system_map: SystemMap, parts: NameIndex
) -> Iterator[Stop]:
    """Yield a mark for each sort of claim in `sentence` that none of the cited `facts` is the kind for.

    `parts` finds the names of the map's components in a text.
    """
    if sentence.slot in _NO_CLAIMS:
        return
    lines = tuple(sorted({line for fact in facts for line in fact.lines}))
    for row in table("claims.toml").values():
        match = words_pattern(tuple(row["words"])).search(sentence.text)
        if (
            match is None
            or row.get("unknown") in sentence.unknowns
            or _carried(row, sentence, facts, system_map)
        ):
            continue
        if words_pattern(tuple(row["unless"])).search(sentence.text):
            continue
        wanted = " or ".join(row["kinds"][:2]) or "word of it"
        said = f"No cited fact holds a {wanted}. Check {match[0]!r} against the notes."
        yield Stop("MDL014", *match.span(), said, lines, "warn")
    yield from _part(sentence, facts, system_map, parts)
    yield from _done(sentence, facts)
    yield from _nearest(sentence, facts)


def _carried(row: dict[str, Any], sentence: Sentence, facts: Sequence[Fact], system_map: SystemMap) -> bool:
    """Say whether a cited fact carries a claim: by its kind, its words, or words that stand for it."""
    words = words_pattern((*row["words"], *row.get("facts", ())))
    if any(words.search(fact.text) for fact in facts):
        return True
    if any(fact.is_a(*row["kinds"]) and fact.certainty not in _UNSURE for fact in facts):
        return True
    field = row.get("map")
    if field:
        said = [match[0] for match in words_pattern(tuple(row["words"])).finditer(sentence.text.lower())]
        mapped = " ".join(getattr(part, field) for part in system_map.components).lower()
        if all(word in mapped for word in said):
            return True
    return bool(hedges(sentence.text)) and any(fact.is_a(*row["kinds"], "hypothesis") for fact in facts)


def _part(
    sentence: Sentence, facts: Sequence[Fact], system_map: SystemMap, parts: NameIndex
) -> Iterator[Stop]:
    """Yield a mark when the sentence names a part of the product that none of the cited facts is about."""
    about = {one for fact in facts for one in fact.components}
    mentions = [one for one in parts.find(sentence.text) if not _is_product(one.id, system_map)]
    if not about or not mentions:
        return
    near = set(about)
    for part in system_map.components:
        if part.id in about:
            near.update(part.depends_on)
        elif set(part.depends_on) & about:
            near.add(part.id)
    if not {one.id for one in mentions} & near:
        first = mentions[0]
        named = sentence.text[first.start : first.end]
        said = f"No cited fact is about {named!r}. Check that this is the part that is hit."
        yield Stop("MDL014", first.start, first.end, said, severity="warn")


def _done(sentence: Sentence, facts: Sequence[Fact]) -> Iterator[Stop]:
    """Yield a mark when we are said to have done what the cited facts only begin, plan or do not speak of."""
    match = _WE_DID.search(sentence.text)
    if match is None or not facts:
        return
    acts = [
        span for span in finished_acts(sentence.text) if match.end() - 1 <= span.start <= match.end() + 12
    ]
    if not acts or any(_is_done(fact) for fact in facts):
        return
    lines = tuple(sorted({line for fact in facts for line in fact.lines}))
    said = f"No cited fact says that this is done. Check {acts[0].text!r} against the notes."
    yield Stop("MDL014", acts[0].start, acts[0].end, said, lines, "warn")


def _is_done(fact: Fact) -> bool:
    if fact.certainty in _UNSURE or plans(fact.text) or _BEGUN.search(fact.text):
        return False
    return bool(finished_acts(fact.text)) or fact.is_a("restored", "verified", "resolved", "side_effect")


def _is_product(component_id: str, system_map: SystemMap) -> bool:
    part = system_map.by_id[component_id]
    return bool(system_map.product) and system_map.product in (part.customer_name, *part.names)


def _nearest(sentence: Sentence, facts: Sequence[Fact]) -> Iterator[Stop]:
    """Yield a mark when the cited fact nearest to the sentence is unsure, or denies what it says."""
    if not facts or sentence.unknowns or hedges(sentence.text):
        return
    words = _content(sentence.text)
    nearest = max(facts, key=lambda fact: len(words & _content(fact.text)) / (len(_content(fact.text)) + 1))
    shared = len(words & _content(nearest.text))
    text = nearest.text
    unsure = nearest.certainty in _UNSURE or hedges(text) or plans(text) or questions(text)
    if unsure and not plans(sentence.text) and not pattern("softeners.txt").search(sentence.text):
        kind = nearest.certainty if nearest.certainty in _UNSURE else "not certain"
        said = f"The nearest cited fact is only {kind} ({text!r}). Check how sure this is."
        yield Stop("MDL014", 0, len(sentence.text), said, nearest.lines, "warn")
    denied = bool(negations(nearest.text))
    if shared >= 3 and shared >= len(words) / 2 and denied != bool(negations(sentence.text)):
        said = f"The nearest cited fact {'denies' if denied else 'does not deny'} this ({nearest.text!r})."
        yield Stop("MDL014", 0, len(sentence.text), said, nearest.lines, "warn")


def _content(text: str) -> set[str]:
    """Return the words that carry meaning, cut to their first five letters so that endings do not matter."""
    return {word[:5] for word in _WORD.findall(text.lower()) if len(word) > 3}
