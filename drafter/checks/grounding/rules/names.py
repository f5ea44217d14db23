"""GRD007 name-not-in-notes: a firm nobody mentioned. GRD033 person-blamed: a fault hung on a person."""

import re
from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence
from drafter.checks.grounding.patterns import expression, word_list
from drafter.checks.grounding.rule import Hit, Rule
from drafter.checks.grounding.statements import Statement
from drafter.checks.leaks import leak_wall
from drafter.core.audience import Audience

_FIRMS = re.compile(rf"\b(?:{'|'.join(map(re.escape, word_list('firms')))})\b", re.IGNORECASE)
_BLAME = expression("blame")
_NEAR = 40  # characters between a name and the words that blame


def check_firms(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield well-known firms that neither notes nor map name."""
    for match in _FIRMS.finditer(statement.text):
        name = match[0].lower()
        if name in evidence.lower_text or name in evidence.map_text:
            continue
        if any(name == v.name.lower() for v in evidence.system_map.vendors):
            continue
        yield Hit(
            *match.span(),
            f"'{match[0]}' is named in no note and not in the map. Say whom the notes name, or nobody.",
        )


def check_blame(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield a named person next to words of fault, whoever reads it."""
    blame = _BLAME.search(statement.text)
    if not blame:
        return
    people = {*evidence.system_map.people, *leak_wall(evidence.system_map, evidence.notes).people}
    for person in sorted(people):
        for match in re.finditer(rf"(?<!\w){re.escape(person)}(?!\w)", statement.text):
            gap = max(blame.start() - match.end(), match.start() - blame.end())
            if gap <= _NEAR:
                yield Hit(
                    match.start(), match.end(),
                    f"'{person}' is blamed ('{blame[0]}'). Say what made it possible, and name nobody.",
                )  # fmt: skip


RULES = (
    Rule(
        "GRD007", "name-not-in-notes", "block", "A well-known firm that neither notes nor map name.",
        "Naming the wrong firm is a public accusation.", check_firms,
    ),
    Rule(
        "GRD033", "person-blamed", "block", "A fault hung on a named person.",
        "People who fear blame stop telling what happened.", check_blame,
    ),
)  # fmt: skip
