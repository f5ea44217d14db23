"""GRD027 attribution-swapped: who noticed it, and whether it healed by itself."""

import re
from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence, Line, once
from drafter.checks.grounding.patterns import expression
from drafter.checks.grounding.progress import EARLIER_CASE, FOR_LATER, WORKING
from drafter.checks.grounding.reading import Mention, Reading
from drafter.checks.grounding.rule import Hit, Rule, cite
from drafter.checks.grounding.rules.times import clock_times, supporting
from drafter.checks.grounding.statements import Statement
from drafter.core.audience import Audience

_MONITORING_TOLD = expression("monitoring_told")
_AGAIN = re.compile(r"\b(?:again|back|gone|no longer)\b", re.IGNORECASE)
_NOT_BEFORE = re.compile(r"(?:\bnot|n['’]t|never)\b[^.;,]{0,24}$", re.IGNORECASE)
_FROM_USERS = frozenset({"ticket", "tickets", "complaint", "complaints"})
_WHO = ("users", "us", "monitoring", "supplier")
_NAMES = {
    "users": "customers",
    "us": "we ourselves",
    "monitoring": "monitoring",
    "supplier": "a supplier",
}


def check(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield who-noticed-it claims that no note backs."""
    for mention in statement.claims("detect", "states"):
        if mention.group == "states" and mention.concept != "verified":
            continue
        subject = _subject(statement.reading, mention)
        if subject is None:
            yield from _channel(statement, mention, evidence)
            continue
        if subject.concept not in _WHO or _nothing_seen(statement, mention):
            continue
        if subject.concept == "us" and (mention.concept == "verified" or not _is_past(statement, mention)):
            continue
        lines = _lines_of_time(statement, mention, evidence)
        if not lines:
            first = _first_line(evidence)
            if first and subject.concept in _classes(first, evidence):
                continue
            timed = first is not None and first.number in _numbers_of_time(statement, mention, evidence)
            lines = [first] if first and timed else _detections(evidence, mention.concept)
            lines = lines or ([first] if first else [])
        if not lines:
            continue
        classes = {line.number: _classes(line, evidence) for line in lines}
        known = frozenset().union(*classes.values())
        if not known or subject.concept in known:
            continue
        if subject.concept == "us" and (known != {"users"} or _told_by_users(statement)):
            continue
        if subject.concept == "supplier" or _confirms(statement, subject, evidence):
            continue
        words = statement.text[subject.term.start : mention.term.end]
        told = " and ".join(sorted(_NAMES[k] for k in known))
        yield Hit(
            subject.term.start,
            mention.term.end,
            f"'{words}': {cite(list(classes))} has it from {told}. Say who noticed it, or leave it out.",
            tuple(sorted(classes)),
        )


def _confirms(statement: Statement, subject: Mention, evidence: Evidence) -> bool:
    """Say whether it is the repair they tell of, which a note has them confirm: "works, as teams told us"."""
    works = any(m.concept in WORKING - {"partial"} and m.plain for m in statement.reading.of("states"))
    return (works or _AGAIN.search(statement.text) is not None) and any(
        "verified" in line.reading.concepts and subject.concept in _classes(line, evidence)
        for line in evidence.lines.values()
    )


def _nothing_seen(statement: Statement, mention: Mention) -> bool:
    """Say whether nothing was noticed: "we saw no fault"."""
    return any(m.concept == "no" and 0 <= m.first - mention.term.stop <= 1 for m in statement.reading.moods)


def _channel(statement: Statement, mention: Mention, evidence: Evidence) -> Iterator[Hit]:
    """Yield "ticket at 10:02" where the line of that time has it from monitoring alone."""
    word = statement.reading.words[mention.term.first].lower
    if word not in _FROM_USERS:
        return
    known = [_classes(line, evidence) for line in _lines_of_time(statement, mention, evidence)]
    if known and not any("users" in classes for classes in known) and any("monitoring" in c for c in known):
        yield Hit(
            mention.term.start,
            mention.term.end,
            f"'{word}': the notes have it from monitoring at that time. Say who noticed it, or leave it out.",
        )


def _told_by_users(statement: Statement) -> bool:
    """Say whether the sentence gives users the credit too ("two told us, and we noticed it")."""
    return any(m.concept == "users" for m in statement.reading.of("people"))


def _is_past(statement: Statement, mention: Mention) -> bool:
    """Say whether the verb tells of noticing ("we noticed"), as against "we have reports"."""
    word = statement.reading.words[mention.term.first].lower
    return word.endswith("ed") or word in ("saw", "found", "caught")


def _subject(reading: Reading, mention: Mention) -> Mention | None:
    """Return who noticed: named before the verb in the same segment, or after "by"."""
    start, end = reading.segment_of(mention.term.start)
    people = [m for m in reading.of("people") if start <= m.term.start < end]
    after = [
        m
        for m in people
        if m.term.start >= mention.term.end
        and reading.text[: m.term.start].lower().rstrip().endswith((" by", "by our", "by the", "by a"))
    ]
    if after:
        return after[0]
    before = [m for m in people if m.term.start < mention.term.start]
    return before[-1] if before else None


def _numbers_of_time(statement: Statement, mention: Mention, evidence: Evidence) -> set[int]:
    """Return the lines whose own time stands beside the verb."""
    start, end = statement.reading.segment_of(mention.term.start)
    return {
        m.line
        for t in clock_times(statement)
        if start <= t.start < end
        for m in supporting(t, evidence)
        if m.stamp
    }


def _lines_of_time(statement: Statement, mention: Mention, evidence: Evidence) -> list[Line]:
    numbers = _numbers_of_time(statement, mention, evidence)
    return [
        line
        for line in evidence.lines.values()
        if line.number in numbers and _detects(line) and _classes(line, evidence)
    ]


@once
def _first_line(evidence: Evidence) -> Line | None:
    """Return the first line on a trouble where it names users or monitoring: they noticed it."""
    lines = (line for line in evidence.lines.values() if line.number > 0 and line.reading.of("troubles"))
    first = next(lines, None)
    return first if first and _classes(first, evidence) & {"users", "monitoring"} else None


def _detections(evidence: Evidence, concept: str) -> list[Line]:
    """Return the lines on how it came to light, or on who confirmed it works."""
    if concept == "verified":
        return [line for line in evidence.lines.values() if concept in line.reading.concepts]
    return [line for line in evidence.lines.values() if _detects(line)]


def _detects(line: Line) -> bool:
    return bool(line.reading.concepts & {"detect", "monitoring"}) or bool(
        line.speaker & {"monitoring", "users"}
    )


def _classes(line: Line, evidence: Evidence) -> frozenset[str]:
    found = {m.concept for m in line.reading.of("people") if m.concept in _WHO} | line.speaker
    if "ticket" in line.text.lower():
        found.add("users")
    if (
        found <= {"us"}
        and evidence.system_map.people
        and any(p in line.text for p in evidence.system_map.people)
    ):
        found.add("us")
    return frozenset(found)


def check_monitoring(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield "our monitoring told us" where the notes have users who did, and no monitoring at all."""
    match = _MONITORING_TOLD.search(statement.text)
    told = [line for line in evidence.lines.values() if not FOR_LATER.search(line.text)]
    known = frozenset().union(*(_classes(line, evidence) for line in told))
    if match and "users" in known and "monitoring" not in known:
        yield Hit(
            *match.span(),
            f"'{match[0]}': the notes have it from customers alone. Say who noticed it, or leave it out.",
        )


def check_healed(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield "it recovered by itself" when the notes tell of a repair and of no self-healing."""
    for mention in statement.claims("states"):
        if mention.concept != "self_healed":
            continue
        earlier = EARLIER_CASE.search(statement.text)
        said = [
            p
            for p in evidence.placed.get("self_healed", ())
            if not (p.mention.negated or p.mention.guessed)
            and (earlier or not EARLIER_CASE.search(p.line.text))
        ]
        denied = _NOT_BEFORE.search(statement.text, 0, mention.term.start)
        if said or denied or "self_healed" in evidence.map_concepts:
            continue
        yield Hit(
            mention.term.start,
            mention.term.end,
            f"'{statement.text[mention.term.start : mention.term.end]}': no note says that it healed "
            "without us. Say what "
            "was done, or that it is not known why it works again.",
        )


def check_noticed(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield who-noticed-it claims that no note backs."""
    found = list(check(statement, evidence, audience))
    yield from found or check_monitoring(statement, evidence, audience)


RULES = (
    Rule("GRD027", "attribution-swapped", "warn", "Who noticed it is not who the notes say.",
         "Customers who told us feel unheard; monitoring that was silent gets the credit.", check_noticed),
    Rule("GRD037", "healed-by-itself", "warn", "The text says it recovered by itself; no note does.",
         "It hides a repair, or a fault that will come back.", check_healed),
)  # fmt: skip
