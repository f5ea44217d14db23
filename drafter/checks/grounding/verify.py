"""Does a text say anything that the notes, the map and the policy do not support?

`Evidence.build` reads the notes once; `check` then reads any number of texts against it.
"""

from bisect import bisect_right

from drafter.checks.grounding.evidence import Evidence
from drafter.checks.grounding.rule import Hit, Rule
from drafter.checks.grounding.rules import ALL_RULES
from drafter.checks.grounding.statements import Statement, statements
from drafter.checks.grounding.weighing import weigh
from drafter.checks.leaks import find_leaks
from drafter.core.audience import Audience
from drafter.core.draft import Draft
from drafter.core.finding import Finding, line_starts

__all__ = ["ALL_RULES", "Evidence", "check"]


def check(text_or_draft: str | Draft, evidence: Evidence, audience: Audience) -> list[Finding]:
    """Return what the notes do not support, and what these readers may not see, in text order.

    Of a plain text every note line is evidence. Of a draft the lines a sentence cites are; support found
    only in other lines makes the finding a warning. A word that two rules object to is reported by the
    first blocking one.
    """
    text = text_or_draft if isinstance(text_or_draft, str) else text_or_draft.text
    starts = line_starts(text)
    found: list[Finding] = []
    for statement in statements(text_or_draft, evidence):
        for rule, hit in _hits(statement, evidence, audience):
            found.append(_finding(rule, hit, statement, text, starts))
    found.extend(find_leaks(text, evidence.system_map, evidence.notes, audience))
    return sorted(_distinct(found), key=lambda f: (f.start, f.end, f.rule))


def _hits(statement: Statement, evidence: Evidence, audience: Audience) -> list[tuple[Rule, Hit]]:
    """Return what the rules object to. Drafts of one update share sentences: each is judged once.

    Times told before count for the length of something alone; of a view, whether it is of our own people.
    """
    inside = audience.view == "internal"
    key = (
        statement.text,
        statement.slot,
        statement.cited,
        statement.kinds,
        statement.origin,
        tuple(time.instant for time in statement.times_before) if statement.amounts else (),
        evidence.previous and (evidence.previous.at, evidence.previous.next_update_at),
        inside,
        audience.allows_estimate,
    )
    known = evidence.judged.get(key)
    if known is None:
        found = [
            (rule, hit)
            for rule in ALL_RULES
            for hit in rule.check(statement, evidence, audience)
            if not (inside and _quoted(hit, statement, evidence))
        ]
        known = evidence.judged[key] = weigh(found, statement)
    return known


def _quoted(hit: Hit, statement: Statement, evidence: Evidence) -> bool:
    """Say whether the words stand in a cited note as they are: colleagues may read what was written."""
    words = " ".join(statement.text[hit.start : hit.end].split(" (", 1)[0].split()).lower()
    lines = [evidence.lines[number] for number in statement.cited if number in evidence.lines]
    return len(words) > 3 and any(words in " ".join(line.text.split()).lower() for line in lines)


def _finding(rule: Rule, hit: Hit, statement: Statement, text: str, starts: list[int]) -> Finding:
    start, end = statement.start + hit.start, statement.start + max(hit.end, hit.start + 1)
    severity = hit.severity or rule.severity
    if hit.uncited:
        severity = "warn" if severity == "block" else "info"
    line = _line_of(starts, start)
    return Finding(
        rule=rule.code,
        name=rule.name,
        severity=severity,
        start=start,
        end=end,
        line=line,
        column=start - starts[line - 1] + 1,
        text=text[start:end],
        message=hit.message,
        suggestions=hit.suggestions,
        evidence_lines=tuple(n for n in hit.lines if n > 0),
    )


def _line_of(starts: list[int], offset: int) -> int:
    return bisect_right(starts, offset)


def _distinct(found: list[Finding]) -> list[Finding]:
    """Drop a warning whose words a blocking finding already covers, and repeats of one rule in one place."""
    kept: dict[tuple[str, int, int], Finding] = {}
    for finding in found:
        kept.setdefault((finding.rule, finding.start, finding.end), finding)
    blocks = [f for f in kept.values() if f.severity == "block"]
    return [
        f
        for f in kept.values()
        if f.severity == "block" or not any(b.start <= f.start and f.end <= b.end for b in blocks)
    ]
