"""What readers can do, by the notes: told where the words are plain, else settled with the liaison."""

from collections.abc import Sequence
from dataclasses import dataclass

from drafter.core.fact import Fact, FactSheet
from drafter.core.system_map import SystemMap
from drafter.facts.advice import Advice, advice_in, asks_for_advice, cost_in
from drafter.facts.questions import MOST, ask
from drafter.writing.advice import cost_to_reader, said_to_reader
from drafter.writing.names import Names
from drafter.writing.public_view import PublicView

_HARM = ("security", "data", "conflict")  # questions that come before one about advice


@dataclass(frozen=True, slots=True)
class Told:
    """One advice as the reader gets it: a sentence, what following it costs ("" if nothing), and whence."""

    words: str
    cost: str
    facts: tuple[Fact, ...]


def told(view: PublicView, *, after: int = 0) -> list[Told]:
    """Return the advice noted from line `after` on that has plain words, the latest first, each verb once."""
    found: list[Told] = []
    verbs: set[str] = set()
    for fact in reversed(view.sure("workaround")):
        advice = advice_in(fact.text)
        verb = advice.deed.split()[0].lower() if advice else ""
        one = _told(view, fact, advice) if fact.lines and fact.lines[0] >= after else None
        if one and verb not in verbs:
            found.append(one)
        verbs.add(verb)
    return found


def unworded(view: PublicView) -> Fact | None:
    """Return the latest fact about what readers can do that has no plain words, or that only asks."""
    words = {fact.id for one in told(view) for fact in one.facts}
    for fact in reversed(view.sheet.usable()):
        open_ask = asks_for_advice(fact.text)
        advised = fact.is_a("workaround") and advice_in(fact.text) is not None
        if open_ask or (advised and fact.id not in words):
            return fact
        if fact.id in words:
            return None
    return None


def with_advice_asked(sheet: FactSheet, system_map: SystemMap) -> FactSheet:
    """Return the sheet with a question about advice that could not be told, behind those about harm."""
    raised = any(fact.is_a("workaround") or asks_for_advice(fact.text) for fact in sheet.usable())
    over = sheet.stage in ("monitoring", "resolved")
    fact = unworded(PublicView(sheet, system_map, Names(system_map))) if raised and not over else None
    if fact is None:
        return sheet
    question = ask("advice_asked" if asks_for_advice(fact.text) else "advice", fact)
    grave = [q for q in sheet.questions if q.topic in _HARM]
    others = [q for q in sheet.questions if q.topic not in _HARM]
    return sheet.model_copy(update={"questions": tuple([*grave, question, *others][:MOST])})


def _told(view: PublicView, fact: Fact, advice: Advice | None) -> Told | None:
    if advice is None:
        words = view.words.way_around(fact) if not cost_in(fact.text) else ""
        return Told(words, "", (fact,)) if words else None
    if advice.limit and advice.limit.lower() in view.names.outside:
        advice = Advice(advice.manner, advice.negated, advice.deed)  # the map's own word for those hit
    words = view.words.shown(said_to_reader(advice))
    cost = _cost(view.sheet.facts, fact)
    costs = view.words.shown(cost_to_reader(cost_in(cost.text))) if cost else ""
    if not words or (cost and not costs):
        return None
    return Told(words, costs, (fact, cost) if cost else (fact,))


def _cost(facts: Sequence[Fact], fact: Fact) -> Fact | None:
    """Return the fact right behind the advice, in its note, that says what following it costs."""
    behind = facts[[one.id for one in facts].index(fact.id) + 1 :][:1]
    return next((one for one in behind if one.lines == fact.lines and cost_in(one.text)), None)
