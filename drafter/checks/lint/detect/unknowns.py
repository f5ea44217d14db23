"""Unknowns: what the text says aloud that nobody knows yet."""

from drafter.checks.lint.detect.reading import Span, readings
from drafter.checks.lint.document import Document


def find_unknowns(source: str | Document) -> list[Span]:
    """Return the words that admit an unknown: a cause, an extent, an end time."""
    parts = readings(source)
    return [parts[number].span(cue) for number in range(len(parts)) for cue in parts[number].of("unknown")]
