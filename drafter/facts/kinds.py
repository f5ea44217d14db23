"""What a clause does, by an ordered list of rules over its cue groups (`data/<language>/kinds.tsv`)."""

from dataclasses import dataclass
from functools import cache
from typing import cast

from drafter.core.fact import FactKind
from drafter.facts.features import Setting
from drafter.facts.language import DATA, Span, cues
from drafter.facts.phrases import read_rows, words


@dataclass(frozen=True, slots=True)
class KindRule:
    """One row of the rule table: every condition must hold."""

    kind: FactKind
    conditions: tuple[str, ...]
    name: str

    def holds(self, present: frozenset[str]) -> bool:
        """Say whether all conditions hold for a clause with these signs."""
        for condition in self.conditions:
            wanted = not condition.startswith("-")
            choices = condition.lstrip("-").split("|")
            if any(choice in present for choice in choices) != wanted:
                return False
        return True


@cache
def kind_rules(language: str = "en") -> tuple[KindRule, ...]:
    """Return the rule table of a language, in order."""
    rows = read_rows(DATA / language / "kinds.tsv")
    return tuple(KindRule(cast(FactKind, row[0]), tuple(row[1].split()), row[2]) for row in rows)


def signs(text: str, found: tuple[Span, ...], setting: Setting) -> frozenset[str]:
    """Return everything a rule may ask about a clause."""
    groups = [span.group for span in found]
    out = {"_", f"phase:{setting.phase}", f"before:{setting.before}", *groups}
    if groups:
        out.add(f"first:{groups[0]}")
    if len(words(text)) < 5:
        out.add("short")
    if setting.named:
        out.add("named")
    return frozenset(out)


def kind_of(text: str, setting: Setting) -> tuple[FactKind, str]:
    """Return the kind of a clause and the name of the rule that decided."""
    present = signs(text, cues(text), setting)
    for rule in kind_rules():
        if rule.holds(present):
            return rule.kind, rule.name
    return "observation", "otherwise"
