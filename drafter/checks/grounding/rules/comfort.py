"""GRD013 comfort-not-in-notes: reassurance and denials of harm, only if a note has them."""

import re
from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence
from drafter.checks.grounding.patterns import expression, rows_in
from drafter.checks.grounding.reading import Reading
from drafter.checks.grounding.rule import Hit, Rule, uncited
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.stemming import stems
from drafter.core.audience import Audience

_WHOSE = re.compile(r"\b(?:your|their|our)\b ?")
_SPARED = expression("spared")
_LOSS = expression("harm_to_data")
_FREE = expression("free_of_harm")
# "436 of 436", "all 164 checks done": nothing is missing there
_COMPLETE = re.compile(
    r"\b(\d[\d,]*) (?:out )?of \1\b|\ball \d[\d,]* [\w -]{0,30}\b(?:done|in|there|sent|through|complete)\b"
    r"|\b(?:are|is) (?:still )?all (?:still )?there\b"
)
_DATA_WORDS = expression("data_words")
_NOT_HARMED = expression("not_harmed")
_OTHERS_FINE = expression("others_fine")


def check_comfort(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield reassurance that no note supports."""
    for kind, (pattern,) in rows_in(statement.text, "comfort"):
        for match in pattern.finditer(statement.text):
            if _asked_or_unknown(statement, match.start(), match.end()) or _by_the_map(statement, evidence):
                continue
            if kind == "data" and _noted_as_spared(statement, evidence, match.start(), match.end()):
                continue
            if kind == "harm" and _noted_as_harmless(statement, evidence, *match.span()):
                continue
            lines = _comfort_lines(kind, evidence, statement.text[match.start() : match.end()])
            if lines is not None:
                if statement.uncited(lines):
                    yield uncited(match.start(), match.end(), f"'{match[0]}' rests on", lines)
                continue
            yield Hit(
                match.start(),
                match.end(),
                f"'{match[0]}' reassures, and no note supports it. Say that it is not known yet, or "
                "leave it out.",
                severity="warn"
                if kind == "harm" or (kind == "data" and _COMPLETE.search(evidence.lower_text))
                else None,
            )


def _noted_as_spared(statement: Statement, evidence: Evidence, start: int, end: int) -> bool:
    """Say whether a line has the part named there in order: "orders not affected" for "orders fine"."""
    told = stems(statement.reading, *statement.reading.segment_of(start))
    parts = frozenset(n.owner for n in statement.names if n.start < end and n.end > start)
    return any(
        _SPARED.search(line.text[s:e]) and not _LOSS.search(statement.text, start, end)
        for line in evidence.lines.values()
        if parts & line.components or told & stems(line.reading, 0, len(line.text))
        for s, e in line.reading.segments
    )


def _noted_as_harmless(statement: Statement, evidence: Evidence, start: int, end: int) -> bool:
    """Say whether a clause of the notes denies it in one of its words, or has it free or repaid."""
    told = stems(statement.reading, start, end)
    return any(
        (
            told & stems(line.reading, s, e)
            and any(s <= m.start < e for m in line.reading.moods if m.concept == "no")
        )
        or _FREE.search(line.text, s, e)
        for line in evidence.lines.values()
        for s, e in line.reading.segments
    )


def _by_the_map(statement: Statement, evidence: Evidence) -> bool:
    """Say whether the sentence speaks of what the map says is never hit."""
    text = _WHOSE.sub("", statement.text.lower())
    spared = (words for component in evidence.system_map.components for words in component.unaffected)
    return any(_WHOSE.sub("", words.strip(" .").lower()) in text for words in spared)


def _asked_or_unknown(statement: Statement, start: int, end: int) -> bool:
    """Say whether the words stand in a question, a condition or a statement that it is not known."""
    left, _ = statement.reading.segment_of(start)
    if any(m.concept in ("doubt", "condition") and left <= m.start < end for m in statement.reading.moods):
        return True
    return bool(re.search(r"(?:rule out|whether|if|make sure|checking)", statement.text[left:end].lower()))


def _comfort_lines(kind: str, evidence: Evidence, claim: str) -> tuple[int, ...] | None:
    """Return the lines that support a reassurance, None when none does."""
    lines: list[int] = []
    if kind == "data":
        for fact in evidence.facts("data_impact", "unaffected"):
            of_data = fact.is_a("data_impact") or _DATA_WORDS.search(fact.text)
            if of_data and fact.certainty in ("confirmed", "attributed") and _NOT_HARMED.search(fact.text):
                lines.extend(fact.lines)
        for line in evidence.lines.values():
            harmless = _NOT_HARMED.search(line.text)
            if harmless and _DATA_WORDS.search(line.text) and not _uncertain(line.reading, harmless.start()):
                lines.append(line.number)
    elif "affected" in claim or "else" in claim or "other" in claim or "rest" in claim or "impacted" in claim:
        for fact in evidence.facts("unaffected"):
            if fact.certainty in ("confirmed", "reported", "attributed"):
                lines.extend(fact.lines)
        for line in evidence.lines.values():
            fine = _OTHERS_FINE.search(line.text)
            if (
                fine
                and not _uncertain(line.reading, fine.start())
                and (
                    "unaffected" in line.text.lower()
                    or re.search(r"\b(?:no|not)\b[^.]{0,20}\b(?:impact|affect)", line.text.lower())
                    or re.search(r"\b(?:only|rest|other|else)\b", line.text.lower())
                )
            ):
                lines.append(line.number)
        if any(component.unaffected for component in evidence.system_map.components):
            lines.append(0)
    return tuple(sorted(set(lines))) if lines else None


def _uncertain(reading: Reading, offset: int) -> bool:
    start, end = reading.segment_of(offset)
    return any(
        mood.concept in ("guess", "condition", "doubt", "plan") and start <= mood.start < end
        for mood in reading.moods
    )


RULES = (
    Rule("GRD013", "comfort-not-in-notes", "block", "Reassurance or denial of harm that no note supports.",
         "If it turns out wrong, nothing else is believed.", check_comfort),
)  # fmt: skip
