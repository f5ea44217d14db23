"""GRD024 symptom-not-in-notes: a trouble that neither the notes nor the map's symptoms speak of.

GRD028 polarity-changed: the notes deny what the draft says, or say what it denies.
"""

import re
from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence, Placed
from drafter.checks.grounding.names import NameHit
from drafter.checks.grounding.patterns import expression, word_list
from drafter.checks.grounding.reading import Mention, Reading, read
from drafter.checks.grounding.rule import Hit, Rule, cite, uncited
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.stemming import stems
from drafter.checks.grounding.support import Support, components_near, lines_of, shares_details, support_of
from drafter.core.audience import Audience
from drafter.core.stemming import stem

_SPARED = expression("spared")
_ADDITIVE = expression("additive")
_GOES_ON = expression("goes_on")
_COMMA = re.compile(r",\s")
_LONG = 3  # letters of a word that names something: "x86", "git"
_SMALL = frozenset((*word_list("small"), *word_list("additive_small")))
_NOTHING = frozenset({"nothing", "none", "nobody"})
# Words of trouble that stand for much the notes put otherwise ("faulty", "does not show")
_BROAD = frozenset({"error", "fail", "missing", "wrong", "delayed", "unhealthy"})
_LOST_TOUCH = expression("lost_touch")
_KINDS = frozenset(word_list("claimed_parts"))
_BE = frozenset(word_list("passive"))
_LOOSE = frozenset(word_list("loose_troubles"))  # said of any trouble, or of something else
_AFFECTED = expression("affected")
_FORBIDS = re.compile(r"(?:^|[.,;:!]\s|\b(?:please|and|or)\s)\W*(?:do not|don['’]t|never)\s$", re.IGNORECASE)
_NO_MORE = expression("no_more")
# What goes on inside: notes say it in many ways, and readers do not see it.
_INSIDE = frozenset({"spike", "full", "delayed", "wrong", "mismatch", "unhealthy", "leak", "loop"})
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
        if statement.words_of(mention).lower() in _LOOSE or (
            mention.form == "noun" and mention.concept in ("spike", "full")
        ):
            continue
        if mention.concept == "data_loss" and _LOST_TOUCH.match(statement.text, mention.term.start):
            continue
        support = support_of(evidence, mention.concept)
        if mention.concept == "data_loss" and not _lost_there(statement, mention, support, evidence):
            support = Support()
        if support.said or support.running or support.guessed or support.asked or support.planned:
            lines = lines_of(support.everything)
            if statement.uncited(lines) and not _in_map(statement, mention, evidence):
                yield uncited(
                    mention.term.start, mention.term.end, f"'{statement.words_of(mention)}' rests on", lines
                )
            continue
        if _in_map(statement, mention, evidence):
            continue
        if support.negated or (mention.concept in _INSIDE and shares_details(statement, mention, evidence)):
            continue
        yield Hit(
            mention.term.start,
            mention.term.end,
            f"'{statement.words_of(mention)}': neither the notes nor the map speak of this. Say what the "
            "notes say people see.",
            severity="info" if mention.concept in _BROAD or _is_particle(statement, mention) else None,
        )


def _is_particle(statement: Statement, mention: Mention) -> bool:
    """Tell "turns the volume down" from "the site is down"."""
    words = statement.reading.words[: mention.term.stop]
    if words[-1].lower != "down" or mention.term.stop - mention.term.first > 1:
        return False
    return not _BE & {w.lower for w in words[max(0, mention.term.first - 3) : mention.term.first]}


def _lost_there(statement: Statement, mention: Mention, support: Support, evidence: Evidence) -> bool:
    """Say whether the notes speak of loss, or of the same thing as missing or deleted."""
    if any(p.mention.concept == "data_loss" for p in support.everything):
        return True
    start, end = statement.reading.segment_of(mention.term.start)
    things = {m.concept for m in statement.reading.of("things") if start <= m.term.start < end}
    told = stems(statement.reading, start, end)
    return any(
        things & p.line.reading.concepts or told & stems(p.line.reading, 0, len(p.line.text))
        for p in support.everything
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
            if not (reading.concepts & near or name == mention.concept):
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
        if mention.group == "detect" and not statement.words_of(mention).lower().endswith("ed"):
            continue  # "alerts are not sent" denies no alert that was raised
        if mention.concept == "contact" or statement.in_name(mention.term.start, mention.term.end):
            continue  # "we cannot tell you why" denies no act
        if any(m.concept == "no" and 0 <= m.first - mention.term.stop <= 1 for m in statement.reading.moods):
            continue  # "changed nothing" is neither
        support = support_of(evidence, mention.concept)
        affirmed = [*support.said, *support.running, *support.guessed, *support.planned, *support.asked]
        words = statement.words_of(mention)
        denied = support.negated and (
            _nearer(statement, mention, support.negated, affirmed)
            if affirmed
            else any(_denies_all(p) and p.mention.concept == mention.concept for p in support.negated)
            or _closeness(statement, mention, support.negated) > 0
        )
        if not mention.negated and denied and mention.form != "noun":
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
            if _FORBIDS.search(statement.text, 0, mention.term.start):
                continue  # "please do not restart it" denies nothing
            if support.guessed or support.asked or _NO_MORE.search(statement.text[: mention.term.start]):
                continue  # "no longer killed" says that it was
            affirmed = [p for p in affirmed if p.mention.concept == mention.concept]
            if _closeness(statement, mention, affirmed) == 0:
                continue  # told of something else
            lines = lines_of(affirmed)
            yield Hit(
                mention.term.start,
                mention.term.end,
                f"'not {words}': {cite(lines)} says that it was. Take the denial out, or leave it out.",
                lines,
            )


def check_spared(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield trouble told of a part that the notes only tell to be in order."""
    for start, end in statement.reading.segments:
        told = _harm(statement, start, end)
        named = _named(statement.reading, statement.names, start, end) if told else frozenset()
        if told is None or (len(named) > 1 and not _ADDITIVE.search(statement.text, start, end)):
            continue
        if not named and (against := _spared_by_kind(statement, start, end, evidence)):
            yield Hit(
                *told,
                f"'{statement.text[slice(*told)]}': {cite(against)} has this part in order. "
                "Say what the notes say.",
                against,
            )
            continue
        spared: list[int] = []
        harmed = False
        for line in evidence.lines.values():
            if not named & line.components:
                continue
            told_of = [
                (s, e) for s, e in line.reading.segments if named & _named(line.reading, line.names, s, e)
            ]
            if any(
                s <= m.term.start < e and not m.negated
                for m in line.reading.of("troubles", "acts")
                for s, e in told_of
            ):
                harmed = True
            elif any(_SPARED.search(line.text[s:e]) for s, e in told_of):
                spared.append(line.number)
        if not spared and _ADDITIVE.search(statement.text, start, end):
            spared, harmed = _spared_by_words(statement, start, end, evidence), False
        if spared and not harmed:
            numbers = tuple(sorted(set(spared)))
            yield Hit(
                *told,
                f"'{statement.text[slice(*told)]}': {cite(numbers)} has this part in order. "
                "Say what the notes say.",
                numbers,
            )


def _spared_by_kind(statement: Statement, start: int, end: int, evidence: Evidence) -> tuple[int, ...]:
    """Return the lines that have the kind of part told of in order, none if one tells anything else."""
    kinds = {m.concept for m in statement.reading.of("things") if start <= m.term.start < end}
    if len(kinds) != 1 or not kinds <= _KINDS:
        return ()
    spared: list[int] = []
    for line in evidence.lines.values():
        for s, e in line.reading.segments:
            if not any(m.concept in kinds and s <= m.term.start < e for m in line.reading.of("things")):
                continue
            if not _SPARED.search(line.text[s:e]):
                return ()
            spared.append(line.number)
    return tuple(spared)


def _spared_by_words(statement: Statement, start: int, end: int, evidence: Evidence) -> list[int]:
    """Return the lines with a clause that has in order what is told to be hit "either" or "as well".

    None when another clause has it hit in the same way.
    """
    told = _long_words(statement.reading, start, end)
    spared: list[int] = []
    for line in evidence.lines.values():
        for s, e in line.reading.segments:
            for clause in _COMMA.split(line.text[s:e]):
                reading = read(clause, evidence.lexicon)
                if not _alike(told, _long_words(reading, 0, len(clause))):
                    continue
                if _SPARED.search(clause) or _GOES_ON.search(clause):
                    spared.append(line.number)
                elif _ADDITIVE.search(clause) and any(not m.doubted for m in reading.of("troubles")):
                    return []
    return spared


def _long_words(reading: Reading, start: int, end: int) -> frozenset[str]:
    return (
        frozenset(stem(w.lower) for w in reading.words if start <= w.start < end and len(w.lower) >= _LONG)
        - _SMALL
    )


def _alike(some: frozenset[str], others: frozenset[str]) -> bool:
    """Say whether a word stands in both, or begins one in the other: "docs" and "documentation"."""
    singular = [other.removesuffix("s") for other in others]
    return any(one.startswith(other) or other.startswith(one) for one in some for other in singular)


def _named(reading: Reading, names: list[NameHit], start: int, end: int) -> frozenset[str]:
    """Return the parts of the map named between two offsets."""
    kinds = ("internal", "customer_name")
    return frozenset(n.owner for n in names if n.kind in kinds and start <= n.start < end)


def _harm(statement: Statement, start: int, end: int) -> tuple[int, int] | None:
    """Return where trouble is told between two offsets, None when none is or it is denied or past."""
    troubles = (m.term for m in statement.reading.of("troubles") if m.plain and m.form != "noun")
    told = next(((term.start, term.end) for term in troubles if start <= term.start < end), None)
    match = None if told else _AFFECTED.search(statement.text, start, end)
    if match and not any(
        m.concept != "running" and start <= m.start < match.start() for m in statement.reading.moods
    ):
        told = match.span()
    return told if told and not _SPARED.search(statement.text[start:end]) else None


def _nearer(statement: Statement, mention: Mention, denials: list[Placed], others: list[Placed]) -> bool:
    """Say whether a denial of the notes speaks of the same more than any line that affirms."""
    _, end = statement.reading.segment_of(mention.term.start)
    if any(m.concept == "no" and mention.term.end <= m.start < end for m in statement.reading.moods):
        return False  # "the errors did not come back" denies it too
    return _closeness(statement, mention, denials) > max(2, _closeness(statement, mention, others))


def _denies_all(placed: Placed) -> bool:
    """Say whether a note denies it of everything: "nothing is deleted"."""
    start, end = placed.line.reading.segment_of(placed.mention.term.start)
    return any(w.lower in _NOTHING for w in placed.line.reading.words if start <= w.start < end)


def _closeness(statement: Statement, mention: Mention, placed: list[Placed]) -> int:
    """Return how many words the segments of a mention share at best, the mention's own word left aside."""
    start, end = statement.reading.segment_of(mention.term.start)
    own = stems(statement.reading, mention.term.start, mention.term.end)
    told = stems(statement.reading, start, end) - own
    return max(
        (len(told & stems(p.line.reading, *p.line.reading.segment_of(p.mention.term.start))) for p in placed),
        default=0,
    )


RULES = (
    Rule("GRD024", "symptom-not-in-notes", "warn", "A trouble that neither notes nor map speak of.",
         "People go looking for a fault they do not have.", check_invented),
    Rule("GRD028", "polarity-changed", "warn", "The notes say the opposite.",
         "One lost 'not' turns the message round.", check_polarity),
    Rule("GRD041", "spared-part-hit", "warn", "Trouble told of a part that the notes have in order.",
         "Those who use it stop for nothing.", check_spared),
)  # fmt: skip
