"""A model's answer as sentences of a draft: ids looked up, lines filled in, what was not given refused."""

import re
from dataclasses import dataclass, replace
from typing import get_args

from drafter.core.audience import Slot
from drafter.core.draft import Sentence
from drafter.core.fact import Topic
from drafter.core.finding import Finding
from drafter.writing.model.answers import RepairedSentence, WrittenSentence
from drafter.writing.model.fence import visible
from drafter.writing.model.view import GroupView

SLOTS: frozenset[str] = frozenset(get_args(Slot))
TOPICS: frozenset[str] = frozenset(get_args(Topic))
_MARKUP = re.compile(r"^(?:[-*#>]+\s+)+|\*\*|__|`")


@dataclass(frozen=True)
class Candidate:
    """A model's sentence on its way: as it stands now, as it first came, and what it cited wrongly."""

    audience: str
    sentence: Sentence
    first: str
    refused: tuple[str, ...] = ()
    repaired: bool = False
    findings: tuple[Finding, ...] = ()


def candidate(answer: WrittenSentence, view: GroupView) -> Candidate | None:
    """Return the answer as a candidate; None when its slot does not exist or it has no text."""
    text = plain(answer.text)
    if not text or answer.slot not in SLOTS:
        return None
    base = Sentence(text=text, slot=answer.slot, origin="model")
    cited, refused = _cited(answer, view)
    return Candidate(answer.audience, base.model_copy(update=cited), text, refused)


def reworded(before: Candidate, answer: RepairedSentence, view: GroupView) -> Candidate | None:
    """Return the candidate in its new wording; None when the model gave it up."""
    text = plain(answer.text)
    if not text:
        return None
    cited, refused = _cited(answer, view)
    sentence = before.sentence.model_copy(update={"text": text, **cited})
    return replace(before, sentence=sentence, refused=refused, repaired=True, findings=())


def plain(text: str) -> str:
    """Return `text` on one line, without markup, hidden characters or quotes around the whole of it."""
    text = _MARKUP.sub("", visible(text)).strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].strip()
    return text


def _cited(
    answer: WrittenSentence | RepairedSentence, view: GroupView
) -> tuple[dict[str, object], tuple[str, ...]]:
    known = [view.by_id[one] for one in dict.fromkeys(answer.facts) if one in view.by_id]
    unknowns = [one for one in dict.fromkeys(answer.unknowns) if one in view.unknowns]
    conflicts = {conflict.id for conflict in view.conflicts}
    parts = [one for one in dict.fromkeys(answer.parts) if one in view.parts]
    refused = [one for one in answer.facts if one not in view.by_id]
    refused += [one for one in answer.unknowns if one not in view.unknowns and one not in TOPICS]
    refused += [one for one in answer.conflicts if one not in conflicts]
    refused += [one for one in answer.parts if one not in view.parts]
    lines = {line for shown in known for line in shown.fact.lines}
    fields: dict[str, object] = {
        "fact_ids": tuple(shown.name for shown in known),
        "unknowns": tuple(unknowns),
        "conflict_ids": tuple(one for one in dict.fromkeys(answer.conflicts) if one in conflicts),
        "map_ids": tuple(view.parts[one].id for one in parts),
        "lines": tuple(sorted(lines)),
        "policy": answer.policy,
    }
    return fields, tuple(dict.fromkeys(refused))
