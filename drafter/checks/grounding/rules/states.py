"""GRD015, GRD016 and GRD018: it is over, it was checked, the cause is found: said before the notes say so."""

import re
from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence, Placed, once
from drafter.checks.grounding.patterns import expression, word_list
from drafter.checks.grounding.progress import WORKING, ends_settled, improvements, last_told, numbers_of, told
from drafter.checks.grounding.reading import Mention, Reading
from drafter.checks.grounding.rule import Hit, Rule, cite, uncited
from drafter.checks.grounding.rules.times import clock_times, supporting
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.stemming import stems
from drafter.checks.grounding.support import found_share
from drafter.core.audience import Audience

_CLOSES = expression("closes")
_STILL = frozenset(word_list("still"))
_OVER = frozenset(word_list("over"))
_OUT = frozenset(word_list("fix_out"))
_AFTER_FIX = {False: ("fixing", "monitoring", "resolved"), True: ("monitoring", "resolved")}
_CAUSE_WORDS = word_list("cause")
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
_TOLD_SO = 0.5  # of the words of an explanation, the share that makes it the notes' own
_TOO_FEW = 3  # lines in which nobody has looked for a cause yet
_EXPLAINS = frozenset({"full", "expire", "leak", "loop", "mismatch"})
_UNTIL = re.compile(r"\b(?:until|till|once|as soon as|unless)\b[^.;,]*$", re.IGNORECASE)
_BEFORE = 12  # characters before a segment in which the word that begins it may stand
_ENDED_WELL = re.compile(r"stopped|no longer|\bok(?:ay)?\b")
_BARE = re.compile(r"\s+(?:this|it|that)\b")  # "your community has confirmed this"
_THE_REPAIR = re.compile(r"\s+(?:the|our|this|that)\s+(?:fix|repair|solution|patch|hotfix)\b", re.IGNORECASE)
_WHY = re.compile(r"\b(?:cause|reason|why|what|source|culprit|how|explanation)\b", re.IGNORECASE)
_TRIES_IT = re.compile(
    r"(?:tested|tried|checked|verified) (?:them|it|everything|all of (?:it|them))\b", re.IGNORECASE
)
_REPAIR_WORDS = word_list("repair")


def check_resolved(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield claims that the incident is over while the notes do not say so."""
    for mention in statement.claims("states"):
        if mention.concept != "resolved" or _about_past(statement, mention) or _shut(statement, mention):
            continue
        if _of_others(statement, mention):
            continue
        supported = told(evidence, "resolved")
        if evidence.sheet.stage == "resolved" and (supported or evidence.next_update_at is None):
            continue
        if supported and not evidence.sheet.reopened and not _relapsed(evidence, supported):
            continue
        last = last_told(evidence)
        closes = last in evidence.lines and _CLOSES.search(evidence.lines[last].text) is not None
        over = evidence.next_update_at is None and (closes or last in improvements(evidence))
        if over and (closes or supported or ends_settled(evidence)):
            continue
        yield Hit(
            mention.term.start,
            mention.term.end,
            f"'{statement.words_of(mention)}' says it is over; the notes are at "
            f"'{evidence.sheet.stage}'. Say what works "
            "and what is still being done.",
            numbers_of(supported),
            severity="warn" if over or _closes_a_part(statement, mention) else None,
        )


def _about_past(statement: Statement, mention: Mention) -> bool:
    """Say whether the words speak of another, earlier incident ("an earlier incident was closed")."""
    window = statement.text[max(0, mention.term.start - 40) : mention.term.end + 40].lower()
    return any(
        word in window
        for word in ("earlier incident", "previous incident", "last incident", "another incident")
    )


def _of_others(statement: Statement, mention: Mention) -> bool:
    """Say whether it is a supplier's trouble that is over: "GitHub's outage, which they say is over"."""
    start = max(statement.text.rfind(sign, 0, mention.term.start) for sign in ".;:") + 1
    named = [n for n in statement.names if start <= n.start < mention.term.start]
    return bool(named) and named[-1].kind in ("vendor", "vendor_kind")


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
    return statement.words_of(mention).lower() == "closed" and not about & (_OVER - {"it", "this"})


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
        said = said or _same_check(statement, mention, evidence)
        said = said or [p for p in evidence.placed.get("gone_through", ()) if _is_done(p)]
        if evidence.facts("verified") or said:
            lines = numbers_of(said) or evidence.lines_of(evidence.facts("verified"))
            if statement.uncited(lines):
                yield uncited(
                    mention.term.start, mention.term.end, f"'{statement.words_of(mention)}' rests on", lines
                )
            continue
        yield Hit(
            mention.term.start,
            mention.term.end,
            f"'{statement.words_of(mention)}': no note says that somebody checked it. Say that checking "
            "goes on, or ask "
            "for the check.",
            numbers_of(evidence.placed.get("verified", [])),
            severity="warn"
            if any(_is_done(p) for p in evidence.placed.get("verified", ()))
            or _tries_it(statement.text, mention)
            else None,
        )


def _same_check(statement: Statement, mention: Mention, evidence: Evidence) -> list[Placed]:
    """Return the checks told as done that are this one, by what follows ("checked 50 titles") or by when."""
    start, end = statement.reading.segment_of(mention.term.start)
    told = stems(statement.reading, mention.term.end, end)
    times = [t for t in clock_times(statement) if start <= t.start < end]
    then = {moment.line for time in times for moment in supporting(time, evidence) if moment.stamp}
    at_once = [p for p in evidence.placed.get("verified", ()) if _is_done(p) and p.line.number in then]
    if at_once:
        return at_once
    figures = {a.low for a in statement.amounts if start <= a.start < end}
    return [
        p
        for p in evidence.placed.get("verified", ())
        if _is_done(p)
        and told & stems(p.line.reading, 0, len(p.line.text))
        and any(a.low in figures for a in p.line.amounts)
    ]


def _is_done(placed: Placed) -> bool:
    """Say whether a note tells a check as done, whatever was checked."""
    return placed.mention.plain and placed.mention.form != "running"


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
    if _THE_REPAIR.match(text, mention.term.end) or _tries_it(text, mention):
        return True
    repair = any(word in segment or word in after for word in _REPAIR_WORDS)
    repair = repair or (told_by_users and not said and _BARE.match(after) is not None)
    trouble = [m for m in reading.of("troubles") if start <= m.term.start < end and not m.negated]
    working = [m for m in reading.of("states") if start <= m.term.start < end and m.concept in WORKING]
    return repair and (not trouble or bool(working) or _ENDED_WELL.search(segment) is not None)


def _tries_it(text: str, mention: Mention) -> bool:
    """Say whether what works was tried, whatever it is: "we have tested them in every shop"."""
    return _TRIES_IT.search(text, mention.term.start, mention.term.end + 14) is not None


def check_identified(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield claims that the cause is found, or a fix on its way, ahead of the notes."""
    for mention in statement.claims("states"):
        if mention.concept not in ("identified", "fixing"):
            continue
        if mention.concept == "identified" and not _of_cause(statement, mention):
            continue
        if _is_awaited(statement, mention) or _is_spelt_out(statement, mention, evidence):
            continue
        if mention.concept == "identified":
            causes = [
                f for f in evidence.facts("cause") if f.certainty in ("confirmed", "attributed", "reported")
            ]
            ahead = evidence.sheet.stage == "investigating" and not causes
            said = [p for p in evidence.placed.get("identified", ()) if p.mention.plain and _of_cause_in(p)]
            said += [p for p in evidence.placed.get("fixing", ()) if p.mention.plain]  # who mends it knows it
            known = [*evidence.lines_of(causes), *numbers_of(said)]
            open_again = bool(known) and _unknown_since(evidence, max(known))
            if known and not open_again and (said or not ahead):
                continue
            guesses = evidence.lines_of(evidence.facts("hypothesis"))
            suspected = any(fact.certainty == "suspected" for fact in evidence.sheet.facts)
            if not suspected and not _tells_why(statement, mention):
                continue
            open_still = _is_open(evidence)
            yield Hit(
                mention.term.start,
                mention.term.end,
                f"'{statement.words_of(mention)}': no note establishes the cause"
                + (f"; {cite(guesses)} only suspects one" if guesses else "")
                + ". Say that the cause is not known yet.",
                guesses,
                severity=None
                if ahead and open_still
                else "info"
                if ahead and _is_explained(evidence)
                else "warn",
            )
        else:
            acts = [
                p
                for concept in ("repair", "fixing", "fixed", *_REPAIRS)
                for p in evidence.placed.get(concept, ())
                if not p.mention.negated
            ]
            if _is_out(statement, mention):
                begun = max(_first_trouble(evidence), _being_written(evidence))
                acts = [
                    p for p in acts if p.mention.form == "done" and p.mention.plain and p.line.number >= begun
                ]
            if acts or evidence.sheet.stage in _AFTER_FIX[_is_out(statement, mention)]:
                continue
            yield Hit(
                mention.term.start,
                mention.term.end,
                f"'{statement.words_of(mention)}': no note speaks of a fix. Say that you are "
                "looking for one.",
            )


def _is_awaited(statement: Statement, mention: Mention) -> bool:
    """Say whether it is what is waited for: "until we have understood how it happened"."""
    start, _ = statement.reading.segment_of(mention.term.start)
    return _UNTIL.search(statement.text, max(0, start - _BEFORE), mention.term.start) is not None


def _is_spelt_out(statement: Statement, mention: Mention, evidence: Evidence) -> bool:
    """Say whether what is known follows after a colon, in words that the notes have."""
    colon = statement.text.find(": ", mention.term.end)
    return (
        mention.concept == "identified"
        and colon > 0
        and found_share(statement, colon, len(statement.text), evidence) > _TOLD_SO
    )


def _is_explained(evidence: Evidence) -> bool:
    """Say whether a note tells outright of a trouble that explains others: "the disk is full"."""
    return any(
        m.plain and m.concept in _EXPLAINS
        for line in evidence.lines.values()
        for m in line.reading.of("troubles")
    )


def _is_open(evidence: Evidence) -> bool:
    """Say whether a note guesses at the cause, asks for it or looks for it."""
    return (
        any(
            "?" in line.text
            or any(m.concept in ("guess", "doubt") for m in line.reading.moods)
            or "investigating" in line.reading.concepts
            for line in evidence.lines.values()
        )
        or len(evidence.lines) < _TOO_FEW
    )


@once
def _first_trouble(evidence: Evidence) -> int:
    """Return the first line that tells of trouble: what worked before did not work again."""
    return min((n for n, line in evidence.lines.items() if n > 0 and line.reading.of("troubles")), default=0)


def _is_out(statement: Statement, mention: Mention) -> bool:
    """Tell "a fix is live" from "a fix is being made"."""
    return mention.form != "running" and bool(_OUT & set(statement.words_of(mention).lower().split()))


def _being_written(evidence: Evidence) -> int:
    """Return the last line in which a fix is still being made, 0 when none says so: it came out later."""
    return max(
        (
            p.line.number
            for p in evidence.placed.get("fixing", ())
            if p.mention.plain
            and not _OUT & set(p.line.text[p.mention.term.start : p.mention.term.end].lower().split())
        ),
        default=0,
    )


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


def _of_cause(statement: Statement, mention: Mention) -> bool:
    segment = statement.reading.segment_of(mention.term.start)
    text = statement.text[segment[0] : segment[1]].lower()
    return any(word in text for word in _CAUSE_WORDS)


def _tells_why(statement: Statement, mention: Mention) -> bool:
    """Tell "we found the cause" from "we found the fault", which may be the trouble itself."""
    start, end = statement.reading.segment_of(mention.term.start)
    return _WHY.search(statement.text, start, end) is not None


def _of_cause_in(placed: Placed) -> bool:
    segment = placed.line.reading.segment_of(placed.mention.term.start)
    text = placed.line.text[segment[0] : segment[1]].lower()
    return any(word in text for word in _CAUSE_WORDS)


RULES = (
    Rule("GRD015", "resolved-too-early", "block", "The text says it is over; the notes do not.",
         "People stop working around it, and are hit again.", check_resolved),
    Rule("GRD016", "verified-too-early", "block", "The text says somebody checked; the notes do not.",
         "A fix nobody tested is a hope.", check_verified),
    Rule("GRD018", "cause-found-too-early", "block", "The text knows the cause or a fix; the notes do not.",
         "A cause named too early has to be taken back.", check_identified),
)  # fmt: skip
