"""A rule of the grounding checker: a value with a code people can quote and one function."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from drafter.checks.grounding.evidence import Evidence
from drafter.checks.grounding.statements import Statement
from drafter.core.audience import Audience
from drafter.core.finding import Severity


@dataclass(frozen=True, slots=True)
class Hit:
    """One fault in a statement: span within the statement's text, what is wrong and what would make it true.

    `uncited`: support exists, but not in the lines the sentence cites; the finding is then a warning.
    `severity` overrides the rule's own.
    """

    start: int
    end: int
    message: str
    lines: tuple[int, ...] = ()
    suggestions: tuple[str, ...] = ()
    uncited: bool = False
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """`summary` is what it does in one line, `why` is why a reader is hurt without it."""

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    check: Callable[[Statement, Evidence, Audience], Iterator[Hit]]


def cite(lines: tuple[int, ...] | list[int]) -> str:
    """Return "line 3" or "lines 3, 4" for messages, "the map" for the map's own line."""
    numbers = sorted({n for n in lines if n > 0})
    if not numbers:
        return "the system map" if lines else "no line"
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    return "lines " + ", ".join(str(n) for n in numbers[:6]) + (" and others" if len(numbers) > 6 else "")


def uncited(start: int, end: int, claim: str, lines: tuple[int, ...]) -> Hit:
    """Return the finding on a claim that lines bear out which its sentence does not cite.

    `claim` leads up to the lines: "'works again' rests on".
    """
    return Hit(start, end, f"{claim} {cite(lines)}, which this sentence does not cite.", lines, uncited=True)
