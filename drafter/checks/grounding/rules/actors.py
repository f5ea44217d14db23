"""GRD036 actor-swapped: an act, a call or a fault told of somebody the notes tell it of nowhere."""

import re
from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence, Line
from drafter.checks.grounding.names import NameHit
from drafter.checks.grounding.patterns import word_list
from drafter.checks.grounding.reading import Mention, Reading
from drafter.checks.grounding.rule import Hit, Rule, cite
from drafter.checks.grounding.rules.times import clock_times, supporting
from drafter.checks.grounding.statements import Statement
from drafter.core.audience import Audience

_PASSIVE = frozenset(word_list("passive"))
_SPOKEN = {"supplier": "the supplier", "users": "customers", "us": "us"}
_HAVING = frozenset({"has", "had", "have", "having", "suffers", "suffered"})
_VERBAL = frozenset(word_list("after_subjects"))
_BESIDE = re.compile(
    r"\b(?:with|to|for|from|at|on|of|via|through|by)\s$", re.IGNORECASE
)  # "sync with Google"
_CUT = re.compile(r"[,;.]\s|\sand\s")
_VENDORS = ("vendor", "vendor_kind")
_OURS = ("us", "supplier", "users")


def check(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield acts and faults of suppliers or customers that no note tells of them, and calls turned round."""
    for mention in statement.claims("acts", "troubles", "states"):
        if (mention.form == "noun" and not _had(statement, mention)) or (
            mention.group == "states" and mention.concept not in ("fixing", "verified")
        ):
            continue
        actor = _actor(statement.reading, statement.names, mention)
        if actor is None or not _can_act(actor[0], mention) or not _is_subject(statement, actor, mention):
            continue
        who, start, end = actor
        lines = _lines_with(mention, evidence)
        then = {m.line for t in clock_times(statement) for m in supporting(t, evidence) if m.stamp}
        lines = [line for line in lines if line.number in then] or lines
        told = [line for line in lines if _told_of(who, mention, line, evidence)]
        called = mention.concept == "contact" and _calls_unheard(statement, mention, lines)
        if who == "us" and not called and not _others_did(mention, lines):
            continue
        if told and who != "us":
            continue
        if who == "supplier" and _is_act(statement, mention) and _tells_alike(statement, mention, evidence):
            continue
        if who == "supplier" and mention.concept == "contact" and _is_named(statement, start, evidence):
            continue  # what a supplier says stands in the notes as its words
        numbers = tuple(sorted({line.number for line in lines if line.number > 0}))
        if who == "users" and not numbers:
            continue  # what readers do themselves need stand in no note
        did = statement.text[mention.term.start : mention.term.end]
        where = f"; {cite(numbers)} has it otherwise" if numbers else ""
        yield Hit(
            min(start, mention.term.start),
            max(end, mention.term.end),
            f"'{statement.text[start:end]} ... {did}': no note tells this of {_SPOKEN[who]}{where}. "
            "Say who did it, or leave it out.",
            numbers,
        )


def _is_named(statement: Statement, start: int, evidence: Evidence) -> bool:
    """Say whether a line names the supplier named at `start`, or the speaker is one."""
    owners = {n.owner for n in statement.names if n.start == start}
    return any(
        "supplier" in line.speaker or owners & {n.owner for n in line.names}
        for line in evidence.lines.values()
    )


def _is_act(statement: Statement, mention: Mention) -> bool:
    """Say whether the words tell of an act, if of a trouble too: "had taken it out of service"."""
    return mention.group == "acts" or any(
        m.term.start == mention.term.start for m in statement.reading.of("acts")
    )


def _tells_alike(statement: Statement, mention: Mention, evidence: Evidence) -> bool:
    """Say whether a line tells something of the same supplier and the same thing, in words of its own."""
    start, end = statement.reading.segment_of(mention.term.start)
    owners = {n.owner for n in statement.names if start <= n.start < end and n.kind in _VENDORS}
    things = {m.concept for m in statement.reading.of("things") if start <= m.term.start < end}
    return any(
        n.owner in owners and not _BESIDE.search(line.text, 0, n.start) and things & line.reading.concepts
        for line in evidence.lines.values()
        for n in line.names
    )


def _had(statement: Statement, mention: Mention) -> bool:
    """Say whether somebody has the trouble: "has an outage"."""
    before = [w.lower for w in statement.reading.words[max(0, mention.term.first - 2) : mention.term.first]]
    return mention.group == "troubles" and bool(_HAVING & set(before))


def _is_subject(statement: Statement, actor: tuple[str, int, int], mention: Mention) -> bool:
    """Tell "GitHub is down" from "GitHub events are not handled" and "sync with GitHub is down"."""
    following = next((w for w in statement.reading.words if w.start >= actor[2]), None)
    if actor[0] != "supplier" or following is None:
        return True
    if _BESIDE.search(statement.text, 0, actor[1]):
        return False
    return following.start >= mention.term.start or following.lower in _VERBAL


def _can_act(who: str, mention: Mention) -> bool:
    """Say whether it matters who: customers are hit by troubles; what we do is checked for calls alone."""
    if who == "us":
        return mention.concept == "contact" or (mention.group == "acts" and mention.form == "done")
    if who == "users":
        return mention.group == "acts" and mention.concept != "contact" and mention.form == "done"
    return mention.group != "acts" or mention.form in ("done", "running")


def _actor(reading: Reading, names: list[NameHit], mention: Mention) -> tuple[str, int, int] | None:
    """Return who the subject of a mention is, with the words: the last one named before it in its clause."""
    start, _ = reading.segment_of(mention.term.start)
    start = max(start, reading.text.rfind(",", start, mention.term.start) + 1)
    if mention.group == "acts" and mention.form == "done" and _is_passive(reading, mention):
        return None
    found = [
        (m.concept, m.term.start, m.term.end)
        for m in reading.of("people")
        if m.concept in _OURS and start <= m.term.start < mention.term.start
    ]
    found += [
        ("supplier", n.start, n.end)
        for n in names
        if n.kind in ("vendor", "vendor_kind") and start <= n.start < mention.term.start
    ]
    return max(found, key=lambda actor: actor[1], default=None)


def _is_passive(reading: Reading, mention: Mention) -> bool:
    """Say whether an act is told in the passive: "is banned from the supplier's interface"."""
    words = reading.words[max(0, mention.term.first - 2) : mention.term.first]
    return bool(_PASSIVE & {w.lower for w in words})


def _lines_with(mention: Mention, evidence: Evidence) -> list[Line]:
    return [
        p.line
        for p in evidence.mentions_of(mention.concept)
        if p.mention.group in ("acts", "troubles", "things", "states")
    ]


def _told_of(who: str, mention: Mention, line: Line, evidence: Evidence) -> bool:
    """Say whether a line has somebody of that kind as the subject of the act, or near the trouble."""
    if who in line.speaker:
        return True
    near = evidence.lexicon.supports(mention.concept)
    for other in line.reading.mentions:
        if other.concept not in near:
            continue
        actor = _actor(line.reading, line.names, other)
        if actor and actor[0] == who:
            return True
        if who == "supplier" and mention.group == "acts" and actor is None and _names_supplier(line):
            return True  # of a line that tells what it did without saying who, and names the supplier
        passive = mention.group == "acts" and _is_passive(line.reading, other)
        if who == "supplier" and (mention.group == "troubles" or passive) and _beside(line, other):
            return True
    return False


def _names_supplier(line: Line) -> bool:
    return any(m.concept == "supplier" for m in line.reading.of("people")) or any(
        n.kind in _VENDORS for n in line.names
    )


def _beside(line: Line, mention: Mention) -> bool:
    """Say whether a supplier is named in the same clause as the trouble."""
    start, end = line.reading.segment_of(mention.term.start)
    start = max(start, line.text.rfind(",", start, mention.term.start) + 1)
    suppliers = [m.term.start for m in line.reading.of("people") if m.concept == "supplier"]
    suppliers += [n.start for n in line.names if n.kind in ("vendor", "vendor_kind")]
    return any(start <= at < end for at in suppliers)


def _calls_unheard(statement: Statement, mention: Mention, lines: list[Line]) -> bool:
    """Say whether we tell of calling a supplier, and no note of a call names one."""
    _, end = statement.reading.segment_of(mention.term.start)
    called = [
        m
        for m in statement.reading.of("people")
        if m.concept == "supplier" and mention.term.end <= m.term.start < end
    ]
    return (
        bool(called)
        and not any(m.concept == "supplier" for line in lines for m in line.reading.of("people"))
        and not any(n.kind in ("vendor", "vendor_kind") for line in lines for n in line.names)
    )


def _others_did(mention: Mention, lines: list[Line]) -> bool:
    """Say whether every line with the act names a supplier as the one who did it."""
    actors = [
        actor[0]
        for line in lines
        for other in line.reading.mentions
        if other.concept == mention.concept
        for actor in [_actor(line.reading, line.names, other)]
        if actor
    ]
    return bool(actors) and len(actors) >= len(lines) and all(actor == "supplier" for actor in actors)


def check_person(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield people told of a time whose line names others: "Lena arrived 03:15" for "03:15 Sam here"."""
    people = [n for n in statement.names if n.kind == "person"]
    for time in clock_times(statement) if people else ():
        start, end = _clause_of(statement, time.start)
        here = [n for n in people if start <= n.start < end]
        numbers = {m.line for m in supporting(time, evidence) if m.stamp} if here else set()
        lines = [line for line in evidence.lines.values() if line.number in numbers]
        named = {n.owner for line in lines for n in line.names if n.kind == "person"}
        named |= {p for line in lines for p in evidence.system_map.people if p in line.text}
        if named and not named & {n.owner for n in here}:
            yield Hit(
                here[0].start,
                here[0].end,
                f"'{here[0].name}': {cite(tuple(numbers))} names {' and '.join(sorted(named))}. "
                "Name whom the notes name, or nobody.",
                tuple(sorted(numbers)),
            )


def check_doer(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield people told of an act that every line on it tells of somebody else."""
    people = [n for n in statement.names if n.kind == "person"]
    for mention in statement.claims("acts") if people else ():
        start, _ = _clause_of(statement, mention.term.start)
        doer = next((n for n in people if start <= n.start < mention.term.start), None)
        lines = [p.line for p in evidence.placed.get(mention.concept, ())]
        named = [{p for p in evidence.system_map.people if p in line.text} for line in lines]
        if doer and named and all(named) and not any(doer.owner in names for names in named):
            numbers = tuple(sorted({line.number for line in lines if line.number > 0}))
            others = sorted(frozenset().union(*named))
            yield Hit(
                doer.start,
                doer.end,
                f"'{doer.name}': {cite(numbers)} tells this of {' and '.join(others)}. "
                "Name whom the notes name, or nobody.",
                numbers,
            )


def _clause_of(statement: Statement, offset: int) -> tuple[int, int]:
    """Return the words around an offset up to the nearest comma, semicolon or full stop."""
    cuts = [match.end() for match in _CUT.finditer(statement.text)]
    start = max((cut for cut in cuts if cut <= offset), default=0)
    return start, min((cut for cut in cuts if cut > offset), default=len(statement.text))


def check_actors(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield acts, faults and times told of the wrong people."""
    yield from check(statement, evidence, audience)
    yield from check_person(statement, evidence, audience)
    yield from check_doer(statement, evidence, audience)


RULES = (
    Rule("GRD036", "actor-swapped", "warn", "An act or a fault of somebody the notes do not tell it of.",
         "It blames, or thanks, the wrong people.", check_actors),
)  # fmt: skip
