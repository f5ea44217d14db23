"""Applies the fixes that findings carry."""

from collections.abc import Callable, Iterable

from drafter.checks.lint.engine import Result, mask
from drafter.checks.lint.rule import Fix

ROUNDS = 8  # a fix may uncover another; after so many rounds the rest is left to the writer


def apply(text: str, fixes: Iterable[Fix | None], *, unsafe: bool) -> tuple[str, int]:
    """Return the mended text and how many fixes went in; of two that touch, the earlier one does."""
    chosen = [fix for fix in fixes if fix and (fix.safe or unsafe)]
    pieces: list[str] = []
    at = count = 0
    for fix in sorted(chosen, key=lambda fix: (fix.start, fix.end)):
        if fix.start < at:
            continue
        pieces += (text[at : fix.start], fix.replacement)
        at = fix.end
        count += 1
    pieces.append(text[at:])
    return "".join(pieces), count


def mend(result: Result, again: Callable[[str], Result], *, unsafe: bool) -> tuple[Result, int]:
    """Apply fixes until none is left; return the last result and how many went in.

    `again` lints a text. A text that comes back (two rules undoing each other) ends the rounds.
    """
    total = 0
    seen = {result.text}
    for _ in range(ROUNDS):
        text, count = apply(result.text, result.fixes, unsafe=unsafe)
        if not count or text in seen:
            break
        seen.add(text)
        result, total = again(text), total + count
    return result, total


def diff(before: Result, after: Result, path: str) -> str:
    """Return the unified diff between two results of one file, secrets masked on both sides."""
    from difflib import unified_diff  # only for --diff

    def lines(result: Result) -> list[str]:
        return mask(result.text, result.secrets).splitlines(keepends=True)

    rows = unified_diff(lines(before), lines(after), f"a/{path}", f"b/{path}")
    return "".join(row if row.endswith("\n") else row + "\n\\ No newline at end of file\n" for row in rows)
