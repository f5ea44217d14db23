"""Promises: what a text says will come: the next message, a repair, a report, money."""

from dataclasses import dataclass
from typing import Literal

from drafter.checks.lint.detect.reading import Cue, Reading, readings
from drafter.checks.lint.document import Document
from drafter.core.patterns import lazy

Kind = Literal["next_update", "fix", "report", "credit"]
Precision = Literal["specific", "vague", "none"]

_NUMBER = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|eight|ten|fifteen|twenty|thirty|forty[- ]five|sixty|half an)"
)
_UNIT = r"(?:minutes?|mins?|hours?|hrs?|h|days?|weeks?|business days?|working days?)"
_WHEN = lazy(
    r"\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2}\s?(?:am|pm|a\.m|p\.m|o'clock)\b|\b\d{3,4}\s?(?:utc|gmt|z|hrs|hours)\b"
    r"|\b(?:at|by|until|before) (?:noon|midday|midnight)\b"
    r"|\b(?:by|on|before|until) (?:the )?(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?)?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
    r"\.? ?\d{0,2}\b"
    r"|\b(?:in|within|every|after|next|another|inside|each) (?:the )?(?:next )?(?:about |around |at most )?"
    rf"{_NUMBER}(?:[ -](?:to|or|-)[ -]\w{{1,12}})?[ -](?:more )?{_UNIT}\b"
    r"|\b(?:within|in|over) the (?:next )?(?:hour|half[- ]hour)\b|\bhourly\b|\bt\+\d{1,3}\b"
    r"|\bevery (?:hour|half[- ]hour|morning|evening|day)\b|\b(?:on|top of) the hour\b"
)
_WATCHED = lazy(
    r"\b(?:monitor|watch|observ)\w*(?: \w+){0,3} ?$"
)  # "monitoring for the next 2 hours" is no promise
_TO_US = lazy(r"\b(?:please|if you|you can|you may|you could|feel free|kindly|in case you|should you)\b")


@dataclass(frozen=True, slots=True)
class Promise:
    """Something the text says will come: what, the sentence that says so, and the words that say when.

    `when` is empty when the text names no time; then `when_start` and `when_end` are 0.
    """

    kind: Kind
    start: int
    end: int
    when: str
    when_start: int
    when_end: int

    @property
    def precision(self) -> Precision:
        """Return "specific" when a time or a numbered interval is named, else "vague"."""
        return "specific" if self.when else "vague"


@dataclass(frozen=True, slots=True)
class NextUpdate:
    """What the text says about the next message: how precise, the sentence, and the words that say when."""

    precision: Precision
    start: int = 0
    end: int = 0
    when: str = ""
    when_start: int = 0
    when_end: int = 0


def find_promises(source: str | Document) -> list[Promise]:
    """Return what the text promises, in text order: news, a repair, a report, money."""
    parts = readings(source)
    found: list[Promise] = []
    for number in range(len(parts)):
        promise = promise_in(parts[number])
        if promise is not None:
            found.append(promise)
    return found


def promise_in(reading: Reading) -> Promise | None:
    """Return the promise of one sentence; news before a report, before money, before a repair."""
    for cue in reading.of("message"):
        if _ahead(reading, cue) and not _asks_reader(reading, cue):
            afterwards = reading.words[cue.last - 1] in ("report", "summary") and reading.of("report")
            return _promise("report" if afterwards else "next_update", reading, cue)
    if reading.of("later"):
        if reports := reading.of("report"):
            return _promise("report", reading, reports[0])
        if credits := reading.of("credit"):
            return _promise("credit", reading, credits[0])
    if repairs := reading.of("repair"):
        return _promise("fix", reading, repairs[0])
    return None


def _ahead(reading: Reading, cue: Cue) -> bool:
    if reading.of("later", "soon"):
        return True
    return cue.first == 0 and (
        reading.words[0] in ("next", "further", "more", "another", "update", "updates")
    )


def _asks_reader(reading: Reading, cue: Cue) -> bool:
    """Say whether the message is the reader's to send or fetch: "please let us know"."""
    head = reading.lower[: reading.starts[cue.first] - reading.sentence.start][-60:]
    if not _TO_US.search(head):
        return False
    return not any("provider" in reading.marks[i] for i in range(max(0, cue.first - 3), cue.first))


def _promise(kind: Kind, reading: Reading, cue: Cue) -> Promise:
    start = reading.sentence.start
    when = next(
        (m for m in _WHEN.finditer(reading.lower) if not _WATCHED.search(reading.lower[: m.start()])), None
    )
    if when is None:
        return Promise(kind, start, reading.sentence.end, "", 0, 0)
    return Promise(kind, start, reading.sentence.end, when[0], start + when.start(), start + when.end())


def find_next_update(source: str | Document) -> NextUpdate:
    """Return what the text says about its next message; a time beats a vague promise elsewhere."""
    best = NextUpdate("none")
    for promise in find_promises(source):
        if promise.kind not in ("next_update", "report"):
            continue
        if promise.when or best.precision == "none":
            best = NextUpdate(
                promise.precision,
                promise.start,
                promise.end,
                promise.when,
                promise.when_start,
                promise.when_end,
            )
        if promise.when:
            break
    return best
