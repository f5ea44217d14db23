"""GRD046 explanation-not-in-notes: what had happened before, in words no note has ("a car had hit the gate").

The past perfect of an update explains: it tells what led to the trouble, without any word such as "because".
"""

from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence
from drafter.checks.grounding.patterns import expression
from drafter.checks.grounding.rule import Hit, Rule
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.support import content_words, is_found
from drafter.checks.grounding.weighing import EVERYDAY
from drafter.core.audience import Audience

_HAD = expression("had_happened")
_WORDS = 2  # not of every day, of which none stands in the notes
_UNSAID = frozenset({"no", "guess", "condition", "doubt"})


def check(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield clauses in the past perfect that share no telling word with the notes."""
    if statement.origin == "template" or statement.next_update_from is not None:
        return
    for match in _HAD.finditer(statement.text):
        start, end = statement.reading.segment_of(match.start())
        start = max([start, *(statement.text.rfind(sign, start, match.start()) + 1 for sign in ",:")])
        if any(m.concept in _UNSAID and start <= m.start < end for m in statement.reading.moods):
            continue
        lengths = [a for a in statement.amounts if a.unit == "s"]
        told = [
            w
            for w in content_words(statement, start, end)
            if w.lower not in EVERYDAY and not any(a.start <= w.start < a.end for a in lengths)
        ]
        if len(told) < _WORDS or any(is_found(w, statement, evidence) for w in told):
            continue
        words = statement.text[start:end]
        yield Hit(
            start + len(words) - len(words.lstrip()),
            end,
            f"'{words.strip()}': no note tells of this. Say what the notes say, or that it is not known yet.",
        )
        return


RULES = (
    Rule("GRD046", "explanation-not-in-notes", "warn", "What had happened before, in words that no note has.",
         "An explanation that nobody noted has to be taken back.", check),
)  # fmt: skip
