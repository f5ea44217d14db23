"""How well the findings agree with hand labels: bench/lint_gold.py GOLD.jsonl [--json] [--misses LABEL].

GOLD is a file of labelled status updates (one JSON object a line; the guide is the LABELS.md beside it).
Printed: F1 for each label, and precision and recall over all span labels together.

How a finding maps to a label:

- next update (none, vague, specific; counted right when the class is right): none when STR008 would speak,
  vague when TIM001 would, specific when the promise names a time; that is `detect.find_next_update`
- symptom, symptom first, scope, action: the text lacks the finding STR001, STR002, STR003/STR004, STR007;
  that is `detect.find_symptoms`, `symptom_in_first_sentence`, `find_scope`, `find_actions` being non-empty
- vague: VAG001 to VAG003, VAG006 to VAG008, PRM010, and VAG004 and TIM001 where the same words are not stock
  wording as well (the guide calls those canned); vague amounts of people do not count (it calls them scope)
- jargon: JAR001, JAR002, JAR006, LEK001, LEK003, LEK004, LEK012; "deploy" is not counted (the guide leaves
  it out), error rates neither (it calls them vague)
- canned: TON003, TON004, TON005, TON015

The words of the organisation's name are given to the linter as the product's name, as a configuration would.
A finding counts as right when it overlaps a labelled span, a label as found when a finding overlaps it;
findings that overlap each other count once. F1 is made of that precision and that recall.

If status_updates.jsonl lies beside GOLD, the findings per 100 words of all rules are printed too.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from drafter.checks.lint.context import Context
from drafter.checks.lint.detect import (
    find_actions,
    find_next_update,
    find_scope,
    find_symptoms,
    symptom_in_first_sentence,
)
from drafter.checks.lint.document import Document
from drafter.checks.lint.registry import ALL_RULES

RULES = {rule.code: rule for rule in ALL_RULES}
SETTINGS = {rule.code: {option.name: option.default for option in rule.options} for rule in ALL_RULES}
CANNED = ("TON003", "TON004", "TON005", "TON015")
JARGON = ("JAR001", "JAR002", "JAR006", "LEK001", "LEK003", "LEK004", "LEK012")
PEOPLE = re.compile(
    r"\b(?:users?|customers?|clients?|accounts?|people|requests?|subscribers?|members?|your?)\b",
    re.I,
)
Span = tuple[int, int]


class Count:
    """Right, wrong and missed answers of one label."""

    def __init__(self) -> None:
        self.right = self.wrong = self.found = self.missed = 0

    def flag(self, said: bool, true: bool) -> None:
        """Count one yes/no answer."""
        self.right += said and true
        self.found += said and true
        self.wrong += said and not true
        self.missed += true and not said

    def spans(self, said: list[Span], true: list[Span]) -> None:
        """Count the findings and the labels of one text."""
        for start, end in said:
            if any(a < end and start < b for a, b in true):
                self.right += 1
            else:
                self.wrong += 1
        for a, b in true:
            if any(a < end and start < b for start, end in said):
                self.found += 1
            else:
                self.missed += 1

    @property
    def precision(self) -> float:
        """Return the share of findings that are right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Return the share of labels that are found."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def findings(codes: Iterable[str], document: Document, context: Context) -> list[Span]:
    """Return the spans these rules find."""
    return [(hit.start, hit.end) for code in codes for hit in RULES[code].check(document, context)]


def merged(spans: list[Span]) -> list[Span]:
    """Return the spans with those that overlap joined."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def overlaps(span: Span, others: list[Span]) -> bool:
    """Say whether a span overlaps one of the others."""
    return any(start < span[1] and span[0] < end for start, end in others)


def answers(text: str, organisation: str) -> dict[str, Any]:
    """Return what the linter says about one text, label by label."""
    document = Document(text)
    own = frozenset(word.lower() for word in re.findall(r"\w+", organisation) if len(word) > 1)
    context = Context(settings=SETTINGS, allow=own | {organisation.lower()})
    canned = findings(CANNED, document, context)
    vague = findings(["VAG001", "VAG002", "VAG006", "VAG007", "VAG008", "PRM010"], document, context)
    vague += [
        span for span in findings(["VAG004", "TIM001"], document, context) if not overlaps(span, canned)
    ]
    vague += [
        span for span in findings(["VAG003"], document, context) if not PEOPLE.search(text[slice(*span)])
    ]
    jargon = [
        span
        for span in findings(JARGON, document, context)
        if not re.match(r"(?:re-?)?deploy(?!.*prod)|error rate", text[slice(*span)], re.I)
    ]
    return {
        "next_update": find_next_update(document).precision,
        "symptom": bool(find_symptoms(document)),
        "symptom_first": symptom_in_first_sentence(document),
        "scope": bool(find_scope(document, product=organisation)),
        "action": bool(find_actions(document)),
        "vague": merged(vague),
        "jargon": merged(jargon),
        "canned": merged(canned),
    }


FLAGS = {
    "symptom": "has_customer_symptom",
    "symptom_first": "symptom_in_first_sentence",
    "scope": "has_scope",
    "action": "says_what_is_being_done",
}
SPANS = {"vague": "vague_phrases", "jargon": "jargon_terms", "canned": "canned_phrases"}


def labelled(text: str, phrases: list[str]) -> list[Span]:
    """Return where the labelled phrases stand: the first place of each."""
    return [(at, at + len(phrase)) for phrase in phrases if (at := text.find(phrase)) >= 0]


def measure(rows: list[dict[str, Any]], show: str = "") -> dict[str, Count]:
    """Return the counts by label; `show` is a label whose wrong answers are printed."""
    counts = {name: Count() for name in ("next_update", *FLAGS, *SPANS)}
    for row in rows:
        text = row["text"]
        said = answers(text, row.get("organisation", ""))
        true = row["next_update"]
        counts["next_update"].right += said["next_update"] == true != "none"
        counts["next_update"].found += said["next_update"] == true != "none"
        counts["next_update"].wrong += said["next_update"] not in ("none", true)
        counts["next_update"].missed += true != "none" and said["next_update"] != true
        if show == "next_update" and said["next_update"] != true:
            print(row["id"], said["next_update"], "label", true, repr(text[-200:]))
        for name, field in FLAGS.items():
            counts[name].flag(said[name], row[field])
            if show == name and said[name] != row[field]:
                print(row["id"], "said" if said[name] else "missed", repr(text[:300]))
        for name, field in SPANS.items():
            true_spans = labelled(text, row[field])
            counts[name].spans(said[name], true_spans)
            if show == name:
                for span in said[name]:
                    if not overlaps(span, true_spans):
                        print(row["id"], "said  ", repr(text[slice(*span)]))
                for span in true_spans:
                    if not overlaps(span, said[name]):
                        print(row["id"], "missed", repr(text[slice(*span)]))
    return counts


def fatigue(path: Path) -> dict[str, float]:
    """Return the findings per 100 words by severity, all default rules on, on every published update."""
    found: Counter[str] = Counter()
    words = 0
    context = Context(settings=SETTINGS)
    for line in path.read_text("utf-8").splitlines():
        document = Document(json.loads(line)["text"])
        words += document.words
        for rule in ALL_RULES:
            if rule.default and "C" in rule.audiences and not rule.needs:
                found[rule.severity] += sum(1 for _ in rule.check(document, context))
    return {severity: 100 * count / max(words, 1) for severity, count in found.items()}


def main() -> None:
    """Read the labels, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, help="labelled updates, one JSON object a line")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--misses", default="", metavar="LABEL", help="show the wrong answers of one label")
    parser.add_argument(
        "--by-organisation", action="store_true", help="print the figures of each organisation"
    )
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.gold.read_text("utf-8").splitlines() if line.strip()]
    counts = measure(rows, args.misses)
    together = Count()
    for name in SPANS:
        for field in ("right", "wrong", "found", "missed"):
            setattr(together, field, getattr(together, field) + getattr(counts[name], field))
    figures: dict[str, float] = {name: count.f1 for name, count in counts.items()}
    figures["precision"] = together.precision
    figures["recall"] = together.recall
    if args.json:
        json.dump(figures, sys.stdout)
        print()
        return
    print(f"{len(rows)} labelled updates")
    print(f"{'label':16}{'F1':>8}{'precision':>12}{'recall':>9}")
    for name, count in counts.items():
        print(f"{name:16}{count.f1:8.3f}{count.precision:12.3f}{count.recall:9.3f}")
    print(f"{'all spans':16}{'':8}{together.precision:12.3f}{together.recall:9.3f}")
    if args.by_organisation:
        for name in sorted({row["organisation"] for row in rows}):
            part = measure([row for row in rows if row["organisation"] == name])
            size = sum(row["organisation"] == name for row in rows)
            print(f"{name[:22]:24}{size:4}", *(f"{label} {count.f1:.2f}" for label, count in part.items()))
    updates = args.gold.with_name("status_updates.jsonl")
    if updates.exists():
        per_100 = fatigue(updates)
        parts = ", ".join(
            f"{severity} {per_100.get(severity, 0):.2f}" for severity in ("block", "warn", "info")
        )
        print(f"findings per 100 words of published updates: {parts}; together {sum(per_100.values()):.2f}")


if __name__ == "__main__":
    main()
