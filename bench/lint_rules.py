"""How well each lint rule knows its own examples: bench/lint_rules.py RULES.tsv [--json] [--misses].

The table has the columns id, audiences, bad, good (others are passed over); several rows may have one id.
Printed: the share of bad examples that the rule of the same code flags, of good ones that it flags, and
of good ones that any blocking rule flags.

The table gives sentences without their surroundings, so this program supplies the least that makes them
readable, the same for every row:

- the reader is the first class of the row's audiences that the rule serves;
- a bracket at the start is context and not text: [now 2026-05-04 09:00 UTC, promised 11:00 UTC, severity
  critical, cadence 30 min], [status: Monitoring], [previous: ...], [title: ...], [channel: sms];
- a rule that needs `now` gets 4 May 2026 10:00 UTC, one that needs a stage "investigating", one that needs
  the last update gets STAND_IN; the limits of STR014 are those of a social post;
- there is no system map: rules about names judge by the names' shape;
- an example shows one rule and is no complete update, so rules about what a whole update must hold
  (COMPLETENESS) are asked for their own rows only.
"""

import argparse
import csv
import json
import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from drafter.checks.lint.context import Context
from drafter.checks.lint.document import Document
from drafter.checks.lint.examples import audience_of
from drafter.checks.lint.registry import ALL_RULES
from drafter.checks.lint.rule import Rule

COMPLETENESS = frozenset(
    "STR001 STR002 STR003 STR004 STR005 STR006 STR007 STR008 STR009 STR011 STR012 STR015".split()  # noqa: SIM905  codes read best as words
)
STAND_IN = "We are investigating and working on a fix. Next update at 10:00 UTC."
NOW = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
SETTINGS = {rule.code: {option.name: option.default for option in rule.options} for rule in ALL_RULES}
RULES = {rule.code: rule for rule in ALL_RULES}

_PREFIX = re.compile(
    r"^\s*\[((?:now|status|stage|previous|title|channel|promised|severity|cadence|last update)\b[^\]]*)\]\s*",
    re.I,
)
_CLOCK = re.compile(r"(?:(\d{4}-\d{2}-\d{2})[ T])?(\d{1,2}):(\d{2})")
_NUMBER = re.compile(r"\d+")


def moment(words: str, day: datetime) -> datetime:
    """Return the UTC time that bracketed context names; without a date it is on `day`."""
    match = _CLOCK.search(words)
    if match is None:
        return day
    base = datetime.fromisoformat(match[1]).replace(tzinfo=UTC) if match[1] else day
    return base.replace(hour=int(match[2]), minute=int(match[3]), second=0, microsecond=0)


def read(text: str, rule: Rule, audiences: str) -> tuple[str, Context]:
    """Return the example's text without its bracketed context, and that context."""
    facts: dict[str, Any] = {}
    text = text.replace("\\n", "\n")
    while (prefix := _PREFIX.match(text)) is not None:
        text = text[prefix.end() :]
        words = prefix[1]
        if words.lower().startswith(("previous", "last update")):
            facts["previous"] = (re.sub(r"^(?:previous|last update)[: ]*", "", words, flags=re.I),)
            continue
        if words.lower().startswith("title"):
            facts["title"] = re.sub(r"^title[: ]*", "", words, flags=re.I)
            continue
        for part in words.split(","):
            key, _, value = part.strip().replace(":", " ", 1).partition(" ")
            key, value = key.lower(), part.strip()[len(key) :].strip(" :")
            if key == "now":
                facts["now"] = moment(value, facts.get("now", NOW))
            elif key == "promised":
                facts["promised_at"] = moment(value, facts.get("now", NOW))
            elif key in ("status", "stage"):
                facts["stage"] = value.lower()
            elif key == "severity":
                facts["severity"] = value.lower()
            elif key == "channel":
                facts["channel"] = value.lower()
            elif key == "cadence" and (number := _NUMBER.search(value)):
                facts["cadence_min"] = int(number[0])
    for need in rule.needs:
        if need not in facts:
            stand_in = {
                "now": NOW,
                "stage": "investigating",
                "previous": (STAND_IN,),
                "promised_at": facts.get("now", NOW) + timedelta(hours=1),
            }
            facts[need] = stand_in.get(need)
    if rule.code == "STR014":
        facts.setdefault("channel", "social")
    served = [letter for letter in audiences.split() if letter in rule.audiences] or list(rule.audiences)
    audience = audience_of(served[0])
    return text, Context(audience=audience, reader=served[0], settings=SETTINGS, **facts)


def flagged(rule: Rule, document: Document, context: Context) -> bool:
    """Say whether a rule that may run here finds anything."""
    if context.reader not in rule.audiences or not all(context.has(need) for need in rule.needs):
        return False
    return next(iter(rule.check(document, context)), None) is not None


def measure(rows: list[dict[str, str]]) -> tuple[dict[str, Any], list[str]]:
    """Return the figures, and one line for each example that is judged wrongly."""
    per_rule: dict[str, dict[str, int]] = {}
    misses: list[str] = []
    bad = bad_hit = good = good_hit = good_blocked = 0
    for row in rows:
        rule = RULES.get(row["id"])
        if rule is None:
            misses.append(f"{row['id']}: no such rule")
            continue
        count = per_rule.setdefault(
            rule.code, {"bad": 0, "bad_flagged": 0, "good": 0, "good_flagged": 0, "good_blocked": 0}
        )
        if row.get("bad"):
            text, context = read(row["bad"], rule, row["audiences"])
            hit = flagged(rule, Document(text), context)
            bad += 1
            bad_hit += hit
            count["bad"] += 1
            count["bad_flagged"] += hit
            if not hit:
                misses.append(f"{rule.code} missed: {text[:150]}")
        if row.get("good"):
            text, context = read(row["good"], rule, row["audiences"])
            document = Document(text)
            hit = flagged(rule, document, context)
            blocking = [
                other.code
                for other in ALL_RULES
                if other.severity == "block"
                and (other.code == rule.code or other.code not in COMPLETENESS)
                and flagged(other, document, context)
            ]
            good += 1
            good_hit += hit
            good_blocked += bool(blocking)
            count["good"] += 1
            count["good_flagged"] += hit
            count["good_blocked"] += bool(blocking)
            if hit:
                misses.append(f"{rule.code} false alarm: {text[:150]}")
            elif blocking:
                misses.append(f"{rule.code} good example blocked by {', '.join(blocking)}: {text[:150]}")
    figures = {
        "bad_flagged": bad_hit / bad if bad else 0.0,
        "good_flagged": good_hit / good if good else 0.0,
        "good_error": good_blocked / good if good else 0.0,
        "per_rule": per_rule,
    }
    return figures, misses


def main() -> None:
    """Read the table, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "rules", type=Path, help="tab-separated table with the columns id, audiences, bad, good"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--misses", action="store_true", help="show every example judged wrongly")
    args = parser.parse_args()
    with args.rules.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    figures, misses = measure(rows)
    if args.json:
        json.dump(figures, sys.stdout)
        print()
        return
    print(f"{len(rows)} rows, {len(figures['per_rule'])} rules")
    print(f"bad examples flagged by their rule    {figures['bad_flagged']:7.1%}   (to reach: 95 %)")
    print(f"good examples flagged by it           {figures['good_flagged']:7.1%}   (at most: 2 %)")
    print(f"good examples flagged by any blocker  {figures['good_error']:7.1%}   (at most: 5 %)")
    if args.misses:
        print(*misses, sep="\n")


if __name__ == "__main__":
    main()
