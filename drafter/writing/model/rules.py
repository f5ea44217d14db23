"""The rules that hold the model writer, and how one becomes a finding."""

from dataclasses import dataclass
from functools import cache

from drafter.core.finding import Finding, Severity, line_starts
from drafter.writing.model.words import rows


@dataclass(frozen=True, slots=True)
class ModelRule:
    """One rule: its code, its name, what it stops and what happens then."""

    code: str
    name: str
    stops: str
    then: str


@cache
def model_rules() -> dict[str, ModelRule]:
    """Return the rules by code."""
    return {row[0]: ModelRule(*row) for row in rows("rules.tsv")}


@dataclass(frozen=True, slots=True)
class Stop:
    """A rule that holds against one sentence: half-open span in the sentence, and what to do about it."""

    rule: str
    start: int
    end: int
    message: str
    evidence_lines: tuple[int, ...] = ()
    severity: Severity = "block"


def finding(stop: Stop, text: str, offset: int) -> Finding:
    """Return `stop` as a finding about `text`, in which its sentence begins at `offset`."""
    start, end = offset + stop.start, offset + stop.end
    begins = [begin for begin in line_starts(text) if begin <= start]
    return Finding(
        rule=stop.rule,
        name=model_rules()[stop.rule].name,
        severity=stop.severity,
        start=start,
        end=end,
        line=len(begins),
        column=start - begins[-1] + 1,
        text=text[start:end],
        message=stop.message,
        evidence_lines=stop.evidence_lines,
    )
