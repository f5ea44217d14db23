"""GRD024 symptom-not-in-notes: a trouble that neither the notes nor the map's symptoms speak of.

GRD028 polarity-changed: the notes deny what the draft says, or say what it denies.
"""

from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence
from drafter.checks.grounding.reading import Mention
from drafter.checks.grounding.rule import Hit, Rule, cite
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.support import components_near, lines_of, support_of
from drafter.core.audience import Audience

# Which concepts in the notes show that a component has a symptom class.
_CLASS_SHOWN = {
    "down": ("down", "missing", "delete"),
    "slow": ("slow", "spike", "full"),
    "errors": ("fail", "error"),
    "missing": ("missing", "fail", "delete"),
    "delayed": ("delayed", "slow"),
    "wrong_data": ("wrong",),
    "access": ("access", "signin"),
    "data_loss": ("data_loss", "missing", "delete"),
}


def check_invented(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield troubles that no note and no symptom of the map speaks of."""
    if statement.origin == "template" and "symptom" in statement.kinds:
        return  # written from a symptom fact in the map's words
    for mention in statement.claims("troubles"):
        if mention.form == "noun" and mention.concept in ("spike", "full"):
            continue
        support = support_of(evidence, mention.concept)
        if support.said or support.running or support.guessed or support.asked or support.planned:
            lines = lines_of(support.everything)
            if statement.uncited(lines) and not _in_map(statement, mention, evidence):
                yield Hit(
                    mention.term.start,
                    mention.term.end,
                    f"'{_words(statement, mention)}' rests on {cite(lines)}, which this sentence does "
                    "not cite.",
                    lines,
                    uncited=True,
                )
            continue
        if _in_map(statement, mention, evidence):
            continue
        if support.negated:
            continue
        yield Hit(
            mention.term.start,
            mention.term.end,
            f"'{_words(statement, mention)}': neither the notes nor the map speak of this. Say what the "
            "notes say people see.",
        )


def _in_map(statement: Statement, mention: Mention, evidence: Evidence) -> bool:
    """Say whether a symptom sentence of the map has the trouble, and the notes allow its class."""
    near = evidence.lexicon.supports(mention.concept)
    named = components_near(statement, mention)
    for component in evidence.system_map.components:
        in_notes = any(component.id in line.components for line in evidence.lines.values())
        if not in_notes and component.id not in named:
            continue
        classes = dict(component.symptoms)
        for name, sentence in classes.items():
            reading = next(r for c, s, r in evidence.map_readings if c is component and s == sentence)
            if not reading.concepts & near:
                continue
            if len(classes) == 1 or any(evidence.placed.get(c) for c in _CLASS_SHOWN.get(name, ("fail",))):
                return True
        texts = (*component.plain_symptoms, component.advice)
        if any(r.concepts & near for c, s, r in evidence.map_readings if c is component and s in texts):
            return True
    return False


def check_polarity(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield troubles, acts and news that the notes only deny, or denials of what they only affirm."""
    for mention in statement.reading.of("troubles", "acts", "detect"):
        if mention.planned or mention.guessed or mention.doubted or mention.conditional:
            continue
        if statement.in_name(mention.term.start, mention.term.end):
            continue
        support = support_of(evidence, mention.concept)
        affirmed = [*support.said, *support.running, *support.guessed, *support.planned, *support.asked]
        words = _words(statement, mention)
        if not mention.negated and support.negated and not affirmed and mention.form != "noun":
            if mention.group == "troubles" and _in_map(statement, mention, evidence):
                continue
            lines = lines_of(support.negated)
            yield Hit(
                mention.term.start,
                mention.term.end,
                f"'{words}': {cite(lines)} says the opposite. Keep the denial, or leave it out.",
                lines,
            )
        elif (
            mention.negated
            and mention.form != "noun"
            and mention.group == "acts"
            and affirmed
            and not support.negated
            and not support.planned
        ):
            if support.guessed or support.asked:
                continue
            lines = lines_of(affirmed)
            yield Hit(
                mention.term.start,
                mention.term.end,
                f"'not {words}': {cite(lines)} says that it was. Take the denial out, or leave it out.",
                lines,
            )


def _words(statement: Statement, mention: Mention) -> str:
    return statement.text[mention.term.start : mention.term.end]


RULES = (
    Rule("GRD024", "symptom-not-in-notes", "warn", "A trouble that neither notes nor map speak of.",
         "People go looking for a fault they do not have.", check_invented),
    Rule("GRD028", "polarity-changed", "warn", "The notes say the opposite.",
         "One lost 'not' turns the message round.", check_polarity),
)  # fmt: skip
