"""What the source says was or will be changed, and by when: the promises, apart from what only mended it."""

from drafter.core.times import find_times
from drafter.rewriting.result import Commitment, Horizon
from drafter.rewriting.statements import Statement
from drafter.rewriting.telling import is_whole
from drafter.rewriting.words import says

_HORIZONS: dict[str, Horizon] = {"done": "done", "short": "short", "long": "long", "actions": "open"}
FOLLOW_UP = frozenset(_HORIZONS)
_TOLD = ("lessons", "resolution", "cause", "summary", "", "other")  # where a promise may stand as well


def horizon_of(s: Statement) -> Horizon | None:
    """Return whether a sentence tells of a change made, or one to come soon, later or at no said time."""
    if not s.text or s.passage.header:
        return None
    planned = says("plan", s.text)
    if s.role not in _HORIZONS:
        if s.passage.kind == "row" or s.role not in _TOLD or says("wish", s.text):
            return None
        if planned:
            return "open" if says("promise", s.text) else None
        return "done" if says("prevents", s.text) else None
    if planned or s.role == "done":
        return _HORIZONS[s.role]
    if says("done", s.raw) or says("changed_now", s.text):
        return "done"
    over = is_whole(s.text) and says("past", s.text) and not says("should", s.text)
    return None if over else _HORIZONS[s.role]  # what was done in the incident is no plan


def commitment(s: Statement, horizon: Horizon) -> Commitment:
    """Return the promise of a sentence with its date, as far as it has one."""
    day = next((time for time in find_times(s.text) if time.kind in ("date", "datetime")), None)
    return Commitment(text=s.text, horizon=horizon, span=s.span, due=day.written if day else "")
