"""Which rules run: codes, names, prefixes and ALL, as people type them."""

from collections.abc import Iterable, Sequence

from drafter.checks.lint.rule import Rule
from drafter.errors import InputError

ALL = "ALL"


def resolve(name: str, rules: Sequence[Rule], where: str = "") -> list[Rule]:
    """Return the rules that a code, a name, a code prefix or `ALL` stands for.

    Raises InputError, with the nearest existing code or name, when there is none.
    """
    wanted = name.strip()
    code = wanted.upper()
    if code == ALL:
        return list(rules)
    exact = [rule for rule in rules if rule.code == code or rule.name == wanted.lower()]
    if exact:
        return exact
    starting = [rule for rule in rules if code and rule.code.startswith(code)]
    if starting:
        return starting
    raise InputError(f"{wanted!r} is not a rule.", remedy=_nearest(wanted, rules), where=where)


def _nearest(wanted: str, rules: Sequence[Rule]) -> str:
    """Return the sentence that says what was probably meant."""
    from difflib import get_close_matches  # only on the way to an error

    names = {rule.code: rule.code for rule in rules} | {rule.name: rule.name for rule in rules}
    names |= {rule.code[:3]: rule.code[:3] for rule in rules}
    close = get_close_matches(wanted.upper(), names, 1, 0.6) or get_close_matches(
        wanted.lower(), names, 1, 0.6
    )
    listing = "`drafter rules` lists all codes and names."
    return f"Did you mean {close[0]!r}? {listing}" if close else listing


def select(
    rules: Sequence[Rule],
    *,
    select: Iterable[str] = (),
    extend: Iterable[str] = (),
    ignore: Iterable[str] = (),
    where: str = "",
) -> tuple[Rule, ...]:
    """Return the rules to run, in their own order.

    Without `select`, those that are on by default. A rule that is off by default joins when its full
    code, its name or `ALL` is selected, not by a prefix. The longer name wins between `select` and
    `ignore` ("ignore TIM, select TIM003" runs TIM003); at equal length `ignore` wins.
    """
    chosen = {rule.code: 0 for rule in rules if rule.default} if not (select := tuple(select)) else {}
    for name in (*select, *extend):
        for rule in resolve(name, rules, where):
            strength = _strength(name, rule)
            if rule.default or strength > 3 or name.upper() == ALL:
                chosen[rule.code] = max(chosen.get(rule.code, 0), strength)
    for name in ignore:
        for rule in resolve(name, rules, where):
            if chosen.get(rule.code, -1) <= _strength(name, rule):
                chosen.pop(rule.code, None)
    return tuple(rule for rule in rules if rule.code in chosen)


def _strength(name: str, rule: Rule) -> int:
    """Return how exactly `name` names the rule: 0 for ALL, the prefix length, 9 for the rule itself."""
    wanted = name.strip()
    if wanted.upper() == rule.code or wanted.lower() == rule.name:
        return 9
    return 0 if wanted.upper() == ALL else min(len(wanted), 8)
