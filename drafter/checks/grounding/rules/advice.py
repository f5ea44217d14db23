"""GRD031 advice-not-in-notes: what readers are told to do must stand in the map or the notes.

GRD032 contact-not-in-map: links, phone numbers and addresses come from the map or the notes alone.
"""

import re
from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence
from drafter.checks.grounding.patterns import rows_in, word_list
from drafter.checks.grounding.rule import Hit, Rule
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.support import found_share
from drafter.core.audience import Audience
from drafter.core.memory import remembered
from drafter.core.prose import Span
from drafter.core.redaction import find_personal_data
from drafter.core.stemming import stem
from drafter.facts.phrases import words

_URL = re.compile(r"https?://[^\s)>\]\"']+|\bwww\.[^\s)>\]\"']+")
_EMPTY = frozenset(word_list("advice_small"))
# Asking people to wait, to read on or to write to us binds nobody.
_GIVEN = 0.6  # with more of its words in the notes, advice is theirs in other words
_ASKING = frozenset(word_list("asking"))
_HARMLESS = frozenset(form for word in word_list("advice_harmless") for form in (word, stem(word)))


def check_advice(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield instructions to readers that neither map nor notes give."""
    if audience.view == "internal" or statement.slot in ("escalate", "do_not_say", "decision", "contact"):
        return
    for _, (pattern,) in rows_in(statement.text, "advice"):
        for match in pattern.finditer(statement.text):
            start, end = match.start("act"), match.end("act")
            told = [stem(w.lower) for w in words(statement.text[start:end]) if w.lower not in _EMPTY]
            if (
                not told
                or not _HARMLESS.isdisjoint(
                    (told[0], " ".join(statement.text[start:end].lower().split()[:2]))
                )
                or _negated(statement, start)
            ):
                continue
            if statement.next_update_from is not None and start >= statement.next_update_from:
                continue
            if (
                _asks(statement, match.start())
                or found_share(statement, start, end, evidence) > _GIVEN
                or _given(told, evidence)
                or any(
                    start <= s <= end and written.lower() in evidence.lower_text
                    for s, _, written in statement.identifiers
                )
            ):
                continue
            yield Hit(
                start,
                end,
                f"'{statement.text[start:end]}' is advice that neither the map nor the notes give. Use "
                "the map's advice, or "
                "say that there is none yet.",
            )


def _asks(statement: Statement, offset: int) -> bool:
    """Say whether it is a question or a condition: "we cannot say when you can come back in"."""
    before = statement.text[max(0, offset - 12) : offset].lower().split()
    return bool(before) and before[-1] in _ASKING


def _negated(statement: Statement, offset: int) -> bool:
    before = statement.text[max(0, offset - 12) : offset].lower()
    return "not " in before or "n't " in before


def _given(told: list[str], evidence: Evidence) -> bool:
    """Say whether one sentence of the map or line of the notes has the verb, or most of the words."""
    sources = [r.text for _, _, r in evidence.map_readings]
    sources += [evidence.system_map.contact, *(line.text for line in evidence.lines.values())]
    for source in sources:
        known = {stem(w.lower) for w in words(source)}
        hits = sum(word in known for word in told)
        if hits * 2 >= len(told) and (told[0] in known or hits >= 2):
            return True
    return False


@remembered
def _contacts(text: str) -> tuple[Span, ...]:
    """Return where links, addresses and numbers stand in a text."""
    links = tuple(match.span() for match in _URL.finditer(text))
    return links + tuple((item.start, item.end) for item in find_personal_data(text))


def check_contact(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield links, addresses and numbers that the map and the notes do not hold."""
    for start, end in _contacts(statement.text):
        written = statement.text[start:end].rstrip(".,;:").lower()
        if written in evidence.map_text or written in evidence.lower_text:
            continue
        yield Hit(
            start,
            end,
            f"'{written}' is neither in the map nor in the notes. Use a link or contact of the system map.",
        )


RULES = (
    Rule("GRD031", "advice-not-in-notes", "warn", "Advice that neither map nor notes give.",
         "People do what we tell them, and it may cost them.", check_advice),
    Rule("GRD032", "contact-not-in-map", "block", "A link, number or address from outside the map and notes.",
         "An invented address sends customers to strangers.", check_contact),
)  # fmt: skip
