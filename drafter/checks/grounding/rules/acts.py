"""GRD022 action-not-in-notes, GRD023 done-too-early: what was done, and whether it was."""

from collections.abc import Iterator

from drafter.checks.grounding.evidence import Evidence
from drafter.checks.grounding.patterns import word_list
from drafter.checks.grounding.reading import Mention, Reading
from drafter.checks.grounding.rule import Hit, Rule, cite, uncited
from drafter.checks.grounding.rules.times import moments_beside
from drafter.checks.grounding.statements import Statement
from drafter.checks.grounding.support import Support, lines_of, shares_details, sort_out, support_of
from drafter.checks.grounding.weighing import is_everyday
from drafter.core.audience import Audience

# Telling and asking people is what an update does itself; a note need not say so.
_OWN_WORK = frozenset({"contact"})
_PASSIVE = frozenset(word_list("passive"))
_PRONOUNS = frozenset({"it", "them", "this", "that"})
_VAGUE = frozenset(word_list("vague_acts"))  # concepts that many an act may be called


def act_claims(statement: Statement, audience: Audience) -> Iterator[Mention]:
    """Yield the acts a statement says were done or are being done by us."""
    for mention in statement.claims("acts"):
        if mention.concept in _OWN_WORK or mention.form not in ("done", "running"):
            continue
        if audience.view == "internal" or _by_us(statement, mention):
            yield mention


def _by_us(statement: Statement, mention: Mention) -> bool:
    """Say whether the subject is us, or the act is in the passive."""
    first = mention.term.first
    before = [w.lower for w in statement.reading.words[max(0, first - 2) : first]]
    if _PASSIVE & set(before):
        return True
    return any(
        m.term.start < mention.term.start and m.concept == "us" and m.group == "people"
        for m in statement.reading.of("people")
    ) and not _other_subject(statement, mention)


def _other_subject(statement: Statement, mention: Mention) -> bool:
    """Say whether somebody else was named between "we" and the verb, after a clause break."""
    start, _ = statement.reading.segment_of(mention.term.start)
    inside = [m for m in statement.reading.of("people") if start <= m.term.start < mention.term.start]
    text = statement.text[start : mention.term.start].lower().split()
    starts_own = bool(text) and text[0] in (
        "it",
        "they",
        "this",
        "that",
        "which",
        "who",
        "the",
        "these",
        "users",
        "customers",
    )
    return starts_own and not any(m.concept == "us" for m in inside)


def check_invented(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield acts that no note speaks of."""
    for mention in act_claims(statement, audience):
        support = _acts_on(statement, mention, evidence)
        words = statement.text[mention.term.start : mention.term.end]
        if not support and (
            shares_details(statement, mention, evidence)
            or _done_by_another_name(statement, mention, evidence)
        ):
            continue
        if not support:
            yield Hit(
                mention.term.start,
                mention.term.end,
                f"'{words}': no note says that this was done. Say what the notes say, or ask.",
                severity="info" if is_everyday(statement, mention.term.start, mention.term.end) else None,
            )
            continue
        lines = lines_of(support.everything)
        if statement.uncited(lines):
            yield uncited(mention.term.start, mention.term.end, f"'{words}' rests on", lines)


def _done_by_another_name(statement: Statement, mention: Mention, evidence: Evidence) -> bool:
    """Say whether an act of many names ("changed", "moved") was done then, or to that thing."""
    if mention.concept not in _VAGUE:
        return False
    if mention.form == "running" and any(
        act.form == "running" and not act.negated
        for line in evidence.lines.values()
        for act in line.reading.of("acts")
    ):
        return True
    then = {moment.line for moment in moments_beside(statement, mention.term.start, evidence)}
    wanted = _object(statement.reading, mention)
    kin = evidence.lexicon.supports(wanted.concept) if wanted else frozenset()
    return any(
        line.number in then or kin & _things_beside(line.reading, act)
        for line in evidence.lines.values()
        for act in line.reading.of("acts")
        if act.plain
    )


def _acts_on(statement: Statement, mention: Mention, evidence: Evidence) -> Support:
    """Return the lines with the act itself, or with one of its kin done to the same thing."""
    if statement.origin == "template":
        return support_of(evidence, mention.concept)  # its words stand for many acts
    wanted = None if _of_pronoun(statement, mention) else _object(statement.reading, mention)
    kin = evidence.lexicon.supports(wanted.concept) if wanted else frozenset()
    return sort_out(
        [
            p
            for p in evidence.mentions_of(mention.concept)
            if p.mention.concept == mention.concept
            or p.mention.group == "states"
            or (
                p.mention.group == "acts"
                and p.mention.form != "noun"
                and (not wanted or bool(kin & _things_beside(p.line.reading, p.mention)))
            )
        ]
    )


def _of_pronoun(statement: Statement, mention: Mention) -> bool:
    """Say whether the act is done to something named before: "we are setting it up"."""
    words = statement.reading.words[mention.term.first + 1 : mention.term.stop + 1]
    return not _PRONOUNS.isdisjoint(w.lower for w in words)


def _object(reading: Reading, mention: Mention) -> Mention | None:
    """Return the thing an act is done to: the next one in the segment, else the last one before it."""
    before, after = _beside(reading, mention)
    return after or before


def _things_beside(reading: Reading, mention: Mention) -> frozenset[str]:
    return frozenset(m.concept for m in _beside(reading, mention) if m)


def _beside(reading: Reading, mention: Mention) -> tuple[Mention | None, Mention | None]:
    """Return the things named right before and right after a mention in its segment."""
    start, end = reading.segment_of(mention.term.start)
    things = [m for m in reading.of("things") if start <= m.term.start < end]
    before = [m for m in things if m.term.end <= mention.term.start]
    after = [m for m in things if m.term.start >= mention.term.end]
    return (before[-1] if before else None), (after[0] if after else None)


def check_early(statement: Statement, evidence: Evidence, audience: Audience) -> Iterator[Hit]:
    """Yield acts told as done that the notes only plan, try or have under way."""
    for mention in act_claims(statement, audience):
        if mention.form != "done":
            continue
        support = _acts_on(statement, mention, evidence)
        own = [p for p in support.planned if p.mention.concept == mention.concept]
        if (
            statement.origin != "template"
            and own
            and not any(p.mention.concept == mention.concept for p in (*support.said, *support.running))
        ):
            support = sort_out(own)  # what was done to it before was another act
        pending = [p for p in support.everything if p.mention.planned or p.mention.form == "running"]
        pending = pending or [p for p in support.negated if p.mention.concept == mention.concept]
        if support.said or not pending or _over_since(support, evidence):
            continue
        lines = lines_of(pending)
        state = "plan" if all(p.mention.planned for p in pending) else "have under way"
        words = statement.text[mention.term.start : mention.term.end]
        yield Hit(
            mention.term.start,
            mention.term.end,
            f"'{words}' is told as done; the notes only {state} it ({cite(lines)}). Say that it is "
            f"{'planned' if state == 'plan' else 'being done'}.",
            lines,
        )


def _over_since(support: Support, evidence: Evidence) -> bool:
    """Say whether what was under way is followed by a line that says it works: then it was done."""
    if not support.running:
        return False
    last = max(p.line.number for p in support.running)
    return any(
        line.number > last
        and any(m.concept in ("restored", "resolved") and m.plain for m in line.reading.of("states"))
        for line in evidence.lines.values()
    )


RULES = (
    Rule("GRD022", "action-not-in-notes", "warn", "An act that no note speaks of.",
         "Readers judge us by what we did; an invented act is a lie.", check_invented),
    Rule("GRD023", "done-too-early", "warn", "An act told as done that the notes only plan.",
         "Readers try again too early.", check_early),
)  # fmt: skip
