"""Every grounding rule, in the order of their codes."""

from drafter.checks.grounding.rule import Rule
from drafter.checks.grounding.rules import (
    actors,
    acts,
    advice,
    blame,
    causes,
    comfort,
    counted,
    detection,
    durations,
    early,
    explanations,
    guesses,
    hopes,
    known,
    names,
    next_update,
    numbers,
    opposites,
    order,
    parts,
    pledges,
    recoveries,
    scope,
    states,
    times,
    troubles,
    wholes,
)

_MODULES = (
    times, durations, numbers, order, next_update, pledges, states, recoveries, causes, acts, actors,
    troubles, parts, scope, detection, advice, known, names, guesses, wholes, opposites, early,
    counted, explanations, hopes, blame, comfort,
)  # fmt: skip
ALL_RULES: tuple[Rule, ...] = tuple(
    sorted((rule for module in _MODULES for rule in module.RULES), key=lambda rule: rule.code)
)
