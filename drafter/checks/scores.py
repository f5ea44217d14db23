"""How good a text is, in numbers that each say what to improve. A lie reads as easily as the truth, so the
reading grade comes last and is never part of the ranking."""

import re
from collections.abc import Iterable, Sequence

from drafter.checks.cold_reader import cold_reader, unanswered
from drafter.checks.readability import grade
from drafter.core.audience import Audience
from drafter.core.draft import Draft, Scores
from drafter.core.fact import FactSheet, Topic
from drafter.core.finding import Finding
from drafter.core.prose import sentence_spans
from drafter.core.units import count_units, words

WEIGHTS = {"block": 15, "warn": 8, "info": 3}  # points a finding about wording costs
_NOT_WORDING = ("GRD", "LEK", "SRF", "LNT")
_WORD = re.compile(r"\S*\w\S*")
# A stated unknown fills the slot its topic belongs to.
_SLOT_OF: dict[Topic, str] = {
    "symptom": "symptom", "scope": "scope", "start": "since", "cause": "known", "fix": "doing",
    "workaround": "advice", "unaffected": "unaffected", "data": "data", "end": "since", "verified": "watch",
    "security": "data",
}  # fmt: skip
# What else says the same to a reader, and what is not due once it is over.
_STANDS_FOR = {
    "doing": frozenset({"known", "watch", "remains", "no_news"}),
    "known": frozenset({"not_known", "doing"}),
    "scope": frozenset({"not_known", "symptom"}),
    "since": frozenset({"not_known"}),
}
_NOT_WHEN_OVER = frozenset({"next_update", "decision", "risk", "doing"})


def score(draft: Draft, audience: Audience, sheet: FactSheet, findings: Sequence[Finding]) -> Scores:
    """Return the scores of a draft: slots and evidence from its sentences, the rest from its text."""
    text_scores = score_text(draft.text, audience, findings)
    return text_scores.model_copy(
        update={
            "completeness": _completeness(draft, audience, sheet),
            "grounding": _grounding(draft, findings),
        }
    )


def score_text(text: str, audience: Audience, findings: Iterable[Finding]) -> Scores:
    """Return the scores of a plain text, whoever wrote it.

    Without sentences that cite, `completeness` is what a cold reader learns and `grounding` the share of
    sentences without a finding of evidence.
    """
    found = list(findings)
    spans = sentence_spans(text)
    lengths = [len(_WORD.findall(text[start:end])) for start, end in spans]
    bad = sum(
        any(f.start < end and start < f.end for f in found if f.rule.startswith(("GRD", "LEK")))
        for start, end in spans
    )
    cold = cold_reader(text)
    return Scores(
        completeness=cold,
        grounding=round(100 * (1 - bad / len(spans))) if spans else 0,
        clarity=clarity(found),
        cold_reader=cold,
        grade=grade(text),
        words=words(text),
        characters=len(text),
        units=count_units(text, audience.unit),
        longest_sentence=max(lengths, default=0),
        unanswered=unanswered(text),
    )


def clarity(findings: Iterable[Finding]) -> int:
    """Return 100 less the weight of the findings about wording, never below 0."""
    cost = sum(WEIGHTS[f.severity] for f in findings if not f.rule.startswith(_NOT_WORDING))
    return max(0, 100 - cost)


def rank(scores: Scores) -> float:
    """Return one number to order texts by: what a reader learns first, then evidence, then wording."""
    return 0.45 * scores.cold_reader + 0.3 * scores.grounding + 0.25 * scores.clarity


def _completeness(draft: Draft, audience: Audience, sheet: FactSheet) -> int:
    filled: set[str] = {s.slot for s in draft.sentences if s.has_basis}
    filled |= {_SLOT_OF[topic] for s in draft.sentences for topic in s.unknowns}
    over = sheet.stage == "resolved"
    due = [slot for slot in audience.required if not (over and slot in _NOT_WHEN_OVER)]
    if not due:
        return 100
    met = sum(slot in filled or bool(_STANDS_FOR.get(slot, frozenset()) & filled) for slot in due)
    return round(100 * met / len(due))


def _grounding(draft: Draft, findings: Sequence[Finding]) -> int:
    if not draft.sentences:
        return 0
    spans, at = [], 0
    for sentence in draft.sentences:
        start = draft.text.find(sentence.text, at)
        if start >= 0:
            at = start + len(sentence.text)
        spans.append((sentence, start, at))
    against = [f for f in findings if f.rule.startswith(("GRD", "LEK")) and f.severity != "info"]
    good = sum(
        sentence.has_basis and not (start >= 0 and any(f.start < end and start < f.end for f in against))
        for sentence, start, end in spans
    )
    return round(100 * good / len(spans))
