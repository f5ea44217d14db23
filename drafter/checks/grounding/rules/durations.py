"""GRD003 duration-not-in-notes: a length of time that no note writes and no two noted times give.

Rounding is fine when the draft says so: "about an hour" for 66 minutes, "a little over seven hours" for
7 h 13 min.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from drafter.checks.grounding.amounts import Amount
from drafter.checks.grounding.calendar_names import weekdays_meant
from drafter.checks.grounding.evidence import Evidence
from drafter.checks.grounding.patterns import word_list
from drafter.checks.grounding.rule import Hit, Rule, cite, uncited
from drafter.checks.grounding.rules.times import clock_times, is_next_update, supporting
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.stemming import stems
from drafter.core.audience import Audience
from drafter.core.times import TimeMention

_STARTS = frozenset(
    {"down", "fail", "error", "slow", "missing", "crash", "delayed", "access", "delete", "wrong"}
)
_ENDS = frozenset({"restored", "fixed", "resolved", "self_healed"})
_LASTED = frozenset(word_list("lasted"))
_SETTING = frozenset(word_list("before_settings"))  # "every 30 minutes", "to 5 minutes": set, not elapsed
_RELATIVE = re.compile(
    r"\s+(?:(?P<later>later(?! than)|afterwards?)|earlier|before(?:hand)?(?=\s*[.,;:!?)]|$))"
)
_EVENT = re.compile(r"\s+(?P<side>after|before)\s+(?P<event>[^.;,]+)")
_SET = re.compile(  # how long something may take is set, and no time between two notes
    r"[- ](?:time ?)?(?:limit|time-?outs?|interval|maximum|minimum|cap|period|cycle|threshold|grace)\b",
    re.IGNORECASE,
)
_APART = re.compile(r";\s")  # a time after a semicolon is that of something else
_IN = re.compile(r"\s+in(?:to (?:it|this|the (?:incident|outage)))?\s*(?:[.,;:)]|$)")  # "twenty minutes in"
_EVENT_WORDS = 2  # that an event and the line that tells of it share
_UNIT_STEMS = frozenset({"minut", "hour", "second", "minute", "hours"})
_TAKES = re.compile(  # how long it always takes is no time between two notes
    r"\b(?:takes?|taking|waits?|waiting)\b"
    r"(?: (?:about|around|up to|some|nearly|almost|over|only|between|roughly|us|you|them))*\s$",
    re.IGNORECASE,
)
_DAY_S = 86400
_MONTH_S = 30 * _DAY_S
_BESIDE = re.compile(r"(?:,|:| \()?\s*(?:from|between|at)?\s*", re.IGNORECASE)
_NEXT_DAY = re.compile(r"\b(?:tomorrow|next day|day after|yesterday|overnight)\b")
_UNIT = re.compile(r"([smh])(?:ec|in|r|our|inute|econd)?s?$")
_UNIT_S = {"s": 1, "m": 60, "h": 3600}
_EXACT_S = 60
_NAMES_A_DAY = re.compile(r"\b(?:on|such|what|of|like|quite) $", re.IGNORECASE)
_ALL_DAY = re.compile(r"\b(?:all|whole|full|entire) (?:day|night)\b", re.IGNORECASE)
_CODES = re.compile(r"[1-5]\d\ds")  # "a flood of 307s": answers of a server, no seconds
_SHORT_S = 900  # up to here a minute is a difference


def fits(draft: Amount, low_s: float, high_s: float) -> bool:
    """Say whether a duration in a draft may be said of one that lasted `low_s` to `high_s` seconds."""
    low, high = draft.low, draft.high
    minute_s = min(59.0, 0.25 * low)  # stamps are whole minutes; "14 seconds" is no "4 s" for that
    if draft.bound == "about":
        slack = max(0.2 * high_s, min(300.0, 0.5 * high_s))
        return low - slack <= high_s and low_s <= high + slack
    if draft.bound == "justover":
        return low <= high_s + minute_s and high_s <= max(1.3 * low, low + min(420.0, low))
    if draft.bound == "justunder":
        return low_s - minute_s <= low and low_s >= 0.8 * low
    if draft.bound == "over":
        return low <= high_s + minute_s and high_s <= max(2.0 * low, low + min(900.0, low))
    if draft.bound == "atleast":
        return low <= high_s + minute_s
    if draft.bound == "under":
        return low_s - minute_s <= low and low_s >= 0.5 * low
    if draft.bound == "upto":
        return high_s - minute_s <= high <= max(1.5 * high_s, high_s + min(600.0, high_s))
    if low != high:
        return low <= high_s + minute_s and low_s <= high + minute_s
    if high >= 86400:
        slack = 43200.0 if high % 86400 == 0 else 3600.0
        slack = 0.15 * high if high >= _MONTH_S else slack
    elif high >= 3600:
        slack = 180.0 if high % 1800 else max(180.0, 0.03 * high)  # who writes minutes has counted them
    else:
        slack = 180.0 if high % 1800 == 0 else min(30.0, high / 4) if high < _SHORT_S else 60.0
    if draft.bound == "exact":
        slack = 30.0
    return low_s - slack <= low <= high_s + slack


def _pairs(starts: set[datetime], ends: set[datetime]) -> Iterator[float]:
    for start in starts:
        for end in ends:
            gap = (end - start).total_seconds()
            if gap > 0:
                yield gap
                yield gap + start.second - end.second  # as the clock times of a text show it


def _candidates(statement: Statement, amount: Amount, evidence: Evidence) -> Iterator[float]:
    """Yield the lengths in seconds that this duration can mean, narrowest reading first."""
    everything = {m.at for m in evidence.moments}
    times = [t for t in clock_times(statement) if not is_next_update(statement, t)]
    own = _instants(times, evidence)
    before = statement.text[: amount.start].lower().split()[-3:]
    relative = _RELATIVE.match(statement.text, amount.end)
    set_before = bool(before) and before[-1] in _SETTING and not relative
    if set_before or _SET.match(statement.text, amount.end) or _TAKES.search(statement.text, 0, amount.start):
        return
    ahead_of_it = statement.text[: amount.start].lower()
    since = "since" in ahead_of_it
    lasted = (since and ahead_of_it.endswith((", ", "("))) or (
        bool(_LASTED & set(before)) and (since or bool(statement.reading.concepts & _STARTS))
    )
    ahead = _instants([t for t in times if t.end <= amount.start][-1:], evidence)
    told = _instants(statement.times_before, evidence)
    anchors = ahead or _instants(statement.times_before[-1:], evidence)
    if relative and anchors:
        if relative["later"]:
            yield from _pairs(anchors, everything)
            yield from _pairs(_instants(times[:1], evidence) | told, anchors)
        elif ahead and told:
            yield from _pairs(ahead, told)
        else:
            yield from _pairs(everything, anchors)
        return
    if len(times) >= 2:
        yield from _pairs(own, own)
        return
    event = _event_moments(statement, amount, evidence)
    timed = _EVENT.match(statement.text, amount.end)
    if timed and any(timed.start() <= t.start < timed.end() for t in times):
        yield from _pairs(own, everything) if timed["side"] == "after" else _pairs(everything, own)
        return
    start, end = statement.reading.segment_of(amount.start)
    beside = _instants([t for t in times if start <= t.start < end], evidence)
    if timed and beside and not event:
        yield from _pairs(everything, beside) if timed["side"] == "after" else _pairs(beside, everything)
        return
    if _IN.match(statement.text, amount.end) and not own:
        yield from _pairs(_edges(evidence)[0], everything)
        return
    if event and own:
        yield from _pairs(event, own)
        yield from _pairs(own, event)
        return
    starts, ends = _edges(evidence)
    ends |= told
    if own and (beside or not _APART.search(statement.text)):
        yield from _pairs(own, ends if lasted else everything | {evidence.as_of})
        yield from _pairs(starts if lasted else everything, own)
        return
    if lasted and starts and ends and amount.high < _DAY_S:
        yield from _pairs(starts, ends)
        return
    yield from _pairs(everything, everything | {evidence.as_of})


def _written_otherwise(statement: Statement, amount: Amount, evidence: Evidence) -> tuple[Amount, int] | None:
    """Return the length a line writes for what is told here ("the last merge was 5 h ago")."""
    told = stems(statement.reading, *statement.reading.segment_of(amount.start)) - _UNIT_STEMS
    for line in evidence.lines.values():
        lengths = [a for a in line.amounts if a.unit == "s"]
        if len(lengths) != 1:
            continue
        shared = told & stems(line.reading, *line.reading.segment_of(lengths[0].start))
        if len(shared) >= _EVENT_WORDS:
            return lengths[0], line.number
    return None


def _event_moments(statement: Statement, amount: Amount, evidence: Evidence) -> set[datetime]:
    """Return when what a length is counted from is noted ("2 h after the first alert")."""
    match = _EVENT.match(statement.text, amount.end)
    if not match:
        return set()
    told = stems(statement.reading, *match.span("event"))
    return {
        line.at
        for line in evidence.lines.values()
        if line.at and len(told & stems(line.reading, 0, len(line.text))) >= _EVENT_WORDS
    }


def _instants(times: list[TimeMention], evidence: Evidence) -> set[datetime]:
    """Return the instants that times of a draft mean; a time without its day means the notes' moments."""
    found: set[datetime] = set()
    for time in times:
        meant = {m.at for m in supporting(time, evidence)} if time.date is None else set()
        found |= meant or ({time.instant} if time.instant else set())
    return found


def _edges(evidence: Evidence) -> tuple[set[datetime], set[datetime]]:
    """Return the moments trouble can have begun at and ended at."""
    sheet = evidence.sheet
    starts = {t.at for t in (sheet.started, sheet.detected, sheet.reported, sheet.declared) if t}
    ends = {t.at for t in (sheet.restored, sheet.resolved) if t} or {evidence.as_of}
    first = True
    for line in evidence.lines.values():
        moments = {m for m in (line.at, *line.instants) if m}
        if line.reading.concepts & _STARTS or first:
            starts |= moments
        if any(m.concept in _ENDS and m.plain for m in line.reading.of("states")):
            ends |= moments
        first = first and not moments
    return starts, ends


def check(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield durations that the notes neither write nor yield by subtraction."""
    for amount in statement.amounts:
        if amount.unit != "s":
            continue
        if statement.next_update_from is not None and amount.start >= statement.next_update_from:
            continue
        if _is_no_length(statement, amount):
            continue
        if _ALL_DAY.search(amount.text) and _ALL_DAY.search(evidence.lower_text):
            continue
        if _CODES.fullmatch(amount.text) and amount.text[:-1] in evidence.lower_text:
            continue
        written = [
            (note, line.number)
            for line in evidence.lines.values()
            for note in line.amounts
            if note.unit == "s" and fits(amount, note.low, note.high)
        ]
        if not written and (
            _is_next_day(amount, evidence) or _is_bare(amount, evidence) or _is_between_days(amount, evidence)
        ):
            continue
        span = _span_beside(statement, amount)
        lengths = [span] if span else list(_candidates(statement, amount, evidence))
        timed = _EVENT.match(statement.text, amount.end)
        rival = None if written or timed else _written_otherwise(statement, amount, evidence)
        if rival is None and any(fits(amount, length, length) for length in lengths):
            continue
        if (written and not span) or amount.text.lower() in evidence.map_text:
            lines = tuple(sorted({line for _, line in written}))
            if statement.uncited(lines):
                yield uncited(amount.start, amount.end, f"'{amount.text}' is in", lines)
            continue
        if rival:
            yield Hit(
                amount.start,
                amount.end,
                f"'{statement.text[amount.start : amount.end]}': {cite([rival[1]])} has '{rival[0].text}'. "
                "Use its length.",
                (rival[1],),
            )
            continue
        nearest = min(lengths, key=lambda length: abs(length - amount.high), default=None)
        hint = f" The nearest the notes give is {_spoken(nearest)}." if nearest else ""
        yield Hit(
            amount.start,
            amount.end,
            f"'{statement.text[amount.start : amount.end]}' is not what the notes add up to.{hint} "
            "Work it out from the noted times, or leave it out.",
            severity="warn" if lengths and not timed and _between_any(amount, evidence) else None,
        )


def _is_no_length(statement: Statement, amount: Amount) -> bool:
    """Say whether "a day" names a day and measures nothing: "on a day like this"."""
    return (
        amount.text.lower().startswith(("a day", "a week", "an hour"))
        and _NAMES_A_DAY.search(statement.text, 0, amount.start) is not None
    )


def _between_any(amount: Amount, evidence: Evidence) -> bool:
    """Say whether any two times of the notes lie that far apart, to the minute."""
    moments = {m.at for m in evidence.moments}
    return amount.bound == "" and any(
        abs(length - amount.low) < _EXACT_S for length in _pairs(moments, moments)
    )


def _span_beside(statement: Statement, amount: Amount) -> float | None:
    """Return the length of the span of time a duration is given with ("20 minutes, from 10:34 to 10:54")."""
    for time in statement.times:
        if time.until is None or time.instant is None or time.until.instant is None:
            continue
        gap = (time.until.instant - time.instant).total_seconds()
        if (
            time.start >= amount.end
            and gap > 0
            and _BESIDE.fullmatch(statement.text[amount.end : time.start])
        ):
            return gap
    return None


def _is_between_days(amount: Amount, evidence: Evidence) -> bool:
    """Say whether a length in days lies between two days that the notes name."""
    if amount.low < _DAY_S or amount.high % (_DAY_S / 2):
        return False
    days = evidence.days | weekdays_meant(evidence)
    gaps = {abs((one - other).days) * _DAY_S for one in days for other in days}
    return any(gap and fits(amount, gap, gap) for gap in gaps)


def _is_next_day(amount: Amount, evidence: Evidence) -> bool:
    """Say whether it is the day between today and the tomorrow or yesterday of the notes."""
    return amount.low == amount.high == _DAY_S and _NEXT_DAY.search(evidence.lower_text) is not None


def _is_bare(amount: Amount, evidence: Evidence) -> bool:
    """Say whether a line has the figure bare beside another length: "90 s instead of 2"."""
    for line in evidence.lines.values():
        units = [
            _UNIT_S[match[1]]
            for a in line.amounts
            if a.unit == "s"
            for match in [_UNIT.search(a.text)]
            if match
        ]
        bare = [a.low for a in line.amounts if a.unit == "" and not a.nouns and not a.ordinal]
        if any(unit * figure == amount.low == amount.high for unit in units for figure in bare):
            return True
    return False


def _spoken(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} minutes"
    hours, rest = divmod(minutes, 60)
    if hours >= 48:
        return f"{hours // 24} days {hours % 24} h"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


RULE = Rule(
    "GRD003",
    "duration-not-in-notes",
    "block",
    "A length of time that the noted times do not add up to.",
    "Service credits and reports are worked out from it.",
    check,
)
RULES = (RULE,)
