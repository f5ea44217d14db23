"""Every grounding rule, in the order of their codes."""

from drafter.checks.grounding.rule import Rule
from drafter.checks.grounding.rules import (
    acts,
    causes,
    durations,
    next_update,
    numbers,
    pledges,
    stage,
    times,
    troubles,
)

ALL_RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *times.RULES,
            *durations.RULES,
            *numbers.RULES,
            *next_update.RULES,
            *pledges.RULES,
            *stage.RULES,
            *acts.RULES,
            *causes.RULES,
            *troubles.RULES,
        ),
        key=lambda rule: rule.code,
    )
)
