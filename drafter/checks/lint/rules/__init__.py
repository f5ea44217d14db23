"""The rules, one idea a file; `ALL_RULES` is a plain tuple, so that no import has a side effect."""

from drafter.checks.lint.rule import Rule

ALL_RULES: tuple[Rule, ...] = ()
