"""What a person may hand in at most; every error that enforces a limit names it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoteLimits:
    """Limits on notes: size in bytes, lines in the file, characters in one line.

    The defaults hold a week-long incident several times over (the longest real one seen has 42 entries)
    and still parse in well under a second.
    """

    max_bytes: int = 4_000_000
    max_lines: int = 20_000
    max_line_chars: int = 100_000


@dataclass(frozen=True, slots=True)
class MapLimits:
    """Limits on a system map: size in bytes, values in the whole file, components."""

    max_bytes: int = 2_000_000
    max_values: int = 200_000
    max_components: int = 5_000


NOTE_LIMITS = NoteLimits()
MAP_LIMITS = MapLimits()
