"""GRD015 to GRD018: it is over, it was checked, it works again, the cause is found: said before the "
"notes say so.

"Works again" is not "resolved", and "the fix is out" is neither. The sheet's stage counts as much as "
"the words.
"""

import re
from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence, Line, Placed
from drafter.checks.grounding.names import NameHit
from drafter.checks.grounding.patterns import expression, word_list
from drafter.checks.grounding.reading import Mention, Reading
from drafter.checks.grounding.rule import Hit, Rule, cite
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.support import related
from drafter.core.audience import Audience

_PERSISTS = expression("persists")
_OTHERS_FINE = expression("others_fine")
_BETTER = expression("better")
_CLOSES = expression("closes")
_IN_ORDER = expression("in_order")
_SETTLED = expression("settled")
_PARTS = ("internal", "customer_name", "vendor", "vendor_kind")
_POINTERS = frozenset(word_list("pointers"))
_ELSEWHERE = frozenset(word_list("back_elsewhere"))
_MOVED_BACK = frozenset(word_list("moved_back"))
_WHO_WORKS = frozenset(word_list("who_works"))
_OVER = frozenset(word_list("over"))
_STILL = frozenset(word_list("still"))
_WORKING = frozenset({"restored", "fixed", "resolved", "self_healed", "partial"})


def _said(evidence: Evidence, *concepts: str) -> list[Placed]:
    """Return where the notes say one of `concepts` outright."""
    return [
        p
        for c in concepts
        for p in evidence.placed.get(c, ())
        if p.mention.group == "states" and p.mention.plain and not _heals_broken(p)
    ]


def _heals_broken(placed: Placed) -> bool:
    """Say whether it starts by itself where it is said to be down ("unresponsive, respawns by itself")."""
    return placed.mention.concept == "self_healed" and any(
        m.plain and m.concept in ("down", "fail") for m in placed.line.reading.of("troubles")
    )


def _lines(placed: list[Placed]) -> tuple[int, ...]:
    return tuple(sorted({p.line.number for p in placed}))


def _about_past(statement: Statement, mention: Mention) -> bool:
    """Say whether the words speak of another, earlier incident ("an earlier incident was closed")."""
    window = statement.text[max(0, mention.term.start - 40) : mention.term.end + 40].lower()
    return any(
        word in window
        for word in ("earlier incident", "previous incident", "last incident", "another incident")
    )


def check_resolved(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield claims that the incident is over while the notes do not say so."""
    for mention in statement.claims("states"):
        if mention.concept != "resolved" or _about_past(statement, mention) or _shut(statement, mention):
            continue
        supported = _said(evidence, "resolved")
        if evidence.sheet.stage == "resolved" and (supported or evidence.next_update_at is None):
            continue
        if supported and not evidence.sheet.reopened and not _relapsed(evidence, supported):
            continue
        last = max(evidence.lines, default=0)
        closes = bool(evidence.lines) and _CLOSES.search(evidence.lines[last].text) is not None
        over = evidence.next_update_at is None and (closes or last in _improvements(evidence))
        if over and (closes or supported):
            continue
        yield Hit(
            mention.term.start,
            mention.term.end,
            f"'{_words(statement, mention)}' says it is over; the notes are at "
            f"'{evidence.sheet.stage}'. Say what works "
            "and what is still being done.",
            _lines(supported),
            severity="warn" if over or _closes_a_part(statement, mention) else None,
        )


def _shut(statement: Statement, mention: Mention) -> bool:
    """Say whether it is not the incident that was closed: "it closed all sessions", "is still closed"."""
    words = statement.reading.words
    if words[mention.term.first].lower != "closed":
        return False
    before = {w.lower for w in words[max(0, mention.term.first - 2) : mention.term.first]}
    start, end = statement.reading.segment_of(mention.term.start)
    about = {w.lower for w in words if start <= w.start < end}
    return bool(before & _STILL) or not (about & _OVER or mention.term.start == start)


def _closes_a_part(statement: Statement, mention: Mention) -> bool:
    """Say whether "closed" may be said of a part as well: "we had closed it as a precaution"."""
    start, end = statement.reading.segment_of(mention.term.start)
    about = {w.lower for w in statement.reading.words if start <= w.start < end}
    return _words(statement, mention).lower() == "closed" and not about & (_OVER - {"it", "this"})


def _relapsed(evidence: Evidence, resolved: list[Placed]) -> bool:
    """Say whether trouble is reported on a line after the last one that called it over."""
    last = max(p.line.number for p in resolved)
    return (
        any(
            line.number > last and (line.reading.concepts & {"down", "fail", "error", "slow", "crash"})
            for line in evidence.lines.values()
        )
        and evidence.sheet.stage != "resolved"
    )


def check_restored(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield claims that it works again, or that a step cured it, which no note makes."""
    claims = [m for m in statement.claims("states") if m.concept in ("restored", "fixed", "self_healed")]
    if not claims or statement.slot == "correction":  # takes back an earlier "works again"
        return
    said = _said(evidence, *_WORKING)
    if all(m.concept == "fixed" or not _IN_ORDER.search(_words(statement, m)) for m in claims):
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
    persists = _last_persisting(evidence)
    for mention in claims:
        if _is_attributive(statement, mention) or _is_the_maps(statement, mention, evidence):
            continue
        if (
            mention.concept == "fixed"
            and not facts
            and persists > max((p.line.number for p in said), default=0)
        ):
            yield Hit(
                mention.term.start,
                mention.term.end,
                f"'{_words(statement, mention)}': {cite([persists])} says that the trouble stays. Say what "
                "was done, and that it did not end it.",
                (persists,),
            )
            continue
        if _never_failed(statement, mention, evidence) or _is_release(statement, mention):
            continue
        if mention.concept == "self_healed" or (_WORKING & statement.kinds and later_stage):
            continue
        if not said and not facts and _in_order_since(statement, evidence):
            continue
        lines = _lines(said) or evidence.lines_of(facts)
        partial_only = bool(said) and all(_is_partial(p) for p in said)
        whole = _whole(statement, mention)
        if not said and not facts and not later_stage:
            yield Hit(
                mention.term.start,
                mention.term.end,
                f"'{_words(statement, mention)}': no note says that it works again. Say what was done "
                "and that the effect is "
                "not known yet.",
                severity="warn" if _improvements(evidence) else None,
            )
        elif partial_only and (whole or not _partial_too(statement)):
            yield Hit(
                *(whole or (mention.term.start, mention.term.end)),
                f"'{_words(statement, mention)}': {cite(lines)} only says that it is starting to work. "
                "Say that it is "
                "coming back, not that it is back.",
                lines,
                severity="warn" if facts and later_stage else None,
            )
        elif whole and evidence.sheet.stage not in ("monitoring", "resolved") and not _said_whole(evidence):
            yield Hit(
                *whole,
                f"'{statement.text[whole[0] : whole[1]]}': no note says that it works for all. Leave "
                "the word out.",
                lines,
            )
        elif statement.uncited(lines):
            yield Hit(
                mention.term.start,
                mention.term.end,
                f"'{_words(statement, mention)}' rests on {cite(lines)}, which this sentence does not cite.",
                lines,
                uncited=True,
            )


def _improvements(evidence: Evidence) -> tuple[int, ...]:
    """Return the lines after the first act that tell of better figures, or of anything but trouble."""
    first = _first_act(evidence) or min((n for n in evidence.lines if n > 0), default=0)
    return tuple(
        n for n, line in evidence.lines.items() if n > first and (_BETTER.search(line.text) or _is_calm(line))
    )


def _in_order_since(statement: Statement, evidence: Evidence) -> bool:
    """Say whether the last lines that tell of better figures have what the statement names in order."""
    last = max(
        (n for n, line in evidence.lines.items() if any(m.plain for m in line.reading.of("troubles"))),
        default=0,
    )
    last = max(last, _last_persisting(evidence) + 1)
    outside = _outside(statement, evidence)
    return any(
        n >= last
        and _SETTLED.search(evidence.lines[n].text)
        and not _unsure(evidence.lines[n])
        and (not evidence.lines[n].components or evidence.lines[n].components & outside)
        for n in _improvements(evidence)
    )


def _is_calm(line: Line) -> bool:
    """Say whether a line has a figure or a state, and neither trouble, nor an act, nor a question."""
    if any(m.plain for m in line.reading.of("troubles", "acts")) or _unsure(line):
        return False
    return bool(line.amounts) or any(m.concept != "investigating" for m in line.reading.of("states"))


def _unsure(line: Line) -> bool:
    return any(m.concept in ("doubt", "guess", "plan", "condition") for m in line.reading.moods)


def _first_act(evidence: Evidence) -> int | None:
    """Return the first line that tells of something done, None when none does."""
    acts = (
        n for n, line in evidence.lines.items() if n > 0 and any(m.plain for m in line.reading.of("acts"))
    )
    return min(acts, default=None)


def _kept_working(placed: Placed, evidence: Evidence) -> bool:
    """Say whether a part was found in order before anything was done: "Outlook fine" mends nothing."""
    first, term = _first_act(evidence), placed.mention.term
    if first is not None and placed.line.number >= first:
        return False
    return _IN_ORDER.search(placed.line.text[term.start : term.end]) is not None


def _last_alarm(evidence: Evidence) -> int:
    """Return the last line in which monitoring or users report trouble, 0 when there is none."""
    return max(
        (
            n
            for n, line in evidence.lines.items()
            if any(m.concept in ("monitoring", "users") for m in line.reading.of("people"))
            and any(m.plain and m.concept in ("down", "fail", "error") for m in line.reading.of("troubles"))
        ),
        default=0,
    )


def _last_persisting(evidence: Evidence) -> int:
    """Return the last line in which a trouble stays although something was done, 0 when there is none."""
    return max((n for n, line in evidence.lines.items() if _PERSISTS.search(line.text)), default=0)


def _first_trouble(evidence: Evidence) -> int:
    """Return the first line that tells of trouble: what worked before did not work again."""
    return min((n for n, line in evidence.lines.items() if n > 0 and line.reading.of("troubles")), default=0)


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
    return not placed.line.components or bool(placed.line.components & _outside(statement, evidence))


def _never_failed(statement: Statement, mention: Mention, evidence: Evidence) -> bool:
    """Say whether it is told of a part that a note says works, and that no note tells trouble of."""
    start, end = statement.reading.segment_of(mention.term.start)
    if statement.reading.words[mention.term.first].lower in _POINTERS:
        start = 0
    parts = _parts(statement.reading, statement.names, start, end)
    return bool(parts) and any(
        _OTHERS_FINE.search(clause) for line in evidence.lines.values() for clause in _clauses(line, parts)
    )


def _parts(reading: Reading, names: list[NameHit], start: int, end: int) -> frozenset[str]:
    """Return the parts named between two offsets: by the map, else by what they are."""
    named = frozenset(n.owner for n in names if n.kind in _PARTS and start <= n.start < end)
    return named or frozenset(m.concept for m in reading.of("things") if start <= m.term.start < end)


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


def _is_release(statement: Statement, mention: Mention) -> bool:
    """Say whether it is a version or a fix that can be had, as against a service: "2.5.2 is available"."""
    if not _words(statement, mention).lower().endswith("available"):
        return False
    start, _ = statement.reading.segment_of(mention.term.start)
    versions = any(start <= s < mention.term.start for s, _, _ in statement.identifiers)
    return versions or any(
        m.concept == "change" and start <= m.term.start < mention.term.start
        for m in statement.reading.of("things")
    )


def _is_attributive(statement: Statement, mention: Mention) -> bool:
    """Say whether the word is part of something else: "back up copies", "put back", "who was working"."""
    words = statement.reading.words
    after = [w.lower for w in words[mention.term.stop : mention.term.stop + 2]]
    before = [w.lower for w in words[max(0, mention.term.first - 4) : mention.term.first]]
    if statement.text.startswith("-", mention.term.end) or _ELSEWHERE & {" ".join(after), *after[:1]}:
        return True
    if words[mention.term.first].lower == "back":
        return bool(_MOVED_BACK & set(before))
    return bool(_WHO_WORKS & set(before[-2:]))


def _is_the_maps(statement: Statement, mention: Mention, evidence: Evidence) -> bool:
    """Say whether the word is inside a symptom as the map words it: "declined although the card is fine"."""
    text, start, end = statement.text.lower(), mention.term.start, mention.term.end
    for component in evidence.system_map.components:
        for words in (*component.symptoms.values(), *component.plain_symptoms):
            at = text.find(words.lower().rstrip("."))
            if words and at >= 0 and at <= start and end <= at + len(words):
                return True
    return False


def _is_partial(placed: Placed) -> bool:
    segment = placed.line.reading.segment_of(placed.mention.term.start)
    return placed.mention.concept == "partial" or any(
        m.concept == "partial" and segment[0] <= m.term.start < segment[1]
        for m in placed.line.reading.of("states")
    )


def _partial_too(statement: Statement) -> bool:
    return any(m.concept == "partial" for m in statement.reading.of("states")) or any(
        m.concept == "narrow" for m in statement.reading.of("scope")
    )


def _whole(statement: Statement, mention: Mention) -> tuple[int, int] | None:
    segment = statement.reading.segment_of(mention.term.start)
    for other in statement.reading.of("states", "people", "scope"):
        if (
            other.concept in ("whole", "everyone")
            and segment[0] <= other.term.start < segment[1]
            and not other.negated
            and other.term.start != mention.term.start
        ):
            return other.term.start, other.term.end
    return None


def _said_whole(evidence: Evidence) -> bool:
    return any(
        p.mention.plain for c in ("whole", "everyone", "wide", "resolved") for p in evidence.placed.get(c, ())
    )


def check_verified(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield claims that the repair was tested or confirmed, which no note makes."""
    for mention in statement.claims("states"):
        if mention.concept != "verified" or mention.form not in ("done", "base"):
            continue
        if not _of_repair(statement.text, statement.reading, mention, bool(evidence.placed.get("verified"))):
            continue
        said = [
            p
            for p in evidence.placed.get("verified", ())
            if _is_done(p) and _of_repair(p.line.text, p.line.reading, p.mention)
        ]
        if evidence.facts("verified") or said:
            lines = _lines(said) or evidence.lines_of(evidence.facts("verified"))
            if statement.uncited(lines):
                yield Hit(
                    mention.term.start,
                    mention.term.end,
                    f"'{_words(statement, mention)}' rests on {cite(lines)}, which this sentence does "
                    "not cite.",
                    lines,
                    uncited=True,
                )
            continue
        yield Hit(
            mention.term.start,
            mention.term.end,
            f"'{_words(statement, mention)}': no note says that somebody checked it. Say that checking "
            "goes on, or ask "
            "for the check.",
            _lines(evidence.placed.get("verified", [])),
            severity="warn" if any(_is_done(p) for p in evidence.placed.get("verified", ())) else None,
        )


def _is_done(placed: Placed) -> bool:
    """Say whether a note tells a check as done, whatever was checked."""
    return placed.mention.plain and placed.mention.form != "running"


_ENDED_WELL = re.compile(r"stopped|no longer|\bok(?:ay)?\b")
_BARE = re.compile(r"\s+(?:this|it|that)\b")  # "your community has confirmed this"
_REPAIR_WORDS = word_list("repair")


def _of_repair(text: str, reading: Reading, mention: Mention, said: bool = True) -> bool:
    """Say whether a check is one of the repair, as against a confirmation of the fault.

    A bare "they confirmed this" is one unless the notes have something that was confirmed (`said`).
    """
    start, end = reading.segment_of(mention.term.start)
    segment = text[start:end].lower()
    after = text[mention.term.end : mention.term.end + 60].lower()
    told_by_users = any(
        m.concept == "users" and m.term.start < mention.term.start for m in reading.of("people")
    )
    repair = any(word in segment or word in after for word in _REPAIR_WORDS)
    repair = repair or (told_by_users and not said and _BARE.match(after) is not None)
    trouble = [m for m in reading.of("troubles") if start <= m.term.start < end and not m.negated]
    working = [m for m in reading.of("states") if start <= m.term.start < end and m.concept in _WORKING]
    return repair and (not trouble or bool(working) or _ENDED_WELL.search(segment) is not None)


def check_identified(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield claims that the cause is found, or a fix on its way, ahead of the notes."""
    first = _first_trouble(evidence)
    for mention in statement.claims("states"):
        if mention.concept not in ("identified", "fixing"):
            continue
        if mention.concept == "identified" and not _of_cause(statement, mention):
            continue
        if mention.concept == "identified":
            causes = [
                f for f in evidence.facts("cause") if f.certainty in ("confirmed", "attributed", "reported")
            ]
            ahead = evidence.sheet.stage == "investigating" and not causes
            said = [p for p in evidence.placed.get("identified", ()) if p.mention.plain and _of_cause_in(p)]
            known = [*evidence.lines_of(causes), *_lines(said)]
            open_again = bool(known) and _unknown_since(evidence, max(known))
            if known and not open_again and (said or not ahead):
                continue
            guesses = evidence.lines_of(evidence.facts("hypothesis"))
            yield Hit(
                mention.term.start,
                mention.term.end,
                f"'{_words(statement, mention)}': no note establishes the cause"
                + (f"; {cite(guesses)} only suspects one" if guesses else "")
                + ". Say that the cause is not known yet.",
                guesses,
                severity=None if ahead else "warn",
            )
        else:
            acts = [
                p
                for concept in ("repair", "fixing", "fixed", *_REPAIRS)
                for p in evidence.placed.get(concept, ())
                if not p.mention.negated
            ]
            if _is_out(statement, mention):
                acts = [
                    p for p in acts if p.mention.form == "done" and p.mention.plain and p.line.number >= first
                ]
            if acts or evidence.sheet.stage in _AFTER_FIX[_is_out(statement, mention)]:
                continue
            yield Hit(
                mention.term.start,
                mention.term.end,
                f"'{_words(statement, mention)}': no note speaks of a fix. Say that you are looking for one.",
            )


def _is_out(statement: Statement, mention: Mention) -> bool:
    """Tell "a fix is live" from "a fix is being made"."""
    return mention.form != "running" and bool(_OUT & set(_words(statement, mention).lower().split()))


def _unknown_since(evidence: Evidence, line_number: int) -> bool:
    """Say whether a line after `line_number` says that the cause is not known."""
    for line in evidence.lines.values():
        if line.number <= line_number:
            continue
        for mood in line.reading.moods:
            start, end = line.reading.segment_of(mood.start)
            if mood.concept == "doubt" and any(
                w in line.text[start:end].lower() for w in ("cause", "source", "why", "reason")
            ):
                return True
    return False


_REPAIRS = (
    "restart",
    "rollback",
    "deploy",
    "upgrade",
    "change",
    "add_capacity",
    "replace",
    "restore_copy",
    "renew",
    "disable",
    "rerun",
    "move",
    "enable",
)
_OUT = frozenset(word_list("fix_out"))
_AFTER_FIX = {False: ("fixing", "monitoring", "resolved"), True: ("monitoring", "resolved")}
_CAUSE_WORDS = word_list("cause")


def _of_cause(statement: Statement, mention: Mention) -> bool:
    segment = statement.reading.segment_of(mention.term.start)
    text = statement.text[segment[0] : segment[1]].lower()
    return any(word in text for word in _CAUSE_WORDS)


def _of_cause_in(placed: Placed) -> bool:
    segment = placed.line.reading.segment_of(placed.mention.term.start)
    text = placed.line.text[segment[0] : segment[1]].lower()
    return any(word in text for word in _CAUSE_WORDS)


def _words(statement: Statement, mention: Mention) -> str:
    return statement.text[mention.term.start : mention.term.end]


RULES = (
    Rule("GRD015", "resolved-too-early", "block", "The text says it is over; the notes do not.",
         "People stop working around it, and are hit again.", check_resolved),
    Rule("GRD016", "verified-too-early", "block", "The text says somebody checked; the notes do not.",
         "A fix nobody tested is a hope.", check_verified),
    Rule("GRD017", "works-again-too-early", "block", "The text says it works again; the notes do not.",
         "Readers try at once, and lose trust when it fails.", check_restored),
    Rule("GRD018", "cause-found-too-early", "block", "The text knows the cause or a fix; the notes do not.",
         "A cause named too early has to be taken back.", check_identified),
)  # fmt: skip
