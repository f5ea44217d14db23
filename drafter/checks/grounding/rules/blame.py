"""GRD048 blame-not-in-notes: "it is to blame" before a cause is known, harm by a thing no note names."""

from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence
from drafter.checks.grounding.patterns import expression
from drafter.checks.grounding.rule import Hit, Rule
from drafter.checks.grounding.rules.causes import has_cause
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.support import content_words, found_share
from drafter.core.audience import Audience

_BLAMES = expression("blames")
_HARMS = expression("harms")
_UNSAID = frozenset({"no", "plan", "guess", "doubt", "condition"})
_TOLD_SO = 0.5  # with this share of its words in the notes, a thing is theirs in other words


def check(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield blame where no note gives a cause, and harm done by what no note speaks of."""
    if statement.origin == "template" or statement.next_update_from is not None:
        return
    for start, end in statement.reading.segments:
        moods = {m.concept for m in statement.reading.moods if start <= m.start < end}
        if not moods.isdisjoint(_UNSAID):
            continue
        blamed, harmed = _BLAMES.search(statement.text, start, end), _HARMS.search(statement.text, start, end)
        guessed = any(m.concept == "guess" for m in statement.reading.moods)
        if blamed and not guessed and not has_cause(evidence):
            yield Hit(
                *blamed.span(),
                f"'{blamed[0]}': no note gives a cause for certain. Say that it is not known yet.",
            )
        elif harmed and _is_unheard(statement, start, harmed.start(), evidence):
            words = statement.text[start : harmed.end()].strip()
            yield Hit(start, harmed.end(), f"'{words}': no note speaks of this. Say what the notes say.")


def _is_unheard(statement: Statement, start: int, end: int, evidence: Evidence) -> bool:
    """Say whether what does the harm is a thing most of whose words no note has."""
    people = any(m.group == "people" and start <= m.term.start < end for m in statement.reading.mentions)
    words = content_words(statement, start, end)
    return bool(words) and not people and found_share(statement, start, end, evidence) < _TOLD_SO


RULES = (
    Rule("GRD048", "blame-not-in-notes", "warn", "Blame before a cause is known, or by a thing nobody named.",
         "The wrong thing is repaired, and the right one left.", check),
)  # fmt: skip
