"""Facts a model reads in new lines: verified against the words, then laid over the deterministic facts.

A model adds and corrects, it never removes. Every fact must quote its line letter for letter; its certainty
is at most what the words carry; a kind that moves the stage is not taken on a model's word.
"""

from collections.abc import Sequence
from typing import cast, get_args

from drafter.core.delta import FactDelta, Refusal
from drafter.core.fact import Certainty, Fact, FactKind, FactSheet
from drafter.core.note import Note, Notes
from drafter.core.system_map import SystemMap
from drafter.engine.base import Engine
from drafter.engine.outcome import EngineFailure, Exchange
from drafter.engine.prompt import Prompt
from drafter.engine.usage import Usage
from drafter.facts.language import (
    attributions,
    causal_links,
    finished_acts,
    hedges,
    plans,
    questions,
    reports,
    restorations,
    running_acts,
)
from drafter.facts.quantities import find_quantities
from drafter.facts.symptoms import HARM_KINDS, symptom_class
from drafter.intake.instructions import gives_orders
from drafter.writing.model.answers import Found, FoundFact
from drafter.writing.model.digest import map_digest
from drafter.writing.model.fence import marked
from drafter.writing.model.outgoing import Outgoing
from drafter.writing.model.prompts import render
from drafter.writing.model.result import CallOutcome

KINDS: tuple[str, ...] = get_args(FactKind)
CERTAINTIES: tuple[str, ...] = get_args(Certainty)
STRENGTH = {
    "confirmed": 3,
    "reported": 2,
    "attributed": 2,
    "conflicting": 1,
    "planned": 1,
    "suspected": 1,
    "withdrawn": 0,
}
MOVES_STAGE = frozenset({"cause", "decision", "action", "restored", "verified", "resolved"})
NEVER_PUBLIC = frozenset(
    {
        "hypothesis",
        "observation",
        "coordination",
        "internal_estimate",
        "third_party",
        "decision",
        "unknown",
        "detected",
    }
)
KNOWN_FACTS = 25  # of the latest facts the model is shown, so that the prompt does not grow with the incident
NEW_LINES = 80  # in one call; a longer paste is read by the rules alone beyond that
TOKENS_PER_LINE = 70


class Reading:
    """One extraction call: its delta, and what it did and cost."""

    def __init__(self, delta: FactDelta, outcome: CallOutcome, transcript: tuple[Exchange, ...]) -> None:
        self.delta = delta
        self.outcome = outcome
        self.transcript = transcript

    @property
    def answered(self) -> bool:
        """Say whether the lines have been read; when not, a later call may read them."""
        return self.outcome.outcome == "answered"

    @property
    def usage(self) -> Usage:
        """What the call used."""
        return self.outcome.usage


def extract(
    notes: Notes,
    known: FactSheet,
    system_map: SystemMap,
    *,
    engine: Engine,
    tag: str,
    after_line: int = 0,
    timeout_s: float = 15.0,
) -> Reading:
    """Return what a model reads in the lines after `after_line`; an empty delta when it cannot be used.

    Lines that give orders, duplicates and bare log blocks are not sent.
    """
    outgoing = Outgoing(system_map, public=False)
    fresh = [note for note in notes.entries if note.line > after_line and _readable(note)][-NEW_LINES:]
    sent = {note.line: outgoing.note(note) for note in fresh}
    sent = {line: text for line, text in sent.items() if text and not gives_orders(text)}
    if not sent:
        return Reading(FactDelta(), CallOutcome("extract", "answered", "No new lines.", Usage()), ())
    prompt = _prompt(sent, known, system_map, outgoing, tag)
    try:
        answer = engine.complete(prompt, timeout_s=timeout_s)
    except EngineFailure as failure:
        outcome = CallOutcome("extract", failure.outcome, failure.message, failure.usage)
        return Reading(FactDelta(), outcome, failure.exchanges)
    delta = verified(cast(Found, answer.value).facts, sent, notes, known, system_map)
    return Reading(delta, CallOutcome("extract", "answered", "", answer.usage), answer.exchanges)


def _readable(note: Note) -> bool:
    return not note.has("instruction_like") and note.duplicate_of is None


def _prompt(
    sent: dict[int, str], known: FactSheet, system_map: SystemMap, outgoing: Outgoing, tag: str
) -> Prompt:
    old = [fact for fact in known.usable() if not set(fact.lines) & {*known.instruction_lines, *sent}]
    latest = old[-KNOWN_FACTS:]
    told = [(fact.id, f"{fact.kind}; {fact.certainty}; {outgoing.text(fact.text)}") for fact in latest]
    system = render(
        "extract_system",
        product=outgoing.text(system_map.product),
        parts=map_digest(system_map, public=False, is_instruction=gives_orders),
        kinds=KINDS,
        certainties=CERTAINTIES,
    )
    lines = marked(((str(line), text) for line, text in sent.items()), tag)
    user = render("extract_user", known=marked(told, tag) if told else [], lines=lines)
    tokens = 200 + TOKENS_PER_LINE * 2 * len(sent)
    return Prompt("extract", (system, user), Found, max_output_tokens=tokens)


def verified(
    found: Sequence[FoundFact], sent: dict[int, str], notes: Notes, known: FactSheet, system_map: SystemMap
) -> FactDelta:
    """Return the facts that hold against the lines as they were sent, and why the others do not."""
    by_line = {note.line: note for note in notes.entries}
    parts = {f"c{n}": part.id for n, part in enumerate(system_map.components, start=1)}
    added: list[Fact] = []
    confirmed: dict[str, None] = {}
    lowered: dict[str, Certainty] = {}
    also: dict[str, FactKind] = {}
    refused: list[Refusal] = []
    for one in found:
        problem = _problem(one, sent, known)
        if problem:
            refused.append(Refusal(rule=problem[0], line=one.line, quote=one.quote[:200], why=problem[1]))
            continue
        kind, said = cast(FactKind, one.kind), cast(Certainty, one.certainty)
        if kind in MOVES_STAGE and not kind_by_words(one.quote, kind):
            why = f"no word of the quote makes it a {kind}; kept as an observation"
            refused.append(Refusal(rule="MDL026", line=one.line, quote=one.quote[:200], why=why))
            kind = "observation"
        carried = by_words(one.quote, kind)
        certainty = said if STRENGTH[said] <= STRENGTH[carried] else carried
        if certainty != said:
            why = f"the words carry {carried} at most, not {said}"
            refused.append(Refusal(rule="MDL023", line=one.line, quote=one.quote[:200], why=why))
        if any(part not in parts for part in one.parts):
            refused.append(Refusal(rule="MDL024", line=one.line, quote=one.quote[:200], why="part left out"))
        twin = _twin(one, known)
        if twin is not None:
            confirmed[twin.id] = None
            if STRENGTH[certainty] < STRENGTH[twin.certainty]:
                lowered[twin.id] = certainty
            if kind == one.kind and not twin.is_a(kind) and kind not in MOVES_STAGE:
                also[twin.id] = kind
            continue
        fact = _fact(one, kind, certainty, by_line[one.line], added, known, parts)
        if not any(earlier.text == fact.text and earlier.lines == fact.lines for earlier in added):
            added.append(fact)
    return FactDelta(
        added=tuple(added), confirmed=tuple(confirmed), lowered=lowered, also=also, refused=tuple(refused)
    )


def _problem(one: FoundFact, sent: dict[int, str], known: FactSheet) -> tuple[str, str] | None:
    if one.line in known.instruction_lines:
        return "MDL025", "the line gives orders"
    if one.line not in sent:
        return "MDL021", f"line {one.line} is not among the new lines"
    quote = one.quote.strip()
    if len(quote.split()) < 2 or quote not in sent[one.line]:
        return "MDL020", "the quote does not stand in the line"
    if gives_orders(quote):
        return "MDL025", "the quote gives orders"
    if one.kind not in KINDS or one.certainty not in CERTAINTIES:
        return "MDL022", f"{one.kind!r}, {one.certainty!r}: no such kind or certainty"
    return None


def by_words(quote: str, kind: FactKind) -> Certainty:
    """Return the highest certainty the words of a quote carry."""
    if kind == "hypothesis" or hedges(quote) or questions(quote):
        return "suspected"
    if plans(quote) or kind in ("decision", "internal_estimate"):
        return "planned"
    if attributions(quote) or kind == "third_party":
        return "attributed"
    return "reported" if reports(quote) else "confirmed"


def kind_by_words(quote: str, kind: FactKind) -> bool:
    """Say whether the words of a quote carry a kind that can move the stage or license a claim."""
    if kind == "cause":
        return bool(causal_links(quote))
    if kind == "action":
        return bool(finished_acts(quote) or running_acts(quote))
    if kind == "decision":
        return bool(plans(quote))
    return bool(restorations(quote))


def _twin(one: FoundFact, known: FactSheet) -> Fact | None:
    """Return the deterministic fact of the same line that says the same: named, or half the words shared."""
    words = set(one.quote.lower().split())
    best, share = None, 0.5
    for fact in known.facts:
        if one.line not in fact.lines:
            continue
        theirs = set(fact.text.lower().split())
        overlap = len(words & theirs) / max(min(len(words), len(theirs)), 1)
        if overlap >= share or (fact.id == one.corrects and overlap > 0):
            best, share = fact, overlap
    return best


def _fact(
    one: FoundFact, kind: FactKind, certainty: Certainty, note: Note, added: Sequence[Fact], known: FactSheet,
    parts: dict[str, str],
) -> Fact:  # fmt: skip
    quote = one.quote.strip()
    # "m" keeps a model's facts apart from clause numbers, which stay as they are when notes are read again
    number = 1 + sum(fact.lines == (note.line,) for fact in added)
    times = next((fact.times for fact in known.facts if note.line in fact.lines and fact.times), ())
    stays_inside = kind in NEVER_PUBLIC or certainty not in ("confirmed", "reported")
    return Fact(
        id=f"f{note.line}.m{number}",
        kind=kind,
        text=quote,
        certainty=certainty,
        lines=(note.line,),
        components=tuple(dict.fromkeys(parts[part] for part in one.parts if part in parts)),
        symptom_class=symptom_class(quote) if kind in HARM_KINDS else None,
        times=times,
        quantities=tuple(find_quantities(quote, note.line)),
        visibility="internal" if stays_inside else "public",
        found="model",
        why="read by the model, quoted letter for letter",
    )
