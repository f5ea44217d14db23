"""What words say about a clause: hedge, question, denial, plan, report, act, cause, consequence.

The words are data (`data/<language>/cues/<folder>/*.tsv`, "phrase TAB groups"); this file only finds
them, in one pass per folder. Within a folder a longer phrase hides the shorter ones in it ("could not" is
no hedge); folders do not hide each other's. Standard library only. Spans are half-open ranges of code points.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from drafter.facts.phrases import PhraseTable, read_rows, words

DATA = Path(__file__).resolve().parent / "data"
_QUESTION_MARK = re.compile(r"\?(?=[\s\"'”’)\]/]|$)")
_DAY_BEFORE = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?\s$")
_CLAUSE_BREAK = re.compile(r"[.;:!?]\s|,\s| but | although | though | while | whereas | / ")


@dataclass(frozen=True, slots=True)
class Span:
    """A cue found in a text: where, which group it belongs to, and the words themselves."""

    start: int
    end: int
    group: str
    text: str


@cache
def word_class(name: str, language: str = "en") -> frozenset[str]:
    """Return a small closed class of words ("be", "modal", "preposition", ...)."""
    rows = {row[0]: row[1] for row in read_rows(DATA / language / "words.tsv")}
    return frozenset(rows[name].split())


@cache
def _tables(language: str) -> tuple[PhraseTable, ...]:
    tables = []
    for folder in sorted(path for path in (DATA / language / "cues").iterdir() if path.is_dir()):
        rows = [row for path in sorted(folder.glob("*.tsv")) for row in read_rows(path)]
        tables.append(PhraseTable((row[0], row[1].split(",")) for row in rows))
    return tuple(tables)


@lru_cache(maxsize=4096)
def cues(text: str, language: str = "en") -> tuple[Span, ...]:
    """Return every cue of `text` in order; a phrase inside a longer phrase of the same folder is left out."""
    found = [
        Span(hit.start, hit.end, hit.label, text[hit.start : hit.end])
        for table in _tables(language)
        for hit in table.find(words(text))
    ]
    found.extend(Span(m.start(), m.start() + 1, "question_mark", "?") for m in _QUESTION_MARK.finditer(text))
    found.sort(key=lambda span: (span.start, span.end))
    return tuple(span for span in found if not (span.group == "hedge" and _is_month(text, span)))


def _is_month(text: str, span: Span) -> bool:
    if _DAY_BEFORE.search(text, 0, span.start) and span.text.lower() == "may":
        return True
    return span.text == "May" and (span.start > 0 or text[span.end : span.end + 2].strip().isdigit())


def of_group(text: str, *groups: str) -> list[Span]:
    """Return the cues of `text` that belong to any of `groups`."""
    return [span for span in cues(text) if span.group in groups]


def hedges(text: str) -> list[Span]:
    """Return words that make a statement less than certain ("might", "appears to", "working theory")."""
    return of_group(text, "hedge", "hedge_adjective", "expectation")


def questions(text: str) -> list[Span]:
    """Return question marks and words that ask ("asks if", "wondering whether")."""
    return of_group(text, "question", "question_mark")


def negations(text: str) -> list[Span]:
    """Return words that deny ("not", "no longer", "without")."""
    return of_group(text, "negation", "inability")


def negation_scope(text: str, negation: Span) -> tuple[int, int]:
    """Return the span a negation reaches: from its word to the end of its clause."""
    brk = _CLAUSE_BREAK.search(text, negation.end)
    return negation.start, brk.start() if brk else len(text)


def is_negated(text: str, start: int, end: int) -> bool:
    """Say whether the words at `start`:`end` stand inside the reach of a denial before them."""
    return any(
        n.end <= start and end <= negation_scope(text, n)[1] for n in negations(text) if n.end <= start
    )


def plans(text: str) -> list[Span]:
    """Return words that put an act into the future or propose it ("will", "going to", "suggests to")."""
    return of_group(text, "plan", "proposal")


def attributions(text: str) -> list[Span]:
    """Return words that hand a statement to somebody else ("according to", "the vendor says")."""
    return of_group(text, "attribution", "supplier")


def reports(text: str) -> list[Span]:
    """Return words by which users say something ("users report", "a customer told us", "ticket")."""
    return of_group(text, "reported", "reporting")


def finished_acts(text: str) -> list[Span]:
    """Return words for acts done ("restarted", "rolled back", "deployed")."""
    return of_group(text, "repair_done", "act_done")


def running_acts(text: str) -> list[Span]:
    """Return words for acts under way ("restarting", "rolling back", "in progress")."""
    return of_group(text, "repair_running", "act_running", "running")


def causal_links(text: str) -> list[Span]:
    """Return words that state a cause ("because", "due to", "caused by", "root cause")."""
    return of_group(text, "cause_link", "cause_found")


def mere_sequence(text: str) -> list[Span]:
    """Return words that only order or relate events ("after", "since", "correlates with"): never a cause."""
    return of_group(text, "sequence", "correlation")


def consequence_words(text: str) -> list[Span]:
    """Return weighty words that need a fact of their own ("breach", "data loss", "outage", "root cause")."""
    return of_group(text, "consequence")


def restorations(text: str) -> list[Span]:
    """Return words that say it works again ("back online", "recovered", "working again")."""
    return of_group(text, "restored")


def is_hedged(text: str) -> bool:
    """Say whether `text` is less than certain: a hedge or a question."""
    return bool(of_group(text, "hedge", "hedge_adjective", "expectation", "question", "question_mark"))


def is_question(text: str) -> bool:
    """Say whether `text` asks."""
    return bool(questions(text))


def is_planned(text: str) -> bool:
    """Say whether `text` speaks of something not done yet."""
    return bool(plans(text))
