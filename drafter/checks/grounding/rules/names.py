"""GRD007 name-not-in-notes: a firm nobody mentioned. GRD033 person-blamed: a fault hung on a person."""

import re
from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence
from drafter.checks.grounding.patterns import first_in, word_list
from drafter.checks.grounding.rule import Hit, Rule
from drafter.checks.grounding.statements import Statement
from drafter.checks.leaks import leak_wall
from drafter.core.audience import Audience
from drafter.core.memory import remembered
from drafter.writing.data_files import load_words

_FIRMS = re.compile(rf"\b(?:{'|'.join(map(re.escape, word_list('firms')))})\b", re.IGNORECASE)
_PRODUCTS = frozenset(word_list("products"))  # that notes call by their kind: "iOS"
_PROPER = re.compile(r"\b(?:in|and|or|at|near|across|from|on) (?P<name>[A-Z]?[a-z]*[A-Z][a-z]{2,})\b")
_NEAR = 40  # characters between a name and the words that blame


@remembered
def _firms(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_FIRMS.finditer(text))


@remembered
def _proper_names(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_PROPER.finditer(text))


def check_firms(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield well-known firms that neither notes nor map name."""
    for match in _firms(statement.text):
        name = match[0].lower()
        if name in evidence.lower_text or name in evidence.map_text:
            continue
        if any(name == v.name.lower() for v in evidence.system_map.vendors):
            continue
        yield Hit(
            *match.span(),
            f"'{match[0]}' is named in no note and not in the map. Say whom the notes name, or nobody.",
        )


def check_places(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield other proper names that neither notes nor map have: "Cologne and Bonn"."""
    found = _proper_names(statement.text)
    if not found:
        return
    people = leak_wall(evidence.system_map, evidence.notes).people
    known = [(n.start, n.end) for n in statement.names] + [(t.start, t.end) for t in statement.times]
    for match in found:
        name = match["name"].lower()
        stem = name.removesuffix("s")
        if stem in evidence.lower_text or stem in evidence.map_text or _FIRMS.fullmatch(name):
            continue
        if not {name, stem}.isdisjoint(load_words("plain_vocabulary.txt") | _PRODUCTS):
            continue
        if match["name"] in people or any(start <= match.start("name") < end for start, end in known):
            continue
        yield Hit(
            *match.span("name"),
            f"'{match['name']}' is named in no note and not in the map. Name what they name.",
            severity="warn",
        )


def check_blame(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield a named person next to words of fault, whoever reads it."""
    blame = first_in(statement.text, "blame")
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


def check_named(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield firms and other proper names that nobody mentioned."""
    yield from check_firms(statement, evidence, audience)
    yield from check_places(statement, evidence, audience)


RULES = (
    Rule(
        "GRD007", "name-not-in-notes", "block", "A firm, or (to warn) a place, that nobody named.",
        "Naming the wrong firm is a public accusation.", check_named,
    ),
    Rule(
        "GRD033", "person-blamed", "block", "A fault hung on a named person.",
        "People who fear blame stop telling what happened.", check_blame,
    ),
)  # fmt: skip
