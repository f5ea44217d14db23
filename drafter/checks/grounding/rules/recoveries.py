"""GRD017: it works again, said before the notes say so.

"Works again" is not "resolved", and "the fix is out" is neither. The sheet's stage counts as much as
the words.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from drafter.checks.grounding.evidence import Evidence, Line, Placed, once
from drafter.checks.grounding.names import NameHit
from drafter.checks.grounding.patterns import expression, word_list
from drafter.checks.grounding.progress import (
    BETTER,
    EARLIER_CASE,
    PERSISTS,
    SETTLED,
    WORKING,
    ends_quietly,
    ends_settled,
    figures_fell,
    first_act,
    improvements,
    last_persisting,
    numbers_of,
    told,
    unsure,
)
from drafter.checks.grounding.reading import Mention, Reading
from drafter.checks.grounding.rule import Hit, Rule, cite, uncited
from drafter.checks.grounding.rules.recovery_words import is_release, is_said_otherwise
from drafter.checks.grounding.rules.times import moments_beside
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.stemming import stems
from drafter.checks.grounding.support import components_near, related
from drafter.core.audience import Audience

_OTHERS_FINE = expression("others_fine")
_IN_ORDER = expression("in_order")
_OUTRIGHT = expression("outright")
_SPARED = expression("spared")
_FINE = frozenset({"fine", "healthy"})  # of a part that may never have failed
_RELAPSE = expression("relapse")
_PARTS = ("internal", "customer_name", "vendor", "vendor_kind")
_POINTERS = frozenset(word_list("pointers"))
_PART_OF = expression("part_of")
_OUT_OF = re.compile(r"\s+(?:out of|of)(?: the| our| all)?\s+", re.IGNORECASE)
_NOBODY = frozenset({"nobody", "no", "none"})
_WHERE = frozenset({"at", "on", "in", "for"})


def check_restored(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield claims that it works again, or that a step cured it, which no note makes."""
    claims = [m for m in statement.claims("states") if m.concept in ("restored", "fixed", "self_healed")]
    if not claims or statement.slot == "correction":  # takes back an earlier "works again"
        return
    if EARLIER_CASE.search(statement.text):
        return
    said = told(evidence, *WORKING)
    if all(m.concept == "fixed" or not _IN_ORDER.search(statement.words_of(m)) for m in claims):
        said = [p for p in said if not _kept_working(p, evidence)]
    alarm = _last_alarm(evidence)
    later_stage = evidence.sheet.stage in ("monitoring", "resolved") and not evidence.sheet.reopened
    if said and max(p.line.number for p in said) < alarm:  # it came back: what was said before is past
        said, later_stage = [], False
    if not later_stage:
        said = [p for p in said if _concerns(p, statement, evidence)]
    facts = [
        f
        for f in evidence.facts("restored", "resolved", "verified")
        if later_stage or not f.components or set(f.components) & _outside(statement, evidence)
    ]
    persists = last_persisting(evidence)
    for mention in claims:
        if is_said_otherwise(statement, mention, evidence):
            continue
        if (
            mention.concept == "fixed"
            and not facts
            and persists > max((p.line.number for p in said), default=0)
            and not (_partial_too(statement) and improvements(evidence))
        ):
            yield Hit(
                mention.term.start,
                mention.term.end,
                f"'{statement.words_of(mention)}': {cite([persists])} says that the trouble stays. Say what "
                "was done, and that it did not end it.",
                (persists,),
            )
            continue
        stayed: tuple[int, ...] = ()
        if not (_partial_too(statement) and improvements(evidence)):
            stayed = _stayed_then(statement, mention, evidence)
            stayed = stayed or _in_trouble_last(statement, mention, evidence)
        if stayed:
            yield Hit(
                mention.term.start,
                mention.term.end,
                f"'{statement.words_of(mention)}': {cite(stayed)} still has trouble, and no later "
                "line ends it. Say what the notes say.",
                stayed,
            )
            continue
        if _never_failed(statement, mention, evidence) or is_release(statement, mention):
            continue
        if mention.concept == "self_healed" or (WORKING & statement.kinds and later_stage):
            continue
        if not said and not facts and _in_order_since(statement, evidence):
            continue
        lines = numbers_of(said) or evidence.lines_of(facts)
        partial_only = bool(said) and all(_is_partial(p) for p in said)
        whole = _whole(statement, mention)
        if not said and not facts and not later_stage:
            in_order = statement.words_of(mention).lower().split()[-1] in _FINE
            better = bool(improvements(evidence)) or ends_quietly(evidence)
            outright = _OUTRIGHT.search(statement.words_of(mention)) is not None
            settled = evidence.next_update_at is None and ends_settled(evidence)
            if (
                figures_fell(evidence)
                or _counts_part(statement, evidence)
                or (better and (in_order or not outright or settled or _partial_too(statement)))
            ):
                continue
            if not outright and first_act(evidence) is None:
                continue  # nothing was done that could have helped
            yield Hit(
                mention.term.start,
                mention.term.end,
                f"'{statement.words_of(mention)}': no note says that it works again. Say what was done "
                "and that the effect is "
                "not known yet.",
                severity=None if not better else "warn" if evidence.next_update_at else "info",
            )
        elif partial_only and (whole or not _partial_too(statement)):
            yield Hit(
                *(whole or (mention.term.start, mention.term.end)),
                f"'{statement.words_of(mention)}': {cite(lines)} only says that it is starting to work. "
                "Say that it is "
                "coming back, not that it is back.",
                lines,
                severity="warn" if facts and later_stage else None,
            )
        elif whole and evidence.sheet.stage != "resolved" and not _said_whole(evidence):
            yield Hit(
                *whole,
                f"'{statement.text[whole[0] : whole[1]]}': no note says that it works for all. Leave "
                "the word out.",
                lines,
                severity="warn" if later_stage else None,
            )
        elif statement.uncited(lines):
            yield uncited(
                mention.term.start, mention.term.end, f"'{statement.words_of(mention)}' rests on", lines
            )


def _stayed_then(statement: Statement, mention: Mention, evidence: Evidence) -> tuple[int, ...]:
    """Return the lines of the time a cure is told of that have the trouble stay."""
    if mention.concept != "fixed":
        return ()
    beside = moments_beside(statement, mention.term.start, evidence)
    then = {moment.line for moment in beside if moment.stamp}
    return tuple(sorted(n for n in then if n in evidence.lines and PERSISTS.search(evidence.lines[n].text)))


def _in_trouble_last(statement: Statement, mention: Mention, evidence: Evidence) -> tuple[int, ...]:
    """Return the last line on the one part a claim names, if that has trouble and nothing is better since."""
    named = components_near(statement, mention)
    number, line = next(
        (
            (n, one)
            for n, one in sorted(evidence.lines.items(), reverse=True)
            if n > 0 and named & one.components
        ),
        (0, None),
    )
    if line is None or len(named) != 1 or not any(m.plain for m in line.reading.of("troubles")):
        return ()
    if any(time.until for time in line.times):
        return ()  # told of a span of time that has ended
    since = [one for n, one in evidence.lines.items() if n >= number or named & one.components]
    better = any(
        BETTER.search(one.text)
        or SETTLED.search(one.text)
        or any(m.plain and m.concept in WORKING for m in one.reading.of("states"))
        for one in since
    )
    return () if better else (number,)


def _in_order_since(statement: Statement, evidence: Evidence) -> bool:
    """Say whether the last lines that tell of better figures have what the statement names in order."""
    last = max(
        (n for n, line in evidence.lines.items() if any(m.plain for m in line.reading.of("troubles"))),
        default=0,
    )
    last = max(last, last_persisting(evidence) + 1)
    outside = _outside(statement, evidence)
    return any(
        n >= last
        and SETTLED.search(evidence.lines[n].text)
        and not unsure(evidence.lines[n])
        and (not evidence.lines[n].components or evidence.lines[n].components & outside)
        for n in improvements(evidence)
    )


def _kept_working(placed: Placed, evidence: Evidence) -> bool:
    """Say whether a part was found in order before anything was done: "Outlook fine" mends nothing."""
    first, term = first_act(evidence), placed.mention.term
    if first is not None and placed.line.number >= first:
        return False
    return _IN_ORDER.search(placed.line.text[term.start : term.end]) is not None


@once
def _last_alarm(evidence: Evidence) -> int:
    """Return the last line in which monitoring or users report trouble, or it is back; 0 when none is."""
    return max(
        (
            n
            for n, line in evidence.lines.items()
            if _RELAPSE.search(line.text)
            or (
                any(m.concept in ("monitoring", "users") for m in line.reading.of("people"))
                and any(
                    m.plain and m.concept in ("down", "fail", "error") for m in line.reading.of("troubles")
                )
            )
        ),
        default=0,
    )


def _outside(statement: Statement, evidence: Evidence) -> frozenset[str]:
    """Return the parts a statement names, or all that readers know when it names none."""
    if statement.components:
        return related(evidence, statement.components)
    return frozenset(c.id for c in evidence.system_map.components if not c.internal_only)


def _concerns(placed: Placed, statement: Statement, evidence: Evidence) -> bool:
    """Say whether a line on something working again is about what the statement speaks of."""
    start, end = placed.line.reading.segment_of(placed.mention.term.start)
    if _of_supplier(placed.line.reading, placed.line.names, start, end) and not _of_supplier(
        statement.reading, statement.names, 0, len(statement.text)
    ):
        return False
    start = max(start, placed.line.text.rfind(", ", start, placed.mention.term.start))
    named = any(n.kind in _PARTS and start <= n.start < end for n in placed.line.names)
    term = placed.mention.term
    named = named or (
        bool(placed.line.components) and _IN_ORDER.search(placed.line.text[term.start : term.end]) is not None
    )
    return not named or bool(placed.line.components & _outside(statement, evidence))


def _never_failed(statement: Statement, mention: Mention, evidence: Evidence) -> bool:
    """Say whether it is told of a part that a note says works, and that no note tells trouble of."""
    start, end = statement.reading.segment_of(mention.term.start)
    if statement.reading.words[mention.term.first].lower in _POINTERS:
        start = 0
    parts = _parts(statement.reading, statement.names, start, end)
    if parts:
        return any(
            _OTHERS_FINE.search(clause)
            for line in evidence.lines.values()
            for clause in _clauses(line, parts)
        )
    told = (
        stems(statement.reading, start, end) if _IN_ORDER.search(statement.words_of(mention)) else frozenset()
    )
    return any(
        _SPARED.search(line.text, s, e) and told & stems(line.reading, s, e)
        for line in evidence.lines.values()
        for s, e in line.reading.segments
    )


def _parts(reading: Reading, names: list[NameHit], start: int, end: int) -> frozenset[str]:
    """Return the parts named between two offsets: by the map, and by what they are."""
    named = frozenset(n.owner for n in names if n.kind in _PARTS and start <= n.start < end)
    return named | frozenset(m.concept for m in reading.of("things") if start <= m.term.start < end)


def _clauses(line: Line, parts: frozenset[str]) -> Iterator[str]:
    """Yield the segments of a line that name one of the parts and tell no trouble."""
    for start, end in line.reading.segments:
        trouble = any(start <= m.term.start < end and m.plain for m in line.reading.of("troubles"))
        if not trouble and parts & _parts(line.reading, line.names, start, end):
            yield line.text[start:end]


def _of_supplier(reading: Reading, names: list[NameHit], start: int, end: int) -> bool:
    """Say whether a supplier is named between two offsets."""
    return any(m.concept == "supplier" and start <= m.term.start < end for m in reading.of("people")) or any(
        n.kind in ("vendor", "vendor_kind") and start <= n.start < end for n in names
    )


def _is_partial(placed: Placed) -> bool:
    segment = placed.line.reading.segment_of(placed.mention.term.start)
    return placed.mention.concept == "partial" or any(
        m.concept == "partial" and segment[0] <= m.term.start < segment[1]
        for m in placed.line.reading.of("states")
    )


def _partial_too(statement: Statement) -> bool:
    return (
        _PART_OF.search(statement.text) is not None
        or any(m.concept == "partial" for m in statement.reading.of("states"))
        or any(m.concept == "narrow" for m in statement.reading.of("scope"))
    )


def _counts_part(statement: Statement, evidence: Evidence) -> bool:
    """Say whether it is told of a part, by a figure noted after the first act: "in 140 of the 310"."""
    begun = first_act(evidence) or 0
    noted = {a.low for n, line in evidence.lines.items() if n > begun for a in line.amounts}
    return any(
        part.low < whole.low and part.low in noted
        for part, whole in pairwise(statement.amounts)
        if _OUT_OF.fullmatch(statement.text[part.end : whole.start])
    )


def _whole(statement: Statement, mention: Mention) -> tuple[int, int] | None:
    segment = statement.reading.segment_of(mention.term.start)
    words = statement.reading.words
    for other in statement.reading.of("states", "people", "scope"):
        wide = other.concept == "wide" and words[other.term.first - 1].lower in _WHERE
        if (
            (wide or other.concept in ("whole", "everyone"))
            and segment[0] <= other.term.start < segment[1]
            and not (other.negated or words[other.term.first].lower in _NOBODY)
            and other.term.start != mention.term.start
        ):
            return other.term.start, other.term.end
    return None


def _said_whole(evidence: Evidence) -> bool:
    """Say whether the notes have it for all, and not of the trouble ("missing on all channels")."""
    return any(
        p.mention.plain and not (c == "wide" and any(m.plain for m in p.line.reading.of("troubles")))
        for c in ("whole", "everyone", "wide", "resolved")
        for p in evidence.placed.get(c, ())
    )


def check(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield what `check_restored` finds: a model's sentence is sent back for it, a person is warned.

    It compares meaning, and every second alarm is false on wordings nobody foresaw: a model writes anew at no
    cost, a person would be held up.
    """
    for hit in check_restored(statement, evidence, audience):
        if hit.uncited or hit.severity:
            yield hit
        elif statement.origin == "model":
            yield replace(hit, severity="block")
        else:
            yield replace(hit, severity="info") if _dated_calmly(statement, hit, evidence) else hit


def _dated_calmly(statement: Statement, hit: Hit, evidence: Evidence) -> bool:
    """Say whether it is told since a time whose note tells of no trouble, and no line speaks against it."""
    then = {moment.line for moment in moments_beside(statement, hit.start, evidence) if moment.stamp}
    lines = [evidence.lines[number] for number in then if number in evidence.lines]
    return bool(lines) and not hit.lines and not any(m.plain for x in lines for m in x.reading.of("troubles"))


RULES = (
    Rule("GRD017", "works-again-too-early", "warn", "The text says it works again; the notes do not.",
         "Readers try at once, and lose trust when it fails.", check),
)  # fmt: skip
