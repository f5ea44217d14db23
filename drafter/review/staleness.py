"""Why a text no longer stands on what it was written from, in words a tired person can act on."""

from collections.abc import Iterable, Sequence

from drafter.core.draft import Sentence
from drafter.core.fact import Fact, FactSheet
from drafter.review.hashes import ALWAYS, NEVER, facts_hash

SHOWN = 4  # reasons listed; more would not be read


def changes(sentences: Sequence[Sentence], before: FactSheet, after: FactSheet) -> tuple[str, ...]:
    """Return what changed between two sheets that these sentences rest on; empty when nothing did."""
    if facts_hash(sentences, before) == facts_hash(sentences, after):
        return ()
    found: list[str] = []
    if (before.stage, before.reopened) != (after.stage, after.reopened):
        found.append(f"the stage is {after.stage} now, it was {before.stage}" + _again(before, after))
    cited = dict.fromkeys(fact_id for sentence in sentences for fact_id in sentence.fact_ids)
    for fact_id in cited:
        found += _fact(before.fact(fact_id), after.fact(fact_id), after)
    topics = dict.fromkeys(topic for sentence in sentences for topic in sentence.unknowns)
    unknown = {one.topic for one in after.unknowns}
    found += [f"the notes now say something about {topic!r}" for topic in topics if topic not in unknown]
    known_before = {fact.id for fact in before.facts if fact.usable}
    free = any(s.origin == "person" and not (s.fact_ids or s.map_ids or s.policy) for s in sentences)
    for fact in after.usable():
        if fact.id in known_before or fact.id in cited:
            continue
        if fact.is_a(*ALWAYS) or (free and not fact.is_a(*NEVER)):
            found.append(f"new in the notes{_lines(fact)}: {fact.text}")
    return tuple(found[:SHOWN]) or ("facts it rests on have changed",)


def _again(before: FactSheet, after: FactSheet) -> str:
    return ", and it has come back" if after.reopened and not before.reopened else ""


def _fact(was: Fact | None, now: Fact | None, sheet: FactSheet) -> Iterable[str]:
    if was is None:
        return
    if now is None:
        yield f"no note says this any more: {was.text}"
    elif was.usable and not now.usable:
        successor = sheet.fact(now.superseded_by) if now.superseded_by else None
        if successor:
            yield f"replaced by a later note{_lines(successor)}: {successor.text}"
        else:
            yield f"{'hidden' if now.hidden else 'taken back'}: {now.text}"
    elif was.text != now.text:
        yield f"corrected: {now.text}"
    elif was.certainty != now.certainty:
        yield f"was {was.certainty}, is {now.certainty} now: {now.text}"


def _lines(fact: Fact) -> str:
    return f" (line {', '.join(map(str, fact.lines))})" if fact.lines else ""
