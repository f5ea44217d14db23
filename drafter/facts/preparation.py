"""What the liaison should know before writing, filled from the notes first.

Every answer carries its note lines; what the notes do not answer is put as a question. Terms of the notes
are explained from the map's glossary, else from the shipped list, else listed to be asked about.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from drafter.core.fact import Fact, FactKind, FactSheet
from drafter.core.note import Notes
from drafter.core.noun import Noun
from drafter.core.system_map import SystemMap
from drafter.facts.language import DATA, word_class
from drafter.facts.phrases import PhraseTable, read_rows, words

About = Literal["what", "where", "who", "since", "why", "steps", "next", "works", "meanwhile", "customers"]
_ACRONYM = re.compile(r"(?<![\w.-])[A-Z]{2,5}s?(?![\w.-])")
_PLAIN_CAPITALS = word_class("capitals")
_MOST_EACH = 4
_QUESTIONS: tuple[tuple[About, str, tuple[FactKind, ...]], ...] = (
    ("what", "What do customers see?", ("symptom",)),
    ("where", "Which parts are concerned?", ()),
    ("who", "Who is affected, and how many?", ("scope",)),
    ("since", "Since when?", ("start",)),
    ("why", "Why did it happen?", ("cause", "hypothesis")),
    ("steps", "What has been done, and what is being done?", ("action", "side_effect")),
    ("next", "What comes next?", ("decision", "internal_estimate")),
    ("works", "What still works, or works again?", ("unaffected", "restored", "verified")),
    ("meanwhile", "What can customers do meanwhile?", ("workaround",)),
)


class Answer(Noun):
    """One thing to know: the question, what the notes say (oldest first) and their lines; or nothing."""

    about: About
    question: str
    answers: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()


class Term(Noun):
    """A term of the notes. `meaning` is empty when nobody has explained it yet; `source` says where from."""

    term: str
    meaning: str = ""
    source: Literal["glossary", "map", "shipped", "nobody"] = "nobody"
    line: int


class Preparation(Noun):
    """What to know before writing, which words to know, and what to ask (the sheet's questions first)."""

    answers: tuple[Answer, ...]
    terms: tuple[Term, ...] = ()
    ask: tuple[str, ...] = ()


def prepare(sheet: FactSheet, notes: Notes, system_map: SystemMap) -> Preparation:
    """Return the preparation sheet of an incident as it stands."""
    answers = [_answer(about, question, kinds, sheet, system_map) for about, question, kinds in _QUESTIONS]
    hurt = _customers(sheet, system_map)
    if hurt is not None:
        answers.append(hurt)
    terms = _terms(notes, system_map)
    ask = [question.text for question in sheet.questions]
    ask += [f"What does {term.term!r} (line {term.line}) mean?" for term in terms if not term.meaning]
    return Preparation(answers=tuple(answers), terms=tuple(terms), ask=tuple(ask))


def _answer(
    about: About, question: str, kinds: tuple[FactKind, ...], sheet: FactSheet, system_map: SystemMap
) -> Answer:
    if about == "where":
        return _where(question, sheet, system_map)
    if about == "since" and sheet.started is not None:
        return Answer(
            about=about, question=question, answers=(sheet.started.written,), lines=(sheet.started.line,)
        )
    facts = [fact for fact in sheet.facts if fact.usable and fact.is_a(*kinds)][-_MOST_EACH:]
    return Answer(
        about=about,
        question=question,
        answers=tuple(_said(fact) for fact in facts),
        lines=tuple(dict.fromkeys(line for fact in facts for line in fact.lines)),
    )


def _said(fact: Fact) -> str:
    if fact.certainty in ("confirmed", "reported"):
        return fact.text
    return f"{fact.text} ({fact.certainty})"


def _where(question: str, sheet: FactSheet, system_map: SystemMap) -> Answer:
    lines: dict[str, list[int]] = {}
    for fact in sheet.facts:
        if fact.usable and fact.kind not in ("coordination", "unaffected"):
            for component in fact.components:
                lines.setdefault(component, []).extend(fact.lines)
    names = []
    for component_id in lines:
        entry = system_map.by_id.get(component_id)
        plain = entry.customer_name if entry is not None else ""
        names.append(f"{component_id}: customers know it as {plain}" if plain else component_id)
    return Answer(
        about="where",
        question=question,
        answers=tuple(names),
        lines=tuple(sorted({line for found in lines.values() for line in found})),
    )


def _customers(sheet: FactSheet, system_map: SystemMap) -> Answer | None:
    """Return which named customers use a part that is in trouble; None when the map names no customers."""
    if not system_map.customers:
        return None
    hit: dict[str, list[int]] = {}
    for fact in sheet.facts:
        if fact.usable and fact.is_a("symptom", "scope", "side_effect", "data_impact"):
            for component in fact.components:
                hit.setdefault(component, []).extend(fact.lines)
    named = [c for c in system_map.customers if set(c.uses) & set(hit)]
    return Answer(
        about="customers",
        question="Which named customers use what is in trouble? (never named to others)",
        answers=tuple(f"{c.name}: {', '.join(sorted(set(c.uses) & set(hit)))}" for c in named),
        lines=tuple(sorted({line for c in named for use in c.uses for line in hit.get(use, ())})),
    )


@cache
def _shipped() -> tuple[PhraseTable, dict[str, str]]:
    rows = read_rows(DATA / "en" / "terms.tsv")
    both = [(row[0], row[0]) for row in rows] + [(row[0] + "s", row[0]) for row in rows if row[0][-1] != "s"]
    return PhraseTable((phrase, [term]) for phrase, term in both), {row[0]: row[1] for row in rows}


def _terms(notes: Notes, system_map: SystemMap) -> list[Term]:
    glossary = {entry.term.lower(): entry for entry in system_map.glossary}
    own = PhraseTable((entry.term, [entry.term.lower()]) for entry in system_map.glossary)
    table, meanings = _shipped()
    known = _map_names(system_map)
    found: dict[str, Term] = {}
    for note in notes.entries:
        if note.has("instruction_like") or note.duplicate_of is not None:
            continue
        line_words = words(note.text)
        for hit in own.find(line_words):
            entry = glossary[hit.label]
            meaning = ": ".join(part for part in (entry.plain, entry.explanation) if part)
            found.setdefault(
                hit.label, Term(term=entry.term, meaning=meaning, source="glossary", line=note.line)
            )
        for hit in table.find(line_words):
            found.setdefault(
                hit.label, Term(term=hit.label, meaning=meanings[hit.label], source="shipped", line=note.line)
            )
        for match in _ACRONYM.finditer(note.text):
            key = match[0].lower()
            if key in _PLAIN_CAPITALS or key in found or key.removesuffix("s") in found or key in known:
                continue
            found[key] = Term(term=match[0], line=note.line)
    return sorted(found.values(), key=lambda term: (term.line, term.term))


def _map_names(system_map: SystemMap) -> frozenset[str]:
    """Return the lower-case words of every name in the map: a part's name is no unknown term."""
    names: Sequence[str] = [
        *(name for c in system_map.components for name in (*c.names, c.customer_name)),
        *(name for v in system_map.vendors for name in (v.name, *v.aliases)),
        *(name for c in system_map.customers for name in (c.name, *c.aliases)),
        *system_map.people,
        system_map.product,
    ]
    return frozenset(word.lower for name in names for word in words(name))
