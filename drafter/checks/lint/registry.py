"""All rules there are: those about the text, and the engine's own about inline ignores."""

from drafter.checks.lint.ignores import LINT_RULES
from drafter.checks.lint.rule import Rule
from drafter.checks.lint.rules import ALL_RULES as TEXT_RULES

ALL_RULES: tuple[Rule, ...] = (*TEXT_RULES, *LINT_RULES)


def rule(name: str) -> Rule:
    """Return the rule with this code or name. Raises InputError with the nearest one when there is none."""
    from drafter.checks.lint.selection import resolve

    (found, *others) = resolve(name, ALL_RULES)
    if others:
        from drafter.errors import InputError

        codes = ", ".join(one.code for one in (found, *others)[:8])
        raise InputError(f"{name!r} stands for several rules.", remedy=f"Name one of them: {codes}.")
    return found
