"""When things happened: the note's own time, and the times its words give, each with its role.

Start, detection, report, declaration, end and estimate are kept apart: one is never passed off as another.
"""

import re
from collections.abc import Sequence

from drafter.core.fact import Fact, FactKind, FactTime, Stage, TimeRole
from drafter.core.note import Note
from drafter.core.times import TimeContext, TimeMention, find_times
from drafter.core.zones import Zone
from drafter.facts.reading import Reading
from drafter.facts.stages import StageFold

_ROLE_OF: dict[FactKind, TimeRole] = {
    "start": "start", "detected": "detected", "restored": "end", "verified": "end", "resolved": "end",
}  # fmt: skip
_KNOWN: tuple[TimeRole, ...] = ("detected", "reported", "declared")
_SINCE = re.compile(
    r"(?:\bsince|\bfrom|\bstart(?:ed|s|ing)?:?(?: at| around| on)?|\bbegan(?: at| around| on)?"
    r"|\bbeginning(?: at)?)\s*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:\bby|\bbefore|\buntil|\bno later than|\bETA:?|\baround|\bat|\bexpected)\s*$", re.IGNORECASE
)
_MAY_HOLD_TIME = re.compile(r"\d[:.h]\d\d|\d ?[ap]m\b|T\+|noon|midnight", re.IGNORECASE)


def times_of(reading: Reading, zone: Zone | None) -> tuple[FactTime, ...]:
    """Return the moments of a clause: the note's own time first, then those in its words."""
    note = reading.note
    found: list[FactTime] = []
    if note.at is not None:
        found.append(
            FactTime(
                at=note.at,
                role=role_of(reading),
                written=note.at_written,
                line=note.line,
                approximate=note.approximate,
                until=note.at_end,
            )
        )
    if _MAY_HOLD_TIME.search(reading.text):
        found.extend(_spoken(reading, note, zone))
    return tuple(found)


def role_of(reading: Reading) -> TimeRole:
    """Return what the note's own time is the time of."""
    if reading.kind == "coordination" and reading.has("declare") and not reading.has("resolved"):
        return "declared"
    if reading.certainty == "reported" and reading.kind in ("detected", "symptom", "scope"):
        return "reported"
    if reading.certainty == "confirmed" and _begins(reading):
        return "start"
    return _ROLE_OF.get(reading.kind, "event")


def _begins(reading: Reading) -> bool:
    """Say whether a symptom is told as a change: "went down", "begins to fail", "Shop fully down".

    "Shop is down" says how somebody found it at that time, not when it began.
    """
    if reading.kind != "symptom":
        return "start" in reading.also and reading.frame.form != "be"
    if reading.has("start") or "become" in reading.frame.classes:
        return True
    told = "start" in reading.also and reading.frame.form in ("none", "running")
    return told and not reading.has("diagnose")


def _spoken(reading: Reading, note: Note, zone: Zone | None) -> list[FactTime]:
    context = TimeContext(near=note.at, zone=zone, date=note.at.date() if note.at else None)
    found = []
    for mention in find_times(reading.text, context=context):
        if mention.instant is None:
            continue
        until = mention.until.instant if mention.until is not None else None
        found.append(
            FactTime(
                at=mention.instant,
                role=_spoken_role(reading, mention),
                written=mention.written,
                line=note.line,
                approximate=mention.approximate,
                until=until,
            )
        )
    return found


def _spoken_role(reading: Reading, mention: TimeMention) -> TimeRole:
    before = reading.text[: mention.start]
    if reading.kind in ("internal_estimate", "decision") or reading.certainty in ("planned", "suspected"):
        return "estimate" if _BY.search(before) or reading.kind == "internal_estimate" else "deadline"
    if _SINCE.search(before):
        return "start"
    return "event"


def first_moment(facts: Sequence[Fact], role: TimeRole) -> FactTime | None:
    """Return the earliest sure moment with that role."""
    return min(_moments(facts, role), key=lambda moment: (moment.at, moment.line), default=None)


def start_moment(facts: Sequence[Fact]) -> FactTime | None:
    """Return when harm began; None when the time given lies after somebody already knew of it."""
    started = first_moment(facts, "start")
    known = [m for m in (first_moment(facts, r) for r in _KNOWN) if m is not None]
    if started is not None and any(moment.at < started.at for moment in known):
        return None
    return started


class EndMoments:
    """Carries when it was seen to work again and when it was declared over; a relapse takes both back.

    One part inside that works again counts until the whole is seen to work.
    """

    def __init__(self) -> None:
        self.restored: FactTime | None = None
        self.resolved: FactTime | None = None
        self._whole = False

    def saw(self, note: Note, fold: StageFold, before: Stage) -> None:
        """Take in the stage after `note`; `before` is the stage it found."""
        if fold.stage not in ("monitoring", "resolved"):
            self.restored = self.resolved = None
        elif note.at is not None and (fold.stage != before or (fold.whole and not self._whole)):
            moment = FactTime(
                at=note.at, role="end", written=note.at_written, line=note.line, approximate=note.approximate
            )
            if fold.stage == "monitoring":
                self.restored, self.resolved = moment, None
            else:
                self.resolved = moment
                self.restored = self.restored or (moment if fold.seen_to_work else None)
        self._whole = fold.whole


def _moments(facts: Sequence[Fact], role: TimeRole) -> list[FactTime]:
    return [
        moment
        for fact in facts
        if not fact.hidden and fact.certainty in ("confirmed", "reported")
        for moment in fact.times
        if moment.role == role
    ]
