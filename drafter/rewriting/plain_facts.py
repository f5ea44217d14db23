"""What the template writer says of a report's facts, for the places where no sentence of the report is plain.

A report's sentences are read as notes; the writer's own sentences about what was seen, why and what was done
stand for those that would need a reader from inside. Each rests on the sentences its facts came from.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from drafter.core.fact import FactSheet
from drafter.core.prose import Span
from drafter.core.system_map import SystemMap
from drafter.facts.sheet import build_sheet
from drafter.intake.notes import parse_note_list
from drafter.rewriting.statements import Statement
from drafter.rewriting.words import says
from drafter.writing.audiences import audience
from drafter.writing.template import write

# Where a report tells events; elsewhere it explains how things work, which reads like an event and is none.
_EVENTS = frozenset(("impact", "timeline", "cause", "resolution", "detection"))
_TOLD = frozenset(("summary", "", "other"))  # where a sentence that names a cause tells an event as well
_ROLES_OF = {
    "fixed": frozenset(("timeline", "resolution")),
    "why": frozenset(("cause", "timeline", "resolution", *_TOLD)),
    "saw": _EVENTS,
    "who": _EVENTS,
    "data": _EVENTS,
}
_STILL = re.compile(r",? while we (?:repair|fix|work on) (?:it|this)\b")
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)  # only the order of moments counts in a report that is over
_SLOTS = {"symptom": "saw", "scope": "who", "known": "why", "doing": "fixed", "data": "data"}


@dataclass(frozen=True, slots=True)
class PlainFact:
    """A sentence of the writer about one topic of the report, and the places it rests on."""

    topic: str
    text: str
    spans: tuple[Span, ...]


def plain_facts(statements: Sequence[Statement], system_map: SystemMap) -> list[PlainFact]:
    """Return what can be said of the report's facts, in the writer's order; nothing that is only unknown."""
    told = [one for one in statements if one.text and _tells(one) and not one.passage.header]
    if not told:
        return []
    notes = parse_note_list([one.text for one in told])
    moments = [entry.at for entry in notes.entries if entry.at]
    sheet = build_sheet(notes, system_map, as_of=max(moments, default=UNDATED))
    draft = write(sheet.model_copy(update={"stage": "resolved"}), system_map, audience("postmortem"))
    places = {entry.line: told[entry.source_line - 1] for entry in notes.entries}
    found = []
    for sentence in draft.sentences:
        topic = _SLOTS.get(sentence.slot)
        rests_on = [places[line] for line in sentence.lines if line in places]
        mapped = bool(sentence.map_ids or system_map.product) or topic in ("why", "fixed", "data")
        if not topic or not rests_on or not mapped or sentence.unknowns:
            continue
        if topic == "saw" and not any(_kind(sheet, fact_id) == "symptom" for fact_id in sentence.fact_ids):
            continue  # "works again" is not what was seen
        if not _answers(topic, sentence.text, rests_on):
            continue
        if all(one.role in _ROLES_OF[topic] for one in rests_on):
            text = _STILL.sub("", sentence.text)  # a report is about what is over
            found.append(PlainFact(topic, text, tuple(sorted({one.span for one in rests_on}))))
    return found


def _tells(one: Statement) -> bool:
    return one.role in _EVENTS or (one.role in _TOLD and says("names_cause", one.text))


def _answers(topic: str, text: str, rests_on: Sequence[Statement]) -> bool:
    """Return whether a sentence says what its topic asks for, and not only that there is something.

    Everyone is affected where the report tells of harm, not where it advises everyone.
    """
    if topic == "who":
        return any(says("harm", one.text) for one in rests_on)
    if topic == "fixed":
        return not (says("no_repair", text) or says("in_vain", text))
    if topic == "why":
        return not says("no_cause", text)
    if topic == "data" and not any(says("data", one.text) for one in rests_on):
        return False  # what was deleted or lost need not be anybody's data
    needed = {"saw": "harm", "data": "data_fate"}.get(topic)
    return needed is None or says(needed, text)


def _kind(sheet: FactSheet, fact_id: str) -> str:
    fact = sheet.fact(fact_id)
    return fact.kind if fact else ""
