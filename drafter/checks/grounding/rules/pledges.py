"""GRD011 estimate, GRD012 promise, GRD014 security claim, GRD034 weighty word: only if "
"a note has it."""

import re
from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence
from drafter.checks.grounding.patterns import expression, rows_in, word_list
from drafter.checks.grounding.progress import unsure
from drafter.checks.grounding.rule import Hit, Rule, cite
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.stemming import stems
from drafter.core.audience import Audience
from drafter.core.memory import remembered
from drafter.core.prose import Span

_FORWARD = expression("forward")
_RECOVERY = expression("recovery")
_STRONG = expression("strong_recovery")
_WHEN = expression("when")
_WE_WILL = re.compile(
    r"\b(?:we|our (?:team|engineers)) ?(?:will|shall|are going to|['’]ll)"
    r"(?: also| now| then| not)* (?P<verb>[a-z-]+)",
    re.IGNORECASE,
)
_ASKS = ("whether ", "if ", "when ")
_KEPT = frozenset(word_list("kept_harmless"))
_HEDGED = re.compile(r"\b(?:ought|should|hope|expect|aim|trying|try)\b", re.IGNORECASE)
_ANY_MORE = re.compile(r"\bany ?more$", re.IGNORECASE)
_VAGUE_WHEN = expression("vague_when")
_DENIES_ETA = expression("denies_eta")


def check_estimate(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield times for the repair that no note gives, or that this audience may not get."""
    if statement.next_update_from is not None and statement.next_update_from < 12:
        return
    text = statement.text
    forecasts = _forecasts(text, statement.reading.segments)
    if not forecasts or _DENIES_ETA.search(text):
        return
    for start, end, forward in forecasts:
        if _open_question(statement, start, end):
            continue
        moment = _when(statement, evidence, start, end)
        if moment is None or (
            statement.next_update_from is not None and moment[0] >= statement.next_update_from
        ):
            continue
        lines = _estimate_lines(statement, evidence, moment)
        if evidence.sheet.stage == "resolved" and text[slice(*moment)].lower() in evidence.lower_text:
            continue  # it is over: what a note leaves for later is no repair time
        if lines and audience.allows_estimate:
            continue
        if lines and audience.view == "internal":
            continue
        span = (min(forward[0], moment[0]), max(moment[1], forward[1]))
        words = text[span[0] : span[1]]
        if lines:
            message = (
                f"'{words}' is an estimate from {cite(lines)}; these readers get none without sign-off. "
                "Say that there "
                "is no estimate yet."
            )
        else:
            message = f"'{words}' says when it will work; no note does. Say that there is no estimate yet."
        noted = bool(lines) and audience.view != "internal"
        figures = [t.start for t in statement.times if t.hour is not None]
        figures += [a.start for a in statement.amounts]
        vague = not any(span[0] <= at < span[1] for at in figures)
        if vague and not _STRONG.search(text[start:end]):
            return
        yield Hit(span[0], span[1], message, lines, severity="warn" if noted or vague else None)
        return


@remembered
def _forecasts(text: str, segments: tuple[Span, ...]) -> tuple[tuple[int, int, Span], ...]:
    """Return the segments that look ahead to a recovery, each with the words that look ahead."""
    return tuple(
        (start, end, (start + forward.start(), start + forward.end()))
        for start, end in segments
        if (forward := _FORWARD.search(text[start:end])) and _RECOVERY.search(text[start:end])
    )


def _open_question(statement: Statement, start: int, end: int) -> bool:
    """Say whether a clause asks or does not know: "whether logs of this morning will turn up"."""
    return any(m.concept == "doubt" and start <= m.start < end for m in statement.reading.moods) or (
        statement.text[start:end].lower().lstrip().startswith(_ASKS)
    )


def _when(statement: Statement, evidence: Evidence, start: int, end: int) -> tuple[int, int] | None:
    for time in statement.times:
        if start <= time.start < end and (time.instant is not None or time.hour is not None or time.date):
            if time.hour is None and time.written.lower() in evidence.lower_text:
                continue  # "tonight", as a note has it
            if time.instant is not None and time.instant <= max(evidence.told_until, evidence.as_of):
                continue  # what was, or should have been, is no estimate
            before = statement.text[max(start, time.start - 14) : time.start].lower()
            if re.search(r"\b(?:since|from|after|started|began|of|was)\s*$", before):
                continue
            return time.start, time.end
    for amount in statement.amounts:
        if amount.unit == "s" and start <= amount.start < end:
            after = statement.text[amount.end : amount.end + 12].lower().strip()
            if after.startswith(("ago", "earlier", "later than", "before", "old")):
                continue
            return amount.start, amount.end
    match = _WHEN.search(statement.text, start, end)
    noted = match is not None and match[0].split()[-1].lower() in evidence.lower_text
    if match and not noted and not _VAGUE_WHEN.match(match[0]):
        return match.span()
    return None


def _estimate_lines(statement: Statement, evidence: Evidence, moment: tuple[int, int]) -> tuple[int, ...]:
    lines = set(evidence.lines_of(evidence.facts("internal_estimate")))
    wanted = [t.instant for t in statement.times if t.instant and t.start == moment[0]]
    amounts = [a for a in statement.amounts if a.start == moment[0]]
    for line in evidence.lines.values():
        forward = _FORWARD.search(line.text) or any(
            m.concept in ("plan", "guess") for m in line.reading.moods
        )
        if not forward and not any(n.unit == "s" and n.bound == "upto" for n in line.amounts):
            continue
        if any(i in line.instants for i in wanted):
            lines.add(line.number)
        if any(n.unit == "s" and n.low <= a.high and a.low <= n.high for n in line.amounts for a in amounts):
            lines.add(line.number)
    return tuple(sorted(lines)) if (wanted or amounts) and _has_figure(lines, evidence) else ()


def _has_figure(lines: set[int], evidence: Evidence) -> bool:
    return any(
        evidence.lines[number].times or evidence.lines[number].amounts
        for number in lines
        if number in evidence.lines
    )


_REPORT = re.compile(r"\b(?:report|post-?mortem|write-?up|review|analysis)\b", re.IGNORECASE)
_PLANNED_REPORT = re.compile(
    r"\b(?:post-?mortem|rca|write-?up|root cause analysis|incident (?:report|review)|report)\b", re.IGNORECASE
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE)


def check_promise(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield promises about the future that no note makes."""
    for kind, (pattern, *others) in rows_in(statement.text, "pledges"):
        for match in pattern.finditer(statement.text):
            if kind == "never" and (
                not _is_future(statement, match.start()) or _HEDGED.search(statement.text, 0, match.start())
            ):
                continue
            lines = _lines_matching(evidence, *others, pattern)
            if kind == "promise" and (lines or _report_is_planned(statement, evidence, match[0])):
                continue
            if kind == "never" and others and _is_noted(evidence, *others):
                continue
            if (
                kind == "never"
                and _ANY_MORE.search(match[0])
                and _is_denied_there(statement, evidence, match)
            ):
                continue
            if (
                kind == "never"
                and match[0].lower().startswith("from")
                and _is_noted_plan(statement, evidence, match)
            ):
                continue
            what = "it will not happen again" if kind == "never" else "a promise"
            yield Hit(
                match.start(),
                match.end(),
                f"'{match[0]}' is {what} that no note makes. Say what was done, and leave the promise out."
                if kind == "promise"
                else f"'{match[0]}' promises that {what}; nobody can. Say what was changed.",
                lines,
            )


def check_plan(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield "we will ..." where no note has the act or its words."""
    if statement.origin == "template" or statement.next_update_from is not None:
        return
    for match in _WE_WILL.finditer(statement.text):
        if match["verb"].lower() in _KEPT or _denied(statement, match.start()):
            continue
        start, end = match.start("verb"), statement.reading.segment_of(match.start("verb"))[1]
        if not _is_planned(statement, evidence, start, end):
            yield Hit(
                match.start(),
                end,
                f"'{statement.text[match.start() : end].strip()}': no note plans this. Leave it out, or ask.",
            )


def _is_planned(statement: Statement, evidence: Evidence, start: int, end: int) -> bool:
    """Say whether a note has the act from `start` on, its verb, or two of the words after it."""
    told = stems(statement.reading, start, end)
    verbs = stems(statement.reading, start, start + 1)
    acts = [m for m in statement.reading.of("acts") if m.term.start == start]
    if any(evidence.placed.get(m.concept) for m in acts):
        return True
    noted = [told & stems(line.reading, 0, len(line.text)) for line in evidence.lines.values()]
    return any(verbs & shared or len(shared) > 1 for shared in noted)


def _report_is_planned(statement: Statement, evidence: Evidence, promise: str) -> bool:
    """Say whether a report is promised that a note plans, on no other day than the note's."""
    if not _REPORT.search(promise):
        return False
    planned = [line.text for line in evidence.lines.values() if _PLANNED_REPORT.search(line.text)]
    days = {day.lower() for day in _WEEKDAY.findall(statement.text)}
    told = {day.lower() for text in planned for day in _WEEKDAY.findall(text)}
    return bool(planned) and days <= told


def _is_future(statement: Statement, offset: int) -> bool:
    """Say whether the sentence speaks of what will be, as against what has been seen."""
    text = statement.text.lower()
    if not text.startswith(("not", "never", "n't", "n’t"), offset):
        return True
    before = text[max(0, offset - 30) : offset]
    return (
        not re.search(r"\b(?:has|have|had|did|does|do|is|are|was|were)\s*$", before)
        or "again" in text[offset:]
    )


def check_security(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield words of security and access to data, claimed or denied, that no note speaks of."""
    for kind, (pattern,) in rows_in(statement.text, "security"):
        for match in pattern.finditer(statement.text):
            if statement.in_name(*match.span()):
                continue
            if evidence.facts("security") and kind == "security":
                continue
            lines = _lines_matching(evidence, pattern)
            if lines or pattern.search(evidence.map_text):
                continue
            yield Hit(
                match.start(),
                match.end(),
                f"'{match[0]}' speaks of security, and no note does. Leave it out, or ask for a note "
                "and a second reader.",
            )


def check_weighty(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield weighty words (outage, root cause, data loss, breach) whose fact is not in the notes."""
    for word, (pattern, support) in rows_in(statement.text, "consequence"):
        for match in pattern.finditer(statement.text):
            if _denied(statement, match.start()):
                continue
            if support.search(evidence.lower_text) or support.search(evidence.map_text):
                continue
            yield Hit(
                match.start(),
                match.end(),
                f"'{match[0]}' is a weighty word that the notes do not use for this. Say what happened "
                "instead, and have a "
                f"second person read it before '{word}' goes out.",
            )


def _denied(statement: Statement, offset: int) -> bool:
    start, _ = statement.reading.segment_of(offset)
    return any(
        mood.concept in ("no", "doubt", "condition") and start <= mood.start <= offset
        for mood in statement.reading.moods
    )


def _is_denied_there(statement: Statement, evidence: Evidence, match: re.Match[str]) -> bool:
    """Say whether a note has what is not done any more: "we no longer check" for "won't look any more"."""
    told = stems(statement.reading, 0, len(statement.text))
    return any(
        "no longer" in line.text.lower() and told & stems(line.reading, 0, len(line.text))
        for line in evidence.lines.values()
    )


def _is_noted_plan(statement: Statement, evidence: Evidence, match: re.Match[str]) -> bool:
    """Say whether what is to be from now on is a plan of the notes: it shares two words with a line."""
    told = stems(statement.reading, match.end(), len(statement.text))
    return any(
        len(told & stems(line.reading, 0, len(line.text))) > 1
        for line in evidence.lines.values()
        if any(m.concept == "plan" for m in line.reading.moods)
    )


def _is_noted(evidence: Evidence, pattern: re.Pattern[str]) -> bool:
    """Say whether a line has it outright: neither planned nor guessed nor asked."""
    return any(pattern.search(line.text) and not unsure(line) for line in evidence.lines.values())


def _lines_matching(evidence: Evidence, *patterns: re.Pattern[str]) -> tuple[int, ...]:
    return tuple(n for n, line in evidence.lines.items() if any(p.search(line.text) for p in patterns))


RULES = (
    Rule("GRD011", "estimate-not-in-notes", "block", "A repair time no note gives, or not for these readers.",
         "A missed estimate is read as a broken promise.", check_estimate),
    Rule("GRD012", "promise-not-in-notes", "block", "A promise or a never-again that nobody made.",
         "It binds the company, and nobody signed it.", check_promise),
    Rule("GRD040", "plan-not-in-notes", "warn", "What we will do, and no note speaks of it.",
         "Readers wait for it, and nobody has it on a list.", check_plan),
    Rule("GRD014", "security-not-in-notes", "block", "A word of security or data access no note speaks of.",
         "It has legal weight, whether claimed or denied.", check_security),
    Rule("GRD034", "weighty-word", "warn", "A weighty word without its fact; needs a second reader.",
         "Outage, root cause, data loss and breach are defined in contracts.", check_weighty),
)  # fmt: skip
