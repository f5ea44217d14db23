"""Every grounding rule, in the order of their codes."""

from drafter.checks.grounding.rule import Rule
from drafter.checks.grounding.rules import durations, next_update, numbers, pledges, stage, times

ALL_RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *times.RULES,
            *durations.RULES,
            *numbers.RULES,
            *next_update.RULES,
            *pledges.RULES,
            *stage.RULES,
        ),
        key=lambda rule: rule.code,
    )
)
