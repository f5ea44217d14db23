"""Where a finding ends, in lines and columns."""

from drafter.core.finding import Finding


def end_of(text: str, finding: Finding) -> tuple[int, int]:
    """Return (line, column) just behind a finding, both from 1, columns in code points."""
    inside = text[finding.start : finding.end]
    breaks = inside.count("\n")
    if not breaks:
        return finding.line, finding.column + len(inside)
    return finding.line + breaks, len(inside) - inside.rfind("\n")
