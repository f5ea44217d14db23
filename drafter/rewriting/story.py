"""Which sentences of a report tell what happened, why, how it was fixed, and what readers can do."""

from collections.abc import Collection, Iterable

from drafter.core.prose import Span
from drafter.rewriting.statements import Statement
from drafter.rewriting.telling import is_whole, tells_of_now
from drafter.rewriting.words import says

_LAST_STEPS = 3  # of a timeline
_TOLD = ("", "other")
_UNFIT = ("order", "polite", "should", "plan", "doubt")


def happened(sayable: Iterable[Statement], used: Collection[Span], *, data_told: bool) -> list[Statement]:
    """Return the sentences of the summary and of the impact, else of unmarked text, else of the timeline."""
    known = [s for s in sayable if says("past", s.said) and not any(says(cue, s.text) for cue in _UNFIT)]
    if data_told:
        known = [s for s in known if not tells_fate_of_data(s.said)]
    told = [s for s in known if s.role in ("summary", "impact")]
    if len(told) < 2:
        told += [s for s in known if s.role in _TOLD and s.passage.kind == "paragraph"]
    if all(s.span in used for s in told):
        told = [s for s in known if s.role == "timeline" and says("harm", s.said)]
    return in_order(told)


def why(sayable: Iterable[Statement]) -> list[Statement]:
    """Return what stands under a heading for causes, else the sentences that name one."""
    unfit = ("guess", "open_search", "polite", "no_cause")
    known = [s for s in sayable if not any(says(cue, s.text) for cue in unfit)]
    told = [s for s in known if s.role == "cause"]
    if len(told) < 2:
        told += [s for s in known if s.role in ("summary", "impact", *_TOLD) and says("cause", s.said)]
    return in_order(told)


def fixed(sayable: Iterable[Statement], *, told_by_facts: bool) -> list[Statement]:
    """Return what was done about it; of a timeline its last steps, when the facts tell none."""
    unfit = ("plan", "doubt", "polite", "should")
    known = [s for s in sayable if not any(says(cue, s.text) for cue in unfit)]
    known = [s for s in known if not (tells_of_now(s.said) or says("in_vain", s.said))]
    told = [
        s
        for s in known
        if s.role == "resolution"
        and (says("repair", s.said) or (says("past", s.said) and not says("harm", s.said)))
    ]
    if len(told) < 2:
        known = [s for s in known if says("repair", s.said)]
        known = [s for s in known if not (says("cause", s.said) or says("culprit", s.text))]
        told += [s for s in known if s.role in ("summary", "detection", "")]
        if not told and not told_by_facts:
            steps = [s for s in known if s.role == "timeline"]
            told = steps[-_LAST_STEPS:]  # those before were not enough
    return in_order(told)


def advice(known: Iterable[Statement]) -> list[Statement]:
    """Return what tells readers what they can do; a general "you can" does not."""
    roles = ("advice", "summary", "impact", "resolution", *_TOLD)
    return [
        s
        for s in known
        if s.role in roles
        and (
            (says("advice", s.said) and (s.role == "advice" or is_whole(s.said) or says("asks_to", s.said)))
            or (s.role == "advice" and says("addresses", s.said))
        )
    ]


def tells_fate_of_data(text: str) -> bool:
    """Return whether a text says what became of data."""
    return says("data", text) and says("data_fate", text)


def in_order(statements: Iterable[Statement]) -> list[Statement]:
    """Return the sentences in the order of the report, each once."""
    unique = {s.span: s for s in statements}
    return [unique[span] for span in sorted(unique)]
