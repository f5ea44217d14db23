"""When things happened: the note's own time, and the times its words give, each with its role.

Start, detection, report, declaration, end and estimate are kept apart: one is never passed off as another.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from drafter.core.fact import Fact, FactKind, FactTime, Stage, TimeRole
from drafter.core.note import Note
from drafter.core.times import TimeContext, TimeMention, find_times
from drafter.core.zones import Zone
from drafter.facts.language import is_negated, of_group
from drafter.facts.reading import Reading
from drafter.facts.stages import StageFold

_ENDS: tuple[FactKind, ...] = ("restored", "verified", "resolved")
_GOOD_NEWS = (*_ENDS, "unaffected", "action", "workaround", "decision")
_SIGNS = (
    "alarm", "detect", "reported", "reporting", "symptom", "bad_state", "persists", "inability", "negation",
    "fault", "saw", "user", "start", "declare",
)  # fmt: skip
_NOTICED = re.compile(
    r"\b(?:notic|detect|alert|page[drs]|ack|spotted|aware|discover|found|flag)", re.IGNORECASE
)
_WATCHER = re.compile(
    r"monitor|alert|pager|nagios|grafana|prometheus|datadog|zabbix|sentry|uptime", re.IGNORECASE
)
_TAKEN = re.compile(r"\back(?:s|ed|nowledge[sd]?)?\b", re.IGNORECASE)
_STARTS = re.compile(
    r"\bstart(?:s|ed|ing)? (?:to|\w+ing)\b|\bstart(?:ed|s)\b|\bbegin(?:s|ning)?\b", re.IGNORECASE
)
_FELL = re.compile(
    r"\b(?:went|goes|going|gone|fell|dropped) (?:\w+ly )?"
    r"(?:down|dark|offline|out|silent|dead|blank|black|away|unresponsive|read-only)\b|\bno longer\b",
    re.IGNORECASE,
)
_KNOWN: tuple[TimeRole, ...] = ("detected", "reported", "declared")
_SINCE = re.compile(
    r"(?:\bsince|\bfrom|\bstart(?:ed|s|ing)?:?(?: at| around| on)?|\bbegan(?: at| around| on)?"
    r"|\bbeginning(?: at)?)\s*$",
    re.IGNORECASE,
)
_FELL_AT = re.compile(  # "logins dropped from 96 % to 0 at 06:00"
    r"\b(?:dropped|fell|stopped|went (?:down|dark|offline|silent|away))\b[^.;]{0,40}\b(?:at|around)\s*$",
    re.IGNORECASE,
)
_HARMED: tuple[FactKind, ...] = ("symptom", "observation", "start", "scope")
_NO_SPAN: tuple[FactKind, ...] = (
    "action",
    "decision",
    "coordination",
    "hypothesis",
    "third_party",
    "resolved",
)
_NOT_OF_TROUBLE = re.compile(
    r"\b(?:scheduled|planned|maintenance|window|backfill|replay|watch(?:ed|ing)|monitor(?:ed|ing)|on call"
    r"|tomorrow|recover\w*|restored|lost|missing|created|placed|uploaded|sent|made|between deploys)\b",
    re.IGNORECASE,
)
_SPAN_WORDS = re.compile(
    r"\b(?:from|between|until|till|to|and|am|pm|about|around|ish)\b|\d\w*", re.IGNORECASE
)
_NEAR_IT = timedelta(minutes=30)  # a note of trouble may come late, or tell of its first sign
_TOLD_BEFORE = 2  # notes before the one that closes, when nobody noted that it worked again
_LETTERS = re.compile(r"[a-z]{2}", re.IGNORECASE)
_SINCE_THEN = re.compile(r"\b(?:since|as of)(?: about| around)?\s*$", re.IGNORECASE)
_SURE = ("confirmed", "reported")
_BY = re.compile(
    r"(?:\bby|\bbefore|\buntil|\bno later than|\bETA:?|\baround|\bat|\bexpected)\s*$", re.IGNORECASE
)
_MAY_HOLD_TIME = re.compile(
    r"\d[:.h]\d\d|\b(?:from|between|since) [0-2]\d[0-5]\d\b|\d ?[ap]m\b|T\+|noon|midnight", re.IGNORECASE
)


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
    if _notices(reading):
        return "detected"
    return "end" if reading.kind in _ENDS else "event"


def _begins(reading: Reading) -> bool:
    """Say whether trouble is told as a change: "went down", "begins to fail", "outage began".

    "Shop is down" says how somebody found it at that time, not when it began.
    """
    trouble = reading.kind in ("symptom", "start") or "start" in reading.also
    trouble = trouble or (reading.kind == "observation" and reading.has("symptom"))
    if not trouble or reading.has("question", "question_mark") or reading.kind == "detected":
        return False
    text = reading.text
    if _FELL.search(text):
        return True
    spans = [span.span() for span in _STARTS.finditer(text)]
    spans += [(s.start, s.end) for s in of_group(text, "start") if s.text.lower() != "went"]
    return any(not is_negated(text, start, end) for start, end in spans)


def is_watcher(author: str) -> bool:
    """Say whether a note comes from a monitor."""
    return _WATCHER.search(author) is not None


def _notices(reading: Reading) -> bool:
    """Say whether somebody or a monitor came to know of trouble: an alert, a sign, an ack."""
    if reading.certainty != "confirmed" or reading.has("restored", "resolved"):
        return False
    if reading.kind == "detected":
        noticed = reading.has(*_SIGNS) or _NOTICED.search(reading.text) is not None
        return noticed or is_watcher(reading.note.author)
    if reading.kind == "coordination":
        return _TAKEN.search(reading.text) is not None
    told = reading.has("alarm") and (_NOTICED.search(reading.text) or _WATCHER.search(reading.text))
    return reading.kind == "observation" and bool(told or is_watcher(reading.note.author))


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
    if _tells_end(reading, before):
        return "end"
    if reading.kind in ("internal_estimate", "decision") or reading.certainty in ("planned", "suspected"):
        return "estimate" if _BY.search(before) or reading.kind == "internal_estimate" else "deadline"
    if (
        reading.kind not in _GOOD_NEWS
        and not _asked(reading)
        and (_SINCE.search(before) or (reading.kind in _HARMED and _FELL_AT.search(before)))
    ):
        return "start"
    return "event"


def _tells_end(reading: Reading, before: str) -> bool:
    """Say whether a moment is told as the one since which it works: "back to normal since 08:50"."""
    return reading.kind in _ENDS and reading.certainty in _SURE and _SINCE_THEN.search(before) is not None


def _asked(reading: Reading) -> bool:
    return reading.has("question", "question_mark")


def first_sign(readings: Iterable[Reading]) -> datetime | None:
    """Return the earliest time at which a note shows that something was wrong, however it was read."""
    return min((r.note.at for r in readings if r.note.at is not None and _shows(r)), default=None)


def _shows(reading: Reading) -> bool:
    if reading.certainty not in ("confirmed", "reported") or reading.kind in _GOOD_NEWS:
        return False
    if reading.has("restored", "resolved", "question", "question_mark"):
        return False
    told = reading.kind in ("symptom", "detected", "scope")
    return told or _notices(reading) or reading.has("alarm", "declare", "inability", "reported")


def first_moment(facts: Sequence[Fact], role: TimeRole) -> FactTime | None:
    """Return the earliest sure moment with that role."""
    return min(_moments(facts, role), key=lambda moment: (moment.at, moment.line), default=None)


def start_moment(facts: Sequence[Fact], sign: datetime | None = None) -> FactTime | None:
    """Return when harm began; None when the time given lies after somebody already knew of it.

    `sign`: the earliest time at which any note showed trouble.
    """
    started = first_moment(facts, "start")
    known = [moment.at for moment in (first_moment(facts, role) for role in _KNOWN) if moment is not None]
    known += [sign] if sign is not None else []
    if started is not None and any(at < started.at for at in known):
        return None
    return started


def told_window(
    facts: Sequence[Fact], restored: FactTime | None, resolved: FactTime | None
) -> tuple[FactTime, FactTime] | None:
    """Return start and end as a note tells them looking back, once it works again; None when none does.

    "Saving failed between 08:57 and 09:36", or a bare "02:31 to 04:29" in the note that closes; of several
    spans in one note the whole they cover. A span of work, or of what was planned, is none.
    """
    over = restored or resolved
    if over is None:
        return None
    last = resolved or over
    since = over.line if restored else over.line - _TOLD_BEFORE
    spans: dict[int, list[FactTime]] = {}
    for fact in facts:
        line = fact.lines[0] if fact.lines else 0
        if line < since or fact.hidden or fact.certainty not in _SURE or fact.kind in _NO_SPAN:
            continue
        text = fact.text
        harm = bool(fact.symptom_class or fact.quantities) or fact.is_a(
            "symptom", "scope", "data_impact", "start"
        )
        bare = line == last.line and _LETTERS.search(_SPAN_WORDS.sub(" ", text)) is None
        if (harm or bare) and not _NOT_OF_TROUBLE.search(text):
            told = [time for time in fact.times[1:] if time.until and time.at < time.until <= last.at]
            spans.setdefault(line, []).extend(told)
    told_in = [found for found in spans.values() if found]
    if not told_in:
        return None
    first, end = min(told_in[-1], key=lambda t: t.at), max(told_in[-1], key=lambda t: t.until or t.at)
    if _of_something_else(facts, first.at, end.until or end.at, restored, before=since):
        return None
    start = first.model_copy(update={"role": "start", "until": None})
    return start, end.model_copy(update={"at": end.until, "role": "end", "until": None})


def _of_something_else(
    facts: Sequence[Fact], start: datetime, end: datetime, restored: FactTime | None, *, before: int
) -> bool:
    """Say whether notes up to line `before` speak against a span: it is that of lost uploads, of dead builds.

    They do if they told of trouble well before it or after it, or if it was seen to work again long after it
    by those who had met the trouble within it.
    """
    kinds = ("symptom", "detected", "scope")
    told = [f for f in facts if f.kind in kinds and f.certainty in _SURE and f.lines and f.lines[0] < before]
    noted = [f.times[0].at for f in told if f.times and f.times[0].line == f.lines[0]]
    if any(at < start - _NEAR_IT or at > end + _NEAR_IT for at in noted):
        return True
    met = any(at <= end for at in noted)
    return met and restored is not None and restored.at > end + 2 * _NEAR_IT


class EndMoments:
    """Carries when it was seen to work again and when it was declared over; a relapse takes both back.

    One part inside that works again counts until the whole is seen to work.
    """

    def __init__(self, zone: Zone | None) -> None:
        self.restored: FactTime | None = None
        self.resolved: FactTime | None = None
        self._zone = zone
        self._whole = False

    def saw(self, note: Note, readings: Iterable[Reading], fold: StageFold, before: Stage) -> None:
        """Take in the stage after `note` with these `readings`; `before` is the stage it found."""
        if fold.stage not in ("monitoring", "resolved"):
            self.restored = self.resolved = None
        elif note.at is not None and (fold.stage != before or (fold.whole and not self._whole)):
            moment = self._told(note, readings) or FactTime(
                at=note.at, role="end", written=note.at_written, line=note.line, approximate=note.approximate
            )
            if fold.stage == "monitoring":
                self.restored, self.resolved = moment, None
            else:
                self.resolved = moment
                self.restored = self.restored or (moment if fold.seen_to_work else None)
        self._whole = fold.whole

    def _told(self, note: Note, readings: Iterable[Reading]) -> FactTime | None:
        """Return the moment since which the note itself says that it works, None without one in the past."""
        told = [time for reading in readings for time in _spoken(reading, note, self._zone)]
        ends = [time for time in told if time.role == "end" and note.at and time.at <= note.at]
        return ends[-1] if ends else None


def _moments(facts: Sequence[Fact], role: TimeRole) -> list[FactTime]:
    return [
        moment
        for fact in facts
        if not fact.hidden and fact.certainty in ("confirmed", "reported")
        for moment in fact.times
        if moment.role == role
    ]
